//! `ALTER VIEW`, `ALTER MATERIALIZED VIEW`, and what `ALTER TABLE` may do to them.

use super::{Applied, Apply, relation::RelationKind};
use crate::{
    catalog::{Rename, View, walk::Key},
    diagnostic::Code,
    parse::{AlterView, AlterViewAction, ExprText, Name, StorageOption},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn alter_view(&mut self, alter: &AlterView, span: &Span) -> Applied {
        let wanted = if alter.materialized {
            RelationKind::Materialized
        } else {
            RelationKind::View
        };
        if alter.if_exists && self.relation(&alter.name).is_none() {
            return Ok(());
        }
        let mut key = self.find_relation(&alter.name, wanted)?;
        for action in &alter.actions {
            self.view_action(&mut key, action, span)?;
        }
        Ok(())
    }

    /// One change of a view; renames change the key too.
    pub(super) fn view_action(
        &mut self,
        key: &mut Key,
        action: &AlterViewAction,
        span: &Span,
    ) -> Applied {
        match action {
            AlterViewAction::RenameTo(to) => {
                self.relation_name_is_free(&key.0, to)?;
                self.type_name_is_free(&key.0, to)?;
                let at = Some(self.place(span));
                let from = key.1.clone();
                self.move_view(key, (key.0.clone(), to.text.clone()));
                if let Some(view) = self.view(key) {
                    view.renames.push(Rename { from, at });
                }
                Ok(())
            }
            AlterViewAction::SetSchema(schema) => self.view_to_schema(key, schema),
            AlterViewAction::RenameColumn { from, to } => self.rename_view_column(key, from, to),
            AlterViewAction::SetOptions(options) => {
                self.set_view_options(key, options, true);
                Ok(())
            }
            AlterViewAction::ResetOptions(options) => {
                self.set_view_options(key, options, false);
                Ok(())
            }
            AlterViewAction::Default { column, default } => {
                self.view_default(key, column, default.as_ref())
            }
            AlterViewAction::Nothing => Ok(()),
        }
    }

    pub(super) fn view(&mut self, key: &Key) -> Option<&mut View> {
        self.catalog.schemas.get_mut(&key.0)?.views.get_mut(&key.1)
    }

    fn move_view(&mut self, key: &mut Key, to: Key) {
        if let Some(mut view) = self.schema(&key.0).views.remove(&key.1) {
            view.name.clone_from(&to.1);
            self.schema(&to.0).views.insert(to.1.clone(), view);
        }
        self.catalog.relation_moved(key, &to);
        *key = to;
    }

    fn view_to_schema(&mut self, key: &mut Key, schema: &Name) -> Applied {
        self.schema_exists(schema)?;
        if schema.text == key.0 {
            return Ok(());
        }
        let view = self.catalog.view_at(key);
        let indexes = view.into_iter().flat_map(|view| &view.indexes);
        let names = indexes.map(|index| index.name.clone());
        for name in names.chain([key.1.clone()]).collect::<Vec<_>>() {
            let there = self.catalog.schemas.get(&schema.text);
            if there.is_some_and(|there| there.relation(&name).is_some()) {
                let title = format!(
                    "relation \"{name}\" already exists in schema \"{}\"",
                    schema.text
                );
                return Err(self.error(Code::D0102, "42P07", title, &schema.span, "taken there"));
            }
        }
        self.move_view(key, (schema.text.clone(), key.1.clone()));
        Ok(())
    }

    fn rename_view_column(&mut self, key: &Key, from: &Name, to: &Name) -> Applied {
        self.view_column_exists(key, from)?;
        let view = self.catalog.view_at(key);
        if view.is_some_and(|view| view.column(&to.text).is_some()) {
            let title = format!(
                "column \"{}\" of relation \"{}\" already exists",
                to.text, key.1
            );
            return Err(self.error(Code::D0105, "42701", title, &to.span, "taken"));
        }
        if let Some(view) = self.view(key) {
            let mut columns = view.columns.iter_mut();
            if let Some(column) = columns.find(|it| it.name == from.text) {
                column.name.clone_from(&to.text);
            }
            for index in &mut view.indexes {
                let keys = index.keys.iter_mut().filter(|key| key.is_column);
                let names = keys.map(|key| &mut key.expr.text);
                for name in names.chain(&mut index.include) {
                    if *name == from.text {
                        name.clone_from(&to.text);
                    }
                }
            }
        }
        self.catalog.column_renamed(key, &from.text, &to.text);
        Ok(())
    }

    fn view_column_exists(&self, key: &Key, name: &Name) -> Applied {
        let view = self.catalog.view_at(key);
        if view.is_some_and(|view| view.column(&name.text).is_some()) {
            return Ok(());
        }
        let title = format!("column \"{}\" does not exist", name.text);
        let label = format!("`{}` has no such column", key.1);
        Err(self.error(Code::D0103, "42703", title, &name.span, label))
    }

    fn set_view_options(&mut self, key: &Key, options: &[StorageOption], set: bool) {
        let Some(view) = self.view(key) else { return };
        for option in options {
            let prefix = format!("{}=", option.name);
            view.options.retain(|known| !known.starts_with(&prefix));
            if set {
                view.options.push(format!("{prefix}{}", option.value));
            }
        }
        view.options.sort();
    }

    fn view_default(&mut self, key: &Key, column: &Name, default: Option<&ExprText>) -> Applied {
        let title = format!(
            "column \"{}\" of relation \"{}\" does not exist",
            column.text, key.1
        );
        let view = self.catalog.view_at(key);
        if view.is_none_or(|view| view.column(&column.text).is_none()) {
            return Err(self.error(Code::D0103, "42703", title, &column.span, "no such column"));
        }
        let default = default.map(|expr| self.default(expr)).transpose()?;
        if let Some(view) = self.view(key) {
            let mut columns = view.columns.iter_mut();
            if let Some(found) = columns.find(|it| it.name == column.text) {
                found.default = default;
            }
        }
        Ok(())
    }
}
