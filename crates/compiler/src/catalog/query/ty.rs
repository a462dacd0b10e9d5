//! Types of expressions.

use crate::{
    catalog::{PgType, Use},
    source::Span,
};
use std::{fmt, rc::Rc};

/// A type without its modifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ty {
    /// `None` for `pg_catalog`.
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) array: bool,
}

impl Ty {
    /// A type of `pg_catalog`, `[]` behind it for its array.
    pub(super) fn builtin(text: &str) -> Self {
        Self::of(None, text)
    }

    /// A type of a schema, `[]` behind it for its array.
    pub(super) fn of(schema: Option<&str>, text: &str) -> Self {
        let (name, array) = match text.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (text, false),
        };
        Self {
            schema: schema.map(str::to_owned),
            name: name.to_owned(),
            array,
        }
    }

    /// What a literal is before anything says what it is for.
    pub(super) fn unknown() -> Self {
        Self::builtin("unknown")
    }

    /// Whether it is this type of `pg_catalog`, not an array.
    pub(super) fn is(&self, name: &str) -> bool {
        self.schema.is_none() && !self.array && self.name == name
    }

    pub(super) fn is_unknown(&self) -> bool {
        self.is("unknown")
    }

    /// The type of an array's elements.
    pub(super) fn element(&self) -> Option<Self> {
        if self.array {
            return Some(Self {
                array: false,
                ..self.clone()
            });
        }
        match (&self.schema, self.name.as_str()) {
            (None, "int2vector") => Some(Self::builtin("int2")),
            (None, "oidvector") => Some(Self::builtin("oid")),
            _ => None,
        }
    }

    /// The array of this type, if it has one.
    pub(super) fn array_of(&self) -> Option<Self> {
        let pseudo = ["unknown", "void", "any"].iter().any(|name| self.is(name));
        (!self.array && !pseudo).then(|| Self {
            array: true,
            ..self.clone()
        })
    }

    /// `anyelement` and its like.
    pub(super) fn is_polymorphic(&self) -> bool {
        self.schema.is_none()
            && !self.array
            && matches!(
                self.name.as_str(),
                "anyelement"
                    | "anyarray"
                    | "anynonarray"
                    | "anyenum"
                    | "anyrange"
                    | "anymultirange"
                    | "anycompatible"
                    | "anycompatiblearray"
                    | "anycompatiblenonarray"
                    | "anycompatiblerange"
                    | "anycompatiblemultirange"
            )
    }

    pub(super) fn with_modifier(&self, modifier: Option<String>) -> PgType {
        PgType {
            schema: self.schema.clone(),
            name: self.name.clone(),
            modifier,
            array: self.array,
        }
    }
}

impl From<&PgType> for Ty {
    fn from(ty: &PgType) -> Self {
        Self {
            schema: ty.schema.clone(),
            name: ty.name.clone(),
            array: ty.array,
        }
    }
}

/// As Postgres' messages show it.
impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.with_modifier(None))
    }
}

/// Where a collation comes from, and so which one wins.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) enum Collation {
    /// The type has none.
    #[default]
    None,
    /// That of a column or a type.
    Implicit(String),
    /// Two columns disagree.
    Conflict,
    /// `COLLATE`, and where.
    Explicit(String, Span),
}

/// What the database's own collation is called.
pub(super) const DEFAULT_COLLATION: &str = "default";

impl Collation {
    /// The collation of an expression with these two parts; `Err` if both were said and differ.
    pub(super) fn and(self, other: Self) -> Result<Self, (String, String, Span)> {
        use Collation::{Conflict, Explicit, Implicit, None};
        Ok(match (self, other) {
            (None, other) | (other, None) => other,
            (Explicit(a, _), Explicit(b, at)) if a != b => return Err((a, b, at)),
            (explicit @ Explicit(..), _) | (_, explicit @ Explicit(..)) => explicit,
            (Implicit(a), Implicit(b)) if a == b || b == DEFAULT_COLLATION => Implicit(a),
            (Implicit(a), Implicit(b)) if a == DEFAULT_COLLATION => Implicit(b),
            _ => Conflict,
        })
    }

    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Implicit(name) | Self::Explicit(name, _) => Some(name),
            Self::None | Self::Conflict => Option::None,
        }
    }
}

/// A field of a row.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: Typed,
    /// The table's column it is, or the type it belongs to.
    pub(super) origin: Option<Use>,
}

/// What is known about an expression's value.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// `None` if this compiler does not know.
    pub(super) ty: Option<Ty>,
    pub(super) modifier: Option<String>,
    pub(super) collation: Collation,
    /// The fields, where the type alone does not say them.
    pub(super) fields: Option<Rc<Vec<Field>>>,
    /// The text of a string literal that has no type yet.
    pub(super) literal: Option<String>,
    /// Where the expression stands.
    pub(super) span: Span,
}

impl Typed {
    pub(super) fn of(ty: Ty) -> Self {
        Self {
            ty: Some(ty),
            ..Self::default()
        }
    }

    pub(super) fn builtin(name: &str) -> Self {
        Self::of(Ty::builtin(name))
    }

    pub(super) fn is_unknown_literal(&self) -> bool {
        self.ty.as_ref().is_some_and(Ty::is_unknown)
    }
}
