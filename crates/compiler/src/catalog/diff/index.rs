//! An index.

use super::{column, report::Report};
use crate::catalog::{Column, ExprContext, Index, IndexKey};

pub(super) fn compare(
    report: &mut Report,
    object: &str,
    columns: &[Column],
    ours: &Index,
    theirs: &Index,
) {
    let context = ExprContext {
        columns,
        target: None,
    };
    let mut at = report.at(object, ours.place.as_ref());
    at.field("method", &ours.method, &theirs.method);
    at.flag("UNIQUE", ours.unique, theirs.unique);
    at.flag(
        "NULLS NOT DISTINCT",
        ours.nulls_not_distinct,
        theirs.nulls_not_distinct,
    );
    let same = ours.keys.len() == theirs.keys.len()
        && ours
            .keys
            .iter()
            .zip(&theirs.keys)
            .all(|(a, b)| same_key(a, b, context));
    if !same {
        at.differs("", Some(keys(ours)), Some(keys(theirs)));
    }
    at.list("INCLUDE", &ours.include, &theirs.include);
    if !column::same(ours.predicate.as_ref(), theirs.predicate.as_ref(), context) {
        let text = |index: &Index| index.predicate.as_ref().map(|expr| expr.text.clone());
        at.differs("WHERE", text(ours), text(theirs));
    }
    at.list("WITH", &ours.options, &theirs.options);
    at.flag("valid", ours.valid, theirs.valid);
    at.optional("part of", ours.parent.as_ref(), theirs.parent.as_ref());
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}

pub(super) fn same_key(ours: &IndexKey, theirs: &IndexKey, context: ExprContext<'_>) -> bool {
    let expr = if ours.is_column || theirs.is_column {
        ours.is_column == theirs.is_column && ours.expr == theirs.expr
    } else {
        ours.expr.means(&theirs.expr, context)
    };
    expr && same_collation(ours, theirs, context)
        && ours.opclass == theirs.opclass
        && ours.opclass_options == theirs.opclass_options
        && ours.descending == theirs.descending
        && ours.nulls_first == theirs.nulls_first
}

/// An expression takes over the collation of a column in it; only the server's catalog spells that out.
fn same_collation(ours: &IndexKey, theirs: &IndexKey, context: ExprContext<'_>) -> bool {
    let taken_over = || {
        let words = || {
            let text = &ours.expr.text;
            text.split(|c: char| c != '_' && !c.is_alphanumeric())
        };
        context.columns.iter().any(|column| {
            column.collation == theirs.collation && words().any(|word| word == column.name)
        })
    };
    ours.collation == theirs.collation
        || (!ours.is_column && ours.collation.is_none() && taken_over())
}

/// The keys as `CREATE INDEX` has them.
fn keys(index: &Index) -> String {
    let keys: Vec<String> = index.keys.iter().map(key).collect();
    format!("({})", keys.join(", "))
}

pub(super) fn key(key: &IndexKey) -> String {
    let mut text = key.expr.text.clone();
    if !key.is_column {
        text = format!("({text})");
    }
    for (word, name) in [(" COLLATE ", &key.collation), (" ", &key.opclass)] {
        if let Some(name) = name {
            text.push_str(word);
            text.push_str(name);
        }
    }
    if !key.opclass_options.is_empty() {
        let options = key.opclass_options.join(", ");
        text.extend([" (", &options, ")"]);
    }
    if key.descending {
        text.push_str(" DESC");
    }
    // Postgres' own order of NULLs goes without saying.
    if key.nulls_first != key.descending {
        text.push_str(if key.nulls_first {
            " NULLS FIRST"
        } else {
            " NULLS LAST"
        });
    }
    text
}
