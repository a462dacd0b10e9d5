//! A type as a column has it.

use super::quoted::quoted;
use std::fmt;

/// A type with its modifier, printed as `format_type` prints it: `character varying(20)`, `numeric(10,2)[]`,
/// with its schema where `public` alone is on the search path: `app.mood`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PgType {
    /// The schema; `None` for `pg_catalog`.
    pub schema: Option<String>,
    /// `typname` of the element type: `int4`, `timestamptz`, `bpchar`.
    pub name: String,
    /// What stands in the parentheses, without blanks: `20`, `10,2`.
    pub modifier: Option<String>,
    /// Whether it is an array of that type; Postgres does not keep the number of dimensions.
    pub array: bool,
}

impl PgType {
    /// A type of `pg_catalog` without modifier.
    pub fn builtin(name: &str) -> Self {
        Self {
            schema: None,
            name: name.to_owned(),
            modifier: None,
            array: false,
        }
    }

    /// A type of this schema and name.
    pub(crate) fn of(key: &super::walk::Key) -> Self {
        Self {
            schema: Some(key.0.clone()),
            ..Self::builtin(&key.1)
        }
    }

    /// The type with its schema, `public` too: what means the same on every search path.
    pub(crate) fn qualified(&self) -> String {
        match self.schema.as_deref() {
            Some("public") => format!("public.{self}"),
            _ => self.to_string(),
        }
    }

    /// Whether it is the type of this schema and name, or an array of it.
    pub(crate) fn is(&self, key: &super::walk::Key) -> bool {
        self.schema.as_ref() == Some(&key.0) && self.name == key.1
    }
}

impl fmt::Display for PgType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = match self.schema.as_deref() {
            None => spelling(&self.name),
            Some(_) => ("", ""),
        };
        match self.schema.as_deref() {
            None => write!(f, "{before}")?,
            Some("public") => write!(f, "{}", quoted(&self.name))?,
            Some(schema) => write!(f, "{}.{}", quoted(schema), quoted(&self.name))?,
        }
        if let Some(modifier) = &self.modifier {
            write!(f, "({modifier})")?;
        }
        write!(f, "{after}")?;
        if self.array {
            write!(f, "[]")?;
        }
        Ok(())
    }
}

/// The SQL spelling of a `typname`, around the place of its modifier (`format_type.c`).
fn spelling(name: &str) -> (&str, &str) {
    match name {
        "bool" => ("boolean", ""),
        "int2" => ("smallint", ""),
        "int4" => ("integer", ""),
        "int8" => ("bigint", ""),
        "float4" => ("real", ""),
        "float8" => ("double precision", ""),
        // The one-byte type, which only quotes tell from character(1).
        "char" => ("\"char\"", ""),
        "bpchar" => ("character", ""),
        "varchar" => ("character varying", ""),
        "varbit" => ("bit varying", ""),
        "time" => ("time", " without time zone"),
        "timetz" => ("time", " with time zone"),
        "timestamp" => ("timestamp", " without time zone"),
        "timestamptz" => ("timestamp", " with time zone"),
        other => (other, ""),
    }
}
