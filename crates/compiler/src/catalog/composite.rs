//! Composite types that stand alone; each table and view has one of its own besides.

use super::{PgType, Place, Rename};

/// `CREATE TYPE .. AS (..)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompositeType {
    /// The name, unquoted.
    pub name: String,
    /// The attributes in order.
    pub attributes: Vec<Attribute>,
    /// `COMMENT ON TYPE`.
    pub comment: Option<String>,
    /// The statement that made it; `None` when read from a server.
    pub place: Option<Place>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}

/// An attribute of a composite type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name, unquoted.
    pub name: String,
    /// The type with its modifier.
    pub ty: PgType,
    /// A collation other than the type's own.
    pub collation: Option<String>,
    /// `COMMENT ON COLUMN`.
    pub comment: Option<String>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}
