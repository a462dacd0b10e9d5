//! `ALTER TABLE`, one action after the other.

use super::{Applied, Apply, relation::RelationKind, resolve::TableKey, storage::StorageOf};
use crate::{
    catalog::{Firing, Table},
    diagnostic::Code,
    parse::{
        AlterTable, AlterTableAction, AlterTableKind, AlterViewAction, ColumnChange,
        ConstraintKind, Name, ObjectName, StorageOption, Triggers,
    },
    source::Span,
};

impl Apply<'_> {
    pub(super) fn alter_table(&mut self, alter: &AlterTable) -> Applied {
        let name = &alter.table.name;
        let found = self.relation(name);
        if alter.if_exists && found.is_none() {
            return Ok(());
        }
        if let [action] = alter.actions.as_slice()
            && let Some((key, kind)) = found
            && kind != RelationKind::Table
        {
            // Postgres takes ALTER TABLE for any relation.
            return self.alter_other(name, &key, kind, &action.kind);
        }
        let mut key = self.find_table(name)?;
        // Postgres runs the actions in passes: what goes, then types, then new columns, then the rest.
        let mut actions: Vec<&AlterTableAction> = alter.actions.iter().collect();
        actions.sort_by_key(|action| pass(&action.kind));
        for action in actions {
            self.action(&mut key, alter.table.only, action)?;
        }
        self.sort_family(&key)
    }

    /// Puts in order what a statement left behind in a table and below it.
    pub(super) fn sort_family(&mut self, key: &TableKey) -> Applied {
        self.table(key)?.sort();
        for key in self.catalog.descendants(key) {
            self.table(&key)?.sort();
        }
        Ok(())
    }

    /// What `ALTER TABLE` may do to a relation that is none.
    fn alter_other(
        &mut self,
        name: &ObjectName,
        key: &TableKey,
        kind: RelationKind,
        action: &AlterTableKind,
    ) -> Applied {
        match (kind, action) {
            (RelationKind::Index, AlterTableKind::RenameTo(to)) => {
                let owner = self.catalog.owner_of_index(&key.0, &key.1);
                let owner = owner.unwrap_or_default();
                self.rename_index(&(key.0.clone(), owner), &key.1, to)
            }
            (RelationKind::View | RelationKind::Materialized, _) => {
                let Some(action) = view_action(action) else {
                    return Err(self.wrong_kind(name, RelationKind::Table, kind));
                };
                self.view_action(&mut key.clone(), &action, &name.span())
            }
            (RelationKind::Index, AlterTableKind::SetOptions(options)) => {
                self.index_options(key, options, false)
            }
            (RelationKind::Index, AlterTableKind::ResetOptions(options)) => {
                self.index_options(key, options, true)
            }
            (RelationKind::Sequence, AlterTableKind::RenameTo(to)) => {
                self.rename_sequence(key, to, &to.span)
            }
            (RelationKind::Sequence, AlterTableKind::SetSchema(schema)) => {
                self.move_sequence(key, schema, &name.span())
            }
            (RelationKind::Composite, AlterTableKind::RenameColumn { from, to }) => {
                self.rename_attribute(name, from, to, &from.span)
            }
            (RelationKind::Composite, _) => {
                let title = format!("\"{}\" is a composite type", name.name.text);
                let span = name.span();
                let error = self.error(Code::D0114, "42809", title, &span, "no table");
                Err(Box::new(error.help("write ALTER TYPE")))
            }
            (_, AlterTableKind::Nothing) => Ok(()),
            _ => Err(self.wrong_kind(name, RelationKind::Table, kind)),
        }
    }

    fn action(&mut self, key: &mut TableKey, only: bool, action: &AlterTableAction) -> Applied {
        let span = &action.span;
        match &action.kind {
            AlterTableKind::AddColumn {
                column,
                if_not_exists,
            } => self.add_column(key, column, *if_not_exists, only),
            AlterTableKind::DropColumn {
                column,
                if_exists,
                cascade,
            } => {
                if *if_exists && self.table_ref(key)?.column(&column.text).is_none() {
                    return Ok(());
                }
                self.drop_column(key, column, *cascade, only)
            }
            AlterTableKind::AlterColumn { column, change } => {
                self.alter_column(key, column, change, only, span)
            }
            AlterTableKind::AddConstraint(constraint) => self.add_constraint(key, constraint, only),
            AlterTableKind::DropConstraint {
                name,
                if_exists,
                cascade,
            } => self.drop_constraint(key, name, *if_exists, *cascade, only),
            AlterTableKind::AlterConstraint { name, deferral } => {
                self.alter_constraint(key, name, *deferral)
            }
            AlterTableKind::ValidateConstraint(name) => self.validate_constraint(key, name, only),
            AlterTableKind::RenameTo(to) => {
                *key = self.rename_table(key, to, span)?;
                Ok(())
            }
            AlterTableKind::RenameColumn { from, to } => {
                self.rename_column(key, from, to, only, span)
            }
            AlterTableKind::RenameConstraint { from, to } => {
                self.rename_constraint(key, from, to, only)
            }
            AlterTableKind::SetSchema(schema) => {
                *key = self.set_schema(key, schema)?;
                Ok(())
            }
            AlterTableKind::Inherit(parent) => self.inherit(key, parent),
            AlterTableKind::NoInherit(parent) => self.no_inherit(key, parent),
            AlterTableKind::Of(ty) => self.make_typed(key, ty),
            AlterTableKind::NotOf => self.make_untyped(key, span),
            AlterTableKind::Attach { partition, bound } => {
                self.attach_partition(key, partition, bound, span)
            }
            AlterTableKind::Detach {
                partition,
                concurrently,
                finalize,
            } => self.detach_partition(key, partition, *concurrently || *finalize, span),
            other => self.setting(key, other, span),
        }
    }

    /// The actions that only set something about the table itself.
    fn setting(&mut self, key: &TableKey, action: &AlterTableKind, span: &Span) -> Applied {
        match action {
            AlterTableKind::SetOptions(options) => return self.table_options(key, options, false),
            AlterTableKind::ResetOptions(options) => return self.table_options(key, options, true),
            AlterTableKind::SetLogged(logged) => return self.set_logged(key, *logged, span),
            AlterTableKind::Trigger(which, firing) => return self.fire(key, which, *firing),
            AlterTableKind::Rule(name, firing) => return self.fire_rule(key, name, *firing),
            AlterTableKind::RowSecurity(enabled) => {
                self.table(key)?.row_security.enabled = *enabled;
            }
            AlterTableKind::ForceRowSecurity(forced) => {
                self.table(key)?.row_security.forced = *forced;
            }
            AlterTableKind::UsesIndex(index, usage) => return self.uses_index(key, index, *usage),
            _ => {}
        }
        Ok(())
    }

    fn table_options(&mut self, key: &TableKey, options: &[StorageOption], reset: bool) -> Applied {
        let table = self.table_ref(key)?;
        let mut kept = table.options.clone();
        let of = storage_of(table);
        if reset {
            self.reset_storage(of, &mut kept, options)?;
        } else {
            self.set_storage(of, &mut kept, options)?;
        }
        self.table(key)?.options = kept;
        Ok(())
    }

    fn fire(&mut self, key: &TableKey, which: &Triggers, firing: Firing) -> Applied {
        if let Triggers::One(name) = which {
            let mut triggers = self.table_ref(key)?.triggers.iter();
            if !triggers.any(|trigger| trigger.name == name.text) {
                return Err(self.no_trigger(name, &key.1));
            }
        }
        let mut family = self.catalog.descendants(key);
        family.push(key.clone());
        for member in family {
            let own = member == *key;
            for trigger in &mut self.table(&member)?.triggers {
                let named = match which {
                    Triggers::One(name) => trigger.name == name.text,
                    Triggers::All => true,
                };
                // Below, the clones of what is switched above follow.
                if named && (own || trigger.inherited) {
                    trigger.firing = firing;
                }
            }
        }
        Ok(())
    }

    fn fire_rule(&mut self, key: &TableKey, name: &Name, firing: Firing) -> Applied {
        let mut rules = self.table(key)?.rules.iter_mut();
        match rules.find(|rule| rule.name == name.text) {
            Some(rule) => {
                rule.firing = firing;
                Ok(())
            }
            None => Err(self.no_rule(name, &key.1)),
        }
    }
}

