//! Primary keys and unique constraints.

use super::Place;

/// `PRIMARY KEY (..)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrimaryKey {
    /// The constraint's name, `listings_pkey`.
    pub name: String,
    /// The columns, in the key's order.
    pub columns: Vec<String>,
    /// `INCLUDE (..)`.
    pub include: Vec<String>,
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

/// `UNIQUE (..)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unique {
    /// The constraint's name.
    pub name: String,
    /// The columns, in the constraint's order.
    pub columns: Vec<String>,
    /// `INCLUDE (..)`.
    pub include: Vec<String>,
    /// `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
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

/// When a constraint is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deferral {
    /// At each statement's end, and that cannot be changed.
    #[default]
    NotDeferrable,
    /// `DEFERRABLE INITIALLY IMMEDIATE`.
    Deferrable,
    /// `DEFERRABLE INITIALLY DEFERRED`.
    InitiallyDeferred,
}
