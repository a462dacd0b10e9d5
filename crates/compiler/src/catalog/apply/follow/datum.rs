//! Values as they come up in bodies.

use crate::catalog::walk::Key;
use std::cmp::Ordering;

/// A value, or that nobody knows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Datum {
    Null,
    Bool(bool),
    Text(String),
    Number(i64),
    Array(Vec<Datum>),
    /// The number that Postgres gives an object, which only the object itself has.
    Object(Kind, Key),
    /// The name of the database.
    Database,
    /// A name or number of one of Postgres' own objects: none that a migration would give.
    System,
    Unknown,
}

/// What an object's number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Relation,
    Type,
    Function,
    /// Its key has no schema.
    Schema,
}

impl Datum {
    pub(super) fn text_of(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn schema(name: &str) -> Self {
        Self::Object(Kind::Schema, (String::new(), name.to_owned()))
    }

    pub(super) fn relation(key: &Key) -> Self {
        Self::Object(Kind::Relation, key.clone())
    }

    /// As the text it is cast to; objects must be named first.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Bool(yes) => Some(yes.to_string()),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(yes) => Some(*yes),
            // As a condition NULL is as good as false.
            Self::Null => Some(false),
            _ => None,
        }
    }

    /// `=`, three-valued and unknown beside.
    pub(super) fn equals(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => Self::Null,
            (Self::Unknown, _) | (_, Self::Unknown) | (Self::System, Self::System) => Self::Unknown,
            (Self::System, Self::Text(text)) | (Self::Text(text), Self::System) => {
                let maybe = text.starts_with("pg_")
                    || text.starts_with("_pg_")
                    || text.starts_with("RI_")
                    || text == "information_schema";
                if maybe {
                    Self::Unknown
                } else {
                    Self::Bool(false)
                }
            }
            (Self::System, _) | (_, Self::System) => Self::Bool(false),
            (Self::Database, Self::Database) => Self::Bool(true),
            (Self::Object(..), Self::Object(..)) => Self::Bool(self == other),
            (Self::Object(..) | Self::Database, _) | (_, Self::Object(..) | Self::Database) => {
                Self::Unknown
            }
            (Self::Array(a), Self::Array(b)) if a.len() == b.len() => {
                let parts = a.iter().zip(b).map(|(a, b)| a.equals(b));
                all_of(parts)
            }
            (Self::Bool(a), Self::Text(b)) | (Self::Text(b), Self::Bool(a)) => {
                match &*b.to_lowercase() {
                    "t" | "true" | "yes" | "on" | "1" => Self::Bool(*a),
                    "f" | "false" | "no" | "off" | "0" => Self::Bool(!*a),
                    _ => Self::Unknown,
                }
            }
            (Self::Number(a), b) | (b, Self::Number(a)) => match b.number() {
                Some(b) => Self::Bool(*a == b),
                None => Self::Unknown,
            },
            (Self::Text(a), Self::Text(b)) => Self::Bool(a == b),
            (Self::Bool(a), Self::Bool(b)) => Self::Bool(a == b),
            _ => Self::Unknown,
        }
    }

    /// The order of two numbers; texts have one only with a collation.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(_), _) | (_, Self::Number(_)) => {
                Some(self.number()?.cmp(&other.number()?))
            }
            _ => None,
        }
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::Bool(yes) => Self::Bool(!yes),
            Self::Null => Self::Null,
            _ => Self::Unknown,
        }
    }
}

/// AND.
pub(super) fn all_of(parts: impl Iterator<Item = Datum>) -> Datum {
    let mut all = Datum::Bool(true);
    for part in parts {
        match part {
            Datum::Bool(false) => return Datum::Bool(false),
            Datum::Null if all != Datum::Unknown => all = Datum::Null,
            Datum::Bool(true) | Datum::Null => {}
            _ => all = Datum::Unknown,
        }
    }
    all
}

/// OR.
pub(super) fn any_of(parts: impl Iterator<Item = Datum>) -> Datum {
    all_of(parts.map(Datum::not)).not()
}
