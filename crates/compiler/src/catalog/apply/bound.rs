//! The bounds of partitions: what they may say, and that no two take the same row.
//!
//! *Invariant:* two bounds are only said to overlap where that is certain without a server's types and
//! collations: whole numbers, dates and times in one notation, equal constants.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Expr, PartitionBound, PartitionKey, PartitionStrategy, RangeBound},
    diagnostic::{Code, Diagnostic, Label},
    parse::{BoundDef, BoundKind, ExprText, RangeBoundDef},
    source::Span,
};
use std::cmp::Ordering;

impl Apply<'_> {
    /// A bound that fits the partitioned table and its other partitions.
    pub(super) fn partition_bound(
        &self,
        parent: &TableKey,
        part: &str,
        def: &BoundDef,
    ) -> Applied<PartitionBound> {
        let Some(key) = &self.table_ref(parent)?.partition_key else {
            return Ok(PartitionBound::Default);
        };
        let strategy = match key.strategy {
            PartitionStrategy::List => "list",
            PartitionStrategy::Range => "range",
            PartitionStrategy::Hash => "hash",
        };
        let bound = match (&def.kind, key.strategy) {
            (BoundKind::Default, PartitionStrategy::Hash) => {
                let title = "a hash-partitioned table may not have a default partition";
                return Err(self.table_error("42P16", title, &def.span));
            }
            (BoundKind::Default, _) => PartitionBound::Default,
            (BoundKind::List(values), PartitionStrategy::List) => self.list_bound(values)?,
            (BoundKind::Range(from, to), PartitionStrategy::Range) => {
                self.range(key, part, from, to, &def.span)?
            }
            (&BoundKind::Hash { modulus, remainder }, PartitionStrategy::Hash) => {
                self.hash(modulus, remainder, &def.span)?
            }
            _ => {
                let title = format!("invalid bound specification for a {strategy} partition");
                return Err(self.table_error("42P16", title, &def.span));
            }
        };
        self.meets_no_other(parent, part, &bound, def)?;
        Ok(bound)
    }

    fn bound_value(&self, value: &ExprText) -> Applied<Expr> {
        self.no_subquery(value, "partition bound")?;
        if let Some(reference) = value.columns.first() {
            let title = "cannot use column reference in partition bound expression";
            return Err(self.table_error("0A000", title, &reference.column.span));
        }
        self.calls_exist(&value.calls)?;
        let expr = Expr::new(&value.text);
        if expr.is_constant() {
            return Ok(expr);
        }
        let title = "a computed partition bound is not modelled";
        let label = Label::at(self.source, value.span.clone(), "a server computes it once");
        let error = Diagnostic::error(Code::D0202, title).label(label);
        Err(Box::new(error.help("write the constant")))
    }

    fn list_bound(&self, values: &[ExprText]) -> Applied<PartitionBound> {
        let mut kept: Vec<Expr> = Vec::new();
        for value in values {
            let value = self.bound_value(value)?;
            // A value that stands there twice is kept once.
            if !kept.iter().any(|it| it.canonical() == value.canonical()) {
                kept.push(value);
            }
        }
        Ok(PartitionBound::List(kept))
    }

    fn range(
        &self,
        key: &PartitionKey,
        part: &str,
        from: &[RangeBoundDef],
        to: &[RangeBoundDef],
        span: &Span,
    ) -> Applied<PartitionBound> {
        for (word, values) in [("FROM", from), ("TO", to)] {
            if values.len() != key.keys.len() {
                let title =
                    format!("{word} must specify exactly one value per partitioning column");
                return Err(self.table_error("42P16", title, span));
            }
        }
        let (from, to) = (self.range_values(from)?, self.range_values(to)?);
        if matches!(
            compare(&from, &to),
            Some(Ordering::Equal | Ordering::Greater)
        ) {
            let title = format!("empty range bound specified for partition \"{part}\"");
            return Err(self.table_error("42P17", title, span));
        }
        Ok(PartitionBound::Range { from, to })
    }

    fn range_values(&self, values: &[RangeBoundDef]) -> Applied<Vec<RangeBound>> {
        let mut bounds: Vec<RangeBound> = Vec::new();
        for value in values {
            let (bound, span) = match value {
                RangeBoundDef::MinValue(span) => (RangeBound::MinValue, span),
                RangeBoundDef::MaxValue(span) => (RangeBound::MaxValue, span),
                RangeBoundDef::Value(expr) => {
                    let value = self.bound_value(expr)?;
                    if value.is_null() {
                        let title = "cannot specify NULL in range bound";
                        return Err(self.table_error("42P17", title, &expr.span));
                    }
                    (RangeBound::Value(value), &expr.span)
                }
            };
            let word = match bounds.last() {
                Some(RangeBound::MinValue) if bound != RangeBound::MinValue => "MINVALUE",
                Some(RangeBound::MaxValue) if bound != RangeBound::MaxValue => "MAXVALUE",
                _ => {
                    bounds.push(bound);
                    continue;
                }
            };
            let title = format!("every bound following {word} must also be {word}");
            return Err(self.table_error("42804", title, span));
        }
        Ok(bounds)
    }

    fn hash(&self, modulus: i64, remainder: i64, span: &Span) -> Applied<PartitionBound> {
        let title = if modulus <= 0 {
            "modulus for hash partition must be an integer value greater than zero"
        } else if remainder < 0 {
            "remainder for hash partition must be an integer value greater than or equal to zero"
        } else if remainder >= modulus {
            "remainder for hash partition must be less than modulus"
        } else {
            return Ok(PartitionBound::Hash { modulus, remainder });
        };
        Err(self.table_error("42P16", title, span))
    }

    fn meets_no_other(
        &self,
        parent: &TableKey,
        part: &str,
        bound: &PartitionBound,
        def: &BoundDef,
    ) -> Applied {
        let span = &def.span;
        let others = self.catalog.children(parent);
        let others = others.iter().filter_map(|other| {
            let table = self.catalog.table_at(other)?;
            Some((&table.name, &table.partition_of.as_ref()?.bound))
        });
        let others: Vec<_> = others.collect();
        if let PartitionBound::Hash { modulus, .. } = bound {
            self.moduli_fit(*modulus, &others, span)?;
        }
        for (other, theirs) in others {
            if bound.is_default() && theirs.is_default() {
                let title = format!(
                    "partition \"{part}\" conflicts with existing default partition \"{other}\""
                );
                return Err(self.table_error("42P17", title, span));
            }
            if overlaps(bound, theirs) {
                let title = format!("partition \"{part}\" would overlap partition \"{other}\"");
                return Err(self.table_error(
                    "42P17",
                    title,
                    def.kind.first_value().unwrap_or(span),
                ));
            }
        }
        Ok(())
    }

    fn moduli_fit(
        &self,
        modulus: i64,
        others: &[(&String, &PartitionBound)],
        span: &Span,
    ) -> Applied {
        let moduli = others.iter().filter_map(|(_, bound)| match bound {
            PartitionBound::Hash { modulus, .. } => Some(*modulus),
            _ => None,
        });
        let (least, greatest) = (
            moduli.clone().filter(|it| *it <= modulus).max(),
            moduli.filter(|it| *it > modulus).min(),
        );
        let fits =
            least.is_none_or(|it| modulus % it == 0) && greatest.is_none_or(|it| it % modulus == 0);
        if fits {
            return Ok(());
        }
        let title = "every hash partition modulus must be a factor of the next larger modulus";
        Err(self.table_error("42P17", title, span))
    }
}

