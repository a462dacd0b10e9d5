//! A table and what belongs to it.

use super::{Check, Column, ForeignKey, Index, Place, PrimaryKey, Rename, Trigger, Unique};

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The name, unquoted.
    pub name: String,
    /// Columns in the order of `attnum`.
    pub columns: Vec<Column>,
    /// The primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Unique constraints, by name.
    pub uniques: Vec<Unique>,
    /// Foreign keys out of this table, by name.
    pub foreign_keys: Vec<ForeignKey>,
    /// Check constraints, by name.
    pub checks: Vec<Check>,
    /// Indexes that no constraint owns, by name.
    pub indexes: Vec<Index>,
    /// Triggers, by name.
    pub triggers: Vec<Trigger>,
    /// `COMMENT ON TABLE`.
    pub comment: Option<String>,
    /// The statement that made it; `None` when read from a server.
    pub place: Option<Place>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
