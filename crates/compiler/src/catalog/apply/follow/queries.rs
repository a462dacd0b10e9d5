//! Queries of `pg_catalog` and `information_schema`, answered from the catalog.
//!
//! A row is sure, or it may be there: what a condition makes of unknown values is unknown.

use super::{
    Apply,
    datum::Datum,
    relations::{self, Row},
};
use crate::{
    catalog::apply::Applied,
    parse::{From, Query, Value},
};

/// A row of each relation that a query reads, and those of the queries around it.
#[derive(Clone, Default)]
pub(super) struct Rows<'r> {
    rows: Vec<(&'r str, Option<&'r Row>)>,
}

impl Rows<'_> {
    /// The value of a column; `None` if no relation here has one.
    pub(super) fn get(&self, parts: &[String]) -> Option<Datum> {
        let (alias, column) = match parts {
            [column] => (None, column),
            [.., alias, column] => (Some(alias.as_str()), column),
            [] => return None,
        };
        let mut named = self.rows.iter().rev();
        let here = |it: &&(&str, Option<&Row>)| alias.is_none_or(|alias| alias == it.0);
        if alias.is_some() {
            let (_, row) = named.find(here)?;
            return Some(value_of(*row, column).unwrap_or(Datum::Unknown));
        }
        named.find_map(|(_, row)| value_of(*row, column))
    }
}

/// The value in a row; NULL where an outer join found none.
fn value_of(row: Option<&Row>, column: &str) -> Option<Datum> {
    match row {
        Some(row) => row.get(column).cloned(),
        None => Some(Datum::Null),
    }
}

/// A relation and its rows.
type Relation<'q> = (&'q From, Vec<Row>);

