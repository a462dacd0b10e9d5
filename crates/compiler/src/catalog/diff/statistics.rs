//! Extended statistics.

use super::report::Report;
use crate::catalog::{Column, Expr, ExprContext, Statistics};

pub(super) fn compare(
    report: &mut Report,
    object: &str,
    columns: &[Column],
    (ours, theirs): (&Statistics, &Statistics),
) {
    let context = ExprContext {
        columns,
        target: None,
    };
    let table = |it: &Statistics| format!("{}.{}", it.schema, it.table);
    let mut at = report.at(object, ours.place.as_ref());
    at.field("table", table(ours), table(theirs));
    at.list("kinds", &ours.kinds, &theirs.kinds);
    at.list("columns", &ours.columns, &theirs.columns);
    let same = ours.exprs.len() == theirs.exprs.len()
        && ours
            .exprs
            .iter()
            .zip(&theirs.exprs)
            .all(|(a, b)| a.means(b, context));
    if !same {
        let text = |exprs: &[Expr]| {
            let texts: Vec<&str> = exprs.iter().map(|expr| &*expr.text).collect();
            Some(texts.join(", "))
        };
        at.differs("expressions", text(&ours.exprs), text(&theirs.exprs));
    }
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}
