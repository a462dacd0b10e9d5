//! What a statement says, in our own words: the parser's tree ends here.

mod beside;
mod index;
mod table;
mod types;
mod view;

pub(crate) use beside::*;
pub(crate) use index::*;
pub(crate) use table::*;
pub(crate) use types::*;
pub(crate) use view::*;

use super::program::{Body, BodyText, Invocation};
use crate::{
    catalog::{ArgumentMode, RoutineKind},
    source::{Source, Span},
};
use std::sync::Arc;

/// A statement that was read whole.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// From its first word to its last.
    pub(crate) span: Span,
    /// What it does.
    pub(crate) kind: StatementKind,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub(crate) enum StatementKind {
    /// Data, privileges, transactions: nothing the catalog holds.
    LeavesCatalogAlone(Vec<Call>),
    /// What a comment says in its place; none where it is ignored. The spans are of this source.
    Stated(Vec<Statement>, Arc<Source>),
    /// A `DO` block.
    Do(Body),
    /// A query or `CALL` with the routines that it runs once, and all that it calls.
    Run {
        once: Vec<Invocation>,
        calls: Vec<Call>,
    },
    SetSearchPath(SetSearchPath),
    CreateSchema(CreateSchema),
    CreateTable(Box<CreateTable>),
    AlterTable(AlterTable),
    CreateIndex(CreateIndex),
    AlterIndex(AlterIndex),
    CreateView(Box<CreateView>),
    CreateTableAs(Box<CreateTableAs>),
    AlterView(AlterView),
    CreatePolicy(CreatePolicy),
    AlterPolicy(AlterPolicy),
    CreateRule(CreateRule),
    AlterRule(AlterRule),
    CreateStatistics(CreateStatistics),
    AlterStatistics(AlterStatistics),
    CreateExtension(CreateExtension),
    CreateFunction(CreateFunction),
    CreateTrigger(CreateTrigger),
    AlterRoutine(AlterRoutine),
    AlterTrigger(AlterTrigger),
    CreateType(CreateType),
    AlterType(AlterType),
    CreateDomain(CreateDomain),
    AlterDomain(AlterDomain),
    CreateSequence(CreateSequence),
    AlterSequence(AlterSequence),
    Comment(Comment),
    Drop(Drop),
}

/// A name as Postgres folds it, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) quoted: bool,
    pub(crate) span: Span,
}

/// A name that may say its schema.
#[derive(Clone, Debug)]
pub(crate) struct ObjectName {
    pub(crate) schema: Option<Name>,
    pub(crate) name: Name,
}

impl ObjectName {
    /// Both parts.
    pub(crate) fn span(&self) -> Span {
        let start = self
            .schema
            .as_ref()
            .map_or(self.name.span.start, |schema| schema.span.start);
        start..self.name.span.end
    }

    /// As a message shows it.
    pub(crate) fn shown(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", schema.text, self.name.text),
            None => self.name.text.clone(),
        }
    }
}

/// A type as written.
#[derive(Clone, Debug)]
pub(crate) struct TypeName {
    pub(crate) name: ObjectName,
    /// The numbers in the parentheses.
    pub(crate) modifier: Vec<i64>,
    pub(crate) array: bool,
    pub(crate) span: Span,
}

/// An expression as written.
#[derive(Clone, Debug)]
pub(crate) struct ExprText {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// The columns it may name, in order, each as often as it stands there.
    pub(crate) columns: Vec<ColumnRef>,
    /// The functions it calls, in order.
    pub(crate) calls: Vec<Call>,
    /// The types of its casts.
    pub(crate) types: Vec<TypeName>,
    /// What its constants of type `regclass` name; the span is that of the constant.
    pub(crate) relations: Vec<ObjectName>,
    /// The first query inside.
    pub(crate) subquery: Option<Span>,
}

/// A function that is called.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) name: ObjectName,
    /// Whether anything stands in its parentheses.
    pub(crate) has_arguments: bool,
}

/// A name inside an expression that can only be a column.
#[derive(Clone, Debug)]
pub(crate) struct ColumnRef {
    /// The table, in `listings.title`.
    pub(crate) table: Option<Name>,
    pub(crate) column: Name,
}

/// Where names without a schema go from here on.
#[derive(Clone, Debug)]
pub(crate) struct SetSearchPath {
    /// `None` is the default.
    pub(crate) path: Option<Vec<String>>,
    /// Until the transaction ends.
    pub(crate) local: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct CreateSchema {
    pub(crate) name: Name,
    pub(crate) if_not_exists: bool,
}

/// `MINVALUE 1`, or `NO MINVALUE`, which is the type's own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bound {
    Value(i64),
    Type,
}

/// How a sequence counts, where it is said.
#[derive(Clone, Debug, Default)]
pub(crate) struct SequenceOptions {
    pub(crate) ty: Option<TypeName>,
    pub(crate) start: Option<i64>,
    pub(crate) increment: Option<i64>,
    pub(crate) min: Option<Bound>,
    pub(crate) max: Option<Bound>,
    pub(crate) cache: Option<i64>,
    pub(crate) cycle: Option<bool>,
}

