//! Indexes that no constraint owns.

use super::{Expr, Place};

/// `CREATE INDEX`.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// The name.
    pub name: String,
    /// The access method, `btree` unless said otherwise.
    pub method: String,
    /// `UNIQUE`.
    pub unique: bool,
    /// `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
    /// What is indexed, in order.
    pub keys: Vec<IndexKey>,
    /// `INCLUDE (..)`.
    pub include: Vec<String>,
    /// `WHERE ..`.
    pub predicate: Option<Expr>,
    /// `WITH (..)`, as `name=value`, sorted.
    pub options: Vec<String>,
    /// `indisvalid`: false for an index of a partitioned table that some partition still lacks.
    pub valid: bool,
    /// The index of the partitioned table above that it is a part of.
    pub parent: Option<String>,
    /// `COMMENT ON INDEX`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}

/// One key of an index.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexKey {
    /// A column's name, or an expression.
    pub expr: Expr,
    /// Whether `expr` is a plain column's name.
    pub is_column: bool,
    /// `COLLATE`, where it is not the column's own.
    pub collation: Option<String>,
    /// The operator class, where it is not the default of type and method.
    pub opclass: Option<String>,
    /// The operator class's own options, as `name=value`.
    pub opclass_options: Vec<String>,
    /// `DESC`.
    pub descending: bool,
    /// `NULLS FIRST`; Postgres' default is true for `DESC`, false for `ASC`.
    pub nulls_first: bool,
}

impl Index {
    /// A btree of this name without keys.
    pub(crate) fn btree(name: String) -> Self {
        Self {
            name,
            method: "btree".to_owned(),
            unique: false,
            nulls_not_distinct: false,
            keys: Vec::new(),
            include: Vec::new(),
            predicate: None,
            options: Vec::new(),
            valid: true,
            parent: None,
            comment: None,
            place: None,
        }
    }
}
