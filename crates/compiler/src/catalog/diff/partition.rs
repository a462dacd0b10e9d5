//! Partition keys and the bounds of partitions.

use super::report::Report;
use crate::catalog::{
    Column, Expr, ExprContext, PartitionBound, PartitionColumn, PartitionKey, PartitionOf,
    PartitionStrategy, PgType, RangeBound, Table,
};

pub(super) fn compare(report: &mut Report, object: &str, ours: &Table, theirs: &Table) {
    let mut at = report.at(object, ours.place.as_ref());
    let (a, b) = (&ours.partition_key, &theirs.partition_key);
    let same = match (a, b) {
        (Some(a), Some(b)) => same_key(a, b, &ours.columns),
        (a, b) => a.is_none() && b.is_none(),
    };
    if !same {
        at.differs("PARTITION BY", a.as_ref().map(key), b.as_ref().map(key));
    }
    let (a, b) = (&ours.partition_of, &theirs.partition_of);
    let same = match (a, b) {
        (Some(a), Some(b)) => a.parent == b.parent && same_bound(&a.bound, &b.bound, &ours.columns),
        (a, b) => a.is_none() && b.is_none(),
    };
    if !same {
        at.differs("PARTITION OF", a.as_ref().map(part), b.as_ref().map(part));
    }
}

fn same_key(ours: &PartitionKey, theirs: &PartitionKey, columns: &[Column]) -> bool {
    let context = ExprContext {
        columns,
        target: None,
    };
    let same = |(a, b): (&PartitionColumn, &PartitionColumn)| {
        let expr = if a.is_column || b.is_column {
            a.is_column == b.is_column && a.expr == b.expr
        } else {
            a.expr.means(&b.expr, context)
        };
        expr && a.collation == b.collation && a.opclass == b.opclass
    };
    ours.strategy == theirs.strategy
        && ours.keys.len() == theirs.keys.len()
        && ours.keys.iter().zip(&theirs.keys).all(same)
}

/// The server prints constants of the keys' types, which a constant of ours becomes.
fn same_bound(ours: &PartitionBound, theirs: &PartitionBound, columns: &[Column]) -> bool {
    let value = |a: &Expr, b: &Expr| {
        let types = columns.iter().map(|column| &column.ty);
        same_value(a, b, None) || types.into_iter().any(|ty| same_value(a, b, Some(ty)))
    };
    let end = |(a, b): (&RangeBound, &RangeBound)| match (a, b) {
        (RangeBound::Value(a), RangeBound::Value(b)) => value(a, b),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    let ends = |a: &[RangeBound], b: &[RangeBound]| a.len() == b.len() && a.iter().zip(b).all(end);
    match (ours, theirs) {
        (PartitionBound::List(a), PartitionBound::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| value(a, b))
        }
        (
            PartitionBound::Range { from, to },
            PartitionBound::Range {
                from: their_from,
                to: their_to,
            },
        ) => ends(from, their_from) && ends(to, their_to),
        (a, b) => a == b,
    }
}

fn same_value(ours: &Expr, theirs: &Expr, target: Option<&PgType>) -> bool {
    let columns = &[];
    ours.means(theirs, ExprContext { columns, target })
}

fn key(key: &PartitionKey) -> String {
    let strategy = match key.strategy {
        PartitionStrategy::List => "LIST",
        PartitionStrategy::Range => "RANGE",
        PartitionStrategy::Hash => "HASH",
    };
    let parts = key.keys.iter().map(|part| {
        let mut text = part.expr.text.clone();
        for (word, name) in [(" COLLATE ", &part.collation), (" ", &part.opclass)] {
            if let Some(name) = name {
                text.push_str(word);
                text.push_str(name);
            }
        }
        text
    });
    format!("{strategy} ({})", parts.collect::<Vec<_>>().join(", "))
}

fn part(part: &PartitionOf) -> String {
    let values = |values: &[RangeBound]| {
        let values = values.iter().map(|value| match value {
            RangeBound::MinValue => "MINVALUE",
            RangeBound::MaxValue => "MAXVALUE",
            RangeBound::Value(expr) => &expr.text,
        });
        values.collect::<Vec<_>>().join(", ")
    };
    let bound = match &part.bound {
        PartitionBound::Default => "DEFAULT".to_owned(),
        PartitionBound::List(list) => {
            let texts: Vec<&str> = list.iter().map(|expr| &*expr.text).collect();
            format!("FOR VALUES IN ({})", texts.join(", "))
        }
        PartitionBound::Range { from, to } => {
            format!("FOR VALUES FROM ({}) TO ({})", values(from), values(to))
        }
        PartitionBound::Hash { modulus, remainder } => {
            format!("FOR VALUES WITH (modulus {modulus}, remainder {remainder})")
        }
    };
    format!("{}.{} {bound}", part.parent.schema, part.parent.table)
}
