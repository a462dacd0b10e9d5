//! Which Rust type driftless.toml gives a column: by the column, by its domain, by its SQL type.

use super::{FieldType, RustType};
use crate::{
    catalog::{Column, PgType, Schema, Table, types},
    config::{Config, Said, TypeConfig},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
};
use std::collections::{BTreeMap, BTreeSet};

/// A type that driftless.toml gives.
#[derive(Clone, Copy)]
pub(super) struct Given<'c> {
    /// The key of `[types]`.
    pub key: &'c str,
    config: &'c TypeConfig,
    /// Whether it takes the place of what an array holds, and not of the array.
    element: bool,
}

/// `[types]`, with each key resolved.
pub(super) struct Overrides<'c> {
    schema: &'c Schema,
    columns: BTreeMap<&'c str, Given<'c>>,
    types: BTreeMap<String, Given<'c>>,
}

impl<'c> Overrides<'c> {
    /// Resolves the keys of `[types]`; one that names nothing is an error.
    pub(super) fn of(schema: &'c Schema, config: &'c Config, found: &mut Vec<Diagnostic>) -> Self {
        let mut overrides = Self {
            schema,
            columns: BTreeMap::new(),
            types: BTreeMap::new(),
        };
        let columns = columns(schema);
        let own = own_types(schema);
        let mut seen: BTreeMap<String, &Said<TypeConfig>> = BTreeMap::new();
        for (key, said) in &config.types {
            let given = Given {
                key,
                config: &said.value,
                element: false,
            };
            if columns.contains(key) {
                overrides.columns.insert(key, given);
                continue;
            }
            let Some(name) = type_name(key, &own) else {
                found.push(unknown(key, said, &columns, &own));
                continue;
            };
            if let Some(first) = seen.insert(name.clone(), said) {
                found.push(twice(&name, first, said));
            }
            let given = Given {
                element: true,
                ..given
            };
            overrides.types.insert(name, given);
        }
        overrides
    }

    /// What the file gives this very column, or the type of one's own that it has, a domain or an enum: more than
    /// a typed key or the enum of a list.
    pub(super) fn of_column(&self, table: &str, column: &Column) -> Option<Given<'c>> {
        let key = format!("{table}.{}", column.name);
        let by_column = self.columns.get(key.as_str());
        by_column.or_else(|| self.of_own_type(&column.ty)).copied()
    }

    fn of_own_type(&self, ty: &PgType) -> Option<&Given<'c>> {
        ty.schema.as_ref()?;
        self.types.get(&qualified(ty))
    }

    /// What the file gives the column's SQL type; of a domain that of the type underneath.
    pub(super) fn of_type(&self, ty: &PgType) -> Option<Given<'c>> {
        let given = self.types.get(&qualified(ty)).copied();
        given.or_else(|| self.of_type(self.underneath(ty)?))
    }

    /// The type that a domain is made of.
    pub(super) fn underneath(&self, ty: &PgType) -> Option<&'c PgType> {
        let of_public = ty.schema.as_deref() == Some("public");
        let domain = of_public.then(|| self.schema.domains.get(&ty.name));
        Some(&domain??.base)
    }
}

impl Given<'_> {
    /// The type in place of the one that the rules give.
    pub(super) fn in_place_of(self, ty: &mut FieldType) {
        ty.rust = match &ty.rust {
            RustType::List(_) if self.element => RustType::List(Box::new(self.rust(ty))),
            _ => self.rust(ty),
        };
        ty.copy = false;
        ty.keyable = false;
    }

    /// A type of the user's, or what makes one of Serde's traits travel as JSON.
    fn rust(self, ty: &FieldType) -> RustType {
        let path = self.config.rust.value.clone();
        let json = matches!(ty.cast.trim_end_matches("[]"), "json" | "jsonb");
        if json && !self.config.diesel {
            RustType::AsJson(path)
        } else {
            RustType::Given(path)
        }
    }
}

/// The types that Postgres does not bring along: domains, enums, types of extensions.
fn own_types(schema: &Schema) -> BTreeSet<String> {
    let columns = schema.tables.values().flat_map(|table| &table.columns);
    let used = columns
        .filter(|column| column.ty.schema.is_some())
        .map(|column| qualified(&column.ty));
    let domains = schema.domains.keys().cloned();
    used.chain(domains)
        .chain(schema.enums.keys().cloned())
        .collect()
}

/// The name by which a type is looked up: `typname`, with the schema unless that is `public`.
fn qualified(ty: &PgType) -> String {
    match ty.schema.as_deref() {
        None | Some("public") => ty.name.clone(),
        Some(schema) => format!("{schema}.{}", ty.name),
    }
}

/// What a key of `[types]` names, in any spelling that SQL knows: `int`, `integer` and `int4` are one.
fn type_name(key: &str, own: &BTreeSet<String>) -> Option<String> {
    let key = key.strip_prefix("public.").unwrap_or(key);
    if own.contains(key) {
        return Some(key.to_owned());
    }
    types::builtin_name(key)
        .or_else(|| types::spelled(key))
        .map(str::to_owned)
}

fn unknown(
    key: &str,
    said: &Said<TypeConfig>,
    columns: &BTreeSet<String>,
    own: &BTreeSet<String>,
) -> Diagnostic {
    let title = format!("there is no column and no type `{key}`");
    let problem = Diagnostic::error(Code::D0304, title).label(said.at_key("named here"));
    let near =
        nearest(key, columns.iter().cloned()).or_else(|| types::nearest(key, own.iter().cloned()));
    match near {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(
            "a key is a column, `\"table.column\"`, the domain of one, or a type of Postgres, `numeric`",
        ),
    }
}

fn twice(name: &str, first: &Said<TypeConfig>, second: &Said<TypeConfig>) -> Diagnostic {
    let title = format!("the type `{name}` has two Rust types");
    Diagnostic::error(Code::D0306, title)
        .label(second.at_key("the second"))
        .label(first.at_key("the first"))
        .help("these are two spellings of one type: keep one of them")
}

/// `table.column` of every column.
pub(super) fn columns(schema: &Schema) -> BTreeSet<String> {
    let tables = schema.tables.values();
    tables
        .flat_map(|table| table.columns.iter().map(|column| column_key(table, column)))
        .collect()
}

/// `table.column` of a column.
pub(super) fn column_key(table: &Table, column: &Column) -> String {
    format!("{}.{}", table.name, column.name)
}