#[derive(Clone, Debug)]
pub(crate) struct CreateExtension {
    pub(crate) name: Name,
    pub(crate) if_not_exists: bool,
    pub(crate) schema: Option<Name>,
}

#[derive(Clone, Debug)]
pub(crate) struct CreateFunction {
    pub(crate) name: ObjectName,
    pub(crate) kind: RoutineKind,
    pub(crate) or_replace: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) returns: Option<Returns>,
    pub(crate) language: Option<Name>,
    pub(crate) options: Vec<String>,
    pub(crate) body: Option<BodyText>,
    /// Whether the body is SQL itself rather than a text.
    pub(crate) atomic: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) mode: ArgumentMode,
    pub(crate) name: Option<Name>,
    pub(crate) ty: ParameterType,
    pub(crate) default: Option<ExprText>,
}

#[derive(Clone, Debug)]
pub(crate) enum ParameterType {
    Named(TypeName),
    /// `users.email%TYPE`: the parts of the name.
    OfColumn(Vec<Name>),
}

/// The result of a function.
#[derive(Clone, Debug)]
pub(crate) enum Returns {
    /// `RETURNS type`, `RETURNS SETOF type`.
    Type { ty: ParameterType, setof: bool },
    /// `RETURNS TABLE (..)`.
    Table(Vec<(Name, ParameterType)>),
}

/// `ALTER FUNCTION`, `PROCEDURE`, `ROUTINE` or `AGGREGATE`.
#[derive(Clone, Debug)]
pub(crate) struct AlterRoutine {
    pub(crate) routine: FunctionSig,
    pub(crate) change: RoutineChange,
}

#[derive(Clone, Debug)]
pub(crate) enum RoutineChange {
    RenameTo(Name),
    SetSchema(Name),
    Options(Vec<OptionChange>),
    /// Ownership and the like: nothing the catalog holds.
    Nothing,
}

/// The options that go, by how they start, and the one that comes in their place.
#[derive(Clone, Debug)]
pub(crate) struct OptionChange {
    pub(crate) gone: Vec<String>,
    pub(crate) added: Option<String>,
}

/// `ALTER TRIGGER .. RENAME TO`.
#[derive(Clone, Debug)]
pub(crate) struct AlterTrigger {
    pub(crate) name: Name,
    pub(crate) table: ObjectName,
    pub(crate) rename_to: Option<Name>,
}

#[derive(Clone, Debug)]
pub(crate) struct CreateTrigger {
    pub(crate) name: Name,
    pub(crate) or_replace: bool,
    pub(crate) table: ObjectName,
    /// Before `ON`: `BEFORE UPDATE OF title`.
    pub(crate) events: String,
    /// Between the table and the condition: `FOR EACH ROW`.
    pub(crate) rest: String,
    /// The table that a constraint trigger looks at beside its own.
    pub(crate) from: Option<ObjectName>,
    pub(crate) when: Option<ExprText>,
    /// The arguments of its function, which are constants.
    pub(crate) arguments: Vec<String>,
    /// The columns of `UPDATE OF`.
    pub(crate) columns: Vec<Name>,
    pub(crate) function: ObjectName,
}

#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) on: CommentTarget,
    /// `None` takes the comment away.
    pub(crate) text: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) enum CommentTarget {
    Table(ObjectName),
    View(ObjectName),
    Materialized(ObjectName),
    Column(ObjectName, Name),
    Index(ObjectName),
    Constraint(Name, ObjectName),
    /// A type or, where the statement says so, a domain.
    Type {
        name: ObjectName,
        domain: bool,
    },
    DomainConstraint(Name, ObjectName),
    Sequence(ObjectName),
    Trigger(Name, ObjectName),
    Policy(Name, ObjectName),
    Rule(Name, ObjectName),
    Statistics(ObjectName),
    Function(FunctionSig),
    Extension(Name),
    Schema(Name),
    /// The database itself.
    Nothing,
}

/// What a statement calls the routine that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RoutineWord {
    Function,
    Procedure,
    Aggregate,
    /// Any of them.
    Routine,
}

/// `f(int, text)`, or `f` alone.
#[derive(Clone, Debug)]
pub(crate) struct FunctionSig {
    pub(crate) word: RoutineWord,
    pub(crate) name: ObjectName,
    pub(crate) parameters: Option<Vec<Parameter>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Drop {
    pub(crate) targets: DropTargets,
    pub(crate) if_exists: bool,
    pub(crate) cascade: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum DropTargets {
    Tables(Vec<ObjectName>),
    Indexes(Vec<ObjectName>),
    Views(Vec<ObjectName>),
    Materialized(Vec<ObjectName>),
    Schemas(Vec<Name>),
    Extensions(Vec<Name>),
    Sequences(Vec<ObjectName>),
    Types(Vec<ObjectName>),
    Domains(Vec<ObjectName>),
    Functions(Vec<FunctionSig>),
    Statistics(Vec<ObjectName>),
    Trigger(Name, ObjectName),
    Policy(Name, ObjectName),
    Rule(Name, ObjectName),
}
