//! Adding check constraints, with the tables below.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Check, Expr},
    diagnostic::Code,
    parse::{Constraint, ConstraintKind},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn add_check(
        &mut self,
        key: &TableKey,
        constraint: &Constraint,
        only: bool,
    ) -> Applied {
        let ConstraintKind::Check {
            expr,
            no_inherit,
            validated,
        } = &constraint.kind
        else {
            return Ok(());
        };
        self.no_subquery(expr, "check constraint")?;
        let columns = self.expr_columns(key, expr)?;
        let span = &constraint.span;
        if *no_inherit && self.table_ref(key)?.partition_key.is_some() {
            let title = format!(
                "cannot add NO INHERIT constraint to partitioned table \"{}\"",
                key.1
            );
            return Err(self.table_error("42P16", title, span));
        }
        let expr = self.settled(expr)?;
        let name = match &constraint.name {
            Some(name) => {
                if self.creating && self.merges_with_inherited(key, &name.text, &expr, span)? {
                    return Ok(());
                }
                self.constraint_is_new(key, name)?;
                name.text.clone()
            }
            None => {
                let only = match columns.as_slice() {
                    [only] => Some(only.as_str()),
                    _ => None,
                };
                self.schema(&key.0)
                    .choose_constraint(&key.1, only, "check", &[])
            }
        };
        let check = Check {
            name,
            expr,
            // A table that is only being made has no rows that could break it.
            validated: *validated || self.creating,
            local: true,
            no_inherit: *no_inherit,
            comment: None,
            place: Some(self.place(span)),
        };
        self.table(key)?.checks.push(check.clone());
        if *no_inherit {
            return Ok(());
        }
        let children = self.catalog.children(key);
        if only && !children.is_empty() {
            let title = "constraint must be added to child tables too";
            return Err(self.table_error("42P16", title, span));
        }
        children
            .iter()
            .try_for_each(|child| self.inherit_check(child, &check, span))
    }

    /// A table that is made restates a check that it has from above: it becomes its own too.
    fn merges_with_inherited(
        &mut self,
        key: &TableKey,
        name: &str,
        expr: &Expr,
        span: &Span,
    ) -> Applied<bool> {
        if self.catalog.check_inherited(key, name) == 0 {
            return Ok(false);
        }
        let relation = key.1.clone();
        let mut checks = self.table(key)?.checks.iter_mut();
        match checks.find(|check| check.name == name && check.expr.canonical() == expr.canonical())
        {
            Some(check) => {
                check.local = true;
                Ok(true)
            }
            None => {
                let title =
                    format!("constraint \"{name}\" for relation \"{relation}\" already exists");
                Err(self.error(
                    Code::D0107,
                    "42710",
                    title,
                    span,
                    "says something else above",
                ))
            }
        }
    }

    /// A parent's check reaches a child, which may have one like it already.
    fn inherit_check(&mut self, key: &TableKey, check: &Check, span: &Span) -> Applied {
        let table = self.table_ref(key)?;
        if table.has_constraint(&check.name) {
            return self.same_check(key, check, span);
        }
        let mut below = check.clone();
        below.local = false;
        self.table(key)?.checks.push(below);
        for child in self.catalog.children(key) {
            self.inherit_check(&child, check, span)?;
        }
        Ok(())
    }

    fn same_check(&self, key: &TableKey, check: &Check, span: &Span) -> Applied {
        let (name, relation) = (&check.name, &key.1);
        let mut checks = self.table_ref(key)?.checks.iter();
        let same =
            |it: &&Check| it.name == check.name && it.expr.canonical() == check.expr.canonical();
        let (sqlstate, title) = match checks.find(same) {
            None => (
                "42710",
                format!("constraint \"{name}\" for relation \"{relation}\" already exists"),
            ),
            Some(there) if there.no_inherit => (
                "42P17",
                format!(
                    "constraint \"{name}\" conflicts with non-inherited constraint on relation \"{relation}\""
                ),
            ),
            Some(there) if check.validated && !there.validated => (
                "42P17",
                format!(
                    "constraint \"{name}\" conflicts with NOT VALID constraint on relation \"{relation}\""
                ),
            ),
            Some(_) => return Ok(()),
        };
        Err(self.error(
            Code::D0107,
            sqlstate,
            title,
            span,
            "does not fit the table below",
        ))
    }
}
