//! The small tree that both spellings of an expression are lowered to.

use std::fmt;

/// An expression without the accidents of its spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A column, or a word of SQL: `status`, `current_timestamp`, `true`.
    Name(String),
    /// A string's value.
    Text(String),
    /// A number in its shortest notation.
    Number(String),
    /// A cast to a type spelled as `types` spells it.
    Cast(Box<Node>, String),
    /// Anything made of parts: `=`, `and`, `call lower`, `array`.
    Op(String, Vec<Node>),
}

impl Node {
    pub(super) fn op(name: impl Into<String>, parts: impl Into<Vec<Node>>) -> Self {
        Self::Op(name.into(), parts.into())
    }

    pub(super) fn cast(self, ty: impl Into<String>) -> Self {
        Self::Cast(Box::new(self), ty.into())
    }

    /// NULL, of whatever type.
    pub(super) fn is_null(&self) -> bool {
        match self {
            Self::Name(name) => name == "null",
            Self::Cast(of, _) => of.is_null(),
            _ => false,
        }
    }

    /// A constant, or an array of them.
    pub(super) fn is_literal(&self) -> bool {
        match self {
            Self::Text(_) | Self::Number(_) => true,
            Self::Name(name) => matches!(&**name, "true" | "false" | "null"),
            Self::Op(name, parts) => name == "array" && parts.iter().all(Self::is_literal),
            Self::Cast(..) => false,
        }
    }

    /// A constant with as many casts as there may be.
    pub(super) fn is_constant(&self) -> bool {
        match self {
            Self::Cast(of, _) => of.is_constant(),
            other => other.is_literal(),
        }
    }

    /// Whether a column takes part.
    pub(super) fn names_something(&self) -> bool {
        match self {
            Self::Name(_) => !self.is_literal(),
            Self::Text(_) | Self::Number(_) => false,
            Self::Cast(of, _) => of.names_something(),
            Self::Op(_, parts) => parts.iter().any(Self::names_something),
        }
    }

    /// `and` and `or` of any nesting as one list.
    pub(super) fn flattened(name: &str, parts: Vec<Node>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Op(inner, parts) if inner == name => flat.extend(parts),
                other => flat.push(other),
            }
        }
        Self::op(name, flat)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(text) | Self::Number(text) => write!(f, "{text}"),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Cast(of, ty) => write!(f, "{of}::{ty}"),
            Self::Op(name, parts) => {
                write!(f, "({name}")?;
                for part in parts {
                    write!(f, " {part}")?;
                }
                write!(f, ")")
            }
        }
    }
}
