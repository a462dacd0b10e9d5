//! What a new table has from its parents, and how that goes together with what it says itself.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Column, Expr, Parent, Table, session::TEMPORARY},
    diagnostic::{Code, Diagnostic},
    parse::{CreateTable, ObjectName, TableElement},
    source::Span,
};

/// A column from above, and whether its parents disagree about its default.
struct Inherited {
    column: Column,
    conflicting: bool,
}

impl Apply<'_> {
    /// `MergeAttributes`: the parents' columns first, in the parents' order, then the table's own.
    pub(super) fn merge_parents(
        &mut self,
        key: &TableKey,
        table: &mut Table,
        create: &CreateTable,
    ) -> Applied {
        let parents = self.parents_of(key, create)?;
        if parents.is_empty() {
            return Ok(());
        }
        let mut inherited: Vec<Inherited> = Vec::new();
        for (parent, name) in &parents {
            let span = name.span();
            for column in self.table_ref(parent)?.columns.clone() {
                let there = inherited
                    .iter_mut()
                    .find(|it| it.column.name == column.name);
                match there {
                    Some(there) => self.merge_inherited(there, &column, &span)?,
                    None => inherited.push(Inherited {
                        column: below(&column),
                        conflicting: false,
                    }),
                }
            }
            self.merge_checks(table, parent, &span)?;
        }
        let own = std::mem::take(&mut table.columns);
        for column in own {
            let span = span_of_column(&column, create);
            match inherited
                .iter_mut()
                .find(|it| it.column.name == column.name)
            {
                Some(there) => self.merge_own(there, column, &span)?,
                None => inherited.push(Inherited {
                    column,
                    conflicting: false,
                }),
            }
        }
        if let Some(it) = inherited.iter().find(|it| it.conflicting) {
            let title = format!(
                "column \"{}\" inherits conflicting default values",
                it.column.name
            );
            let error = self.table_error("42611", title, &create.name.span());
            return Err(Box::new(error.help("specify a default explicitly")));
        }
        table.columns = inherited.into_iter().map(|it| it.column).collect();
        if create.partition_of.is_none() {
            let parents = parents
                .into_iter()
                .map(|((schema, table), _)| Parent { schema, table });
            table.inherits = parents.collect();
        }
        Ok(())
    }

    /// The tables above, each of which must be able to be there.
    fn parents_of<'s>(
        &self,
        key: &TableKey,
        create: &'s CreateTable,
    ) -> Applied<Vec<(TableKey, &'s ObjectName)>> {
        let mut parents: Vec<(TableKey, &ObjectName)> = Vec::new();
        for name in &create.inherits {
            let parent = self.find_table(name)?;
            if create.partition_by.is_some() {
                let title = "cannot create partitioned table as inheritance child";
                return Err(self.table_error("42P16", title, &name.span()));
            }
            self.may_be_parent(&parent, &name.span())?;
            if parents.iter().any(|(other, _)| *other == parent) {
                let title = format!(
                    "relation \"{}\" would be inherited from more than once",
                    parent.1
                );
                return Err(self.table_error("42P07", title, &name.span()));
            }
            self.as_lasting(&parent, key, name)?;
            parents.push((parent, name));
        }
        if let Some(def) = &create.partition_of {
            let parent = self.find_table(&def.parent)?;
            if self.table_ref(&parent)?.partition_key.is_none() {
                let title = format!("\"{}\" is not partitioned", parent.1);
                return Err(self.table_error("42P17", title, &def.parent.span()));
            }
            self.as_lasting(&parent, key, &def.parent)?;
            parents.push((parent, &def.parent));
        }
        Ok(parents)
    }

    /// A table that stays must not stand below one that goes with the session.
    fn as_lasting(&self, parent: &TableKey, key: &TableKey, name: &ObjectName) -> Applied {
        if parent.0 != TEMPORARY || key.0 == TEMPORARY {
            return Ok(());
        }
        let title = format!("cannot inherit from temporary relation \"{}\"", parent.1);
        Err(self.table_error("42809", title, &name.span()))
    }

    /// Two parents have a column of one name.
    fn merge_inherited(&self, there: &mut Inherited, column: &Column, span: &Span) -> Applied {
        self.agree("inherited column", &there.column, column, span)?;
        if there.column.generated.is_some() != column.generated.is_some() {
            let title = format!(
                "inherited column \"{}\" has a generation conflict",
                column.name
            );
            return Err(self.error(Code::D0113, "42804", title, span, "does not fit"));
        }
        there.column.not_null |= column.not_null;
        let same = |a: &Expr, b: &Expr| a.canonical() == b.canonical();
        match (&there.column.default, &column.default) {
            (Some(a), Some(b)) if !same(a, b) => there.conflicting = true,
            (None, Some(default)) => there.column.default = Some(default.clone()),
            _ => {}
        }
        Ok(())
    }

    /// The table itself says more about a column that it has from above.
    fn merge_own(&self, there: &mut Inherited, own: Column, span: &Span) -> Applied {
        self.agree("column", &there.column, &own, span)?;
        let invalid = |title: String| self.error(Code::D0112, "42611", title, span, "does not fit");
        let name = &own.name;
        match (&there.column.generated, &own) {
            (Some(_), own) if own.default.is_some() => {
                return Err(invalid(format!(
                    "column \"{name}\" inherits from generated column but specifies default"
                )));
            }
            (Some(_), own) if own.identity.is_some() => {
                return Err(invalid(format!(
                    "column \"{name}\" inherits from generated column but specifies identity"
                )));
            }
            (None, own) if own.generated.is_some() => {
                let title = format!("child column \"{name}\" specifies generation expression");
                return Err(invalid(title));
            }
            _ => {}
        }
        let column = &mut there.column;
        column.local = true;
        column.not_null |= own.not_null;
        if own.default.is_some() {
            column.default = own.default;
            there.conflicting = false;
        }
        column.identity = own.identity;
        if own.generated.is_some() {
            column.generated = own.generated;
        }
        column.place = own.place;
        Ok(())
    }

    fn agree(&self, what: &str, a: &Column, b: &Column, span: &Span) -> Applied {
        let (conflict, sqlstate, notes) = if a.ty != b.ty {
            ("type", "42804", (a.ty.to_string(), b.ty.to_string()))
        } else if a.collation != b.collation {
            let shown = |column: &Column| column.collation.clone().unwrap_or_default();
            ("collation", "42P21", (shown(a), shown(b)))
        } else {
            return Ok(());
        };
        let title = format!("{what} \"{}\" has a {conflict} conflict", b.name);
        let error: Box<Diagnostic> = self.error(Code::D0113, sqlstate, title, span, "does not fit");
        Err(Box::new(
            error.note(format!("{} versus {}", notes.0, notes.1)),
        ))
    }

    fn merge_checks(&self, table: &mut Table, parent: &TableKey, span: &Span) -> Applied {
        let checks = self.table_ref(parent)?.checks.iter();
        for check in checks.filter(|check| !check.no_inherit) {
            match table.checks.iter().find(|it| it.name == check.name) {
                None => {
                    let mut below = check.clone();
                    below.local = false;
                    below.comment = None;
                    // A table that is only being made has no rows that could break it.
                    below.validated = true;
                    table.checks.push(below);
                }
                Some(there) if there.expr.canonical() == check.expr.canonical() => {}
                Some(_) => {
                    let title = format!(
                        "check constraint name \"{}\" appears multiple times but with different expressions",
                        check.name
                    );
                    return Err(self.error(Code::D0107, "42710", title, span, "does not fit"));
                }
            }
        }
        Ok(())
    }
}

/// A parent's column as the child has it.
fn below(column: &Column) -> Column {
    Column {
        local: false,
        identity: None,
        comment: None,
        renames: Vec::new(),
        ..column.clone()
    }
}

/// Where the table itself states a column.
fn span_of_column(column: &Column, create: &CreateTable) -> Span {
    let mut spans = create.elements.iter().filter_map(|element| match element {
        TableElement::Column(def) if def.name.text == column.name => Some(def.name.span.clone()),
        _ => None,
    });
    spans.next().unwrap_or_else(|| create.name.span())
}
