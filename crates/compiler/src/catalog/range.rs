//! Range types that a migration made.

use super::{PgType, Place, Rename};

/// `CREATE TYPE .. AS RANGE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeType {
    /// The name, unquoted.
    pub name: String,
    /// The type of the bounds.
    pub subtype: PgType,
    /// The operator class of the bounds, where it is not the default of their type.
    pub opclass: Option<String>,
    /// The collation of the bounds, where it is not that of their type.
    pub collation: Option<String>,
    /// The function that tells how far two bounds are apart.
    pub subtype_diff: Option<String>,
    /// The name of the multirange type that comes with it.
    pub multirange: String,
    /// The schema of the multirange type, which does not follow when the range moves.
    pub multirange_schema: String,
    /// `COMMENT ON TYPE`.
    pub comment: Option<String>,
    /// The statement that made it; `None` when read from a server.
    pub place: Option<Place>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}
