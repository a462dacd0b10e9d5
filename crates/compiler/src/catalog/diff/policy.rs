//! A policy.

use super::{column, report::Report};
use crate::catalog::{Column, Expr, ExprContext, Policy};

pub(super) fn compare(
    report: &mut Report,
    object: &str,
    columns: &[Column],
    (ours, theirs): (&Policy, &Policy),
) {
    let context = ExprContext {
        columns,
        target: None,
    };
    let mut at = report.at(object, ours.place.as_ref());
    at.flag("PERMISSIVE", ours.permissive, theirs.permissive);
    at.field("FOR", &ours.command, &theirs.command);
    at.list("TO", &ours.roles, &theirs.roles);
    let text = |expr: &Option<Expr>| expr.as_ref().map(|expr| expr.text.clone());
    for (what, a, b) in [
        ("USING", &ours.using, &theirs.using),
        ("WITH CHECK", &ours.check, &theirs.check),
    ] {
        if !column::same(a.as_ref(), b.as_ref(), context) {
            at.differs(what, text(a), text(b));
        }
    }
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}
