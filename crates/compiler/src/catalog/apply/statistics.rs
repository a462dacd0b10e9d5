//! Extended statistics.

use super::{Applied, Apply, names::addition, relation::RelationKind, resolve::TableKey};
use crate::{
    catalog::{Expr, Statistics, depend::Object},
    diagnostic::{Code, Diagnostic},
    parse::{
        AlterStatistics, CreateStatistics, Drop, ExprText, Name, ObjectName, StatisticsChange,
    },
    source::Span,
};

/// What can be gathered, in the order of names.
const KINDS: [&str; 3] = ["dependencies", "mcv", "ndistinct"];

impl Apply<'_> {
    pub(super) fn create_statistics(&mut self, create: &CreateStatistics, span: &Span) -> Applied {
        let key = self.find_relation(&create.table, RelationKind::Table)?;
        let schema = self.schema_of(&create.name)?;
        let name = &create.name.name;
        if self.schema(&schema).statistics.contains_key(&name.text) {
            if create.if_not_exists {
                return Ok(());
            }
            return Err(self.statistics_taken(name));
        }
        let (columns, exprs) = self.statistics_parts(&key, create)?;
        let statistics = Statistics {
            name: name.text.clone(),
            kinds: self.statistics_kinds(create, exprs.len() + columns.len())?,
            schema: key.0.clone(),
            table: key.1.clone(),
            columns,
            exprs,
            comment: None,
            place: Some(self.place(span)),
        };
        let all = &mut self.schema(&schema).statistics;
        all.insert(name.text.clone(), statistics);
        Ok(())
    }

    /// Columns in the order of the table, and expressions in their own.
    fn statistics_parts(
        &self,
        key: &TableKey,
        create: &CreateStatistics,
    ) -> Applied<(Vec<String>, Vec<Expr>)> {
        let (mut columns, mut exprs): (Vec<String>, Vec<Expr>) = (Vec::new(), Vec::new());
        for part in &create.parts {
            let Some(name) = plain_column(part.column.as_ref(), &part.expr) else {
                self.no_subquery(&part.expr, "statistics expressions")?;
                self.expr_columns(key, &part.expr)?;
                let text = super::create_index::without_parentheses(&part.expr.text);
                exprs.push(Expr::new(text));
                continue;
            };
            let title = format!("column \"{}\" does not exist", name.text);
            self.column_exists_or(key, name, title)?;
            if columns.contains(&name.text) {
                let title = "duplicate column name in statistics definition";
                return Err(self.error(Code::D0105, "42701", title, &name.span, "again here"));
            }
            columns.push(name.text.clone());
        }
        if columns.len() + exprs.len() < 2 && exprs.is_empty() {
            let title = "extended statistics require at least 2 columns";
            return Err(self.error(
                Code::D0112,
                "42P17",
                title,
                &create.table.span(),
                "only one",
            ));
        }
        let table = self.table_ref(key)?;
        let place = |name: &String| table.columns.iter().position(|it| it.name == *name);
        columns.sort_by_key(place);
        Ok((columns, exprs))
    }

    fn statistics_kinds(&self, create: &CreateStatistics, parts: usize) -> Applied<Vec<String>> {
        let mut kinds = Vec::new();
        if parts < 2 {
            if let Some(kind) = create.kinds.first() {
                let title = "when building statistics on a single expression, statistics kinds may not be specified";
                return Err(self.error(Code::D0112, "0A000", title, &kind.span, "not here"));
            }
            return Ok(kinds);
        }
        for kind in &create.kinds {
            if !KINDS.contains(&&*kind.text) {
                let title = format!("unrecognized statistics kind \"{}\"", kind.text);
                return Err(self.error(Code::D0112, "42601", title, &kind.span, "no such kind"));
            }
            kinds.push(kind.text.clone());
        }
        if kinds.is_empty() {
            kinds.extend(KINDS.map(str::to_owned));
        }
        kinds.sort();
        kinds.dedup();
        Ok(kinds)
    }

    /// `ChooseExtendedStatisticName`.
    pub(super) fn choose_statistics(&mut self, key: &TableKey, labels: &[String]) -> String {
        let columns = addition(labels.iter().map(String::as_str));
        let schema = self.schema(&key.0);
        let taken = |name: &str| schema.statistics.contains_key(name);
        super::names::choose(&key.1, Some(&columns), "stat", taken)
    }

    fn statistics_taken(&self, name: &Name) -> Box<Diagnostic> {
        let title = format!("statistics object \"{}\" already exists", name.text);
        self.error(
            Code::D0107,
            "42710",
            title,
            &name.span,
            "this name is taken",
        )
    }

    fn find_statistics(&self, name: &ObjectName) -> Option<TableKey> {
        let text = &name.name.text;
        let schema = self.schema_with(name, |schema| schema.statistics.contains_key(text))?;
        Some((schema, text.clone()))
    }

    fn no_statistics(&self, name: &ObjectName) -> Box<Diagnostic> {
        let title = format!("statistics object \"{}\" does not exist", name.shown());
        self.error(
            Code::D0106,
            "42704",
            title,
            &name.span(),
            "no such statistics",
        )
    }

    pub(super) fn alter_statistics(&mut self, alter: &AlterStatistics) -> Applied {
        let Some(key) = self.find_statistics(&alter.name) else {
            return if alter.if_exists {
                Ok(())
            } else {
                Err(self.no_statistics(&alter.name))
            };
        };
        let to = match &alter.change {
            StatisticsChange::RenameTo(to) => (key.0.clone(), to),
            StatisticsChange::SetSchema(schema) => {
                self.schema_exists(schema)?;
                (schema.text.clone(), &alter.name.name)
            }
            StatisticsChange::Nothing => return Ok(()),
        };
        let (schema, name) = to;
        if (&schema, &name.text) == (&key.0, &key.1) {
            return match &alter.change {
                StatisticsChange::RenameTo(to) => Err(self.statistics_moves_onto(to, &schema)),
                _ => Ok(()),
            };
        }
        if self.schema(&schema).statistics.contains_key(&name.text) {
            return Err(self.statistics_moves_onto(name, &schema));
        }
        if let Some(mut statistics) = self.schema(&key.0).statistics.remove(&key.1) {
            statistics.name.clone_from(&name.text);
            let all = &mut self.schema(&schema).statistics;
            all.insert(name.text.clone(), statistics);
        }
        Ok(())
    }

    fn statistics_moves_onto(&self, name: &Name, schema: &str) -> Box<Diagnostic> {
        let title = format!(
            "statistics object \"{}\" already exists in schema \"{schema}\"",
            name.text
        );
        self.error(
            Code::D0107,
            "42710",
            title,
            &name.span,
            "this name is taken",
        )
    }

    pub(super) fn drop_statistics(&mut self, drop: &Drop, names: &[ObjectName]) -> Applied {
        for name in names {
            match self.find_statistics(name) {
                Some(key) => {
                    let statistics = Object::Statistics(key);
                    self.delete(&[statistics], drop.cascade, &name.span())?;
                }
                None if drop.if_exists => {}
                None => return Err(self.no_statistics(name)),
            }
        }
        Ok(())
    }

    pub(super) fn comment_on_statistics(
        &mut self,
        name: &ObjectName,
        text: Option<&String>,
    ) -> Applied {
        let Some(key) = self.find_statistics(name) else {
            return Err(self.no_statistics(name));
        };
        if let Some(statistics) = self.schema(&key.0).statistics.get_mut(&key.1) {
            statistics.comment = text.cloned();
        }
        Ok(())
    }
}

/// `(a)` is the column too.
fn plain_column<'s>(column: Option<&'s Name>, expr: &'s ExprText) -> Option<&'s Name> {
    let in_brackets = || {
        let inner = super::create_index::without_parentheses(&expr.text);
        let only = expr.columns.first().filter(|_| expr.columns.len() == 1)?;
        (only.table.is_none() && only.column.text == inner).then_some(&only.column)
    };
    column.or_else(in_brackets)
}

impl Statistics {
    /// What Postgres would call each part of them.
    pub(super) fn labels(&self) -> Vec<String> {
        let exprs = self.exprs.iter().map(|_| "expr".to_owned());
        self.columns.iter().cloned().chain(exprs).collect()
    }
}
