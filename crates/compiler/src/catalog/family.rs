//! Tables above and below one another: partitions and inheritance.
//!
//! *Invariant:* what a table has from its parents is read off them, never counted.

use super::{Catalog, Table, walk::Key};

impl Table {
    /// The tables right above.
    pub(crate) fn parents(&self) -> impl Iterator<Item = Key> + '_ {
        let whole = self.partition_of.iter().map(|it| &it.parent);
        whole
            .chain(&self.inherits)
            .map(|parent| (parent.schema.clone(), parent.table.clone()))
    }
}

impl Catalog {
    /// The tables right below, in the order of their names.
    pub(crate) fn children(&self, key: &Key) -> Vec<Key> {
        let is_parent = |table: &Table| {
            let whole = table.partition_of.iter().map(|it| &it.parent);
            whole.chain(&table.inherits).any(|parent| parent.is(key))
        };
        let tables = self.tables().filter(|(_, table)| is_parent(table));
        tables
            .map(|(schema, table)| (schema.to_owned(), table.name.clone()))
            .collect()
    }

    /// Every table below, each once.
    pub(crate) fn descendants(&self, key: &Key) -> Vec<Key> {
        let mut found = Vec::new();
        let mut open = vec![key.clone()];
        while let Some(key) = open.pop() {
            for child in self.children(&key) {
                if !found.contains(&child) {
                    found.push(child.clone());
                    open.push(child);
                }
            }
        }
        found
    }

    /// `attinhcount`: how many of the tables right above have this column.
    pub(crate) fn column_inherited(&self, key: &Key, column: &str) -> usize {
        self.parents_with(key, |parent| parent.column(column).is_some())
    }

    /// `coninhcount` of a check constraint.
    pub(crate) fn check_inherited(&self, key: &Key, check: &str) -> usize {
        let has = |parent: &Table| {
            let mut checks = parent.checks.iter();
            checks.any(|it| it.name == check && !it.no_inherit)
        };
        self.parents_with(key, has)
    }

    fn parents_with(&self, key: &Key, has: impl Fn(&Table) -> bool) -> usize {
        let parents = self.table_at(key).into_iter().flat_map(Table::parents);
        let parents = parents.filter_map(|parent| self.table_at(&parent));
        parents.filter(|parent| has(parent)).count()
    }
}
