//! What a query gives and what it stands on, as Postgres' parse analysis finds it.
//!
//! *Invariant:* the names of the result columns and everything the query stands on are right, or the query is
//! refused in Postgres' words. A type that takes more than the recorded rows of `pg_proc` and its like is
//! `None`, never a guess.

#![allow(
    clippy::unnecessary_box_returns,
    reason = "errors are made in their box, so that a result stays small"
)]
#![allow(
    clippy::single_match_else,
    reason = "what is there and what is not weigh the same here"
)]

mod analyzer;
mod call;
mod call_kind;
mod coerce;
mod column_name;
mod columns;
mod expr;
mod from;
mod function_table;
mod grouping;
mod join;
mod literal;
mod names;
mod operator;
mod overload;
mod polymorphic;
mod scope;
mod select;
mod signature;
mod sort;
mod ty;
mod type_names;
mod with;

pub(crate) use names::Names;

use super::{
    Catalog, PgType, Use,
    recorded::{self, Kind},
};
use crate::{
    diagnostic::{Code, Diagnostic, Label},
    parse::{
        self, Name, ObjectName,
        query::{Body, Expr, Query},
    },
    source::Source,
};
use analyzer::Analyzer;
use coerce::Context;
use scope::{Clause, Item};
use select::Output;
use std::{collections::BTreeSet, sync::Arc};
use ty::Ty;

/// What a query gives and what it stands on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Described {
    /// The result columns.
    pub columns: Vec<ResultColumn>,
    /// What cannot be dropped while the query is there.
    pub uses: BTreeSet<Use>,
}

/// A column of a query's result.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultColumn {
    /// The name, unquoted.
    pub name: String,
    /// The type; `None` where it takes more inference than this compiler does.
    pub ty: Option<PgType>,
    /// A collation other than the type's own.
    pub collation: Option<String>,
}

/// What a query gives; `Err` in Postgres' words if it gives nothing.
pub(crate) fn describe(
    names: &Names<'_>,
    source: &Arc<Source>,
    query: &Query,
) -> Result<Described, Box<Diagnostic>> {
    let mut analyzer = Analyzer::new(names, source);
    let mut columns = Vec::new();
    for output in analyzer.subquery(query)? {
        if let Some(ty) = &output.value.ty {
            analyzer.use_type(ty);
        }
        columns.push(analyzer.column_of_result(output));
    }
    let mut uses = analyzer.uses;
    only_droppable(&mut uses);
    Ok(Described { columns, uses })
}

/// The columns of the view or table that a query makes, under the names that the statement gives them.
pub(crate) fn describe_relation(
    names: &Names<'_>,
    source: &Arc<Source>,
    query: &Query,
    columns: &[Name],
    too_many: &str,
) -> Result<Described, Box<Diagnostic>> {
    let mut described = describe(names, source, query)?;
    let error = |code, sqlstate, title: String, span, label: &str| {
        let label = Label::at(source, span, label);
        Box::new(
            Diagnostic::error(code, title)
                .sqlstate(sqlstate)
                .label(label),
        )
    };
    if let Some(extra) = columns.get(described.columns.len()) {
        let title = too_many.to_owned();
        return Err(error(
            Code::D0112,
            "42601",
            title,
            extra.span.clone(),
            "one too many",
        ));
    }
    for (column, name) in described.columns.iter_mut().zip(columns) {
        column.name.clone_from(&name.text);
    }
    for (at, column) in described.columns.iter().enumerate() {
        let earlier = &described.columns[..at];
        if earlier.iter().any(|other| other.name == column.name) {
            let title = format!("column \"{}\" specified more than once", column.name);
            let error = error(
                Code::D0105,
                "42701",
                title,
                query.span.clone(),
                "twice here",
            );
            return Err(Box::new(
                error.help("give one of them another name with AS"),
            ));
        }
        if let Some(ty) = column.ty.as_ref().filter(|ty| is_pseudo(ty)) {
            let title = format!("column \"{}\" has pseudo-type {ty}", column.name);
            let span = query.span.clone();
            return Err(error(Code::D0112, "42P16", title, span, "cast it"));
        }
    }
    Ok(described)
}

/// What one expression gives, and what it stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The type; `None` where it takes more inference than this compiler does.
    pub ty: Option<PgType>,
    /// What cannot be dropped while the expression is there.
    pub uses: BTreeSet<Use>,
}

/// Whether a value of one type can be put into a column of another one without a word.
pub(crate) fn assigns(names: &Names<'_>, from: &PgType, to: &PgType) -> bool {
    names.can_coerce(&Ty::from(from), &Ty::from(to), Context::Assignment)
}

