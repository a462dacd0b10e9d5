//! Domains.

use super::{
    column::same,
    constraint::check as check_of,
    report::{Report, named},
};
use crate::catalog::{Catalog, Column, Domain, Expr, ExprContext, PgType};

pub(super) fn compare(
    report: &mut Report,
    sql: &Catalog,
    name: &str,
    ours: &Domain,
    theirs: &Domain,
) {
    let object = format!("domain {name}");
    let mut at = report.at(&object, ours.place.as_ref());
    if ours.base != theirs.base {
        let (ours, theirs) = (ours.base.qualified(), theirs.base.qualified());
        at.differs("type", Some(ours), Some(theirs));
    }
    let null = |not_null| if not_null { "NOT NULL" } else { "nullable" };
    at.field("", null(ours.not_null), null(theirs.not_null));
    at.optional(
        "collation",
        ours.collation.as_ref(),
        theirs.collation.as_ref(),
    );
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
    let value = [value(sql.base_of(&ours.base))];
    let context = ExprContext {
        columns: &value,
        target: Some(&ours.base),
    };
    let text = |expr: &Option<Expr>| expr.as_ref().map(|expr| expr.text.clone());
    if !same(ours.default.as_ref(), theirs.default.as_ref(), context) {
        at.differs("default", text(&ours.default), text(&theirs.default));
    }
    for (check, pair) in named(&ours.checks, &theirs.checks, |check| &check.name) {
        let object = format!("constraint {check} of domain {name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |check| &check.place) {
            check_of(report, &object, &value, ours, theirs);
        }
    }
}

/// What `VALUE` is in a domain's checks.
fn value(base: &PgType) -> Column {
    Column {
        name: "value".to_owned(),
        ty: base.clone(),
        not_null: false,
        default: None,
        identity: None,
        generated: None,
        local: true,
        collation: None,
        comment: None,
        place: None,
        renames: Vec::new(),
    }
}
