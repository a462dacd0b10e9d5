//! A table and what belongs to it.

use super::{
    Check, Column, Exclusion, ForeignKey, Index, Parent, PartitionKey, PartitionOf, Place, Policy,
    PrimaryKey, Rename, RowSecurity, Rule, Trigger, Unique,
};

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
    /// Exclusion constraints, by name.
    pub exclusions: Vec<Exclusion>,
    /// Indexes that no constraint owns, by name.
    pub indexes: Vec<Index>,
    /// Triggers, by name.
    pub triggers: Vec<Trigger>,
    /// Rules, by name.
    pub rules: Vec<Rule>,
    /// Whether row level security is on.
    pub row_security: RowSecurity,
    /// Policies, by name.
    pub policies: Vec<Policy>,
    /// `PARTITION BY`, where the table is partitioned.
    pub partition_key: Option<PartitionKey>,
    /// The partitioned table that this one is a part of.
    pub partition_of: Option<PartitionOf>,
    /// `INHERITS`, in order; a partition's table is not repeated here.
    pub inherits: Vec<Parent>,
    /// `OF type`: the composite type, by schema and name.
    pub of_type: Option<(String, String)>,
    /// `UNLOGGED`.
    pub unlogged: bool,
    /// `WITH (..)`, as `name=value`, sorted.
    pub options: Vec<String>,
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
