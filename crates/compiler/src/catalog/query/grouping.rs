//! What may stand beside an aggregate: keys of GROUP BY, and columns that they determine (`parse_agg.c`).

use super::{
    analyzer::{Analysed, Analyzer},
    scope::{ColumnId, Table},
    select::{Entry, Written},
};
use crate::{
    catalog::Use,
    parse::query::{Expr, ExprKind, Query, Select},
};
use std::rc::Rc;

/// What is needed to tell whether an expression may stand in a grouped query.
struct Grouped<'g, 'q> {
    level: usize,
    keys: &'g [Written<'q>],
    tables: Vec<Rc<Table>>,
    /// Whether a query inside is being looked through.
    nested: bool,
}

impl Grouped<'_, '_> {
    /// A column as messages name it.
    fn shown(&self, id: ColumnId) -> String {
        let table = self.tables.iter().find(|table| table.id == id.table);
        let Some(table) = table else {
            return "?".to_owned();
        };
        let column = table.columns.get(id.column);
        let name = table.name.as_deref().unwrap_or("unnamed_join");
        format!("{name}.{}", column.map_or("*", |column| &column.name))
    }
}

impl Analyzer<'_> {
    /// Refuses columns that are neither keys nor inside of an aggregate.
    pub(super) fn check_grouping(
        &mut self,
        query: &Query,
        select: &Select,
        entries: &[Entry<'_>],
        keys: &[Written<'_>],
    ) -> Analysed {
        let level = self.level();
        if !level.aggregates && select.group_by.is_empty() && select.having.is_none() {
            return Ok(());
        }
        let grouped = Grouped {
            level: level.id,
            keys,
            tables: level
                .items
                .iter()
                .map(|item| Rc::clone(&item.table))
                .collect(),
            nested: false,
        };
        for entry in entries {
            match entry.written {
                Written::Expr(expr) => self.grouped(expr, &grouped)?,
                Written::Column(id, expr) => self.grouped_column(id, expr, &grouped)?,
            }
        }
        for item in &query.order_by {
            if self.is_read(&item.expr) {
                self.grouped(&item.expr, &grouped)?;
            }
        }
        select
            .having
            .iter()
            .try_for_each(|having| self.grouped(having, &grouped))
    }

    /// Whether an item of ORDER BY was read as an expression; a result column's name was not.
    fn is_read(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Column { .. } => self.resolved.contains_key(&expr.span.start),
            ExprKind::Literal(_) => false,
            _ => true,
        }
    }

    fn grouped(&mut self, expr: &Expr, grouped: &Grouped<'_, '_>) -> Analysed {
        let is_key = grouped.keys.iter().any(|key| match key {
            Written::Expr(key) => self.same(key, expr),
            Written::Column(id, _) => self.resolved.get(&expr.span.start) == Some(id),
        });
        if is_key {
            return Ok(());
        }
        match &expr.kind {
            ExprKind::Column { .. } => match self.resolved.get(&expr.span.start) {
                Some(&id) => self.grouped_column(id, expr, grouped),
                None => Ok(()),
            },
            ExprKind::Call(_) if self.aggregates.get(&expr.span.start) == Some(&grouped.level) => {
                Ok(())
            }
            ExprKind::Grouping(_) => Ok(()),
            _ => {
                for child in expr.children() {
                    self.grouped(child, grouped)?;
                }
                let mut inside = Vec::new();
                if let Some(query) = expr.query() {
                    query.for_each_expr(&mut |expr| inside.push(expr));
                }
                let inner = Grouped {
                    nested: true,
                    tables: grouped.tables.clone(),
                    ..*grouped
                };
                inside
                    .into_iter()
                    .try_for_each(|expr| self.grouped(expr, &inner))
            }
        }
    }

    fn grouped_column(&mut self, id: ColumnId, expr: &Expr, grouped: &Grouped<'_, '_>) -> Analysed {
        if id.level != grouped.level || self.key_columns(grouped).contains(&id) {
            return Ok(());
        }
        let table = grouped.tables.iter().find(|table| table.id == id.table);
        if let Some(table) = table
            && let Some((constraint, columns)) = &table.key
        {
            let known = self.key_columns(grouped);
            let determined = columns
                .iter()
                .all(|&column| known.contains(&ColumnId { column, ..id }));
            if determined {
                self.uses.extend(
                    table
                        .relation
                        .clone()
                        .map(|(schema, table)| Use::Constraint {
                            schema,
                            table,
                            name: constraint.clone(),
                        }),
                );
                return Ok(());
            }
        }
        let shown = grouped.shown(id);
        let title = if grouped.nested {
            format!("subquery uses ungrouped column \"{shown}\" from outer query")
        } else {
            format!(
                "column \"{shown}\" must appear in the GROUP BY clause or be used in an aggregate function"
            )
        };
        Err(self.not_here("42803", title, &expr.span))
    }

    /// The columns that are keys by themselves.
    fn key_columns(&self, grouped: &Grouped<'_, '_>) -> Vec<ColumnId> {
        let keys = grouped.keys.iter().filter_map(|key| match key {
            Written::Expr(expr) if matches!(expr.kind, ExprKind::Column { .. }) => {
                self.resolved.get(&expr.span.start).copied()
            }
            Written::Expr(_) => None,
            Written::Column(id, _) => Some(*id),
        });
        keys.collect()
    }

    /// Whether two expressions are the same, whatever they are spelled like.
    pub(super) fn same(&self, a: &Expr, b: &Expr) -> bool {
        if let (ExprKind::Column { .. }, ExprKind::Column { .. }) = (&a.kind, &b.kind) {
            let (a, b) = (&a.span.start, &b.span.start);
            return matches!((self.resolved.get(a), self.resolved.get(b)), (Some(a), Some(b)) if a == b);
        }
        let (inside_a, inside_b) = (a.children(), b.children());
        let text = |expr: &Expr| self.source.slice(&expr.span).to_owned();
        let queries = match (a.query(), b.query()) {
            (None, None) => true,
            (Some(_), Some(_)) => text(a) == text(b),
            _ => false,
        };
        queries
            && a.head() == b.head()
            && inside_a.len() == inside_b.len()
            && inside_a.iter().zip(&inside_b).all(|(a, b)| self.same(a, b))
    }
}