impl Apply<'_> {
    /// Whether a query finds a row.
    pub(super) fn exists(&self, query: &Query) -> Applied<Datum> {
        self.exists_in(query, &Rows::default())
    }

    pub(super) fn exists_in(&self, query: &Query, around: &Rows<'_>) -> Applied<Datum> {
        // An aggregate without groups makes one row of none.
        if !query.more && query.targets.iter().flatten().any(is_aggregate) {
            return Ok(Datum::Bool(true));
        }
        let mut maybe = false;
        let mut sure = false;
        let known = self.for_each_row(query, around, &mut |certain, _| {
            maybe = true;
            sure |= certain;
            Ok(())
        })?;
        Ok(match (known, sure, maybe) {
            (true, true, _) => Datum::Bool(true),
            (true, false, false) => Datum::Bool(false),
            (false, ..) | (true, false, true) => Datum::Unknown,
        })
    }

    /// The value of a query in brackets.
    pub(super) fn scalar(&self, query: &Query, around: &Rows<'_>) -> Applied<Datum> {
        let [Some(target)] = query.targets.as_slice() else {
            return Ok(Datum::Unknown);
        };
        if query.from.is_empty() && query.filter.is_none() && !query.more {
            return self.value_in(target, around);
        }
        if let Some(count) = self.count_in(target, query, around)? {
            return Ok(count);
        }
        let found = self.column_of(query, around)?;
        Ok(match found.as_deref() {
            Some([]) => Datum::Null,
            Some([(true, value)]) => value.clone(),
            _ => Datum::Unknown,
        })
    }

    /// `count(*)`, `count(*) > 0`, if every row is sure.
    fn count_in(&self, target: &Value, query: &Query, around: &Rows<'_>) -> Applied<Option<Datum>> {
        match target {
            Value::Call(name, parts) if name == "count" && parts.is_empty() => {
                let (mut count, mut unsure) = (0, false);
                let known = self.for_each_row(query, around, &mut |sure, _| {
                    count += 1;
                    unsure |= !sure;
                    Ok(())
                })?;
                let count = (known && !unsure).then_some(Datum::Number(count));
                Ok(Some(count.unwrap_or(Datum::Unknown)))
            }
            Value::Op(operator, parts) => match parts.as_slice() {
                [left, right] => {
                    let Some(count) = self.count_in(left, query, around)? else {
                        return Ok(None);
                    };
                    let Datum::Number(count) = count else {
                        return Ok(Some(Datum::Unknown));
                    };
                    let parts = vec![Value::Number(count), right.clone()];
                    let compared = Value::Op(operator.clone(), parts);
                    Ok(Some(self.value_in(&compared, around)?))
                }
                _ => Ok(None),
            },
            _ if is_aggregate(target) => Ok(Some(Datum::Unknown)),
            _ => Ok(None),
        }
    }

    /// What a query of one column finds, each value with whether it is sure; `None` if nobody knows.
    pub(super) fn column_of(
        &self,
        query: &Query,
        around: &Rows<'_>,
    ) -> Applied<Option<Vec<(bool, Datum)>>> {
        let [Some(target)] = query.targets.as_slice() else {
            return Ok(None);
        };
        if is_aggregate(target) {
            return Ok(None);
        }
        let mut values = Vec::new();
        let known = self.for_each_row(query, around, &mut |sure, rows| {
            values.push((sure, self.value_in(target, rows)?));
            Ok(())
        })?;
        Ok(known.then_some(values))
    }

    /// The values of the first row, as `INTO` takes them; `None` if nobody knows them.
    pub(super) fn first_row(&self, query: &Query) -> Applied<Option<Vec<Datum>>> {
        if let [Some(_)] = query.targets.as_slice() {
            let value = self.scalar(query, &Rows::default())?;
            return Ok(Some(vec![value]));
        }
        let mut first: Option<(bool, Vec<Datum>)> = None;
        let mut count = 0;
        let known = self.for_each_row(query, &Rows::default(), &mut |sure, rows| {
            let values = query.targets.iter().map(|target| match target {
                Some(target) => self.value_in(target, rows),
                None => Ok(Datum::Unknown),
            });
            count += 1;
            first.get_or_insert((sure, values.collect::<Applied<_>>()?));
            Ok(())
        })?;
        let nothing = vec![Datum::Null; query.targets.len()];
        Ok(match first {
            _ if !known => None,
            None => Some(nothing),
            Some((true, values)) if count == 1 => Some(values),
            Some(_) => None,
        })
    }

    /// Every row that a query may find; the answer is whether its relations are known at all.
    fn for_each_row(
        &self,
        query: &Query,
        around: &Rows<'_>,
        see: &mut dyn FnMut(bool, &Rows<'_>) -> Applied,
    ) -> Applied<bool> {
        if query.more {
            return Ok(false);
        }
        let mut relations: Vec<Relation<'_>> = Vec::new();
        for from in &query.from {
            let rows = relations::rows(self.catalog, from.schema.as_deref(), &from.relation);
            match rows {
                Some(rows) => relations.push((from, rows)),
                None => return Ok(false),
            }
        }
        let filter = query.filter.as_ref();
        self.joined(&relations, filter, around.clone(), true, see)?;
        Ok(true)
    }

    /// The rows of the first relation beside those so far, each with what the rest adds.
    fn joined<'r>(
        &self,
        relations: &'r [Relation<'r>],
        filter: Option<&Value>,
        rows: Rows<'r>,
        sure: bool,
        see: &mut dyn FnMut(bool, &Rows<'_>) -> Applied,
    ) -> Applied {
        let Some(((from, all), rest)) = relations.split_first() else {
            let holds = match filter {
                Some(filter) => self.value_in(filter, &rows)?.truth(),
                None => Some(true),
            };
            return match holds {
                Some(false) => Ok(()),
                holds => see(sure && holds == Some(true), &rows),
            };
        };
        let mut partners = false;
        for row in all {
            let mut beside = rows.clone();
            beside.rows.push((&from.alias, Some(row)));
            let holds = match &from.on {
                Some(on) => self.value_in(on, &beside)?.truth(),
                None => Some(true),
            };
            if holds == Some(false) {
                continue;
            }
            partners = true;
            let sure = sure && holds == Some(true);
            self.joined(rest, filter, beside, sure, see)?;
        }
        if from.outer && !partners {
            let mut beside = rows;
            beside.rows.push((&from.alias, None));
            self.joined(rest, filter, beside, sure, see)?;
        }
        Ok(())
    }
}

fn is_aggregate(value: &Value) -> bool {
    match value {
        Value::Call(name, parts) => {
            let aggregates = [
                "count",
                "min",
                "max",
                "sum",
                "bool_or",
                "bool_and",
                "array_agg",
                "string_agg",
                "every",
            ];
            aggregates.contains(&name.as_str()) || parts.iter().any(is_aggregate)
        }
        Value::Op(_, parts) => parts.iter().any(is_aggregate),
        Value::Cast(inner, _) => is_aggregate(inner),
        _ => false,
    }
}
