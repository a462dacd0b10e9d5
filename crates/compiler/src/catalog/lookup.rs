//! Looking things up by name.

use super::{
    Catalog, Exclusion, Expr, Function, Index, Place, Schema, Table, Trigger, View,
    depend::same_set, quoted::quoted, walk::Key,
};
use crate::parse::columns_of;

impl Catalog {
    /// Every table with its schema.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.schemas
            .iter()
            .flat_map(|(name, schema)| schema.tables.values().map(move |it| (name.as_str(), it)))
    }

    /// Every view with its schema.
    pub(crate) fn views(&self) -> impl Iterator<Item = (&str, &View)> {
        self.schemas
            .iter()
            .flat_map(|(name, schema)| schema.views.values().map(move |it| (name.as_str(), it)))
    }

    /// Every function with its schema.
    pub(crate) fn functions(&self) -> impl Iterator<Item = (&str, &Function)> {
        self.schemas
            .iter()
            .flat_map(|(name, schema)| schema.functions.values().map(move |it| (name.as_str(), it)))
    }

    /// The table of this schema and name.
    pub(crate) fn table_at(&self, key: &Key) -> Option<&Table> {
        self.schemas.get(&key.0)?.tables.get(&key.1)
    }

    /// The view of this schema and name.
    pub(crate) fn view_at(&self, key: &Key) -> Option<&View> {
        self.schemas.get(&key.0)?.views.get(&key.1)
    }
}

impl Schema {
    /// The types that stand alone, by name.
    pub(crate) fn type_names(&self) -> impl Iterator<Item = &String> {
        self.enums
            .keys()
            .chain(self.domains.keys())
            .chain(self.composites.keys())
            .chain(self.ranges.keys())
    }

    /// Whether a type has this name: an own one, a multirange, or the row type of a table or view.
    pub(crate) fn has_type(&self, name: &str) -> bool {
        self.type_names().any(|known| known == name)
            || self.ranges.values().any(|range| range.multirange == name)
            || self.tables.contains_key(name)
            || self.views.contains_key(name)
    }
}

impl Table {
    /// Where a constraint was stated.
    pub(crate) fn constraint_place(&self, name: &str) -> Option<&Place> {
        let keys = self.primary_key.iter().map(|it| (&it.name, &it.place));
        let uniques = self.uniques.iter().map(|it| (&it.name, &it.place));
        let foreign = self.foreign_keys.iter().map(|it| (&it.name, &it.place));
        let checks = self.checks.iter().map(|it| (&it.name, &it.place));
        let exclusions = self.exclusions.iter().map(|it| (&it.name, &it.place));
        let mut all = keys
            .chain(uniques)
            .chain(foreign)
            .chain(checks)
            .chain(exclusions);
        all.find(|(known, _)| *known == name)?.1.as_ref()
    }

    /// The columns of the primary key or unique constraint of this name.
    pub(crate) fn key_columns(&self, name: &str) -> Option<Vec<String>> {
        let primary = self.primary_key.as_ref().filter(|key| key.name == name);
        let primary = primary.map(|key| key.columns.clone());
        primary.or_else(|| {
            let unique = self.uniques.iter().find(|unique| unique.name == name);
            unique.map(|unique| unique.columns.clone())
        })
    }

    /// How many keys a foreign key to these columns could stand on.
    pub(crate) fn covering_keys(&self, columns: &[String]) -> usize {
        let primary = self.primary_key.iter().map(|key| key.columns.clone());
        let uniques = self.uniques.iter().map(|key| key.columns.clone());
        let indexes = self.indexes.iter().filter_map(Index::unique_columns);
        let keys = primary.chain(uniques).chain(indexes);
        keys.filter(|key| same_set(key, columns)).count()
    }
}

impl Table {
    /// The index above that an index is a part of.
    pub(crate) fn index_parent(&self, name: &str) -> Option<&String> {
        let index = self.indexes.iter().find(|index| index.name == name);
        index.and_then(|index| index.parent.as_ref())
    }
}

impl Index {
    /// The columns, where they are unique whatever the row.
    pub(crate) fn unique_columns(&self) -> Option<Vec<String>> {
        let plain = self.unique && self.predicate.is_none();
        let keys = self.keys.iter();
        let columns = keys.map(|key| key.is_column.then(|| key.expr.text.clone()));
        plain.then(|| columns.collect()).flatten()
    }

    /// Whether a column is a key, included, or inside an expression.
    pub(crate) fn uses(&self, column: &str) -> bool {
        self.keys.iter().any(|key| key.uses(column))
            || self.include.iter().any(|included| included == column)
            || self
                .predicate
                .as_ref()
                .is_some_and(|predicate| predicate.names(column))
    }
}

impl super::IndexKey {
    /// Whether it is a column, or an expression that names it.
    pub(crate) fn uses(&self, column: &str) -> bool {
        if self.is_column {
            self.expr.text == column
        } else {
            self.expr.names(column)
        }
    }
}

impl Exclusion {
    /// Whether a column is a key or included.
    pub(crate) fn lists(&self, column: &str) -> bool {
        let mut keys = self.elements.iter().filter(|(key, _)| key.is_column);
        keys.any(|(key, _)| key.expr.text == column)
            || self.include.iter().any(|included| included == column)
    }

    /// Whether a column takes part.
    pub(crate) fn uses(&self, column: &str) -> bool {
        self.elements.iter().any(|(key, _)| key.uses(column))
            || self.include.iter().any(|included| included == column)
            || self
                .predicate
                .as_ref()
                .is_some_and(|predicate| predicate.names(column))
    }
}

impl Expr {
    /// Whether the expression names a column.
    pub(crate) fn names(&self, column: &str) -> bool {
        columns_of(&self.text)
            .iter()
            .any(|reference| reference.column.text == column)
    }
}

impl Trigger {
    /// Whether it executes a function of this schema and name.
    pub(crate) fn calls(&self, schema: &str, function: &str) -> bool {
        let name = quoted(function);
        let call = format!(" EXECUTE FUNCTION {name}(");
        let qualified = format!(" EXECUTE FUNCTION {}.{name}(", quoted(schema));
        if schema != "public" {
            return self.definition.contains(&qualified);
        }
        self.definition.contains(&call) || self.definition.contains(&qualified)
    }
}
