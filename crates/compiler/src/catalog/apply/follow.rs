//! Bodies that run: `DO`, and routines that a statement calls.
//!
//! A body is run against the catalog as a server would run it against `pg_catalog`. What only rows of users'
//! tables could tell is unknown, and then both ways are tried: if they lead to the same catalog, it does not
//! matter.
//!
//! *Invariant:* what is unknown is never taken for an answer; a body is followed to its end or refused at
//! the place that could not be.

mod conditions;
mod datum;
mod invoke;
mod queries;
mod relations;
mod scope;
mod values;

use super::{Applied, Apply};
use crate::{
    diagnostic::{Code, Diagnostic, Label},
    parse::{
        AlterTableKind, Block, Body, Condition, Query, Statement, StatementKind, Step, StepKind,
        Value, parse, two_ways,
    },
    source::{Source, Span},
};
use datum::Datum;
use std::{ops::ControlFlow, sync::Arc};

pub(super) use scope::Scope;

/// Bodies that call one another deeper than this are refused; a server has room for some more.
const MAX_DEPTH: usize = 40;

/// More rounds than this of loops with known bounds nobody writes into a migration.
const MAX_ROUNDS: i64 = 10_000;

/// How a step ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    Next,
    Return,
    Exit,
    Continue,
}

impl Apply<'_> {
    /// The same catalog, for SQL that stands in another text.
    fn inside<'a>(&'a mut self, source: &'a Arc<Source>, scope: Scope) -> Applied<Apply<'a>> {
        if self.depth >= MAX_DEPTH {
            let title = "routines call one another too deeply";
            let error = Diagnostic::error(Code::D0003, title).sqlstate("54001");
            return Err(Box::new(
                error.help("a routine that calls itself must come to an end"),
            ));
        }
        Ok(Apply {
            catalog: self.catalog,
            session: self.session,
            source,
            creating: false,
            depth: self.depth + 1,
            scope,
        })
    }

    /// What a comment states in place of a statement.
    pub(super) fn stated(&mut self, statements: &[Statement], source: &Arc<Source>) -> Applied {
        let mut inner = self.inside(source, Scope::default())?;
        statements.iter().try_for_each(|it| inner.statement(it))
    }

    /// `DO`.
    pub(super) fn follow_do(&mut self, body: &Body) -> Applied {
        let harmless = self.catalog.changes_nothing(&body.text);
        let mut inner = self.inside(&body.source, Scope::default())?;
        match inner.block(&body.block) {
            // Where it goes does not matter then, unless it surely ends in an error of its own.
            Err(error) if harmless && error.code != Code::D0117 => Ok(()),
            outcome => outcome.map(|_| ()),
        }
    }

    fn block(&mut self, block: &Block) -> Applied<Flow> {
        self.scope.enter();
        let flow = self.declared(block);
        self.scope.leave();
        flow
    }

    fn declared(&mut self, block: &Block) -> Applied<Flow> {
        for variable in &block.variables {
            let value = self.value(&variable.value)?;
            let value = self.cast(value, &variable.ty)?;
            self.scope.declare(&variable.name, &variable.ty, value);
        }
        if block.handlers.is_empty() {
            return self.steps(&block.steps);
        }
        // A lone statement that fails has changed nothing; copying the catalog for each would be slow.
        let before = (!is_atomic(&block.steps)).then(|| self.catalog.clone());
        let session = self.session.clone();
        self.scope.guards += 1;
        let outcome = self.steps(&block.steps);
        self.scope.guards -= 1;
        let error = match outcome {
            Ok(flow) => return Ok(flow),
            Err(error) => error,
        };
        let Some(state) = error.sqlstate else {
            return Err(error);
        };
        for handler in &block.handlers {
            for condition in &handler.conditions {
                if self.catches(condition, state)? {
                    if let Some(before) = before {
                        *self.catalog = before;
                    }
                    *self.session = session;
                    let outer = self.scope.caught.replace(error);
                    let flow = self.steps(&handler.steps);
                    self.scope.caught = outer;
                    return flow;
                }
            }
        }
        Err(error)
    }

    fn catches(&self, condition: &Condition, state: &str) -> Applied<bool> {
        let wanted = match condition {
            Condition::State(wanted) => wanted.as_str(),
            Condition::Named(name) if name.text == "others" => {
                return Ok(!matches!(state, "57014" | "P0004"));
            }
            Condition::Named(name) => match conditions::state_of(&name.text) {
                Some(state) => state,
                None => {
                    let title = format!("unrecognized exception condition \"{}\"", name.text);
                    let label = "no such condition";
                    return Err(self.error(Code::D0106, "42704", title, &name.span, label));
                }
            },
        };
        Ok(conditions::is_in(state, wanted))
    }

    fn steps(&mut self, steps: &[Step]) -> Applied<Flow> {
        for step in steps {
            let flow = self.step(step)?;
            if flow != Flow::Next {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    fn step(&mut self, step: &Step) -> Applied<Flow> {
        match &step.kind {
            StepKind::Nothing => {}
            StepKind::Unread(error) => return Err(error.clone()),
            StepKind::Statement {
                statement,
                query,
                into,
            } => {
                self.statement(statement)?;
                self.keep(query.as_ref(), into)?;
            }
            StepKind::Assign(name, value) => {
                let value = self.value(value)?;
                self.assign(name, value)?;
            }
            StepKind::Execute { text, into } => {
                self.execute(text, &step.span)?;
                for name in into {
                    self.scope.forget(name);
                }
            }
            StepKind::Block(block) => return self.block(block),
            StepKind::Return => return Ok(Flow::Return),
            StepKind::If {
                branches,
                otherwise,
            } => return self.choose(branches, otherwise, &step.span),
            StepKind::Leave { again, when } => {
                let flow = if *again { Flow::Continue } else { Flow::Exit };
                return match self.truth(when)? {
                    Some(true) => Ok(flow),
                    Some(false) => Ok(Flow::Next),
                    None => Err(self.undecided(&step.span)),
                };
            }
            StepKind::Raise {
                condition,
                message,
                parameters,
            } => {
                let message = message.as_deref();
                return Err(self.raise(condition.as_ref(), message, parameters, &step.span)?);
            }
            StepKind::ForEach {
                variable,
                array,
                steps,
            } => {
                if let Datum::Array(values) = self.value(array)? {
                    return self.rounds(variable, values.into_iter(), steps);
                }
                return self.maybe_often(std::slice::from_ref(variable), steps, &step.span);
            }
            StepKind::ForRange {
                variable,
                from,
                to,
                steps,
            } => {
                let bounds = (self.value(from)?.number(), self.value(to)?.number());
                return match bounds {
                    (Some(from), Some(to)) if to.saturating_sub(from) < MAX_ROUNDS => {
                        self.rounds(variable, (from..=to).map(Datum::Number), steps)
                    }
                    _ => self.maybe_often(std::slice::from_ref(variable), steps, &step.span),
                };
            }
            StepKind::Loop { variables, steps } => {
                return self.maybe_often(variables, steps, &step.span);
            }
        }
        Ok(Flow::Next)
    }

    fn assign(&mut self, name: &str, value: Datum) -> Applied {
        let ty = self.scope.type_of(name).unwrap_or_default();
        let value = self.cast(value, &ty)?;
        self.scope.set(name, value);
        Ok(())
    }

    /// Gives what a query found to its variables, and to `found`.
    fn keep(&mut self, query: Option<&Query>, into: &[String]) -> Applied {
        let Some(query) = query else {
            return Ok(());
        };
        let found = self.exists(query)?;
        self.scope.set("found", found);
        if into.is_empty() {
            return Ok(());
        }
        let values = self.first_row(query)?;
        for (index, name) in into.iter().enumerate() {
            let value = values.as_ref().and_then(|row| row.get(index));
            match value {
                Some(value) => self.assign(name, value.clone())?,
                None => self.scope.forget(name),
            }
        }
        Ok(())
    }

    fn choose(
        &mut self,
        branches: &[(Value, Vec<Step>)],
        otherwise: &[Step],
        span: &Span,
    ) -> Applied<Flow> {
        for (index, (condition, steps)) in branches.iter().enumerate() {
            match self.truth(condition)? {
                Some(true) => return self.steps(steps),
                Some(false) => {}
                None => {
                    let open = branches.get(index..).unwrap_or_default().iter();
                    let open = open.map(|(_, steps)| steps.as_slice());
                    let ways: Vec<&[Step]> = open.chain([otherwise]).collect();
                    return self.either(&ways, span);
                }
            }
        }
        self.steps(otherwise)
    }

    /// Goes every way, and on if all come out at the same catalog.
    fn either(&mut self, ways: &[&[Step]], span: &Span) -> Applied<Flow> {
        let start = (
            self.catalog.clone(),
            self.session.clone(),
            self.scope.clone(),
        );
        let mut reached: Option<(super::Catalog, super::Session, Scope, Flow)> = None;
        for steps in ways {
            let outcome = self.steps(steps);
            let catalog = std::mem::replace(self.catalog, start.0.clone());
            let session = std::mem::replace(self.session, start.1.clone());
            let scope = std::mem::replace(&mut self.scope, start.2.clone());
            let flow = match outcome {
                Ok(flow) => flow,
                // A migration that gives up here is none that ran.
                Err(error) if error.code == Code::D0117 && scope.guards == 0 => continue,
                Err(error) if error.sqlstate.is_none() => return Err(error),
                Err(_) => return Err(self.undecided(span)),
            };
            reached = Some(match reached {
                None => (catalog, session, scope, flow),
                Some((a, b, known, end)) if a == catalog && b == session && end == flow => {
                    (a, b, known.agreeing(&scope), end)
                }
                Some(_) => return Err(self.undecided(span)),
            });
        }
        match reached {
            Some((catalog, session, scope, flow)) => {
                *self.catalog = catalog;
                *self.session = session;
                self.scope = scope;
                Ok(flow)
            }
            None => Err(self.undecided(span)),
        }
    }

    /// A loop over values that are known.
    fn rounds(
        &mut self,
        variable: &str,
        values: impl Iterator<Item = Datum>,
        steps: &[Step],
    ) -> Applied<Flow> {
        self.scope.enter();
        let outcome = values.into_iter().try_for_each(|value| {
            self.scope.declare(variable, "", value);
            match self.steps(steps) {
                Ok(Flow::Next | Flow::Continue) => ControlFlow::Continue(()),
                Ok(Flow::Exit) => ControlFlow::Break(Ok(Flow::Next)),
                other => ControlFlow::Break(other),
            }
        });
        self.scope.leave();
        match outcome {
            ControlFlow::Continue(()) => Ok(Flow::Next),
            ControlFlow::Break(outcome) => outcome,
        }
    }

    /// A loop that may run any number of times: once must be as good as never.
    fn maybe_often(&mut self, variables: &[String], steps: &[Step], span: &Span) -> Applied<Flow> {
        let before = self.catalog.clone();
        let mut around = self.scope.clone();
        self.scope.enter();
        for variable in variables {
            self.scope.declare(variable, "", Datum::Unknown);
        }
        let outcome = self.steps(steps);
        self.scope.leave();
        around.forget_differing(&self.scope);
        self.scope = around;
        let after = std::mem::replace(self.catalog, before);
        match outcome {
            Ok(Flow::Next | Flow::Exit | Flow::Continue) if after == *self.catalog => {
                Ok(Flow::Next)
            }
            Err(error) if error.sqlstate.is_none() => Err(error),
            _ => Err(self.not_followed("how often this loop runs is not known here", span)),
        }
    }

    /// `EXECUTE`.
    fn execute(&mut self, text: &Value, span: &Span) -> Applied {
        let sql = match self.value(text)? {
            Datum::Text(sql) => sql,
            Datum::Null => {
                let title = "query string argument of EXECUTE is null";
                return Err(self.error(Code::D0117, "22004", title, span, "no SQL here"));
            }
            _ if self.builds_data(text)? => return Ok(()),
            _ => return Err(self.not_followed("what EXECUTE runs here is not known", span)),
        };
        let (source, _) = Source::laid_out(&self.source.place(span.start), &sql);
        let scope = Scope::default();
        let mut inner = self.inside(&source, scope)?;
        for statement in parse(&source) {
            let statement = statement.map_err(|unread| unread.diagnostic)?;
            inner.statement(&statement)?;
        }
        Ok(())
    }

    /// Whether a text that is not wholly known can only be about rows, by its first word.
    fn builds_data(&self, text: &Value) -> Applied<bool> {
        let start = match text {
            Value::Op(name, parts) if name == "||" => match parts.as_slice() {
                [first, ..] => return self.builds_data(first),
                [] => return Ok(false),
            },
            Value::Call(name, parts) if name == "format" || name == "concat" => {
                parts.first().map(|it| self.value(it)).transpose()?
            }
            other => Some(self.value(other)?),
        };
        let Some(Datum::Text(start)) = start else {
            return Ok(false);
        };
        let word = start.split_whitespace().next().unwrap_or_default();
        Ok(DATA.iter().any(|it| word.eq_ignore_ascii_case(it)))
    }

    fn raise(
        &self,
        condition: Option<&Condition>,
        message: Option<&str>,
        parameters: &[Value],
        span: &Span,
    ) -> Applied<Box<Diagnostic>> {
        if let (None, None, Some(caught)) = (condition, message, &self.scope.caught) {
            return Ok(caught.clone());
        }
        let state = match condition {
            None => Some("P0001"),
            Some(Condition::State(state)) => {
                conditions::known(state).or_else(|| conditions::state_of(&state.to_lowercase()))
            }
            Some(Condition::Named(name)) => conditions::state_of(&name.text),
        };
        let mut parameters = parameters.iter();
        let mut title = String::new();
        let mut rest = message.unwrap_or("the migration raises an exception");
        while let Some((before, after)) = rest.split_once('%') {
            title.push_str(before);
            rest = after;
            if let Some(escaped) = after.strip_prefix('%') {
                title.push('%');
                rest = escaped;
            } else if let Some(parameter) = parameters.next() {
                let value = self.value(parameter)?;
                title.push_str(&value.text().unwrap_or_else(|| "..".to_owned()));
            }
        }
        title.push_str(rest);
        Ok(self.error(
            Code::D0117,
            state.unwrap_or("P0001"),
            title,
            span,
            "raised here",
        ))
    }

    fn undecided(&self, span: &Span) -> Box<Diagnostic> {
        self.not_followed("which way this goes is not known here", span)
    }

    /// The error for a place in a body that nobody can go on from.
    fn not_followed(&self, title: &str, span: &Span) -> Box<Diagnostic> {
        let line = self.source.slice(span).lines().next().unwrap_or_default();
        let span = span.start..span.start + line.trim_end().len();
        let label = Label::at(self.source, span, "only a database can tell");
        Box::new(two_ways(Diagnostic::error(Code::D0204, title).label(label)))
    }
}

/// Statements about rows and who may see them.
const DATA: [&str; 10] = [
    "insert", "update", "delete", "truncate", "grant", "revoke", "analyze", "vacuum", "lock",
    "notify",
];

/// Whether the steps are one statement that leaves everything as it was when it fails.
fn is_atomic(steps: &[Step]) -> bool {
    let [
        Step {
            kind: StepKind::Statement { statement, .. },
            ..
        },
    ] = steps
    else {
        return false;
    };
    match &statement.kind {
        StatementKind::AlterTable(alter) => match alter.actions.as_slice() {
            [action] => matches!(action.kind, AlterTableKind::AddConstraint(_)),
            _ => false,
        },
        StatementKind::CreateIndex(_)
        | StatementKind::CreateSchema(_)
        | StatementKind::CreateExtension(_)
        | StatementKind::CreateFunction(_)
        | StatementKind::CreateTrigger(_)
        | StatementKind::LeavesCatalogAlone(_) => true,
        _ => false,
    }
}
