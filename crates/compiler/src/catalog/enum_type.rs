//! Enum types.

use super::{Place, Rename};

/// `CREATE TYPE .. AS ENUM`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnumType {
    /// The name, unquoted.
    pub name: String,
    /// The values in their order, the order of `<`.
    pub values: Vec<EnumValue>,
    /// `COMMENT ON TYPE`.
    pub comment: Option<String>,
    /// The statement that made it; `None` when read from a server.
    pub place: Option<Place>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}

/// One value of an enum type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// The label as it is stored.
    pub label: String,
    /// Where it was added; `None` when read from a server.
    pub place: Option<Place>,
    /// Former labels, oldest first.
    pub renames: Vec<Rename>,
}
