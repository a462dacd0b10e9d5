//! Renames, and the expressions that follow them.

use super::{Applied, Apply, create_table::quoted, resolve::TableKey};
use crate::{
    catalog::{Catalog, Expr, ForeignKey, Rename, Table},
    diagnostic::Code,
    parse::{Name, columns_of},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn rename_table(
        &mut self,
        key: &TableKey,
        to: &Name,
        span: &Span,
    ) -> Applied<TableKey> {
        if self.schema(&key.0).has_relation(&to.text) {
            let title = format!("relation \"{}\" already exists", to.text);
            return Err(self.error(Code::D0102, "42P07", title, &to.span, "this name is taken"));
        }
        let at = Some(self.place(span));
        let new = (key.0.clone(), to.text.clone());
        let Some(mut table) = self.schema(&key.0).tables.remove(&key.1) else {
            return Ok(new);
        };
        table.name.clone_from(&to.text);
        table.renames.push(Rename {
            from: key.1.clone(),
            at,
        });
        // Indexes, constraints and sequences keep the names they have.
        table.for_each_expr(|expr| expr.rename_table(&key.1, &to.text));
        table.retarget_triggers(key, &new);
        self.schema(&key.0).tables.insert(to.text.clone(), table);
        self.catalog
            .for_foreign_keys_to(key, |foreign| foreign.table.clone_from(&to.text));
        Ok(new)
    }

    pub(super) fn set_schema(&mut self, key: &TableKey, schema: &Name) -> Applied<TableKey> {
        self.schema_exists(schema)?;
        let new = (schema.text.clone(), key.1.clone());
        if schema.text == key.0 {
            return Ok(new);
        }
        if self.schema(&schema.text).has_relation(&key.1) {
            let title = format!(
                "relation \"{}\" already exists in schema \"{}\"",
                key.1, schema.text
            );
            return Err(self.error(Code::D0102, "42P07", title, &schema.span, "taken there"));
        }
        if let Some(mut table) = self.schema(&key.0).tables.remove(&key.1) {
            table.retarget_triggers(key, &new);
            self.schema(&schema.text)
                .tables
                .insert(key.1.clone(), table);
        }
        self.catalog
            .for_foreign_keys_to(key, |foreign| foreign.schema.clone_from(&schema.text));
        Ok(new)
    }

    pub(super) fn rename_column(
        &mut self,
        key: &TableKey,
        from: &Name,
        to: &Name,
        span: &Span,
    ) -> Applied {
        let title = format!("column \"{}\" does not exist", from.text);
        self.column_exists_or(key, from, title)?;
        if self.table_ref(key)?.column(&to.text).is_some() {
            return Err(self.column_taken(key, to));
        }
        let at = Some(self.place(span));
        let column = self.column(key, from)?;
        column.name.clone_from(&to.text);
        column.renames.push(Rename {
            from: from.text.clone(),
            at,
        });
        let table = self.table(key)?;
        table.for_each_name(|name| {
            if *name == from.text {
                name.clone_from(&to.text);
            }
        });
        table.for_each_expr(|expr| expr.rename_column(&from.text, &to.text));
        table.rename_in_triggers(&from.text, &to.text);
        self.catalog.for_foreign_keys_to(key, |foreign| {
            for name in foreign
                .referenced
                .iter_mut()
                .filter(|name| **name == from.text)
            {
                name.clone_from(&to.text);
            }
        });
        Ok(())
    }

    pub(super) fn rename_constraint(&mut self, key: &TableKey, from: &Name, to: &Name) -> Applied {
        let table = self.table_ref(key)?;
        if !table.has_constraint(&from.text) {
            let title = format!(
                "constraint \"{}\" for table \"{}\" does not exist",
                from.text, key.1
            );
            return Err(self.error(
                Code::D0106,
                "42704",
                title,
                &from.span,
                "no such constraint",
            ));
        }
        self.constraint_is_new(key, to)?;
        if self.table_ref(key)?.has_index(&from.text) {
            return self.rename_index(key, &from.text, to);
        }
        let table = self.table(key)?;
        let checks = table.checks.iter_mut().map(|check| &mut check.name);
        let foreign = table
            .foreign_keys
            .iter_mut()
            .map(|foreign| &mut foreign.name);
        for name in checks.chain(foreign).filter(|name| **name == from.text) {
            name.clone_from(&to.text);
        }
        Ok(())
    }
}

