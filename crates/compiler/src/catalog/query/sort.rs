//! ORDER BY, GROUP BY, DISTINCT ON and windows: what their items mean and whether it can be compared.

use super::{
    analyzer::{Analysed, Analyzer},
    scope::Clause,
    select::{Entry, Output, Written},
    ty::{Ty, Typed},
};
use crate::{
    diagnostic::Code,
    parse::{
        Name,
        query::{Distinct, Expr, ExprKind, Grouping, Literal, Query, Select, SortBy, WindowSpec},
    },
    source::Span,
};

/// The types without an order, whose values Postgres cannot sort.
const UNORDERED: [&str; 14] = [
    "aclitem",
    "box",
    "cid",
    "circle",
    "json",
    "line",
    "lseg",
    "path",
    "pg_snapshot",
    "point",
    "polygon",
    "refcursor",
    "xid",
    "xml",
];

/// Those of them that can at least be told apart.
const COMPARABLE: [&str; 3] = ["aclitem", "cid", "xid"];

impl Analyzer<'_> {
    /// ORDER BY; for each item the result column it is, if it is one.
    pub(super) fn order_by(
        &mut self,
        query: &Query,
        select: &Select,
        entries: &[Entry<'_>],
    ) -> Analysed<Vec<Option<usize>>> {
        self.in_clause(Clause::OrderBy, |this| {
            let mut found = Vec::new();
            for item in &query.order_by {
                let key = this.sort_key(&item.expr, entries, Clause::OrderBy)?;
                if key.is_none() && matches!(select.distinct, Distinct::Yes) {
                    let title =
                        "for SELECT DISTINCT, ORDER BY expressions must appear in select list";
                    return Err(this.not_here("42P10", title, &item.expr.span));
                }
                found.push(key);
            }
            Ok(found)
        })
    }

    /// One item: a result column by its name or position, or an expression, which may be that of a column.
    pub(super) fn sort_key(
        &mut self,
        expr: &Expr,
        entries: &[Entry<'_>],
        clause: Clause,
    ) -> Analysed<Option<usize>> {
        let found = match &expr.kind {
            ExprKind::Column { path, star: false } if path.len() == 1 => {
                self.by_name(&path[0], entries, clause)?
            }
            ExprKind::Literal(literal) => {
                Some(self.by_position(literal, expr, entries.len(), clause)?)
            }
            _ => None,
        };
        if let Some(at) = found {
            if let Some(entry) = entries.get(at) {
                self.can_sort(&entry.output.value, clause, &expr.span)?;
            }
            return Ok(found);
        }
        let value = self.expr(expr)?;
        self.can_sort(&value, clause, &expr.span)?;
        let same = |entry: &Entry<'_>| match entry.written {
            Written::Expr(written) => self.same(written, expr),
            Written::Column(id, _) => self.resolved.get(&expr.span.start) == Some(&id),
        };
        Ok(entries.iter().position(same))
    }

    /// The result column of this name; GROUP BY prefers a column of FROM.
    fn by_name(
        &mut self,
        name: &Name,
        entries: &[Entry<'_>],
        clause: Clause,
    ) -> Analysed<Option<usize>> {
        if clause == Clause::GroupBy {
            let depth = self.levels.len().saturating_sub(1);
            if self.find_column_at(depth, name)?.is_some() {
                return Ok(None);
            }
        }
        let mut found: Option<usize> = None;
        for (at, entry) in entries.iter().enumerate() {
            if entry.output.name != name.text {
                continue;
            }
            match found {
                Some(other) if !self.same_written(entries[other].written, entry.written) => {
                    let title = format!("{} \"{}\" is ambiguous", clause.shown(), name.text);
                    return Err(self.error(
                        Code::D0120,
                        "42702",
                        title,
                        &name.span,
                        "several columns have this name",
                    ));
                }
                Some(_) => {}
                None => found = Some(at),
            }
        }
        Ok(found)
    }

    fn same_written(&self, a: Written<'_>, b: Written<'_>) -> bool {
        match (a, b) {
            (Written::Expr(a), Written::Expr(b)) => self.same(a, b),
            (Written::Column(a, _), Written::Column(b, _)) => a == b,
            (Written::Column(id, _), Written::Expr(expr))
            | (Written::Expr(expr), Written::Column(id, _)) => {
                self.resolved.get(&expr.span.start) == Some(&id)
            }
        }
    }

    fn by_position(
        &self,
        literal: &Literal,
        expr: &Expr,
        columns: usize,
        clause: Clause,
    ) -> Analysed<usize> {
        let Literal::Integer(digits) = literal else {
            let title = format!("non-integer constant in {}", clause.shown());
            return Err(self.error(Code::D0116, "42601", title, &expr.span, "a constant"));
        };
        let position = digits
            .parse::<usize>()
            .ok()
            .and_then(|it| it.checked_sub(1));
        position.filter(|at| *at < columns).ok_or_else(|| {
            let title = format!("{} position {digits} is not in select list", clause.shown());
            self.not_here("42P10", title, &expr.span)
        })
    }

    /// ORDER BY around a set operation or VALUES, which sees result columns only.
    pub(super) fn sort_outputs(&mut self, query: &Query, outputs: &[Output]) -> Analysed {
        for item in &query.order_by {
            let expr = &item.expr;
            let value = match &expr.kind {
                ExprKind::Literal(literal) => {
                    let at = self.by_position(literal, expr, outputs.len(), Clause::OrderBy)?;
                    outputs.get(at)
                }
                ExprKind::Column { path, star: false } if path.len() == 1 => {
                    let name = &path[0];
                    let found = outputs.iter().find(|output| output.name == name.text);
                    if found.is_none() {
                        let title = format!("column \"{}\" does not exist", name.text);
                        let known = outputs.iter().map(|output| output.name.clone()).collect();
                        return Err(self.no_column(title, &name.text, &expr.span, known));
                    }
                    found
                }
                _ => {
                    let title = "invalid UNION/INTERSECT/EXCEPT ORDER BY clause";
                    return Err(self.not_here("0A000", title, &expr.span));
                }
            };
            if let Some(output) = value {
                self.can_sort(&output.value, Clause::OrderBy, &expr.span)?;
            }
        }
        Ok(())
    }

    fn can_sort(&self, value: &Typed, clause: Clause, span: &Span) -> Analysed {
        if clause == Clause::GroupBy {
            return self.has_equality(value, span);
        }
        match self.unordered(value) {
            Some(ty) => {
                let title = format!("could not identify an ordering operator for type {ty}");
                Err(self.mismatch("42883", title, span))
            }
            None => Ok(()),
        }
    }

    /// Whether values can be told apart: for DISTINCT, GROUP BY, UNION.
    pub(super) fn has_equality(&self, value: &Typed, span: &Span) -> Analysed {
        match self.unordered(value) {
            Some(ty) if !COMPARABLE.iter().any(|name| ty.is(name)) => {
                let title = format!("could not identify an equality operator for type {ty}");
                Err(self.mismatch("42883", title, span))
            }
            _ => Ok(()),
        }
    }

    fn unordered(&self, value: &Typed) -> Option<Ty> {
        let ty = value.ty.as_ref()?;
        let base = self.names.base_type(ty);
        let element = base.element().unwrap_or(base);
        let unordered = UNORDERED.iter().any(|name| element.is(name));
        unordered.then(|| ty.clone())
    }

    /// GROUP BY; what the rows are grouped by.
    pub(super) fn group_by<'q>(
        &mut self,
        groupings: &'q [Grouping],
        entries: &[Entry<'q>],
    ) -> Analysed<Vec<Written<'q>>> {
        let mut exprs = Vec::new();
        for grouping in groupings {
            grouping.for_each_expr(&mut |expr| match &expr.kind {
                // `(a, b)` groups by both, `()` by nothing.
                ExprKind::Row(parts) => exprs.extend(parts),
                _ => exprs.push(expr),
            });
        }
        self.in_clause(Clause::GroupBy, |this| {
            let mut grouped = Vec::new();
            for expr in exprs {
                let key = this.sort_key(expr, entries, Clause::GroupBy)?;
                let target = key.and_then(|at| entries.get(at));
                grouped.push(target.map_or(Written::Expr(expr), |entry| entry.written));
            }
            Ok(grouped)
        })
    }

    /// A window's definition.
    pub(super) fn window(&mut self, spec: &WindowSpec) -> Analysed {
        if let Some(base) = &spec.base {
            self.window_exists(base)?;
        }
        self.in_clause(Clause::Window, |this| {
            for expr in &spec.partition_by {
                let value = this.expr(expr)?;
                this.has_equality(&value, &expr.span)?;
            }
            this.sort_exprs(&spec.order_by).map(drop)?;
            spec.bounds
                .iter()
                .try_for_each(|expr| this.expr(expr).map(drop))
        })
    }

    pub(super) fn window_exists(&mut self, name: &Name) -> Analysed {
        if self.level().windows.contains(&name.text) {
            return Ok(());
        }
        let title = format!("window \"{}\" does not exist", name.text);
        Err(self.error(Code::D0106, "42704", title, &name.span, "not in WINDOW"))
    }

    /// ORDER BY inside of a call or window: expressions, never positions.
    pub(super) fn sort_exprs(&mut self, items: &[SortBy]) -> Analysed<Vec<Typed>> {
        let mut values = Vec::new();
        for item in items {
            let value = self.expr(&item.expr)?;
            self.can_sort(&value, Clause::OrderBy, &item.expr.span)?;
            values.push(value);
        }
        Ok(values)
    }
}
