//! A column.

use super::report::Report;
use crate::catalog::{Column, Expr, ExprContext, Identity};

pub(super) fn compare(
    report: &mut Report,
    object: &str,
    columns: &[Column],
    (ours, theirs): (&Column, &Column),
) {
    let mut at = report.at(object, ours.place.as_ref());
    if ours.ty != theirs.ty {
        at.differs(
            "type",
            Some(ours.ty.to_string()),
            Some(theirs.ty.to_string()),
        );
    }
    let null = |not_null| if not_null { "NOT NULL" } else { "nullable" };
    at.field("", null(ours.not_null), null(theirs.not_null));
    at.optional(
        "identity",
        ours.identity.map(identity),
        theirs.identity.map(identity),
    );
    at.optional(
        "collation",
        ours.collation.as_ref(),
        theirs.collation.as_ref(),
    );
    at.flag("stated here", ours.local, theirs.local);
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());

    let target = ExprContext {
        columns,
        target: Some(&ours.ty),
    };
    let (a, b) = (
        stated(ours.default.as_ref()),
        stated(theirs.default.as_ref()),
    );
    if !same(a, b, target) {
        at.differs("default", text(a), text(b));
    }
    let generated = |column: &Column| column.generated.as_ref().map(|it| it.expr.clone());
    let (a, b) = (generated(ours), generated(theirs));
    if !same(a.as_ref(), b.as_ref(), target) {
        at.differs("generated as", text(a.as_ref()), text(b.as_ref()));
    }
}

/// `DEFAULT NULL` is no default, and the server keeps none.
pub(super) fn stated(default: Option<&Expr>) -> Option<&Expr> {
    default.filter(|expr| !expr.is_null())
}

pub(super) fn text(expr: Option<&Expr>) -> Option<String> {
    expr.map(|expr| expr.text.clone())
}

/// Whether two expressions that may be missing mean the same.
pub(super) fn same(ours: Option<&Expr>, theirs: Option<&Expr>, context: ExprContext<'_>) -> bool {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => ours.means(theirs, context),
        (ours, theirs) => ours.is_none() && theirs.is_none(),
    }
}

fn identity(identity: Identity) -> &'static str {
    match identity {
        Identity::Always => "ALWAYS",
        Identity::ByDefault => "BY DEFAULT",
    }
}
