//! Domains.

use super::{Check, Expr, PgType, Place, Rename};

/// `CREATE DOMAIN`.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    /// The name, unquoted.
    pub name: String,
    /// The type underneath, which may be a domain itself.
    pub base: PgType,
    /// `NOT NULL`.
    pub not_null: bool,
    /// `DEFAULT`.
    pub default: Option<Expr>,
    /// A collation other than the type's own.
    pub collation: Option<String>,
    /// The checks, by name; the value is called `VALUE` in them.
    pub checks: Vec<Check>,
    /// `COMMENT ON DOMAIN`.
    pub comment: Option<String>,
    /// The statement that made it; `None` when read from a server.
    pub place: Option<Place>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}
