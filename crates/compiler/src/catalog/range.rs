//! Range types that a migration made.

use super::{PgType, Place, Rename};

/// `CREATE TYPE .. AS RANGE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeType {
    /// The name, unquoted.
    pub name: String,
    /// The type of the bounds.
    pub subtype: PgType,
    /// The multirange type that comes with it, in the same schema.
    pub multirange: String,
    /// `COMMENT ON TYPE`.
    pub comment: Option<String>,
    /// The statement that made it; `None` when read from a server.
    pub place: Option<Place>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}
