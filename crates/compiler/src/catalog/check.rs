//! Check constraints.

use super::{Expr, Place};

/// `CHECK (..)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The constraint's name, `listings_type_check`.
    pub name: String,
    /// The condition.
    pub expr: Expr,
    /// `convalidated`: false after `NOT VALID`.
    pub validated: bool,
    /// `conislocal`: stated here, and not only taken over from a parent table.
    pub local: bool,
    /// `NO INHERIT`.
    pub no_inherit: bool,
    /// `COMMENT ON CONSTRAINT`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}