impl BoundKind {
    /// Where Postgres says that rows belong to another partition.
    fn first_value(&self) -> Option<&Span> {
        match self {
            Self::List(values) => values.first().map(|value| &value.span),
            Self::Range(from, _) => from.first().map(|value| match value {
                RangeBoundDef::MinValue(span) | RangeBoundDef::MaxValue(span) => span,
                RangeBoundDef::Value(value) => &value.span,
            }),
            Self::Default | Self::Hash { .. } => None,
        }
    }
}

/// Whether some row certainly belongs to both.
fn overlaps(a: &PartitionBound, b: &PartitionBound) -> bool {
    match (a, b) {
        (PartitionBound::List(a), PartitionBound::List(b)) => {
            let equal = |a: &Expr, b: &Expr| order(a, b) == Some(Ordering::Equal);
            a.iter().any(|a| b.iter().any(|b| equal(a, b)))
        }
        (
            PartitionBound::Range { from, to },
            PartitionBound::Range {
                from: other_from,
                to: other_to,
            },
        ) => {
            let less = |a, b| compare(a, b) == Some(Ordering::Less);
            less(from, other_to) && less(other_from, to)
        }
        (
            PartitionBound::Hash { modulus, remainder },
            PartitionBound::Hash {
                modulus: other_modulus,
                remainder: other_remainder,
            },
        ) => {
            let common = modulus.min(other_modulus);
            remainder % common == other_remainder % common
        }
        _ => false,
    }
}

fn compare(a: &[RangeBound], b: &[RangeBound]) -> Option<Ordering> {
    for (a, b) in a.iter().zip(b) {
        let order = match (a, b) {
            (RangeBound::Value(a), RangeBound::Value(b)) => order(a, b)?,
            (a, b) => rank(a).cmp(&rank(b)),
        };
        if order != Ordering::Equal || !matches!(a, RangeBound::Value(_)) {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}

fn rank(bound: &RangeBound) -> u8 {
    match bound {
        RangeBound::MinValue => 0,
        RangeBound::Value(_) => 1,
        RangeBound::MaxValue => 2,
    }
}

/// The order of two constants, where it is the same in every type and collation they may have.
fn order(a: &Expr, b: &Expr) -> Option<Ordering> {
    let (a, b) = (a.canonical(), b.canonical());
    if a == b {
        return Some(Ordering::Equal);
    }
    let bare = |text: &str| text.trim_matches('\'').to_owned();
    let (a, b) = (bare(&a), bare(&b));
    if let (Ok(a), Ok(b)) = (a.parse::<i128>(), b.parse::<i128>()) {
        return Some(a.cmp(&b));
    }
    match (moment(&a), moment(&b)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => None,
    }
}

/// A date, with a time or midnight; a zone other than the session's is not compared.
fn moment(text: &str) -> Option<String> {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
    let digits = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(c, like)| match like {
                b'0' => c.is_ascii_digit(),
                like => c == like,
            })
    };
    (digits(date, "0000-00-00") && digits(time, "00:00:00")).then(|| format!("{date} {time}"))
}
