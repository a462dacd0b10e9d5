//! `INHERIT` and `NO INHERIT`.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Check, Column, Parent, Table},
    diagnostic::Code,
    parse::ObjectName,
    source::Span,
};

impl Apply<'_> {
    /// `INHERIT parent`.
    pub(super) fn inherit(&mut self, key: &TableKey, name: &ObjectName) -> Applied {
        let span = name.span();
        let table = self.table_ref(key)?;
        if table.of_type.is_some() {
            return Err(self.table_error(
                "42809",
                "cannot change inheritance of typed table",
                &span,
            ));
        }
        self.is_no_part(table, &span)?;
        let parent = self.find_table(name)?;
        self.may_be_parent(&parent, &span)?;
        if table.inherits.iter().any(|it| it.is(&parent)) {
            let title = format!(
                "relation \"{}\" would be inherited from more than once",
                parent.1
            );
            return Err(self.table_error("42P07", title, &span));
        }
        self.no_circle(key, &parent, &span)?;
        self.fits_below(&parent, key, &span)?;
        let (schema, table) = parent;
        self.table(key)?.inherits.push(Parent { schema, table });
        Ok(())
    }

    /// A partitioned table passes on rows, not columns.
    pub(super) fn may_be_parent(&self, parent: &TableKey, span: &Span) -> Applied {
        let table = self.table_ref(parent)?;
        let what = match (&table.partition_key, &table.partition_of) {
            (Some(_), _) => "partitioned table",
            (_, Some(_)) => "partition",
            _ => return Ok(()),
        };
        // Only `INHERIT` leaves out the name.
        let title = if self.creating {
            format!("cannot inherit from {what} \"{}\"", parent.1)
        } else if what == "partition" {
            "cannot inherit from a partition".to_owned()
        } else {
            format!("cannot inherit from {what} \"{}\"", parent.1)
        };
        Err(self.table_error("42809", title, span))
    }

    pub(super) fn no_circle(&self, key: &TableKey, parent: &TableKey, span: &Span) -> Applied {
        if parent != key && !self.catalog.descendants(key).contains(parent) {
            return Ok(());
        }
        let error = self.table_error("42P07", "circular inheritance not allowed", span);
        Err(Box::new(error.note(format!(
            "\"{}\" is already a child of \"{}\".",
            parent.1, key.1
        ))))
    }

    /// `MergeAttributesIntoExisting`: whatever the parent has, the child must have alike.
    pub(super) fn fits_below(&self, parent: &TableKey, child: &TableKey, span: &Span) -> Applied {
        let above = self.table_ref(parent)?;
        for column in &above.columns {
            match self.table_ref(child)?.column(&column.name) {
                Some(there) => {
                    self.same_in_child(child, column, there, span)?;
                    self.as_strict_in_child(column, there, span)?;
                }
                None => {
                    let title = format!("child table is missing column \"{}\"", column.name);
                    return Err(self.error(Code::D0113, "42804", title, span, "lacks a column"));
                }
            }
        }
        let mut checks = above.checks.iter().filter(|check| !check.no_inherit);
        checks.try_for_each(|check| self.has_check(child, check, span))
    }

    fn as_strict_in_child(&self, column: &Column, there: &Column, span: &Span) -> Applied {
        let name = &column.name;
        let title = match (&column.generated, &there.generated) {
            _ if column.not_null && !there.not_null => {
                format!("column \"{name}\" in child table must be marked NOT NULL")
            }
            (Some(_), None) => {
                format!("column \"{name}\" in child table must be a generated column")
            }
            (None, Some(_)) => {
                format!("column \"{name}\" in child table must not be a generated column")
            }
            (Some(a), Some(b)) if a.expr.canonical() != b.expr.canonical() => {
                format!("column \"{name}\" in child table has a conflicting generation expression")
            }
            _ => return Ok(()),
        };
        Err(self.error(Code::D0113, "42804", title, span, "does not fit"))
    }

    fn has_check(&self, child: &TableKey, check: &Check, span: &Span) -> Applied {
        let table = self.table_ref(child)?;
        let (name, relation) = (&check.name, &child.1);
        let (sqlstate, title) = match table.checks.iter().find(|it| it.name == *name) {
            None => (
                "42804",
                format!("child table is missing constraint \"{name}\""),
            ),
            Some(there) if there.expr.canonical() != check.expr.canonical() => (
                "42804",
                format!(
                    "child table \"{relation}\" has different definition for check constraint \"{name}\""
                ),
            ),
            Some(there) if there.no_inherit => (
                "42P17",
                format!(
                    "constraint \"{name}\" conflicts with non-inherited constraint on child table \"{relation}\""
                ),
            ),
            Some(there) if check.validated && !there.validated => (
                "42P17",
                format!(
                    "constraint \"{name}\" conflicts with NOT VALID constraint on child table \"{relation}\""
                ),
            ),
            Some(_) => return Ok(()),
        };
        Err(self.error(Code::D0113, sqlstate, title, span, "does not fit"))
    }

    /// Partitions and partitioned tables take what they have from above by other statements.
    fn is_no_part(&self, table: &Table, span: &Span) -> Applied {
        let title = if table.partition_of.is_some() {
            "cannot change inheritance of a partition"
        } else if table.partition_key.is_some() {
            "cannot change inheritance of partitioned table"
        } else {
            return Ok(());
        };
        Err(self.table_error("42809", title, span))
    }

    /// `NO INHERIT parent`.
    pub(super) fn no_inherit(&mut self, key: &TableKey, name: &ObjectName) -> Applied {
        let span = name.span();
        let table = self.table_ref(key)?;
        self.is_no_part(table, &span)?;
        let parent = self.find_table(name)?;
        if !table.inherits.iter().any(|it| it.is(&parent)) {
            let title = format!(
                "relation \"{}\" is not a parent of relation \"{}\"",
                parent.1, key.1
            );
            return Err(self.error(Code::D0101, "42P01", title, &span, "not above this one"));
        }
        self.table(key)?.inherits.retain(|it| !it.is(&parent));
        self.now_its_own(key)
    }

    /// What no table above has any more is the table's own.
    pub(super) fn now_its_own(&mut self, key: &TableKey) -> Applied {
        let table = self.table_ref(key)?;
        let columns = table.columns.iter().map(|column| column.name.clone());
        let columns: Vec<String> = columns
            .filter(|name| self.catalog.column_inherited(key, name) == 0)
            .collect();
        let checks = table.checks.iter().map(|check| check.name.clone());
        let checks: Vec<String> = checks
            .filter(|name| self.catalog.check_inherited(key, name) == 0)
            .collect();
        let table = self.table(key)?;
        for column in table
            .columns
            .iter_mut()
            .filter(|it| columns.contains(&it.name))
        {
            column.local = true;
        }
        for check in table
            .checks
            .iter_mut()
            .filter(|it| checks.contains(&it.name))
        {
            check.local = true;
        }
        Ok(())
    }
}
