//! Foreign keys as `pg_constraint` has them, where tables are partitioned.
//!
//! A partition has the foreign keys of the table it is part of. And a foreign key that refers to a partitioned table
//! has a row for each partition of that, but only where it was stated.

use crate::catalog::{ForeignKey, Schema, Table};
use std::collections::BTreeMap;

/// Two tables, child and parent.
pub(super) type Pair<'c> = (&'c str, &'c str);

/// The foreign keys within a schema, by child and parent.
pub(super) fn by_pair<'c>(
    schema: &'c Schema,
    name: &str,
) -> BTreeMap<Pair<'c>, Vec<&'c ForeignKey>> {
    let partitions = partitions(schema, name);
    let mut pairs: BTreeMap<Pair<'c>, Vec<&'c ForeignKey>> = BTreeMap::new();
    let mut add = |child: &'c Table, parent: &'c str, key| {
        let pair = (child.name.as_str(), parent);
        pairs.entry(pair).or_default().push(key);
    };
    for table in schema.tables.values() {
        let inherited = inherited(schema, name, table);
        let is_inherited = |key: &&ForeignKey| inherited.iter().any(|theirs| same(theirs, key));
        let own: Vec<&ForeignKey> = table
            .foreign_keys
            .iter()
            .filter(|key| !is_inherited(key))
            .collect();
        for key in own
            .iter()
            .chain(&inherited)
            .filter(|key| key.schema == name)
        {
            add(table, &key.table, *key);
        }
        for key in own.iter().filter(|key| key.schema == name) {
            for part in below(&partitions, &key.table) {
                let is_stated = own
                    .iter()
                    .any(|own| own.table == part && own.columns == key.columns);
                if !is_stated {
                    add(table, part, *key);
                }
            }
        }
    }
    pairs
}

fn same(one: &ForeignKey, other: &ForeignKey) -> bool {
    let whole = |key: &ForeignKey| (key.schema.clone(), key.table.clone(), key.columns.clone());
    whole(one) == whole(other)
}

/// The foreign keys of the tables that a table is a partition of.
fn inherited<'c>(schema: &'c Schema, name: &str, table: &'c Table) -> Vec<&'c ForeignKey> {
    let parent = table.partition_of.as_ref().map(|part| &part.parent);
    let parent = parent.filter(|parent| parent.schema == name);
    let Some(parent) = parent.and_then(|parent| schema.tables.get(&parent.table)) else {
        return Vec::new();
    };
    let mut keys = inherited(schema, name, parent);
    let own = parent.foreign_keys.iter();
    let own: Vec<&ForeignKey> = own
        .filter(|key| !keys.iter().any(|theirs| same(theirs, key)))
        .collect();
    keys.extend(own);
    keys
}

/// The partitions of each table.
fn partitions<'c>(schema: &'c Schema, name: &str) -> BTreeMap<&'c str, Vec<&'c str>> {
    let mut partitions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for table in schema.tables.values() {
        let parent = table.partition_of.as_ref().map(|part| &part.parent);
        if let Some(parent) = parent.filter(|parent| parent.schema == name) {
            partitions
                .entry(&parent.table)
                .or_default()
                .push(&table.name);
        }
    }
    partitions
}

/// The partitions of a table, and theirs.
fn below<'c>(partitions: &BTreeMap<&'c str, Vec<&'c str>>, table: &str) -> Vec<&'c str> {
    let mut all: Vec<&str> = partitions.get(table).cloned().unwrap_or_default();
    let mut next = 0;
    while let Some(part) = all.get(next).copied() {
        all.extend(partitions.get(part).into_iter().flatten());
        next += 1;
    }
    all
}
