//! Foreign keys.

use super::{Deferral, Place};

/// `FOREIGN KEY (..) REFERENCES ..`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name.
    pub name: String,
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The schema of the referenced table.
    pub schema: String,
    /// The referenced table.
    pub table: String,
    /// The referenced columns, written out also where SQL left them to the primary key.
    pub referenced: Vec<String>,
    /// `ON DELETE`.
    pub on_delete: ForeignKeyAction,
    /// `ON UPDATE`.
    pub on_update: ForeignKeyAction,
    /// The columns of `ON DELETE SET NULL (..)` / `SET DEFAULT (..)`; empty means all.
    pub set_columns: Vec<String>,
    /// `MATCH ..`.
    pub match_type: ForeignKeyMatch,
    /// When it is checked.
    pub deferral: Deferral,
    /// `convalidated`: false after `NOT VALID`.
    pub validated: bool,
    /// The constraint of the partitioned table above that it is a part of.
    pub parent: Option<String>,
    /// `COMMENT ON CONSTRAINT`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}

/// What happens to the referencing row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForeignKeyAction {
    /// An error at the constraint's check.
    #[default]
    NoAction,
    /// An error at once.
    Restrict,
    /// The row goes (or its key changes) too.
    Cascade,
    /// The columns become NULL.
    SetNull,
    /// The columns take their defaults.
    SetDefault,
}

/// When a partly NULL key matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForeignKeyMatch {
    /// A NULL in any column is enough.
    #[default]
    Simple,
    /// All columns NULL or none.
    Full,
}