/// What an expression gives that names the columns of one table at most: a default, a check, an index.
///
/// `what` is the word of Postgres' messages for it, `check constraints`.
pub(crate) fn type_of(
    names: &Names<'_>,
    source: &Arc<Source>,
    expr: &Expr,
    table: Option<&ObjectName>,
    what: &'static str,
) -> Result<Value, Box<Diagnostic>> {
    let mut analyzer = Analyzer::new(names, source);
    if let Some(table) = table {
        let table = analyzer.relation(table, None)?;
        analyzer.level().items.push(Item::new(table));
    }
    let value = analyzer.in_clause(Clause::Alone(what), |analyzer| analyzer.expr(expr))?;
    let mut uses = analyzer.uses;
    only_droppable(&mut uses);
    Ok(Value {
        ty: value.ty.map(|ty| ty.with_modifier(value.modifier)),
        uses,
    })
}

/// The same for an expression in a text and a table of a schema.
pub fn describe_expression(
    catalog: &Catalog,
    path: &[&str],
    table: Option<(&str, &str)>,
    sql: &str,
) -> Result<Value, Box<Diagnostic>> {
    let source = Source::new("expression.sql", &format!("SELECT {sql}"));
    let query = parse::query::query(&source)?;
    let name = |text: &str| Name {
        text: text.to_owned(),
        quoted: true,
        span: query.span.clone(),
    };
    let table = table.map(|(schema, table)| ObjectName {
        schema: Some(name(schema)),
        name: name(table),
    });
    let names = Names::new(catalog, path.iter().copied());
    match &query.body {
        Body::Select(select) if select.targets.len() == 1 && select.from.is_empty() => {
            let expr = &select.targets[0].expr;
            type_of(&names, &source, expr, table.as_ref(), "this expression")
        }
        _ => {
            let label = Label::at(&source, query.span.clone(), "several, or a query");
            Err(Box::new(
                Diagnostic::error(Code::D0202, "this is not one expression").label(label),
            ))
        }
    }
}

/// What the query in a text gives, its names looked up in the schemas of `path`.
pub fn describe_query(
    catalog: &Catalog,
    path: &[&str],
    sql: &str,
) -> Result<Described, Box<Diagnostic>> {
    let source = Source::new("query.sql", sql);
    let query = parse::query::query(&source)?;
    describe(&Names::new(catalog, path.iter().copied()), &source, &query)
}

/// The same for `CREATE VIEW .. (columns) AS sql`.
pub fn describe_view(
    catalog: &Catalog,
    path: &[&str],
    columns: &[&str],
    sql: &str,
) -> Result<Described, Box<Diagnostic>> {
    let source = Source::new("query.sql", sql);
    let query = parse::query::query(&source)?;
    let names = Names::new(catalog, path.iter().copied());
    let name = |column: &&str| Name {
        text: (*column).to_owned(),
        quoted: true,
        span: query.span.clone(),
    };
    let columns: Vec<Name> = columns.iter().map(name).collect();
    let too_many = "CREATE VIEW specifies more column names than columns";
    describe_relation(&names, &source, &query, &columns, too_many)
}

impl Analyzer<'_> {
    fn column_of_result(&self, output: Output) -> ResultColumn {
        let value = output.value;
        let own = value.ty.as_ref().map(|ty| self.type_collation(ty));
        let own = own.unwrap_or_default();
        let collation = value.collation.name();
        ResultColumn {
            name: output.name,
            collation: collation
                .filter(|name| Some(*name) != own.name())
                .map(str::to_owned),
            ty: value.ty.map(|ty| ty.with_modifier(value.modifier)),
        }
    }
}

/// Whether no column can have this type.
fn is_pseudo(ty: &PgType) -> bool {
    let mut rows = recorded::rows(Kind::Type, &ty.name);
    let row = rows.next().filter(|_| ty.schema.is_none());
    row.is_some_and(|row| row.starts_with("P p"))
}

/// A relation whose column is used is not named as a whole besides, and what comes with Postgres cannot be
/// dropped.
fn only_droppable(uses: &mut BTreeSet<Use>) {
    let with_columns: BTreeSet<(String, String)> = uses
        .iter()
        .filter_map(|used| match used {
            Use::Column {
                schema, relation, ..
            } => Some((schema.clone(), relation.clone())),
            _ => None,
        })
        .collect();
    uses.retain(|used| match used {
        Use::Relation { schema, relation } => {
            !with_columns.contains(&(schema.clone(), relation.clone()))
        }
        _ => true,
    });
    uses.retain(|used| match used {
        Use::Relation { schema, .. } | Use::Column { schema, .. } | Use::Type { schema, .. } => {
            schema != names::PG_CATALOG
        }
        _ => true,
    });
}
