//! A table and its parts.

use super::{
    column, constraint, index, partition, policy,
    report::{Report, named},
    rule,
};
use crate::catalog::{Catalog, Column, Expr, ExprContext, Table, Trigger};
use std::borrow::Cow;

pub(super) fn compare(
    report: &mut Report,
    sql: &Catalog,
    name: &str,
    ours: &Table,
    theirs: &Table,
) {
    let known = sql.with_base_types(&ours.columns);
    let object = format!("table {name}");
    let mut at = report.at(&object, ours.place.as_ref());
    at.field("name", &ours.name, &theirs.name);
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
    at.flag("UNLOGGED", ours.unlogged, theirs.unlogged);
    at.list("WITH", &ours.options, &theirs.options);
    let (a, b) = (ours.row_security, theirs.row_security);
    at.flag("ROW LEVEL SECURITY", a.enabled, b.enabled);
    at.flag("FORCE ROW LEVEL SECURITY", a.forced, b.forced);
    at.optional("OF", of_type(ours), of_type(theirs));
    at.list("INHERITS", &parents(ours), &parents(theirs));
    partition::compare(report, &object, ours, theirs);
    column_order(report, &object, ours, theirs);
    for (column, pair) in named(&ours.columns, &theirs.columns, |column| &column.name) {
        let object = format!("column {name}.{column}");
        if let Some(pair) = report.both(&object, pair, |column| &column.place) {
            column::compare(report, &object, &known, pair);
        }
    }
    constraint::compare(report, name, &known, ours, theirs);
    for (index, pair) in named(&ours.indexes, &theirs.indexes, |index| &index.name) {
        let object = format!("index {index}");
        if let Some((a, b)) = report.both(&object, pair, |index| &index.place) {
            index::compare(report, &object, &known, a, b);
        }
    }
    triggers(report, name, &ours.triggers, &theirs.triggers);
    for (policy, pair) in named(&ours.policies, &theirs.policies, |policy| &policy.name) {
        let object = format!("policy {policy} on {name}");
        if let Some((a, b)) = report.both(&object, pair, |policy| &policy.place) {
            policy::compare(report, &object, &known, (a, b));
        }
    }
    rule::compare(report, name, &ours.rules, &theirs.rules);
}

/// The triggers of a table or view.
pub(super) fn triggers(report: &mut Report, name: &str, ours: &[Trigger], theirs: &[Trigger]) {
    for (trigger, pair) in named(ours, theirs, |trigger| &trigger.name) {
        let object = format!("trigger {trigger} on {name}");
        if let Some((a, b)) = report.both(&object, pair, |trigger| &trigger.place) {
            compare_triggers(report, &object, a, b);
        }
    }
}

fn of_type(table: &Table) -> Option<String> {
    let of = table.of_type.as_ref();
    of.map(|(schema, name)| format!("{schema}.{name}"))
}

fn parents(table: &Table) -> Vec<String> {
    let parents = table.inherits.iter();
    parents
        .map(|parent| format!("{}.{}", parent.schema, parent.table))
        .collect()
}

impl Catalog {
    /// The columns with the types below their domains, which is what expressions compute with.
    fn with_base_types<'c>(&self, columns: &'c [Column]) -> Cow<'c, [Column]> {
        if columns.iter().all(|it| *self.base_of(&it.ty) == it.ty) {
            return Cow::Borrowed(columns);
        }
        let based = columns.iter().map(|column| Column {
            ty: self.base_of(&column.ty).clone(),
            ..column.clone()
        });
        Cow::Owned(based.collect())
    }
}

/// The order of the columns that both have: `INSERT` without a column list depends on it.
fn column_order(report: &mut Report, object: &str, ours: &Table, theirs: &Table) {
    let order = |of: &Table, other: &Table| -> Vec<String> {
        let names = of.columns.iter().map(|column| &column.name);
        names
            .filter(|name| other.column(name).is_some())
            .cloned()
            .collect()
    };
    report.at(object, ours.place.as_ref()).list(
        "column order",
        &order(ours, theirs),
        &order(theirs, ours),
    );
}

fn compare_triggers(report: &mut Report, object: &str, ours: &Trigger, theirs: &Trigger) {
    if words(&ours.definition) != words(&theirs.definition) {
        let (sql, server) = (ours.definition.clone(), theirs.definition.clone());
        report
            .at(object, ours.place.as_ref())
            .differs("definition", Some(sql), Some(server));
    }
    if !same_condition(ours.when.as_ref(), theirs.when.as_ref()) {
        let text = |trigger: &Trigger| trigger.when.as_ref().map(|it| it.text.clone());
        report
            .at(object, ours.place.as_ref())
            .differs("WHEN", text(ours), text(theirs));
    }
    let mut at = report.at(object, ours.place.as_ref());
    at.list("UPDATE OF", &ours.columns, &theirs.columns);
    at.field(
        "fires",
        rule::firing(ours.firing),
        rule::firing(theirs.firing),
    );
    at.flag("inherited", ours.inherited, theirs.inherited);
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}

/// Whether two conditions mean the same, of the same rows: which is old and which is new is compared as it
/// stands.
fn same_condition(ours: Option<&Expr>, theirs: Option<&Expr>) -> bool {
    let rows = |expr: &Expr| -> Vec<String> {
        let words = expr
            .text
            .split(|c: char| !(c.is_alphanumeric() || c == '_'));
        let words = words.map(str::to_lowercase);
        words.filter(|it| it == "old" || it == "new").collect()
    };
    match (ours, theirs) {
        (Some(a), Some(b)) => a.means(b, ExprContext::default()) && rows(a) == rows(b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// A definition without the liberties that SQL leaves in it.
fn words(definition: &str) -> String {
    let spaced = definition
        .replace("public.", "")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words = spaced
        .split_whitespace()
        .map(|word| match &*word.to_uppercase() {
            "PROCEDURE" => "FUNCTION".to_owned(),
            upper if KEYWORDS.contains(&upper) => upper.to_owned(),
            _ => word.to_owned(),
        });
    words.collect::<Vec<_>>().join(" ")
}

/// The keywords whose case does not matter; names and the condition keep theirs.
const KEYWORDS: [&str; 24] = [
    "AFTER",
    "BEFORE",
    "INSTEAD",
    "OF",
    "INSERT",
    "UPDATE",
    "DELETE",
    "TRUNCATE",
    "OR",
    "ON",
    "FROM",
    "REFERENCING",
    "OLD",
    "NEW",
    "TABLE",
    "AS",
    "FOR",
    "EACH",
    "ROW",
    "STATEMENT",
    "WHEN",
    "EXECUTE",
    "FUNCTION",
    "CONSTRAINT",
];
