//! A query's result columns.

use super::{
    analyzer::{Analysed, Analyzer},
    coerce::Context,
    column_name::column_name,
    scope::{Clause, ColumnId, Item, Level},
    ty::{Ty, Typed},
};
use crate::{
    diagnostic::Code,
    parse::{
        ObjectName,
        query::{Body, Change, Distinct, Expr, ExprKind, Query, Select, Target},
    },
    source::Span,
};

/// A result column.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) name: String,
    pub(super) value: Typed,
}

/// A result column and what it was written as.
pub(super) struct Entry<'q> {
    pub(super) output: Output,
    pub(super) written: Written<'q>,
}

/// What a result column or a key of GROUP BY stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Written<'q> {
    Expr(&'q Expr),
    /// One column of what `*` expanded to.
    Column(ColumnId, &'q Expr),
}

impl<'q> Written<'q> {
    pub(super) fn span(self) -> &'q Span {
        match self {
            Self::Expr(expr) | Self::Column(_, expr) => &expr.span,
        }
    }
}

impl Analyzer<'_> {
    /// A query whose columns all have a type in the end.
    pub(super) fn subquery(&mut self, query: &Query) -> Analysed<Vec<Output>> {
        let mut outputs = self.query(query)?;
        for output in &mut outputs {
            if output.value.is_unknown_literal() {
                output.value = self.value(Ty::builtin("text"), None, None);
            }
        }
        Ok(outputs)
    }

    /// Reads something as a query inside the current one.
    pub(super) fn with_level<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let id = self.fresh();
        self.levels.push(Level::new(id));
        let value = read(self);
        self.levels.pop();
        value
    }

    /// A query; literals that nothing gave a type stay `unknown`.
    fn query(&mut self, query: &Query) -> Analysed<Vec<Output>> {
        self.with_level(|this| {
            this.with(&query.with)?;
            match &query.body {
                Body::Select(select) => this.select(query, select),
                Body::Values(rows) => this.values(query, rows),
                Body::Table(name) => this.table_query(query, name),
                Body::SetOperation {
                    left,
                    right,
                    operator,
                    all,
                } => this.set_operation(query, left, right, (operator, *all)),
                Body::Nested(inner) => this.nested(query, inner),
                Body::Change(change) => this.change(change),
            }
        })
    }

    /// `(query) ORDER BY ..` is that query with these clauses.
    fn nested(&mut self, query: &Query, inner: &Query) -> Analysed<Vec<Output>> {
        if query.order_by.is_empty() && query.limits.is_empty() {
            return self.query(inner);
        }
        let mut inner = inner.clone();
        inner.order_by.extend(query.order_by.iter().cloned());
        inner.limits.extend(query.limits.iter().cloned());
        self.query(&inner)
    }

    fn select(&mut self, query: &Query, select: &Select) -> Analysed<Vec<Output>> {
        self.relations(&select.from)?;
        let windows = select.windows.iter().map(|(name, _)| name.text.clone());
        self.level().windows = windows.collect();
        let entries = self.targets(&select.targets)?;
        if let Some(filter) = &select.filter {
            self.filter(filter, Clause::Where)?;
        }
        if let Some(having) = &select.having {
            self.filter(having, Clause::Having)?;
        }
        let sorted = self.order_by(query, select, &entries)?;
        let grouped = self.group_by(&select.group_by, &entries)?;
        self.distinct(&select.distinct, &entries, &sorted)?;
        self.limits(query)?;
        self.windows(select)?;
        self.locked(query)?;
        self.check_grouping(query, select, &entries, &grouped)?;
        Ok(entries.into_iter().map(|entry| entry.output).collect())
    }

    fn filter(&mut self, expr: &Expr, clause: Clause) -> Analysed {
        self.in_clause(clause, |this| {
            let value = this.expr(expr)?;
            this.condition(&value, clause.shown())
        })
    }

    /// The SELECT list, `*` expanded.
    pub(super) fn targets<'q>(&mut self, targets: &'q [Target]) -> Analysed<Vec<Entry<'q>>> {
        let mut entries = Vec::new();
        for target in targets {
            let expr = &target.expr;
            match &expr.kind {
                ExprKind::Star => self.star(&[], expr, &mut entries)?,
                ExprKind::Column { path, star: true } => self.star(path, expr, &mut entries)?,
                ExprKind::FieldStar(of) if self.is_table(of)? => {
                    if let ExprKind::Column { path, .. } = &of.kind {
                        self.star(path, expr, &mut entries)?;
                    }
                }
                ExprKind::FieldStar(of) => {
                    let value = self.expr(of)?;
                    for field in self.fields(&value, &expr.span)? {
                        self.uses.extend(field.origin);
                        entries.push(Entry {
                            output: Output {
                                name: field.name,
                                value: field.value,
                            },
                            written: Written::Expr(of),
                        });
                    }
                }
                _ => {
                    let value = self.expr(expr)?;
                    let name = match &target.alias {
                        Some(alias) => alias.text.clone(),
                        None => column_name(expr, &self.scalar_names),
                    };
                    entries.push(Entry {
                        output: Output { name, value },
                        written: Written::Expr(expr),
                    });
                }
            }
        }
        Ok(entries)
    }

    /// Whether `(t).*` is all columns of a table.
    pub(super) fn is_table(&self, of: &Expr) -> Analysed<bool> {
        Ok(match &of.kind {
            ExprKind::Column { path, star: false } => match path.as_slice() {
                [name] => {
                    self.find_column(name)?.is_none() && self.find_table(None, name)?.is_some()
                }
                _ => false,
            },
            _ => false,
        })
    }

    fn star<'q>(
        &mut self,
        path: &[crate::parse::Name],
        expr: &'q Expr,
        entries: &mut Vec<Entry<'q>>,
    ) -> Analysed {
        for column in self.expand(path, &expr.span)? {
            entries.push(Entry {
                written: Written::Column(column.id, expr),
                output: Output {
                    name: column.name,
                    value: column.value,
                },
            });
        }
        Ok(())
    }

    /// `VALUES`: each column is what its rows have in common.
    fn values(&mut self, query: &Query, rows: &[Vec<Expr>]) -> Analysed<Vec<Output>> {
        let mut columns: Vec<Vec<Typed>> = Vec::new();
        for row in rows {
            let row_values = self.in_clause(Clause::Values, |this| {
                row.iter()
                    .map(|expr| this.expr(expr))
                    .collect::<Analysed<Vec<_>>>()
            })?;
            if columns.is_empty() {
                columns = row_values.into_iter().map(|value| vec![value]).collect();
            } else if columns.len() == row_values.len() {
                for (column, value) in columns.iter_mut().zip(row_values) {
                    column.push(value);
                }
            } else {
                let span = row.first().map_or(&query.span, |expr| &expr.span);
                let title = "VALUES lists must all be the same length";
                return Err(self.error(Code::D0112, "42601", title, span, "another length"));
            }
        }
        let mut outputs = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let values: Vec<&Typed> = column.iter().collect();
            outputs.push(Output {
                name: format!("column{}", at + 1),
                value: self.common("VALUES", &values)?,
            });
        }
        self.sort_outputs(query, &outputs)?;
        self.limits(query)?;
        Ok(outputs)
    }

    /// `TABLE name`.
    fn table_query(&mut self, query: &Query, name: &ObjectName) -> Analysed<Vec<Output>> {
        let table = self.relation(name, None)?;
        self.level().items.push(Item::new(table));
        let columns = self.expand(&[], &name.span())?;
        let outputs: Vec<Output> = columns
            .into_iter()
            .map(|column| Output {
                name: column.name,
                value: column.value,
            })
            .collect();
        self.sort_outputs(query, &outputs)?;
        self.limits(query)?;
        Ok(outputs)
    }

    fn set_operation(
        &mut self,
        query: &Query,
        left: &Query,
        right: &Query,
        (operator, all): (&str, bool),
    ) -> Analysed<Vec<Output>> {
        let a = self.query(left)?;
        let b = self.query(right)?;
        if a.len() != b.len() {
            let title = format!("each {operator} query must have the same number of columns");
            let span = b.first().map_or(&right.span, |output| &output.value.span);
            return Err(self.error(Code::D0112, "42601", title, span, "another number"));
        }
        let mut outputs = Vec::new();
        for (a, b) in a.into_iter().zip(b) {
            let value = self.common(operator, &[&a.value, &b.value])?;
            if !all {
                self.has_equality(&value, &value.span)?;
            }
            outputs.push(Output {
                name: a.name,
                value,
            });
        }
        self.sort_outputs(query, &outputs)?;
        self.limits(query)?;
        Ok(outputs)
    }

    fn limits(&mut self, query: &Query) -> Analysed {
        for limit in &query.limits {
            self.in_clause(Clause::Limit, |this| {
                let depth = this.levels.len();
                let before = this.innermost.take();
                let value = this.expr(limit)?;
                if this.innermost.is_some_and(|at| at + 1 == depth) {
                    let title = "argument of LIMIT must not contain variables";
                    return Err(this.not_here("42P10", title, &limit.span));
                }
                this.innermost = before;
                if !this.coerce(&value, &Ty::builtin("int8"), Context::Assignment)? {
                    let ty = value.ty.map(|ty| ty.to_string()).unwrap_or_default();
                    let title = format!("argument of LIMIT must be type bigint, not type {ty}");
                    return Err(this.mismatch("42804", title, &limit.span));
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn windows(&mut self, select: &Select) -> Analysed {
        for (at, (name, spec)) in select.windows.iter().enumerate() {
            if select.windows[..at]
                .iter()
                .any(|(other, _)| other.text == name.text)
            {
                let title = format!("window \"{}\" is already defined", name.text);
                return Err(self.error(Code::D0112, "42P20", title, &name.span, "again here"));
            }
            self.window(spec)?;
        }
        Ok(())
    }

    /// `FOR UPDATE OF name`.
    fn locked(&mut self, query: &Query) -> Analysed {
        for name in &query.locked {
            let items = &self.level().items;
            if !items
                .iter()
                .any(|item| item.table.name.as_ref() == Some(&name.text))
            {
                let title = format!(
                    "relation \"{}\" in FOR UPDATE clause not found in FROM clause",
                    name.text
                );
                return Err(self.error(Code::D0101, "42P01", title, &name.span, "not in FROM"));
            }
        }
        Ok(())
    }

    /// `DISTINCT`, whose columns must be comparable and whose order must be among them.
    fn distinct(
        &mut self,
        distinct: &Distinct,
        entries: &[Entry<'_>],
        sorted: &[Option<usize>],
    ) -> Analysed {
        match distinct {
            Distinct::No => Ok(()),
            Distinct::Yes => entries
                .iter()
                .try_for_each(|entry| self.has_equality(&entry.output.value, entry.written.span())),
            Distinct::On(exprs) => self.in_clause(Clause::DistinctOn, |this| {
                let mut on = Vec::new();
                for expr in exprs {
                    on.push(this.sort_key(expr, entries, Clause::DistinctOn)?);
                }
                let matched = sorted.iter().take(on.len());
                if matched
                    .clone()
                    .any(|key| key.is_some() && !on.contains(key))
                {
                    let span = exprs.first().map_or(0..0, |expr| expr.span.clone());
                    let title =
                        "SELECT DISTINCT ON expressions must match initial ORDER BY expressions";
                    return Err(this.not_here("42P10", title, &span));
                }
                Ok(())
            }),
        }
    }

    /// RETURNING of a statement that changes data.
    fn change(&mut self, change: &Change) -> Analysed<Vec<Output>> {
        if let Some(source) = &change.source {
            self.subquery(source)?;
        }
        let mut table = self.relation(&change.table, None)?;
        if let Some(alias) = &change.alias {
            table.name = Some(alias.text.clone());
            table.own_name = false;
        }
        self.level().items.push(Item::new(table));
        self.relations(&change.from)?;
        let entries = self.targets(&change.returning)?;
        Ok(entries.into_iter().map(|entry| entry.output).collect())
    }
}
