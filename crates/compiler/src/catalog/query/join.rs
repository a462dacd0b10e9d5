//! Joins: which columns they merge and what stays in reach.

use super::{
    analyzer::{Analysed, Analyzer},
    coerce::Context,
    scope::{Clause, ColumnId, Item, Reach, ScopeColumn, Table},
    ty::Typed,
};
use crate::{
    diagnostic::Code,
    parse::{
        Name,
        query::{Alias, FromItem, Join, JoinKind},
    },
    source::Span,
};
use std::rc::Rc;

impl Analyzer<'_> {
    pub(super) fn join(
        &mut self,
        join: &Join,
        alias: Option<&Alias>,
        at: &FromItem,
    ) -> Analysed<Vec<Item>> {
        let left = self.item(&join.left)?;
        let right = self.right_side(join, &left)?;
        self.apart(&left, &right, &join.right)?;
        let (left_columns, right_columns) = (columns_of(&left), columns_of(&right));
        let using = if join.natural {
            shared(&left_columns, &right_columns, &at.span)
        } else {
            join.using.clone()
        };
        let mut merged = Vec::new();
        for name in &using {
            let pair = (&left_columns[..], &right_columns[..]);
            merged.push(self.merge(join.kind, name, pair)?);
        }
        let is_merged = |column: &&ScopeColumn| using.iter().any(|name| name.text == column.name);
        let rest = left_columns.iter().chain(&right_columns);
        let rest = rest.filter(|column| !is_merged(column)).cloned();
        let mut inside: Vec<Item> = left.into_iter().chain(right).collect();
        if let Some(on) = &join.on {
            let around = std::mem::replace(&mut self.level().items, inside);
            let read = self.in_clause(Clause::JoinOn, |this| {
                let value = this.expr(on)?;
                this.condition(&value, "JOIN/ON")
            });
            inside = std::mem::replace(&mut self.level().items, around);
            read?;
        }
        let columns: Vec<ScopeColumn> = merged.iter().cloned().chain(rest).collect();
        self.joined(join, alias, inside, merged, &columns)
    }

    /// The right side, which may see the left one if it is LATERAL.
    fn right_side(&mut self, join: &Join, left: &[Item]) -> Analysed<Vec<Item>> {
        let reach = match join.kind {
            JoinKind::Inner | JoinKind::Left => Reach::Lateral,
            JoinKind::Right | JoinKind::Full => Reach::Refused,
        };
        let level = self.level();
        let before = level.items.len();
        level
            .items
            .extend(left.iter().cloned().map(|item| Item { reach, ..item }));
        let right = self.item(&join.right);
        self.level().items.truncate(before);
        right
    }

    fn apart(&mut self, left: &[Item], right: &[Item], at: &FromItem) -> Analysed {
        let around = std::mem::replace(&mut self.level().items, left.to_vec());
        let apart = self.no_doubles(right, at);
        self.level().items = around;
        apart
    }

    /// The one column that USING makes of two.
    fn merge(
        &mut self,
        kind: JoinKind,
        name: &Name,
        (left, right): (&[ScopeColumn], &[ScopeColumn]),
    ) -> Analysed<ScopeColumn> {
        let left = self.using_column(left, name, "left")?.clone();
        let right = self.using_column(right, name, "right")?.clone();
        self.uses.extend(
            [&left, &right]
                .into_iter()
                .filter_map(|it| it.origin.clone()),
        );
        let at_name = |column: &ScopeColumn| Typed {
            span: name.span.clone(),
            ..column.value.clone()
        };
        let (left_value, right_value) = (at_name(&left), at_name(&right));
        let value = self.common("JOIN/USING", &[&left_value, &right_value])?;
        let equals = super::operator::equals(&name.span);
        self.binary(&equals, &left.value, &right.value, &name.span)?;
        let same = |column: &ScopeColumn| {
            column.value.ty == value.ty && column.value.modifier == value.modifier
        };
        // Where one side's column is what comes out, naming it is naming that column.
        let copied = match kind {
            JoinKind::Inner | JoinKind::Left if same(&left) => Some(left.id),
            JoinKind::Inner | JoinKind::Right if same(&right) => Some(right.id),
            _ => None,
        };
        let id = match copied {
            Some(id) => id,
            None => ColumnId {
                level: self.level().id,
                table: self.fresh(),
                column: 0,
            },
        };
        Ok(ScopeColumn {
            name: name.text.clone(),
            value,
            id,
            origin: None,
        })
    }

    fn using_column<'c>(
        &self,
        columns: &'c [ScopeColumn],
        name: &Name,
        side: &str,
    ) -> Analysed<&'c ScopeColumn> {
        let mut found = columns.iter().filter(|column| column.name == name.text);
        match (found.next(), found.next()) {
            (Some(column), None) => Ok(column),
            (None, _) => {
                let title = format!(
                    "column \"{}\" specified in USING clause does not exist in {side} table",
                    name.text
                );
                let known = columns.iter().map(|column| column.name.clone()).collect();
                Err(self.no_column(title, &name.text, &name.span, known))
            }
            _ => {
                let title = format!(
                    "common column name \"{}\" appears more than once in {side} table",
                    name.text
                );
                Err(self.error(Code::D0120, "42702", title, &name.span, "which one?"))
            }
        }
    }

    /// What can be named of a join: its columns, and by their names the tables inside, unless an alias hides them.
    fn joined(
        &mut self,
        join: &Join,
        alias: Option<&Alias>,
        inside: Vec<Item>,
        merged: Vec<ScopeColumn>,
        columns: &[ScopeColumn],
    ) -> Analysed<Vec<Item>> {
        let names = columns.iter().map(|column| {
            (
                column.name.clone(),
                column.value.clone(),
                column.origin.clone(),
            )
        });
        let mut table = self.table(names.collect(), alias, None)?;
        for (column, original) in table.columns.iter_mut().zip(columns) {
            column.id = original.id;
        }
        let mut items = Vec::new();
        if let Some(name) = &join.using_alias {
            let row = Table {
                id: self.fresh(),
                name: Some(name.text.clone()),
                columns: merged,
                ..table.clone()
            };
            items.push(Item {
                open: false,
                ..Item::new(row)
            });
        }
        if table.name.is_none() {
            items.extend(inside.into_iter().map(|item| Item {
                open: false,
                ..item
            }));
        }
        items.push(Item::new(table));
        Ok(items)
    }

    /// What several values become together, and that each of them can.
    pub(super) fn common(&mut self, what: &str, values: &[&Typed]) -> Analysed<Typed> {
        let span = values.first().map_or(0..0, |value| value.span.clone());
        let types: Option<Vec<_>> = values.iter().map(|value| value.ty.clone()).collect();
        let Some(types) = types else {
            return Ok(Typed {
                collation: self.merged(values.iter().copied())?,
                span,
                ..Typed::default()
            });
        };
        let ty = self.names.common_type(&types).map_err(|(a, b, at)| {
            let title = format!("{what} types {a} and {b} cannot be matched");
            self.mismatch("42804", title, values.get(at).map_or(&span, |it| &it.span))
        })?;
        for value in values {
            if !self.coerce(value, &ty, Context::Implicit)? {
                let from = value
                    .ty
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let title = format!("{what} could not convert type {from} to {ty}");
                return Err(self.mismatch("42846", title, &value.span));
            }
        }
        let first = values.first().filter(|first| {
            let same = |value: &&&Typed| {
                value.ty.as_ref() == Some(&ty) && value.modifier == first.modifier
            };
            values.iter().filter(same).count() == values.len()
        });
        let modifier = first.and_then(|first| first.modifier.clone());
        let fields = first.and_then(|first| first.fields.as_ref().map(Rc::clone));
        Ok(Typed {
            modifier,
            fields,
            span,
            ..self.computed(ty, values.iter().copied())?
        })
    }
}

/// The columns that both sides have.
fn shared(left: &[ScopeColumn], right: &[ScopeColumn], span: &Span) -> Vec<Name> {
    let in_right = |name: &str| right.iter().any(|other| other.name == name);
    let shared = left.iter().filter(|column| in_right(&column.name));
    let name = |column: &ScopeColumn| Name {
        text: column.name.clone(),
        quoted: true,
        span: span.clone(),
    };
    shared.map(name).collect()
}

/// The columns of a side that are in reach without a table's name.
fn columns_of(items: &[Item]) -> Vec<ScopeColumn> {
    let open = items.iter().filter(|item| item.open);
    open.flat_map(|item| item.table.columns.clone()).collect()
}
