//! Exclusion constraints.

use super::{Deferral, Expr, IndexKey, Place};

/// `EXCLUDE USING gist (..)`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exclusion {
    /// The constraint's name, which is its index's too.
    pub name: String,
    /// The access method.
    pub method: String,
    /// What must not collide, each with the operator that says so: `(during, "&&")`.
    pub elements: Vec<(IndexKey, String)>,
    /// `INCLUDE (..)`.
    pub include: Vec<String>,
    /// `WHERE ..`.
    pub predicate: Option<Expr>,
    /// When it is checked.
    pub deferral: Deferral,
    /// `WITH (..)` of its index, as `name=value`, sorted.
    pub options: Vec<String>,
    /// The constraint of the partitioned table above that it is a part of.
    pub parent: Option<String>,
    /// `COMMENT ON CONSTRAINT`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}
