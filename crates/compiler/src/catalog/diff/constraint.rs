//! Keys, foreign keys, checks and exclusions of a table.

use super::{
    column, index,
    report::{Report, named},
};
use crate::catalog::{
    Check, Column, Deferral, Exclusion, ExprContext, ForeignKey, ForeignKeyAction, ForeignKeyMatch,
    PrimaryKey, Table, Unique,
};

pub(super) fn compare(
    report: &mut Report,
    name: &str,
    columns: &[Column],
    ours: &Table,
    theirs: &Table,
) {
    let object = format!("primary key of {name}");
    let pair = (ours.primary_key.as_ref(), theirs.primary_key.as_ref());
    if let Some((a, b)) = report.both(&object, pair, |key| &key.place) {
        primary_key(report, &object, a, b);
    }
    for (unique_name, pair) in named(&ours.uniques, &theirs.uniques, |it| &it.name) {
        let object = format!("unique constraint {unique_name} of {name}");
        if let Some((a, b)) = report.both(&object, pair, |it| &it.place) {
            unique(report, &object, a, b);
        }
    }
    for (key, pair) in named(&ours.foreign_keys, &theirs.foreign_keys, |it| &it.name) {
        let object = format!("foreign key {key} of {name}");
        if let Some((a, b)) = report.both(&object, pair, |it| &it.place) {
            foreign_key(report, &object, a, b);
        }
    }
    for (check_name, pair) in named(&ours.checks, &theirs.checks, |it| &it.name) {
        let object = format!("check {check_name} of {name}");
        if let Some((a, b)) = report.both(&object, pair, |it| &it.place) {
            check(report, &object, columns, a, b);
        }
    }
    for (exclusion_name, pair) in named(&ours.exclusions, &theirs.exclusions, |it| &it.name) {
        let object = format!("exclusion constraint {exclusion_name} of {name}");
        if let Some((a, b)) = report.both(&object, pair, |it| &it.place) {
            exclusion(report, &object, &ours.columns, a, b);
        }
    }
}

fn exclusion(
    report: &mut Report,
    object: &str,
    columns: &[Column],
    ours: &Exclusion,
    theirs: &Exclusion,
) {
    let context = ExprContext {
        columns,
        target: None,
    };
    let mut at = report.at(object, ours.place.as_ref());
    at.field("method", &ours.method, &theirs.method);
    let same = ours.elements.len() == theirs.elements.len()
        && ours
            .elements
            .iter()
            .zip(&theirs.elements)
            .all(|(a, b)| index::same_key(&a.0, &b.0, context) && a.1 == b.1);
    if !same {
        let shown = |it: &Exclusion| {
            let elements = it.elements.iter();
            let elements =
                elements.map(|(key, operator)| format!("{} WITH {operator}", index::key(key)));
            Some(elements.collect::<Vec<_>>().join(", "))
        };
        at.differs("", shown(ours), shown(theirs));
    }
    at.list("INCLUDE", &ours.include, &theirs.include);
    at.list("WITH", &ours.options, &theirs.options);
    if !column::same(ours.predicate.as_ref(), theirs.predicate.as_ref(), context) {
        let text = |it: &Exclusion| it.predicate.as_ref().map(|expr| expr.text.clone());
        at.differs("WHERE", text(ours), text(theirs));
    }
    at.field(
        "checked",
        deferral(ours.deferral),
        deferral(theirs.deferral),
    );
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}

fn primary_key(report: &mut Report, object: &str, ours: &PrimaryKey, theirs: &PrimaryKey) {
    let mut at = report.at(object, ours.place.as_ref());
    at.field("name", &ours.name, &theirs.name);
    at.list("columns", &ours.columns, &theirs.columns);
    at.list("INCLUDE", &ours.include, &theirs.include);
    at.list("WITH", &ours.options, &theirs.options);
    at.optional("part of", ours.parent.as_ref(), theirs.parent.as_ref());
    at.field(
        "checked",
        deferral(ours.deferral),
        deferral(theirs.deferral),
    );
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}

fn unique(report: &mut Report, object: &str, ours: &Unique, theirs: &Unique) {
    let mut at = report.at(object, ours.place.as_ref());
    at.list("columns", &ours.columns, &theirs.columns);
    at.list("INCLUDE", &ours.include, &theirs.include);
    at.list("WITH", &ours.options, &theirs.options);
    at.optional("part of", ours.parent.as_ref(), theirs.parent.as_ref());
    at.flag(
        "NULLS NOT DISTINCT",
        ours.nulls_not_distinct,
        theirs.nulls_not_distinct,
    );
    at.field(
        "checked",
        deferral(ours.deferral),
        deferral(theirs.deferral),
    );
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}

fn foreign_key(report: &mut Report, object: &str, ours: &ForeignKey, theirs: &ForeignKey) {
    let mut at = report.at(object, ours.place.as_ref());
    let target = |key: &ForeignKey| {
        format!(
            "{}.{} ({})",
            key.schema,
            key.table,
            key.referenced.join(", ")
        )
    };
    at.list("columns", &ours.columns, &theirs.columns);
    at.field("REFERENCES", target(ours), target(theirs));
    at.field(
        "ON DELETE",
        action(ours.on_delete),
        action(theirs.on_delete),
    );
    at.field(
        "ON UPDATE",
        action(ours.on_update),
        action(theirs.on_update),
    );
    at.list(
        "ON DELETE SET columns",
        &ours.set_columns,
        &theirs.set_columns,
    );
    at.field(
        "MATCH",
        matching(ours.match_type),
        matching(theirs.match_type),
    );
    at.field(
        "checked",
        deferral(ours.deferral),
        deferral(theirs.deferral),
    );
    at.flag("validated", ours.validated, theirs.validated);
    at.optional("part of", ours.parent.as_ref(), theirs.parent.as_ref());
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}

pub(super) fn check(
    report: &mut Report,
    object: &str,
    columns: &[Column],
    ours: &Check,
    theirs: &Check,
) {
    let mut at = report.at(object, ours.place.as_ref());
    if !ours.expr.means(
        &theirs.expr,
        ExprContext {
            columns,
            target: None,
        },
    ) {
        at.differs(
            "",
            Some(ours.expr.text.clone()),
            Some(theirs.expr.text.clone()),
        );
    }
    at.flag("validated", ours.validated, theirs.validated);
    at.flag("NO INHERIT", ours.no_inherit, theirs.no_inherit);
    at.flag("stated here", ours.local, theirs.local);
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}

fn deferral(deferral: Deferral) -> &'static str {
    match deferral {
        Deferral::NotDeferrable => "NOT DEFERRABLE",
        Deferral::Deferrable => "DEFERRABLE",
        Deferral::InitiallyDeferred => "INITIALLY DEFERRED",
    }
}

fn action(action: ForeignKeyAction) -> &'static str {
    match action {
        ForeignKeyAction::NoAction => "NO ACTION",
        ForeignKeyAction::Restrict => "RESTRICT",
        ForeignKeyAction::Cascade => "CASCADE",
        ForeignKeyAction::SetNull => "SET NULL",
        ForeignKeyAction::SetDefault => "SET DEFAULT",
    }
}

fn matching(match_type: ForeignKeyMatch) -> &'static str {
    match match_type {
        ForeignKeyMatch::Simple => "SIMPLE",
        ForeignKeyMatch::Full => "FULL",
    }
}
