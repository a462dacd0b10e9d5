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
mod alter_constraint;
mod alter_index;
mod alter_routine;
mod alter_table;
mod alter_type;
mod alter_view;
mod bound;
mod calls;
mod check;
mod coerce;
mod column;
mod comment;
mod composite;
mod constraint;
mod create_index;
mod create_sequence;
mod create_table;
mod create_table_as;
mod create_type;
mod define_column;
mod delete;
mod domain;
mod drop;
mod drop_type;
mod enum_type;
mod exclusion;
mod expr;
mod follow;
mod foreign_key;
mod inherit;
mod keeping;
mod like;
mod merge;
mod names;
mod namespace;
mod partition;
mod partition_index;
mod policy;
mod relation;
mod rename;
mod resolve;
mod routine;
mod rule;
mod sequence;
mod statistics;
mod storage;
mod trigger;
mod trigger_part;
mod typed;
mod types;
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
    /// How many bodies this statement stands in.
    depth: usize,
    /// The variables of those bodies.
    scope: follow::Scope,
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
            depth: 0,
            scope: follow::Scope::default(),
        };
        apply.statement(statement)
    }
}

impl Apply<'_> {
    /// Applies one statement.
    fn statement(&mut self, statement: &Statement) -> Applied {
        let span = &statement.span;
        match &statement.kind {
            StatementKind::LeavesCatalogAlone(calls) => self.harmless(calls),
            StatementKind::Stated(statements, source) => self.stated(statements, source),
            StatementKind::Do(body) => self.follow_do(body),
            StatementKind::Run { once, calls } => self.run(once, calls),
            StatementKind::SetSearchPath(set) => {
                self.session.set_search_path(set);
                Ok(())
            }
            StatementKind::CreateSchema(schema) => self.create_schema(schema),
            StatementKind::CreateTable(table) => self.create_table(table, span),
            StatementKind::AlterTable(table) => self.alter_table(table),
            StatementKind::CreateView(view) => self.create_view(view, span),
            StatementKind::CreateTableAs(table) => self.create_table_as(table, span),
            StatementKind::AlterView(view) => self.alter_view(view, span),
            StatementKind::CreateIndex(index) => self.create_index(index, span),
            StatementKind::AlterIndex(index) => self.alter_index(index),
            StatementKind::CreateExtension(extension) => self.create_extension(extension, span),
            StatementKind::CreateFunction(function) => self.create_function(function, span),
            StatementKind::CreateTrigger(trigger) => self.create_trigger(trigger, span),
            StatementKind::CreatePolicy(policy) => self.create_policy(policy, span),
            StatementKind::AlterPolicy(policy) => self.alter_policy(policy),
            StatementKind::CreateRule(rule) => self.create_rule(rule, span),
            StatementKind::AlterRule(rule) => self.alter_rule(rule),
            StatementKind::CreateStatistics(statistics) => self.create_statistics(statistics, span),
            StatementKind::AlterStatistics(statistics) => self.alter_statistics(statistics),
            StatementKind::AlterRoutine(alter) => self.alter_routine(alter),
            StatementKind::AlterTrigger(alter) => self.alter_trigger(alter),
            StatementKind::CreateType(ty) => self.create_type(ty, span),
            StatementKind::AlterType(ty) => self.alter_type_statement(ty),
            StatementKind::CreateDomain(domain) => self.create_domain(domain, span),
            StatementKind::AlterDomain(domain) => self.alter_domain(domain),
            StatementKind::CreateSequence(sequence) => self.create_sequence(sequence, span),
            StatementKind::AlterSequence(sequence) => self.alter_sequence(sequence),
            StatementKind::Comment(comment) => self.comment(comment),
            StatementKind::Drop(drop) => self.drop(drop),
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
