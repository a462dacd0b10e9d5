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
    /// `NO INHERIT`.
    pub no_inherit: bool,
    /// `COMMENT ON CONSTRAINT`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}