impl Catalog {
    /// Changes every foreign key that refers to a table.
    fn for_foreign_keys_to(&mut self, key: &TableKey, change: impl Fn(&mut ForeignKey)) {
        let tables = self
            .schemas
            .values_mut()
            .flat_map(|schema| schema.tables.values_mut());
        for foreign in tables.flat_map(|table| &mut table.foreign_keys) {
            if foreign.schema == key.0 && foreign.table == key.1 {
                change(foreign);
            }
        }
    }
}

impl Table {
    /// Every place where a column stands by name, outside of expressions.
    fn for_each_name(&mut self, mut change: impl FnMut(&mut String)) {
        if let Some(key) = &mut self.primary_key {
            key.columns
                .iter_mut()
                .chain(&mut key.include)
                .for_each(&mut change);
        }
        for unique in &mut self.uniques {
            unique
                .columns
                .iter_mut()
                .chain(&mut unique.include)
                .for_each(&mut change);
        }
        for foreign in &mut self.foreign_keys {
            foreign
                .columns
                .iter_mut()
                .chain(&mut foreign.set_columns)
                .for_each(&mut change);
        }
        for index in &mut self.indexes {
            index.include.iter_mut().for_each(&mut change);
            for key in index.keys.iter_mut().filter(|key| key.is_column) {
                change(&mut key.expr.text);
            }
        }
    }

    /// Every expression in which a column may stand.
    fn for_each_expr(&mut self, mut change: impl FnMut(&mut Expr)) {
        self.checks
            .iter_mut()
            .for_each(|check| change(&mut check.expr));
        for generated in self
            .columns
            .iter_mut()
            .filter_map(|column| column.generated.as_mut())
        {
            change(&mut generated.expr);
        }
        for index in &mut self.indexes {
            index.predicate.iter_mut().for_each(&mut change);
            let keys = index.keys.iter_mut().filter(|key| !key.is_column);
            keys.for_each(|key| change(&mut key.expr));
        }
    }

    fn rename_in_triggers(&mut self, from: &str, to: &str) {
        for trigger in &mut self.triggers {
            if trigger.columns.iter().any(|column| column == from) {
                let before = trigger
                    .columns
                    .iter()
                    .map(|name| quoted(name))
                    .collect::<Vec<_>>();
                for column in trigger.columns.iter_mut().filter(|column| *column == from) {
                    to.clone_into(column);
                }
                let after = trigger
                    .columns
                    .iter()
                    .map(|name| quoted(name))
                    .collect::<Vec<_>>();
                let (before, after) = (before.join(", "), after.join(", "));
                trigger.definition = trigger.definition.replacen(
                    &format!("UPDATE OF {before}"),
                    &format!("UPDATE OF {after}"),
                    1,
                );
            }
        }
    }

    fn retarget_triggers(&mut self, from: &TableKey, to: &TableKey) {
        let on = |key: &TableKey| format!(" ON {}.{} ", quoted(&key.0), quoted(&key.1));
        for trigger in &mut self.triggers {
            trigger.definition = trigger.definition.replacen(&on(from), &on(to), 1);
        }
    }
}

impl Expr {
    fn rename_column(&mut self, from: &str, to: &str) {
        let columns = columns_of(&self.text)
            .into_iter()
            .map(|reference| reference.column);
        self.rewrite(columns.filter(|column| column.text == from), to);
    }

    fn rename_table(&mut self, from: &str, to: &str) {
        let tables = columns_of(&self.text)
            .into_iter()
            .filter_map(|reference| reference.table);
        self.rewrite(tables.filter(|table| table.text == from), to);
    }

    /// Replaces names by another, the last one first so that the spans before it stay true.
    fn rewrite(&mut self, names: impl Iterator<Item = Name>, to: &str) {
        let mut names: Vec<Name> = names.collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.span.start));
        for name in names {
            if self.text.get(name.span.clone()).is_some() {
                self.text.replace_range(name.span, &quoted(to));
            }
        }
    }
}
