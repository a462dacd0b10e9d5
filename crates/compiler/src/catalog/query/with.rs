//! WITH: queries that are named, recursive ones among them.

use super::{
    analyzer::{Analysed, Analyzer},
    scope::CommonTable,
    select::Output,
    ty::{Ty, Typed},
};
use crate::{
    diagnostic::Code,
    parse::{
        Name,
        query::{self, Body, With},
    },
};

/// A named query's columns.
type Columns = Vec<(String, Typed)>;

impl Analyzer<'_> {
    /// Reads the queries of WITH in the order in which they need each other.
    pub(super) fn with(&mut self, with: &With) -> Analysed {
        for (at, table) in with.tables.iter().enumerate() {
            if with.tables[..at]
                .iter()
                .any(|other| other.name.text == table.name.text)
            {
                let title = format!(
                    "WITH query name \"{}\" specified more than once",
                    table.name.text
                );
                return Err(self.error(
                    Code::D0112,
                    "42712",
                    title,
                    &table.name.span,
                    "again here",
                ));
            }
        }
        let mut left: Vec<&query::CommonTable> = with.tables.iter().collect();
        while !left.is_empty() {
            let next = self.next_common_table(with, &left)?;
            let table = left.remove(next);
            let recursive = with.recursive && table.query.names_relation(&table.name.text);
            let columns = if recursive {
                self.recursive(table)?
            } else {
                let outputs = self.subquery(&table.query)?;
                self.named_columns(table, outputs)?
            };
            let table = CommonTable {
                name: table.name.text.clone(),
                columns: Some(columns),
            };
            self.level().common_tables.push(table);
        }
        Ok(())
    }

    /// The first that needs none of those left; without RECURSIVE each sees only those before it.
    fn next_common_table(&self, with: &With, left: &[&query::CommonTable]) -> Analysed<usize> {
        if !with.recursive {
            return Ok(0);
        }
        let ready = |at: &usize| {
            let others = left.iter().enumerate().filter(|(other, _)| other != at);
            others
                .into_iter()
                .all(|(_, other)| !left[*at].query.names_relation(&other.name.text))
        };
        (0..left.len()).find(ready).ok_or_else(|| {
            let title = "mutual recursion between WITH items is not implemented";
            self.error(
                Code::D0116,
                "0A000",
                title,
                &left[0].name.span,
                "each needs the other",
            )
        })
    }

    /// The columns of a query of WITH in reach.
    pub(super) fn common_table(&self, name: &Name) -> Analysed<Option<Columns>> {
        let tables = self.levels.iter().rev();
        let mut tables = tables.flat_map(|level| level.common_tables.iter().rev());
        match tables.find(|table| table.name == name.text) {
            None => Ok(None),
            Some(CommonTable {
                columns: Some(columns),
                ..
            }) => Ok(Some(columns.clone())),
            Some(_) => {
                let title = format!(
                    "recursive reference to query \"{}\" must not appear within its non-recursive term",
                    name.text
                );
                Err(self.not_here("42P19", title, &name.span))
            }
        }
    }

    /// A query that reads itself: its first part says the columns, which the second then sees.
    fn recursive(&mut self, table: &query::CommonTable) -> Analysed<Columns> {
        let name = &table.name;
        let Some(first) = first_part(&table.query) else {
            let title = format!(
                "recursive query \"{}\" does not have the form non-recursive-term UNION [ALL] recursive-term",
                name.text
            );
            return Err(self.not_here("42P19", title, &name.span));
        };
        self.level().common_tables.push(CommonTable {
            name: name.text.clone(),
            columns: None,
        });
        // What WITH inside the recursive query names is in reach of its first part too.
        let outputs = self.with_level(|this| {
            this.with(&table.query.with)?;
            this.subquery(first)
        });
        self.level().common_tables.pop();
        let columns = self.named_columns(table, outputs?)?;
        self.level().common_tables.push(CommonTable {
            name: name.text.clone(),
            columns: Some(columns.clone()),
        });
        let whole = self.subquery(&table.query);
        self.level().common_tables.pop();
        for (at, (output, (_, first))) in whole?.iter().zip(&columns).enumerate() {
            let (Some(overall), Some(ty)) = (&output.value.ty, &first.ty) else {
                continue;
            };
            if overall != ty || output.value.modifier != first.modifier {
                let title = format!(
                    "recursive query \"{}\" column {} has type {} in non-recursive term but type {} overall",
                    name.text,
                    at + 1,
                    ty.with_modifier(first.modifier.clone()),
                    overall.with_modifier(output.value.modifier.clone())
                );
                let error = self.mismatch("42804", title, &first.span);
                return Err(Box::new(
                    error.help("cast the first part's column to that type"),
                ));
            }
        }
        Ok(columns)
    }

    /// The columns under the names that the list behind the query's name gives them.
    fn named_columns(
        &mut self,
        table: &query::CommonTable,
        outputs: Vec<Output>,
    ) -> Analysed<Columns> {
        if let Some(extra) = table.columns.get(outputs.len()) {
            let title = format!(
                "WITH query \"{}\" has {} columns available but {} columns specified",
                table.name.text,
                outputs.len(),
                table.columns.len()
            );
            let span = &table.name.span;
            let error = self.error(Code::D0112, "42P10", title, span, "not as many");
            return Err(Box::new(
                error.note(format!("`{}` is one too many", extra.text)),
            ));
        }
        let mut columns: Columns = outputs
            .into_iter()
            .map(|output| (output.name, output.value))
            .collect();
        for (column, name) in columns.iter_mut().zip(&table.columns) {
            column.0.clone_from(&name.text);
        }
        if let Some((name, depth_first)) = &table.search {
            let ty = if *depth_first { "record[]" } else { "record" };
            columns.push((name.text.clone(), Typed::builtin(ty)));
        }
        if let Some(cycle) = &table.cycle {
            let mark = match &cycle.value {
                Some(value) => self.expr(value)?,
                None => Typed::builtin("bool"),
            };
            let mark = if mark.is_unknown_literal() {
                self.value(Ty::builtin("text"), None, None)
            } else {
                mark
            };
            columns.push((cycle.mark.text.clone(), mark));
            columns.push((cycle.path.text.clone(), Typed::builtin("record[]")));
        }
        Ok(columns)
    }
}

/// The left side of the UNION that a recursive query must be.
fn first_part(query: &query::Query) -> Option<&query::Query> {
    match &query.body {
        Body::SetOperation {
            operator: "UNION",
            left,
            ..
        } => Some(left),
        Body::Nested(query) => first_part(query),
        _ => None,
    }
}
