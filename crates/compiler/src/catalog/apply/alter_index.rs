//! `ALTER INDEX`, also of the index that a constraint owns.

use super::{Applied, Apply, relation::RelationKind, resolve::TableKey, storage::StorageOf};
use crate::{
    diagnostic::Code,
    parse::{AlterIndex, IndexChange, Name, StorageOption},
};

impl Apply<'_> {
    pub(super) fn alter_index(&mut self, alter: &AlterIndex) -> Applied {
        let (key, kind) = match self.relation(&alter.name) {
            Some(found) => found,
            None if alter.if_exists => return Ok(()),
            None => return Err(self.no_relation(&alter.name)),
        };
        if kind != RelationKind::Index {
            // Postgres takes ALTER INDEX .. RENAME for a table too.
            return match (kind, &alter.change) {
                (RelationKind::Table, IndexChange::RenameTo(to)) => {
                    self.rename_table(&key, to, &alter.name.span()).map(drop)
                }
                _ => Err(self.wrong_kind(&alter.name, RelationKind::Index, kind)),
            };
        }
        match &alter.change {
            IndexChange::RenameTo(to) => {
                let owner = self.catalog.owner_of_index(&key.0, &key.1);
                let owner = (key.0.clone(), owner.unwrap_or_default());
                self.rename_index(&owner, &key.1, to)
            }
            IndexChange::SetOptions(options) => self.index_options(&key, options, false),
            IndexChange::ResetOptions(options) => self.index_options(&key, options, true),
            IndexChange::Attach(index) => self.attach_index(&key, index),
            IndexChange::Statistics { column, span } => self.index_column(&key, *column, span),
            IndexChange::Nothing => Ok(()),
        }
    }

    /// `SET (..)` and `RESET (..)` of any index.
    pub(super) fn index_options(
        &mut self,
        key: &TableKey,
        options: &[StorageOption],
        reset: bool,
    ) -> Applied {
        let owner = self.catalog.owner_of_index(&key.0, &key.1);
        let owner = (key.0.clone(), owner.unwrap_or_default());
        let indexes = self.table_ref(&owner)?.all_indexes();
        let found = indexes.into_iter().find(|it| it.index.name == key.1);
        let Some(mut index) = found.map(|it| it.index) else {
            return Ok(());
        };
        let of = StorageOf::Index(&index.method);
        if reset {
            self.reset_storage(of, &mut index.options, options)?;
        } else {
            self.set_storage(of, &mut index.options, options)?;
        }
        for slots in self.table(&owner)?.index_slots() {
            if *slots.name == key.1 {
                slots.options.clone_from(&index.options);
            }
        }
        Ok(())
    }

    /// The number of a column that is an expression: others are counted by their table.
    fn index_column(&self, key: &TableKey, column: i64, span: &crate::source::Span) -> Applied {
        let owner = self.catalog.owner_of_index(&key.0, &key.1);
        let owner = (key.0.clone(), owner.unwrap_or_default());
        let indexes = self.table_ref(&owner)?.all_indexes();
        let found = indexes.into_iter().find(|it| it.index.name == key.1);
        let index = found.map(|it| it.index);
        let at = usize::try_from(column)
            .ok()
            .and_then(|at| at.checked_sub(1));
        let index = index.as_ref().zip(at);
        let part = index.and_then(|(index, at)| index.keys.get(at));
        match part {
            Some(part) if !part.is_column => Ok(()),
            Some(part) => {
                let title = format!(
                    "cannot alter statistics on non-expression column \"{}\" of index \"{}\"",
                    part.expr.text, key.1
                );
                let error = self.error(Code::D0114, "0A000", title, span, "a plain column");
                Err(Box::new(
                    error.help("alter the statistics of the table's column"),
                ))
            }
            None => {
                let title = format!(
                    "column number {column} of relation \"{}\" does not exist",
                    key.1
                );
                Err(self.error(Code::D0103, "42703", title, span, "no such column"))
            }
        }
    }

    /// Renames an index, and the constraint whose index it is.
    pub(super) fn rename_index(&mut self, key: &TableKey, from: &str, to: &Name) -> Applied {
        self.relation_name_is_free(&key.0, to)?;
        if let Some(view) = self.schema(&key.0).views.get_mut(&key.1) {
            for index in view.indexes.iter_mut().filter(|it| it.name == from) {
                index.name.clone_from(&to.text);
            }
            return Ok(());
        }
        let table = self.table(key)?;
        for slots in table.index_slots().filter(|slots| slots.name == from) {
            slots.name.clone_from(&to.text);
        }
        table.sort();
        self.catalog.index_renamed(key, from, &to.text);
        Ok(())
    }
}