/// What storage parameters a table takes.
pub(super) fn storage_of(table: &Table) -> StorageOf<'static> {
    if table.partition_key.is_some() {
        StorageOf::Partitioned
    } else {
        StorageOf::Table
    }
}

/// What `ALTER TABLE` says, as `ALTER VIEW` would say it.
fn view_action(action: &AlterTableKind) -> Option<AlterViewAction> {
    Some(match action {
        AlterTableKind::RenameTo(to) => AlterViewAction::RenameTo(to.clone()),
        AlterTableKind::RenameColumn { from, to } => AlterViewAction::RenameColumn {
            from: from.clone(),
            to: to.clone(),
        },
        AlterTableKind::SetSchema(schema) => AlterViewAction::SetSchema(schema.clone()),
        AlterTableKind::AlterColumn { column, change } => AlterViewAction::Default {
            column: column.clone(),
            default: match change {
                ColumnChange::SetDefault(expr) => Some(expr.clone()),
                ColumnChange::DropDefault => None,
                _ => return None,
            },
        },
        AlterTableKind::Nothing => AlterViewAction::Nothing,
        _ => return None,
    })
}

/// `AT_PASS_*`: the order in which Postgres runs the actions of one statement.
fn pass(kind: &AlterTableKind) -> u8 {
    match kind {
        AlterTableKind::DropColumn { .. }
        | AlterTableKind::DropConstraint { .. }
        | AlterTableKind::AlterColumn {
            change:
                ColumnChange::DropDefault
                | ColumnChange::DropNotNull
                | ColumnChange::DropIdentity { .. }
                | ColumnChange::DropExpression { .. },
            ..
        } => 0,
        AlterTableKind::AlterColumn {
            change: ColumnChange::Type { .. },
            ..
        } => 1,
        AlterTableKind::AddColumn { .. } => 3,
        AlterTableKind::AlterColumn { .. } => 4,
        AlterTableKind::AddConstraint(constraint) => match constraint.kind {
            ConstraintKind::Check { .. } => 5,
            ConstraintKind::ForeignKey(_) => 7,
            _ => 6,
        },
        _ => 8,
    }
}

impl Apply<'_> {
    /// 42P16 or the like about a table, at a place in the statement.
    pub(super) fn table_error(
        &self,
        sqlstate: &'static str,
        title: impl Into<String>,
        span: &Span,
    ) -> Box<crate::diagnostic::Diagnostic> {
        self.error(Code::D0112, sqlstate, title, span, "refused here")
    }
}
