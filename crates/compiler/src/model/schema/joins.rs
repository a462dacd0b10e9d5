//! Which foreign keys `joinable!` can express, why the others cannot be, and which tables they connect.

use super::{
    DieselTable, Join,
    constraints::{Pair, by_pair},
};
use crate::{
    catalog::{Catalog, ForeignKey, Place, Table},
    config::diesel_toml::SameQuery,
    model::{Ident, naming},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// A foreign key without a `joinable!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    /// The referencing table.
    pub child: String,
    /// The constraint.
    pub name: String,
    /// The referenced table.
    pub parent: String,
    /// Where it was stated.
    pub place: Option<Place>,
    /// What stands in the way.
    pub why: Why,
}

/// Why a foreign key has no `joinable!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A table that references itself.
    Itself,
    /// One of the tables is not printed.
    NotPrinted,
    /// The key is in another schema.
    OtherSchema,
    /// It is one of several between the two tables, in either direction.
    OneOfSeveral,
    /// It has several columns.
    SeveralColumns,
    /// It does not reference the whole primary key.
    NotThePrimaryKey,
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            child,
            name,
            parent,
            place,
            why,
        } = self;
        write!(f, "no joinable!({child} -> {parent}) for `{name}`")?;
        if let Some(place) = place {
            write!(f, " ({place})")?;
        }
        f.write_str(match why {
            Why::Itself => ": the table references itself",
            Why::NotPrinted => ": one of the tables is not printed",
            Why::OtherSchema => ": the tables are in two schemas",
            Why::OneOfSeveral => ": it is not the only foreign key between the two",
            Why::SeveralColumns => ": it has several columns",
            Why::NotThePrimaryKey => ": it does not reference the primary key, or not all of it",
        })
    }
}

/// The tables that are printed, and the key of each.
pub(super) type Printed<'c> = BTreeMap<&'c str, (&'c Table, Vec<&'c str>)>;

/// The foreign keys that `joinable!` can express, by child and parent, and all others of printed tables.
pub(super) fn joins(
    catalog: &Catalog,
    name: &str,
    printed: &Printed<'_>,
) -> (Vec<Join>, Vec<Omission>) {
    let schema = catalog.schemas.get(name);
    let pairs = schema
        .map(|schema| by_pair(schema, name))
        .unwrap_or_default();
    let (mut joins, mut omitted) = (Vec::new(), Vec::new());
    for (&(child, parent), keys) in &pairs {
        if !printed.contains_key(child) {
            continue;
        }
        let alone = keys.len() == 1 && !pairs.contains_key(&(parent, child));
        for key in keys {
            match obstacle((child, parent), key, alone, printed) {
                None => joins.push(join((child, parent), key)),
                Some(why) => omitted.push(omission((child, parent), key, why)),
            }
        }
    }
    for (table, _) in printed.values() {
        let elsewhere = table.foreign_keys.iter().filter(|key| key.schema != name);
        let omission =
            |key: &ForeignKey| omission((&table.name, &key.table), key, Why::OtherSchema);
        omitted.extend(elsewhere.map(omission));
    }
    (joins, omitted)
}

fn obstacle(
    (child, parent): Pair<'_>,
    key: &ForeignKey,
    alone: bool,
    printed: &Printed<'_>,
) -> Option<Why> {
    if child == parent {
        return Some(Why::Itself);
    }
    let Some((_, primary)) = printed.get(parent) else {
        return Some(Why::NotPrinted);
    };
    let referenced = key.referenced.first().map(String::as_str);
    if !alone {
        Some(Why::OneOfSeveral)
    } else if key.columns.len() != 1 {
        Some(Why::SeveralColumns)
    } else if primary.len() != 1 || referenced != primary.first().copied() {
        Some(Why::NotThePrimaryKey)
    } else {
        None
    }
}

fn join((child, parent): Pair<'_>, key: &ForeignKey) -> Join {
    let table = |sql: &str| Ident {
        sql: sql.to_owned(),
        rust: naming::diesel_table(sql),
    };
    let child = table(child);
    let column = key.columns.first().map(String::as_str).unwrap_or_default();
    Join {
        parent: table(parent),
        column: naming::diesel_column(column, &child.rust),
        child,
    }
}

fn omission((child, parent): Pair<'_>, key: &ForeignKey, why: Why) -> Omission {
    Omission {
        child: child.to_owned(),
        name: key.name.clone(),
        parent: parent.to_owned(),
        place: key.place.clone(),
        why,
    }
}

/// The groups of `allow_tables_to_appear_in_same_query!`.
pub(super) fn same_query(
    settings: SameQuery,
    tables: &[DieselTable],
    joins: &[Join],
) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<&DieselTable>> = match settings {
        SameQuery::None => Vec::new(),
        SameQuery::All => vec![tables.iter().collect()],
        SameQuery::Related => connected(tables, joins),
    };
    groups.retain(|group| group.len() >= 2);
    let rust = |table: &DieselTable| table.rust.clone();
    let names = groups
        .into_iter()
        .map(|group| group.into_iter().map(rust).collect());
    names.collect()
}

/// The components of the graph of tables and joins, each and all in the order of the tables.
fn connected<'t>(tables: &'t [DieselTable], joins: &[Join]) -> Vec<Vec<&'t DieselTable>> {
    // By their SQL names: two tables may have one in Rust.
    let places: BTreeMap<&str, usize> = tables
        .iter()
        .map(|table| table.sql.as_str())
        .zip(0..)
        .collect();
    let mut neighbours: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for join in joins {
        let ends = [&join.child, &join.parent].map(|end| places.get(end.sql.as_str()).copied());
        if let [Some(child), Some(parent)] = ends {
            neighbours.entry(child).or_default().push(parent);
            neighbours.entry(parent).or_default().push(child);
        }
    }
    let mut seen = BTreeSet::new();
    let mut components = Vec::new();
    for start in 0..tables.len() {
        let mut component = BTreeSet::new();
        let mut pending = vec![start];
        while let Some(next) = pending.pop() {
            if seen.insert(next) {
                component.insert(next);
                pending.extend(neighbours.get(&next).into_iter().flatten());
            }
        }
        components.push(
            component
                .into_iter()
                .filter_map(|place| tables.get(place))
                .collect(),
        );
    }
    components
}
