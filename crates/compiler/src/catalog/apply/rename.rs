//! Renames, and the expressions that follow them.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Rename, Table, quoted::quoted, session::TEMPORARY},
    diagnostic::Code,
    parse::Name,
    source::Span,
};

impl Apply<'_> {
    pub(super) fn rename_table(
        &mut self,
        key: &TableKey,
        to: &Name,
        span: &Span,
    ) -> Applied<TableKey> {
        self.relation_name_is_free(&key.0, to)?;
        self.type_name_is_free(&key.0, to)?;
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
        table.retarget_triggers(key, &new);
        self.schema(&key.0).tables.insert(to.text.clone(), table);
        self.catalog.relation_moved(key, &new);
        Ok(new)
    }

    pub(super) fn set_schema(&mut self, key: &TableKey, schema: &Name) -> Applied<TableKey> {
        self.schema_exists(schema)?;
        if schema.text == TEMPORARY || key.0 == TEMPORARY {
            let title = "cannot move objects into or out of temporary schemas";
            return Err(self.table_error("0A000", title, &schema.span));
        }
        let new = (schema.text.clone(), key.1.clone());
        if schema.text == key.0 {
            return Ok(new);
        }
        for name in self.moves_along(key)? {
            if self.schema(&schema.text).has_relation(&name) {
                let title = format!(
                    "relation \"{name}\" already exists in schema \"{}\"",
                    schema.text
                );
                return Err(self.error(Code::D0102, "42P07", title, &schema.span, "taken there"));
            }
        }
        self.type_can_move(&key.1, schema)?;
        if let Some(mut table) = self.schema(&key.0).tables.remove(&key.1) {
            table.retarget_triggers(key, &new);
            self.schema(&schema.text)
                .tables
                .insert(key.1.clone(), table);
        }
        self.catalog.relation_moved(key, &new);
        Ok(new)
    }

    /// The names a table takes with it into another schema: its own, its indexes', its columns' sequences'.
    fn moves_along(&self, key: &TableKey) -> Applied<Vec<String>> {
        let table = self.table_ref(key)?;
        let keys = table.primary_key.iter().map(|it| &it.name);
        let uniques = table.uniques.iter().map(|it| &it.name);
        let exclusions = table.exclusions.iter().map(|it| &it.name);
        let indexes = table.indexes.iter().map(|it| &it.name);
        let sequences = self.catalog.schemas.get(&key.0).map(|it| &it.sequences);
        let owned = sequences.into_iter().flat_map(|it| it.values());
        let owned = owned
            .filter(|it| it.owner.as_ref().is_some_and(|owner| owner.table == key.1))
            .map(|it| &it.name);
        let all = [&key.1].into_iter().chain(keys).chain(uniques);
        Ok(all
            .chain(exclusions)
            .chain(indexes)
            .chain(owned)
            .cloned()
            .collect())
    }

    pub(super) fn rename_column(
        &mut self,
        key: &TableKey,
        from: &Name,
        to: &Name,
        only: bool,
        span: &Span,
    ) -> Applied {
        if self.table_ref(key)?.of_type.is_some() {
            return Err(self.table_error(
                "42809",
                "cannot rename column of typed table",
                &from.span,
            ));
        }
        let below = self.catalog.descendants(key);
        if only && !below.is_empty() {
            let title = format!(
                "inherited column \"{}\" must be renamed in child tables too",
                from.text
            );
            return Err(self.table_error("42P16", title, &from.span));
        }
        // A column of two parents would have two names.
        let family = [std::slice::from_ref(key), &*below].concat();
        for member in &family {
            let table = self.table_ref(member)?;
            let outside = table.parents().filter(|parent| !family.contains(parent));
            let mut outside = outside.filter_map(|parent| self.catalog.table_at(&parent));
            if outside.any(|parent| parent.column(&from.text).is_some()) {
                let title = format!("cannot rename inherited column \"{}\"", from.text);
                return Err(self.table_error("42P16", title, &from.span));
            }
        }
        for member in &below {
            self.rename_own_column(member, from, to, span)?;
        }
        self.rename_own_column(key, from, to, span)
    }

    fn rename_own_column(
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
        table.rename_in_triggers(&from.text, &to.text);
        self.catalog.column_renamed(key, &from.text, &to.text);
        Ok(())
    }

    pub(super) fn rename_constraint(
        &mut self,
        key: &TableKey,
        from: &Name,
        to: &Name,
        only: bool,
    ) -> Applied {
        let table = self.table_ref(key)?;
        if !table.has_constraint(&from.text) {
            let title = format!(
                "constraint \"{}\" for table \"{}\" does not exist",
                from.text, key.1
            );
            let label = "no such constraint";
            return Err(self.error(Code::D0106, "42704", title, &from.span, label));
        }
        let mut checks = table.checks.iter();
        let check = checks.any(|it| it.name == from.text && !it.no_inherit);
        let below = self.catalog.descendants(key);
        if check && only && !below.is_empty() {
            let title = format!(
                "inherited constraint \"{}\" must be renamed in child tables too",
                from.text
            );
            return Err(self.table_error("42P16", title, &from.span));
        }
        if check && self.catalog.check_inherited(key, &from.text) > 0 {
            let title = format!("cannot rename inherited constraint \"{}\"", from.text);
            return Err(self.table_error("42P16", title, &from.span));
        }
        for member in below.iter().filter(|_| check) {
            self.rename_own_constraint(member, from, to)?;
        }
        self.rename_own_constraint(key, from, to)
    }

    fn rename_own_constraint(&mut self, key: &TableKey, from: &Name, to: &Name) -> Applied {
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
        self.catalog.foreign_key_renamed(key, &from.text, &to.text);
        Ok(())
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
        for exclusion in &mut self.exclusions {
            exclusion.include.iter_mut().for_each(&mut change);
            let keys = exclusion.elements.iter_mut().map(|(key, _)| key);
            keys.filter(|key| key.is_column)
                .for_each(|key| change(&mut key.expr.text));
        }
        for index in &mut self.indexes {
            index.include.iter_mut().for_each(&mut change);
            for key in index.keys.iter_mut().filter(|key| key.is_column) {
                change(&mut key.expr.text);
            }
        }
        let parts = self.partition_key.iter_mut().flat_map(|key| &mut key.keys);
        parts
            .filter(|part| part.is_column)
            .for_each(|part| change(&mut part.expr.text));
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
