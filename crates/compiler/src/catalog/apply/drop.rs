//! `DROP ..`.

use super::{
    Applied, Apply,
    resolve::{PUBLIC, TableKey, suggest},
};
use crate::{
    catalog::{
        Catalog, ForeignKey,
        functions::{Brings, of_extension},
    },
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{Drop, DropTargets, Name, ObjectName},
};

impl Apply<'_> {
    pub(super) fn drop(&mut self, drop: &Drop) -> Applied {
        match &drop.targets {
            DropTargets::Tables(names) => self.drop_tables(drop, names),
            DropTargets::Indexes(names) => names
                .iter()
                .try_for_each(|name| self.drop_index(drop, name)),
            DropTargets::Schemas(names) => names
                .iter()
                .try_for_each(|name| self.drop_schema(drop, name)),
            DropTargets::Extensions(names) => names
                .iter()
                .try_for_each(|name| self.drop_extension(drop, name)),
            DropTargets::Functions(functions) => functions
                .iter()
                .try_for_each(|function| self.drop_function(drop, function)),
            DropTargets::Trigger(name, table) => self.drop_trigger(drop, name, table),
        }
    }

    fn drop_tables(&mut self, drop: &Drop, names: &[ObjectName]) -> Applied {
        let mut keys = Vec::new();
        for name in names {
            let schema = name.schema.as_ref().map_or(PUBLIC, |schema| &schema.text);
            if self.catalog.table(schema, &name.name.text).is_some() {
                keys.push((name, (schema.to_owned(), name.name.text.clone())));
            } else if !drop.if_exists {
                return Err(self.no_table(name, schema));
            }
        }
        for (name, key) in &keys {
            let mut dependents = self.catalog.foreign_keys_to(key, |_| true);
            dependents.retain(|(table, _)| !keys.iter().any(|(_, dropped)| dropped == table));
            if !dependents.is_empty() && !drop.cascade {
                let title = format!(
                    "cannot drop table {} because other objects depend on it",
                    key.1
                );
                return Err(self.depended(title, &name.span(), &dependents));
            }
            self.catalog.drop_foreign_keys(&dependents);
        }
        for (_, key) in keys {
            self.schema(&key.0).tables.remove(&key.1);
        }
        Ok(())
    }

    /// DROP says "table", where other statements say "relation".
    fn no_table(&self, name: &ObjectName, schema: &str) -> Box<Diagnostic> {
        if self
            .catalog
            .owner_of_index(schema, &name.name.text)
            .is_some()
        {
            let title = format!("\"{}\" is not a table", name.name.text);
            let error = self.error(Code::D0114, "42809", title, &name.span(), "an index");
            return Box::new(error.help("use DROP INDEX to remove an index"));
        }
        let title = format!("table \"{}\" does not exist", name.shown());
        let error = self.error(
            Code::D0101,
            "42P01",
            title,
            &name.span(),
            "no such table here",
        );
        let tables = self
            .catalog
            .schemas
            .get(schema)
            .map(|s| s.tables.keys().cloned().collect::<Vec<_>>());
        suggest(error, nearest(&name.name.text, tables.unwrap_or_default()))
    }

    fn drop_index(&mut self, drop: &Drop, name: &ObjectName) -> Applied {
        let schema = name
            .schema
            .as_ref()
            .map_or(PUBLIC, |schema| &schema.text)
            .to_owned();
        let Some(owner) = self.catalog.owner_of_index(&schema, &name.name.text) else {
            if drop.if_exists {
                return Ok(());
            }
            if self.catalog.table(&schema, &name.name.text).is_some() {
                let title = format!("\"{}\" is not an index", name.name.text);
                return Err(self.error(Code::D0114, "42809", title, &name.span(), "a table"));
            }
            let title = format!("index \"{}\" does not exist", name.shown());
            let error = self.error(
                Code::D0106,
                "42704",
                title,
                &name.span(),
                "no such index here",
            );
            let tables = self
                .catalog
                .schemas
                .get(&schema)
                .into_iter()
                .flat_map(|s| s.tables.values());
            let known =
                tables.flat_map(|table| table.indexes.iter().map(|index| index.name.clone()));
            return Err(suggest(error, nearest(&name.name.text, known)));
        };
        let key = (schema, owner);
        let index = self
            .table_ref(&key)?
            .indexes
            .iter()
            .find(|index| index.name == name.name.text);
        let Some(index) = index else {
            let title = format!(
                "cannot drop index {0} because constraint {0} on table {1} requires it",
                name.name.text, key.1
            );
            let error = self.error(
                Code::D0110,
                "2BP01",
                title,
                &name.span(),
                "a constraint's own",
            );
            let help = format!(
                "write ALTER TABLE {} DROP CONSTRAINT {}",
                key.1, name.name.text
            );
            return Err(Box::new(error.help(help)));
        };
        if index.unique && index.predicate.is_none() {
            let columns: Vec<String> = index.keys.iter().map(|key| key.expr.text.clone()).collect();
            self.release_index(&key, &name.name, &columns, drop.cascade)?;
        }
        self.table(&key)?
            .indexes
            .retain(|index| index.name != name.name.text);
        Ok(())
    }

    /// A foreign key may stand on a unique index alone.
    fn release_index(
        &mut self,
        key: &TableKey,
        name: &Name,
        columns: &[String],
        cascade: bool,
    ) -> Applied {
        let table = self.table_ref(key)?;
        let same = |other: &[String]| super::alter_table::same_set(other, columns);
        if table
            .primary_key
            .as_ref()
            .is_some_and(|key| same(&key.columns))
            || table.uniques.iter().any(|unique| same(&unique.columns))
        {
            return Ok(());
        }
        let dependents = self
            .catalog
            .foreign_keys_to(key, |foreign| same(&foreign.referenced));
        if !dependents.is_empty() && !cascade {
            let title = format!(
                "cannot drop index {} because other objects depend on it",
                name.text
            );
            return Err(self.depended(title, &name.span, &dependents));
        }
        self.catalog.drop_foreign_keys(&dependents);
        Ok(())
    }

    fn drop_schema(&mut self, drop: &Drop, name: &Name) -> Applied {
        if drop.if_exists && !self.catalog.schemas.contains_key(&name.text) {
            return Ok(());
        }
        self.schema_exists(name)?;
        let schema = self.schema(&name.text);
        let tables: Vec<TableKey> = schema
            .tables
            .keys()
            .map(|table| (name.text.clone(), table.clone()))
            .collect();
        let first = schema
            .tables
            .keys()
            .map(|table| format!("table {}.{table}", name.text));
        let functions = schema
            .functions
            .keys()
            .map(|f| format!("function {}.{f}", name.text));
        let first = first.chain(functions).next();
        if let Some(first) = first
            && !drop.cascade
        {
            let title = format!(
                "cannot drop schema {} because other objects depend on it",
                name.text
            );
            let error = self.error(Code::D0110, "2BP01", title, &name.span, "not empty");
            return Err(Box::new(
                error
                    .note(format!("{first} depends on it"))
                    .help("add CASCADE"),
            ));
        }
        for key in &tables {
            let dependents = self.catalog.foreign_keys_to(key, |_| true);
            self.catalog.drop_foreign_keys(&dependents);
        }
        self.catalog.schemas.remove(&name.text);
        self.catalog
            .extensions
            .retain(|_, extension| extension.schema != name.text);
        Ok(())
    }

    fn drop_extension(&mut self, drop: &Drop, name: &Name) -> Applied {
        let Some(extension) = self.catalog.extensions.get(&name.text) else {
            if drop.if_exists {
                return Ok(());
            }
            let title = format!("extension \"{}\" does not exist", name.text);
            let error = self.error(Code::D0106, "42704", title, &name.span, "not created here");
            return Err(suggest(
                error,
                nearest(&name.text, self.catalog.extensions.keys().cloned()),
            ));
        };
        let brings: Vec<_> = of_extension(&extension.name, Brings::Types).collect();
        let schema = extension.schema.clone();
        let mut used = Vec::new();
        for (schema_name, found) in &self.catalog.schemas {
            for table in found.tables.values() {
                let columns = table.columns.iter().filter(|column| {
                    column.ty.schema.as_ref() == Some(&schema)
                        && brings.contains(&column.ty.name.as_str())
                });
                let key = (schema_name.clone(), table.name.clone());
                used.extend(columns.map(|column| (key.clone(), column.name.clone())));
            }
        }
        if let Some((table, column)) = used.first()
            && !drop.cascade
        {
            let title = format!(
                "cannot drop extension {} because other objects depend on it",
                name.text
            );
            let error = self.error(Code::D0110, "2BP01", title, &name.span, "still needed");
            let note = format!("column {column} of table {} depends on it", table.1);
            return Err(Box::new(
                error
                    .note(note)
                    .help("change these columns first, or add CASCADE"),
            ));
        }
        for (table, column) in used {
            let column = Name {
                text: column,
                quoted: true,
                span: name.span.clone(),
            };
            self.drop_column(&table, &column, true)?;
        }
        self.catalog.extensions.remove(&name.text);
        Ok(())
    }
}

impl Catalog {
    /// The foreign keys that refer to a table, as table and constraint.
    pub(super) fn foreign_keys_to(
        &self,
        key: &TableKey,
        wanted: impl Fn(&ForeignKey) -> bool,
    ) -> Vec<(TableKey, String)> {
        let mut found = Vec::new();
        for (schema, tables) in &self.schemas {
            for table in tables.tables.values() {
                for foreign in &table.foreign_keys {
                    if foreign.schema == key.0 && foreign.table == key.1 && wanted(foreign) {
                        found.push(((schema.clone(), table.name.clone()), foreign.name.clone()));
                    }
                }
            }
        }
        found
    }

    /// Removes foreign keys.
    pub(super) fn drop_foreign_keys(&mut self, keys: &[(TableKey, String)]) {
        for ((schema, table), name) in keys {
            let table = self
                .schemas
                .get_mut(schema)
                .and_then(|schema| schema.tables.get_mut(table));
            if let Some(table) = table {
                table.foreign_keys.retain(|foreign| foreign.name != *name);
            }
        }
    }
}
