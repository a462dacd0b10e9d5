//! `ADD COLUMN` and `DROP COLUMN`, with the tables below.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Column, depend::Object},
    diagnostic::{Code, Diagnostic},
    parse::{ColumnDef, Name},
};

impl Apply<'_> {
    pub(super) fn add_column(
        &mut self,
        key: &TableKey,
        def: &ColumnDef,
        if_not_exists: bool,
        only: bool,
    ) -> Applied {
        let table = self.table_ref(key)?;
        let span = &def.name.span;
        if table.of_type.is_some() {
            return Err(self.table_error("42809", "cannot add column to typed table", span));
        }
        if table.partition_of.is_some() {
            return Err(self.table_error("42809", "cannot add column to a partition", span));
        }
        if table.column(&def.name.text).is_some() {
            if if_not_exists {
                return Ok(());
            }
            return Err(self.column_taken(key, &def.name));
        }
        let children = self.catalog.children(key);
        if only && !children.is_empty() {
            let title = "column must be added to child tables too";
            return Err(self.table_error("42P16", title, span));
        }
        let (column, sequence) = self.define_column(&key.0, &key.1, def)?;
        if column.identity.is_some() && !children.is_empty() {
            let title = "cannot recursively add identity column to table that has child tables";
            return Err(self.table_error("42P16", title, span));
        }
        if let Some(sequence) = sequence {
            self.add_owned_sequence(key, &column, &sequence)?;
        }
        self.table(key)?.columns.push(column.clone());
        for child in children {
            self.add_inherited_column(&child, &column, &def.name)?;
        }
        let name = Some(&def.name);
        let placed: Vec<_> = def.constraints.iter().map(|one| (name, one)).collect();
        self.add_constraints(key, &placed, false)
    }

    /// The column of a parent reaches a child, which may have one like it already.
    fn add_inherited_column(&mut self, child: &TableKey, column: &Column, name: &Name) -> Applied {
        if let Some(there) = self.table_ref(child)?.column(&column.name) {
            let there = there.clone();
            return self.same_in_child(child, column, &there, &name.span);
        }
        let mut below = column.clone();
        below.local = false;
        self.table(child)?.columns.push(below);
        for child in self.catalog.children(child) {
            self.add_inherited_column(&child, column, name)?;
        }
        Ok(())
    }

    /// Both columns must have one type and one collation.
    pub(super) fn same_in_child(
        &self,
        child: &TableKey,
        column: &Column,
        there: &Column,
        span: &crate::source::Span,
    ) -> Applied {
        let differs = if there.ty == column.ty {
            (there.collation != column.collation).then_some(("collation", "42P21"))
        } else {
            Some(("type", "42804"))
        };
        let Some((what, sqlstate)) = differs else {
            return Ok(());
        };
        let title = format!(
            "child table \"{}\" has different {what} for column \"{}\"",
            child.1, column.name
        );
        let label = format!("{} here, {} below", column.ty, there.ty);
        Err(self.error(Code::D0113, sqlstate, title, span, label))
    }

    pub(super) fn column_taken(&self, key: &TableKey, name: &Name) -> Box<Diagnostic> {
        let title = format!(
            "column \"{}\" of relation \"{}\" already exists",
            name.text, key.1
        );
        let label = "a second one of this name";
        let error = self.error(Code::D0105, "42701", title, &name.span, label);
        let place = self
            .table_ref(key)
            .ok()
            .and_then(|table| table.column(&name.text)?.place.clone());
        match place {
            Some(place) => Box::new(error.note(format!("the first one: {place}"))),
            None => error,
        }
    }

    /// What in the table stands on the column alone goes with it; for the rest it takes CASCADE.
    pub(super) fn drop_column(
        &mut self,
        key: &TableKey,
        name: &Name,
        cascade: bool,
        only: bool,
    ) -> Applied {
        if self.table_ref(key)?.of_type.is_some() {
            return Err(self.table_error(
                "42809",
                "cannot drop column from typed table",
                &name.span,
            ));
        }
        self.column_exists(key, name)?;
        if self.catalog.column_inherited(key, &name.text) > 0 {
            let title = format!("cannot drop inherited column \"{}\"", name.text);
            return Err(self.table_error("42P16", title, &name.span));
        }
        let mut columns = Vec::new();
        self.columns_to_drop(key, name, only, &mut columns)?;
        self.delete(&columns, cascade, &name.span)
    }

    /// The column, and those below that are there for its sake alone.
    fn columns_to_drop(
        &mut self,
        key: &TableKey,
        name: &Name,
        only: bool,
        found: &mut Vec<Object>,
    ) -> Applied {
        self.not_partition_key(key, name, "drop")?;
        let children = self.catalog.children(key);
        if only && !children.is_empty() && self.table_ref(key)?.partition_key.is_some() {
            let title = "cannot drop column from only the partitioned table when partitions exist";
            return Err(self.table_error("42P16", title, &name.span));
        }
        found.push(Object::Column(key.clone(), name.text.clone()));
        for child in children {
            let last = self.catalog.column_inherited(&child, &name.text) == 1;
            let column = self.column(&child, name)?;
            if only {
                column.local = true;
            } else if last && !column.local {
                self.columns_to_drop(&child, name, false, found)?;
            }
        }
        Ok(())
    }

    /// What spreads the rows over partitions stays as it is.
    pub(super) fn not_partition_key(&self, key: &TableKey, name: &Name, what: &str) -> Applied {
        let parts = self.table_ref(key)?.partition_key.iter();
        let mut parts = parts.flat_map(|key| &key.keys);
        let used = parts.any(|part| {
            if part.is_column {
                part.expr.text == name.text
            } else {
                part.expr.names(&name.text)
            }
        });
        if !used {
            return Ok(());
        }
        let title = format!(
            "cannot {what} column \"{}\" because it is part of the partition key of relation \"{}\"",
            name.text, key.1
        );
        Err(self.table_error("42P16", title, &name.span))
    }
}
