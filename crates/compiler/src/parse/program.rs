//! Bodies of `DO` and of routines, in our own words: what the catalog's `follow` runs.
//!
//! *Invariant:* a step that can not be followed is kept as [`StepKind::Unread`] with its error, which is told
//! only if the step is reached; only what no server would compile is an error at once.

mod body;
mod plpgsql;
mod queries;
mod values;

use super::statement::{Name, ObjectName, Statement};
use crate::{
    diagnostic::Diagnostic,
    source::{Source, Span},
};
use std::sync::Arc;

pub(crate) use values::value_of;

/// The text of a body and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct BodyText {
    pub(crate) text: String,
    /// Its first byte in the file.
    pub(crate) at: usize,
}

/// A body that was read.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) text: String,
    /// What the spans inside are of: the file, or the body laid out where it stands in the file.
    pub(crate) source: Arc<Source>,
    pub(crate) block: Block,
}

/// `DECLARE .. BEGIN .. EXCEPTION .. END`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) variables: Vec<Variable>,
    pub(crate) steps: Vec<Step>,
    pub(crate) handlers: Vec<Handler>,
}

#[derive(Clone, Debug)]
pub(crate) struct Variable {
    pub(crate) name: String,
    /// The type's name, for what it does to a text: `regclass`, `bool`.
    pub(crate) ty: String,
    pub(crate) value: Value,
}

/// `WHEN condition OR .. THEN ..`.
#[derive(Clone, Debug)]
pub(crate) struct Handler {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) steps: Vec<Step>,
}

/// What a handler catches, or what is raised.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    /// `duplicate_object`, `others`.
    Named(Name),
    /// `SQLSTATE '42710'`.
    State(String),
}

#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) span: Span,
    pub(crate) kind: StepKind,
}

#[derive(Clone, Debug)]
pub(crate) enum StepKind {
    /// Nothing that lasts.
    Nothing,
    /// A statement; of a query, what it would find and the variables that take it.
    Statement {
        statement: Box<Statement>,
        query: Option<Query>,
        into: Vec<String>,
    },
    /// A statement that can not be followed.
    Unread(Box<Diagnostic>),
    Assign(String, Value),
    Execute {
        text: Value,
        into: Vec<String>,
    },
    If {
        branches: Vec<(Value, Vec<Step>)>,
        otherwise: Vec<Step>,
    },
    Block(Block),
    ForEach {
        variable: String,
        array: Value,
        steps: Vec<Step>,
    },
    ForRange {
        variable: String,
        from: Value,
        to: Value,
        steps: Vec<Step>,
    },
    /// A loop that runs nobody knows how often, setting these variables.
    Loop {
        variables: Vec<String>,
        steps: Vec<Step>,
    },
    /// `EXIT` or `CONTINUE`, which may depend on a condition.
    Leave {
        again: bool,
        when: Value,
    },
    Return,
    Raise {
        condition: Option<Condition>,
        message: Option<String>,
        parameters: Vec<Value>,
    },
}

/// An expression, as far as it may be computed without a database.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Text(String),
    Number(i64),
    /// A variable or a column, each part folded.
    Name(Vec<String>),
    /// To the type of this name.
    Cast(Box<Value>, String),
    /// A function of Postgres, by its bare name.
    Call(String, Vec<Value>),
    /// `=`, `and`, `not`, `is null`, `||`, `in`, `any =`, `like`, `array`.
    Op(String, Vec<Value>),
    Exists(Box<Query>),
    /// A query in brackets.
    Scalar(Box<Query>),
    Unknown,
}

/// A query, as far as it may be answered from the catalog.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Query {
    /// What it selects; `None` for `*`.
    pub(crate) targets: Vec<Option<Value>>,
    pub(crate) from: Vec<From>,
    pub(crate) filter: Option<Value>,
    /// Whether there is more to it than that, so that only a server can tell.
    pub(crate) more: bool,
}

/// A relation that a query reads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct From {
    pub(crate) schema: Option<String>,
    pub(crate) relation: String,
    pub(crate) alias: String,
    /// `ON ..`, of an inner join.
    pub(crate) on: Option<Value>,
    /// Whether a row goes on without a partner.
    pub(crate) outer: bool,
}

/// A call of a routine that happens exactly once.
#[derive(Clone, Debug)]
pub(crate) struct Invocation {
    pub(crate) name: ObjectName,
    /// Each with its name in `f(name => value)`.
    pub(crate) arguments: Vec<(Option<String>, Value)>,
    pub(crate) span: Span,
}

/// With the two ways out of what is not followed.
pub(crate) fn two_ways(error: Diagnostic) -> Diagnostic {
    error
        .help("`-- driftless: ignore <reason>` before it says that it leaves the schema alone")
        .help("`-- driftless: effect <DDL>` before it says what it does to the schema")
}
