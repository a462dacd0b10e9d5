//! Views and materialized views: their columns, and what hangs on them.

use super::{
    column::{same, stated, text},
    index,
    report::{Report, named},
};
use crate::catalog::{ExprContext, View, ViewColumn};

pub(super) fn compare(report: &mut Report, name: &str, ours: &View, theirs: &View) {
    let what = if ours.materialized {
        "materialized view"
    } else {
        "view"
    };
    let object = format!("{what} {name}");
    let mut at = report.at(&object, ours.place.as_ref());
    at.flag("materialized", ours.materialized, theirs.materialized);
    let names = |view: &View| -> Vec<String> {
        view.columns
            .iter()
            .map(|column| column.name.clone())
            .collect()
    };
    at.list("columns", &names(ours), &names(theirs));
    at.list("WITH", &ours.options, &theirs.options);
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
    for column in &ours.columns {
        if let Some(other) = theirs.column(&column.name) {
            compare_column(report, name, ours, (column, other));
        }
    }
    for (index, pair) in named(&ours.indexes, &theirs.indexes, |index| &index.name) {
        let object = format!("index {index}");
        if let Some((a, b)) = report.both(&object, pair, |index| &index.place) {
            index::compare(report, &object, &[], a, b);
        }
    }
    super::table::triggers(report, name, &ours.triggers, &theirs.triggers);
}

fn compare_column(
    report: &mut Report,
    view: &str,
    whole: &View,
    (ours, theirs): (&ViewColumn, &ViewColumn),
) {
    let object = format!("column {view}.{}", ours.name);
    let mut at = report.at(&object, whole.place.as_ref());
    // A type that was not inferred is unknown, not wrong.
    if let Some(ty) = &ours.ty {
        at.optional("type", Some(ty), theirs.ty.as_ref());
        at.optional(
            "collation",
            ours.collation.as_ref(),
            theirs.collation.as_ref(),
        );
    }
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
    let context = ExprContext {
        columns: &[],
        target: ours.ty.as_ref(),
    };
    let (a, b) = (
        stated(ours.default.as_ref()),
        stated(theirs.default.as_ref()),
    );
    if !same(a, b, context) {
        at.differs("default", text(a), text(b));
    }
}
