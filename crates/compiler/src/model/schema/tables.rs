//! Which tables are printed, and the keys that make them printable.

use crate::{
    catalog::{Catalog, Table},
    config::diesel_toml::Filter,
};
use std::collections::BTreeSet;

/// The tables of a schema that the settings ask for, by name. Diesel lists none whose name starts with two
/// underscores: those are its own.
pub(super) fn listed<'c>(
    catalog: &'c Catalog,
    schema: &str,
    filter: &Filter,
) -> impl Iterator<Item = &'c Table> {
    let tables = catalog.schemas.get(schema);
    let tables = tables.into_iter().flat_map(|schema| schema.tables.values());
    tables.filter(|table| !table.name.starts_with("__") && !filter.leaves_out(&table.name))
}

/// The names of all primary keys.
///
/// Diesel asks for the columns of each constraint whose *name* is that of a primary key, be it that of another
/// table: a foreign key called like one counts too.
pub(super) struct Keys<'c>(BTreeSet<&'c str>);

impl<'c> Keys<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let schemas = catalog.schemas.values();
        let tables = schemas.flat_map(|schema| schema.tables.values());
        let keys = tables.filter_map(|table| table.primary_key.as_ref());
        Self(keys.map(|key| key.name.as_str()).collect())
    }

    /// The columns that Diesel takes for a table's primary key; none if it has none.
    pub(super) fn of_table<'t>(&self, table: &'t Table) -> Vec<&'t str> {
        let primary = table.primary_key.iter().map(|k| (&k.name, &k.columns));
        let unique = table.uniques.iter().map(|k| (&k.name, &k.columns));
        let foreign = table.foreign_keys.iter().map(|k| (&k.name, &k.columns));
        let named = primary
            .chain(unique)
            .chain(foreign)
            .filter(|(name, _)| self.0.contains(name.as_str()));
        let mut columns: Vec<(usize, &str)> = named
            .flat_map(|(_, columns)| columns.iter().map(String::as_str).enumerate())
            .collect();
        columns.sort_by_key(|(position, _)| *position);
        columns.into_iter().map(|(_, column)| column).collect()
    }
}
