//! Folding one statement into the catalog, with every consequence Postgres makes.
//!
//! *Invariant:* what a statement refuses here, a server refuses too, in the same words and with the same
//! SQLSTATE; and a statement that passes leaves the catalog as the server's `pg_catalog` would be.

#![allow(
    clippy::unnecessary_box_returns,
    reason = "errors are made in their box, so that a result stays small"
)]
#![allow(
    clippy::single_match_else,
    reason = "what is there and what is not weigh the same here"
)]

mod alter_column;
mod alter_table;
mod alter_view;
mod calls;
mod comment;
mod constraint;
mod create_index;
mod create_table;
mod create_table_as;
mod delete;
mod drop;
mod drop_column;
mod foreign_key;
mod names;
mod relation;
mod rename;
mod resolve;
mod routine;
mod sequence;
mod view;

pub(in crate::catalog) use resolve::suggest;

use super::{Catalog, Session};
use crate::{
    diagnostic::{Code, Diagnostic, Label},
    parse::{Name, Statement, StatementKind},
    source::{Source, Span},
};
use std::sync::Arc;

/// The outcome of one step; the first problem ends the statement.
pub(super) type Applied<T = ()> = Result<T, Box<Diagnostic>>;

/// A catalog and the file whose statement is being applied.
pub(super) struct Apply<'c> {
    catalog: &'c mut Catalog,
    session: &'c mut Session,
    source: &'c Arc<Source>,
    /// Whether the table is only being made: some errors have other words then.
    creating: bool,
}

impl Catalog {
    /// Applies one statement.
    pub(crate) fn apply(
        &mut self,
        session: &mut Session,
        statement: &Statement,
        source: &Arc<Source>,
    ) -> Result<(), Box<Diagnostic>> {
        let mut apply = Apply {
            catalog: self,
            session,
            source,
            creating: false,
        };
        match &statement.kind {
            StatementKind::LeavesCatalogAlone(calls) => apply.harmless(calls),
            StatementKind::SetSearchPath(set) => {
                apply.session.set_search_path(set);
                Ok(())
            }
            StatementKind::CreateSchema(schema) => apply.create_schema(schema),
            StatementKind::CreateTable(table) => apply.create_table(table, &statement.span),
            StatementKind::AlterTable(table) => apply.alter_table(table),
            StatementKind::CreateView(view) => apply.create_view(view, &statement.span),
            StatementKind::CreateTableAs(table) => apply.create_table_as(table, &statement.span),
            StatementKind::AlterView(view) => apply.alter_view(view, &statement.span),
            StatementKind::CreateIndex(index) => apply.create_index(index, &statement.span),
            StatementKind::AlterIndex(index) => apply.alter_index(index),
            StatementKind::CreateExtension(extension) => {
                apply.create_extension(extension, &statement.span)
            }
            StatementKind::CreateFunction(function) => {
                apply.create_function(function, &statement.span)
            }
            StatementKind::CreateTrigger(trigger) => apply.create_trigger(trigger, &statement.span),
            StatementKind::Comment(comment) => apply.comment(comment),
            StatementKind::Drop(drop) => apply.drop(drop),
        }
    }
}

impl Apply<'_> {
    /// An error at a span, in Postgres' words.
    fn error(
        &self,
        code: Code,
        sqlstate: &'static str,
        title: impl Into<String>,
        span: &Span,
        label: impl Into<String>,
    ) -> Box<Diagnostic> {
        let label = Label::at(self.source, span.clone(), label);
        Box::new(
            Diagnostic::error(code, title)
                .sqlstate(sqlstate)
                .label(label),
        )
    }

    fn place(&self, span: &Span) -> super::Place {
        self.source.place(span.start)
    }
}

/// The texts of names.
fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.text.clone()).collect()
}
