//! `CREATE TABLE`.

use super::{
    Applied, Apply, alter_table::storage_of, constraint::Placed, resolve::TableKey,
    sequence::NewSequence,
};
use crate::{
    catalog::{Column, Table, session::TEMPORARY},
    diagnostic::{Code, Label},
    parse::{Constraint, CreateTable, Name, ObjectName, Persistence, TableElement},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn create_table(&mut self, create: &CreateTable, span: &Span) -> Applied {
        let schema = self.schema_of_table(create)?;
        let name = create.name.name.text.clone();
        let schemas = &self.catalog.schemas;
        if schemas
            .get(&schema)
            .is_some_and(|schema| schema.has_relation(&name))
        {
            if create.if_not_exists {
                return Ok(());
            }
            return Err(self.relation_exists(&schema, &create.name));
        }
        self.type_name_is_free(&schema, &create.name.name)?;
        self.creating = true;
        let key = (schema, name);
        let mut new = self.columns_of(&key, create)?;
        new.table.place = Some(self.place(span));
        new.table.unlogged = create.persistence == Persistence::Unlogged;
        let bound = self.put_below(&mut new.table, create)?;
        self.partition_by(&mut new.table, create)?;
        new.table.options = self.storage(storage_of(&new.table), &create.options)?;
        self.schema(&key.0).tables.insert(key.1.clone(), new.table);
        for (column, sequence) in &new.sequences {
            self.add_owned_sequence(&key, column, sequence)?;
        }
        if let Some(bound) = bound {
            self.become_partition(&key, &bound)?;
        }
        let own = create.elements.iter().flat_map(|element| match element {
            TableElement::Column(def) => placed(&def.name, &def.constraints),
            TableElement::Options {
                column,
                constraints,
            } => placed(column, constraints),
            TableElement::Like(_) => Vec::new(),
        });
        let mut constraints: Vec<Placed<'_>> = own.collect();
        constraints.extend(
            create
                .constraints
                .iter()
                .map(|constraint| (None, constraint)),
        );
        self.add_checks_and_keys(&key, &constraints, false)?;
        for element in &create.elements {
            if let TableElement::Like(like) = element {
                self.like_the_rest(&key, like)?;
            }
        }
        self.add_foreign_keys(&key, &constraints, false)?;
        self.table(&key)?.sort();
        Ok(())
    }

    /// A temporary table goes into a schema of its own, which the session's end takes away.
    fn schema_of_table(&mut self, create: &CreateTable) -> Applied<String> {
        let written = create.name.schema.as_ref();
        let said = written.is_some_and(|schema| schema.text == TEMPORARY);
        if create.persistence == Persistence::Temporary || said {
            if let Some(schema) = written.filter(|_| !said) {
                let title = "cannot create temporary relation in non-temporary schema";
                return Err(self.table_error("42P16", title, &schema.span));
            }
            self.schema(TEMPORARY);
            return Ok(TEMPORARY.to_owned());
        }
        if let Some(on_commit) = &create.on_commit {
            let title = "ON COMMIT can only be used on temporary tables";
            return Err(self.table_error("42P16", title, on_commit));
        }
        self.schema_of(&create.name)
    }

    /// Everything the statement says about columns, those of parents, types and LIKE included.
    fn columns_of(&mut self, key: &TableKey, create: &CreateTable) -> Applied<NewTable> {
        let mut new = NewTable {
            table: Table {
                name: key.1.clone(),
                ..Table::default()
            },
            sequences: Vec::new(),
        };
        if let Some(ty) = &create.of_type {
            let (of, columns) = self.columns_of_type(ty)?;
            new.table.of_type = Some(of);
            new.table.columns = columns;
        }
        for element in &create.elements {
            match element {
                TableElement::Column(def) => {
                    self.not_twice(&new.table, &def.name)?;
                    let (column, sequence) = self.define_column(&key.0, &key.1, def)?;
                    new.sequences
                        .extend(sequence.map(|it| (column.clone(), it)));
                    new.table.columns.push(column);
                }
                TableElement::Like(like) => {
                    for (column, sequence) in self.like_columns(key, like)? {
                        self.not_twice(&new.table, &named(&column, &like.table))?;
                        new.sequences
                            .extend(sequence.map(|it| (column.clone(), it)));
                        new.table.columns.push(column);
                    }
                }
                TableElement::Options { .. } => {}
            }
        }
        self.merge_parents(key, &mut new.table, create)?;
        for element in &create.elements {
            if let TableElement::Options {
                column,
                constraints,
            } = element
            {
                self.column_options(&mut new.table, key, column, constraints)?;
            }
        }
        Ok(new)
    }

    fn not_twice(&self, table: &Table, name: &Name) -> Applied {
        if table.column(&name.text).is_none() {
            return Ok(());
        }
        let title = format!("column \"{}\" specified more than once", name.text);
        Err(self.error(Code::D0105, "42701", title, &name.span, "again here"))
    }

    /// `a WITH OPTIONS DEFAULT 1`: more about a column that is there already.
    fn column_options(
        &self,
        table: &mut Table,
        key: &TableKey,
        name: &Name,
        constraints: &[Constraint],
    ) -> Applied {
        let Some(column) = table.columns.iter_mut().find(|it| it.name == name.text) else {
            let title = format!("column \"{}\" does not exist", name.text);
            return Err(self.error(Code::D0103, "42703", title, &name.span, "no such column"));
        };
        let before = column.clone();
        column.default = None;
        column.not_null = false;
        let sequence = self.column_constraints(column, &key.0, &key.1, constraints)?;
        if sequence.is_some() {
            let whose = if table.of_type.is_some() {
                "typed tables"
            } else {
                "partitions"
            };
            let title = format!("identity columns are not supported on {whose}");
            return Err(self.error(Code::D0112, "0A000", title, &name.span, "not here"));
        }
        column.not_null |= before.not_null;
        column.default = column.default.take().or(before.default);
        Ok(())
    }

    pub(super) fn relation_exists(
        &self,
        schema: &str,
        name: &ObjectName,
    ) -> Box<crate::diagnostic::Diagnostic> {
        let title = format!("relation \"{}\" already exists", name.name.text);
        let mut error = self.error(
            Code::D0102,
            "42P07",
            title,
            &name.span(),
            "made a second time",
        );
        if let Some(place) = self
            .catalog
            .table_at(&(schema.to_owned(), name.name.text.clone()))
            .and_then(|t| t.place.as_ref())
        {
            if *place.file == *self.source.path()
                && let Some(offset) = self.source.offset(place)
            {
                error
                    .labels
                    .push(Label::at(self.source, offset..offset + 1, "made here"));
            } else {
                error.notes.push(format!("made in {place}"));
            }
        }
        error
    }
}

/// A table under construction.
pub(super) struct NewTable {
    pub(super) table: Table,
    /// The sequences behind its columns.
    pub(super) sequences: Vec<(Column, NewSequence)>,
}

fn placed<'s>(column: &'s Name, constraints: &'s [Constraint]) -> Vec<Placed<'s>> {
    constraints.iter().map(|one| (Some(column), one)).collect()
}

/// A column that another table has, named where that table is.
fn named(column: &Column, table: &ObjectName) -> Name {
    Name {
        text: column.name.clone(),
        quoted: true,
        span: table.span(),
    }
}
