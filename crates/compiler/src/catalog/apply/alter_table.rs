//! `ALTER TABLE`, one action after the other.

use super::{Applied, Apply, relation::RelationKind, resolve::TableKey};
use crate::{
    catalog::{Deferral, Table, depend::Object},
    diagnostic::{Code, Diagnostic},
    parse::{
        AlterTable, AlterTableAction, AlterTableKind, AlterViewAction, ColumnChange, ColumnDef,
        Constraint, ConstraintKind, Name, ObjectName,
    },
};

impl Apply<'_> {
    pub(super) fn alter_table(&mut self, alter: &AlterTable) -> Applied {
        let found = self.relation(&alter.name);
        if alter.if_exists && found.is_none() {
            return Ok(());
        }
        if let [action] = alter.actions.as_slice()
            && let Some((key, kind)) = found
            && kind != RelationKind::Table
        {
            // Postgres takes ALTER TABLE for any relation.
            return self.alter_other(&alter.name, &key, kind, &action.kind);
        }
        let mut key = self.find_table(&alter.name)?;
        // Postgres runs the actions in passes: what goes, then types, then new columns, then the rest.
        let mut actions: Vec<&AlterTableAction> = alter.actions.iter().collect();
        actions.sort_by_key(|action| pass(&action.kind));
        for action in actions {
            self.action(&mut key, action)?;
        }
        self.table(&key)?.sort();
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
            (_, AlterTableKind::Nothing) => Ok(()),
            _ => Err(self.wrong_kind(name, RelationKind::Table, kind)),
        }
    }

    fn action(&mut self, key: &mut TableKey, action: &AlterTableAction) -> Applied {
        match &action.kind {
            AlterTableKind::AddColumn {
                column,
                if_not_exists,
            } => self.add_column(key, column, *if_not_exists),
            AlterTableKind::DropColumn {
                column,
                if_exists,
                cascade,
            } => {
                if *if_exists && self.table_ref(key)?.column(&column.text).is_none() {
                    return Ok(());
                }
                self.drop_column(key, column, *cascade)
            }
            AlterTableKind::AlterColumn { column, change } => {
                self.alter_column(key, column, change, &action.span)
            }
            AlterTableKind::AddConstraint(constraint) => self.add_constraint(key, constraint),
            AlterTableKind::DropConstraint {
                name,
                if_exists,
                cascade,
            } => self.drop_constraint(key, name, *if_exists, *cascade),
            AlterTableKind::AlterConstraint { name, deferral } => {
                self.alter_constraint(key, name, *deferral)
            }
            AlterTableKind::ValidateConstraint(name) => self.validate_constraint(key, name),
            AlterTableKind::RenameTo(to) => {
                *key = self.rename_table(key, to, &action.span)?;
                Ok(())
            }
            AlterTableKind::RenameColumn { from, to } => {
                self.rename_column(key, from, to, &action.span)
            }
            AlterTableKind::RenameConstraint { from, to } => self.rename_constraint(key, from, to),
            AlterTableKind::SetSchema(schema) => {
                *key = self.set_schema(key, schema)?;
                Ok(())
            }
            AlterTableKind::Nothing => Ok(()),
        }
    }

    fn add_column(&mut self, key: &TableKey, def: &ColumnDef, if_not_exists: bool) -> Applied {
        if self.table_ref(key)?.column(&def.name.text).is_some() {
            if if_not_exists {
                return Ok(());
            }
            return Err(self.column_taken(key, &def.name));
        }
        let (column, sequence) = self.define_column(&key.0, &key.1, def)?;
        if let Some(sequence) = sequence {
            self.add_owned_sequence(key, &column, &sequence)?;
        }
        self.table(key)?.columns.push(column);
        let placed: Vec<_> = def.constraints.iter().map(|one| (Some(def), one)).collect();
        self.add_constraints(key, &placed)
    }

    pub(super) fn column_taken(&self, key: &TableKey, name: &Name) -> Box<Diagnostic> {
        let title = format!(
            "column \"{}\" of relation \"{}\" already exists",
            name.text, key.1
        );
        let error = self.error(
            Code::D0105,
            "42701",
            title,
            &name.span,
            "a second one of this name",
        );
        let place = self
            .table_ref(key)
            .ok()
            .and_then(|table| table.column(&name.text)?.place.clone());
        match place {
            Some(place) => Box::new(error.note(format!("the first one: {place}"))),
            None => error,
        }
    }

    fn add_constraint(&mut self, key: &TableKey, constraint: &Constraint) -> Applied {
        if let ConstraintKind::NotNull
        | ConstraintKind::Null
        | ConstraintKind::Default(_)
        | ConstraintKind::Identity(..)
        | ConstraintKind::Generated(_) = constraint.kind
        {
            let title = "syntax error: this is no constraint of a table";
            let error = self.error(
                Code::D0002,
                "42601",
                title,
                &constraint.span,
                "belongs to a column",
            );
            return Err(Box::new(error.help("write ALTER COLUMN .. SET ..")));
        }
        self.add_constraints(key, &[(None, constraint)])
    }

    fn no_constraint(&self, key: &TableKey, name: &Name) -> Box<Diagnostic> {
        let title = format!(
            "constraint \"{}\" of relation \"{}\" does not exist",
            name.text, key.1
        );
        let error = self.error(
            Code::D0106,
            "42704",
            title,
            &name.span,
            "no such constraint",
        );
        let known = self
            .table_ref(key)
            .map(Table::constraint_names)
            .unwrap_or_default();
        super::resolve::suggest(error, crate::nearest::nearest(&name.text, known))
    }

    fn drop_constraint(
        &mut self,
        key: &TableKey,
        name: &Name,
        if_exists: bool,
        cascade: bool,
    ) -> Applied {
        let table = self.table_ref(key)?;
        if !table.has_constraint(&name.text) {
            return if if_exists {
                Ok(())
            } else {
                Err(self.no_constraint(key, name))
            };
        }
        let constraint = Object::Constraint(key.clone(), name.text.clone());
        self.delete(&[constraint], cascade, &name.span)
    }

    fn alter_constraint(&mut self, key: &TableKey, name: &Name, deferral: Deferral) -> Applied {
        let table = self.table(key)?;
        if let Some(foreign) = table
            .foreign_keys
            .iter_mut()
            .find(|key| key.name == name.text)
        {
            foreign.deferral = deferral;
            return Ok(());
        }
        if !table.has_constraint(&name.text) {
            return Err(self.no_constraint(key, name));
        }
        let title = format!(
            "constraint \"{}\" of relation \"{}\" is not a foreign key constraint",
            name.text, key.1
        );
        Err(self.error(
            Code::D0114,
            "42809",
            title,
            &name.span,
            "only foreign keys can be altered",
        ))
    }

    fn validate_constraint(&mut self, key: &TableKey, name: &Name) -> Applied {
        let table = self.table(key)?;
        if let Some(foreign) = table
            .foreign_keys
            .iter_mut()
            .find(|key| key.name == name.text)
        {
            foreign.validated = true;
            return Ok(());
        }
        if let Some(check) = table
            .checks
            .iter_mut()
            .find(|check| check.name == name.text)
        {
            check.validated = true;
            return Ok(());
        }
        if !table.has_constraint(&name.text) {
            return Err(self.no_constraint(key, name));
        }
        let title = format!(
            "constraint \"{}\" of relation \"{}\" is not a foreign key or check constraint",
            name.text, key.1
        );
        Err(self.error(Code::D0114, "42809", title, &name.span, "always valid"))
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
        AlterTableKind::DropColumn { .. } | AlterTableKind::DropConstraint { .. } => 0,
        AlterTableKind::AlterColumn {
            change: crate::parse::ColumnChange::Type { .. },
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

impl Table {
    fn constraint_names(&self) -> Vec<String> {
        let keys = self.primary_key.iter().map(|key| key.name.clone());
        keys.chain(self.uniques.iter().map(|unique| unique.name.clone()))
            .chain(self.foreign_keys.iter().map(|key| key.name.clone()))
            .chain(self.checks.iter().map(|check| check.name.clone()))
            .chain(self.exclusions.iter().map(|it| it.name.clone()))
            .collect()
    }
}
