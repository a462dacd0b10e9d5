//! Which type tells a table's keys from another's, and which columns hold such a key.

use super::{Docs, FieldType, RustType, docs, field::Context, types};
use crate::catalog::{Column, ForeignKeyAction, Schema, Table};

/// A table's primary key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key's fields, by position, in the key's order.
    pub fields: Vec<usize>,
    /// The type that stands for the key of this table and no other.
    pub id: Option<IdDef>,
}

/// A typed key, `ListingId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdDef {
    /// The struct's name.
    pub name: String,
    /// What it says of itself.
    pub docs: Docs,
    /// What it wraps.
    pub inner: FieldType,
    /// Whether only the database makes values of it.
    pub sealed: bool,
}

/// Finds the table whose key a column holds.
pub(super) struct Keys<'c> {
    schema: &'c Schema,
}

impl<'c> Keys<'c> {
    /// The keys of a schema.
    pub(super) fn of(schema: &'c Schema) -> Self {
        Self { schema }
    }

    /// The table of this name.
    pub(super) fn table(&self, name: &str) -> Option<&'c Table> {
        self.schema.tables.get(name)
    }

    /// Whether a foreign key passes a change of the column on: `ON UPDATE CASCADE` and its like.
    pub(super) fn moves_others(&self, table: &Table, column: &Column) -> bool {
        let mut keys = self
            .schema
            .tables
            .values()
            .flat_map(|child| &child.foreign_keys);
        keys.any(|key| {
            let still = matches!(
                key.on_update,
                ForeignKeyAction::NoAction | ForeignKeyAction::Restrict
            );
            !still && key.table == table.name && key.referenced.contains(&column.name)
        })
    }

    /// The table whose typed key the column holds: that of the foreign key it belongs to, through as many
    /// tables as it takes, or the column's own table.
    pub(super) fn owner(&self, table: &'c Table, column: &'c Column) -> Option<&'c Table> {
        self.owner_from(table, column, &mut Vec::new())
    }

    fn owner_from(
        &self,
        table: &'c Table,
        column: &'c Column,
        visited: &mut Vec<&'c str>,
    ) -> Option<&'c Table> {
        let is_key = single_key(table) == Some(&column.name);
        if !visited.contains(&table.name.as_str()) {
            visited.push(&table.name);
            let mut owners: Vec<&Table> = self
                .parents(table, column)
                .filter_map(|(parent, key)| self.owner_from(parent, key, visited))
                .collect();
            owners.dedup_by(|a, b| a.name == b.name);
            match owners.as_slice() {
                [owner] => return Some(owner),
                [] => {}
                _ if !is_key => return None,
                _ => {}
            }
        }
        let keyable = types::field_type(&column.ty, false).is_some_and(|ty| ty.keyable);
        (is_key && keyable).then_some(table)
    }

    /// The tables whose one-column primary key this column alone refers to, with that key's column.
    fn parents(
        &self,
        table: &'c Table,
        column: &'c Column,
    ) -> impl Iterator<Item = (&'c Table, &'c Column)> {
        let kind = |column: &Column| types::field_type(&column.ty, false).map(|ty| ty.diesel);
        table.foreign_keys.iter().filter_map(move |foreign| {
            if foreign.schema != "public" || foreign.columns != [column.name.clone()] {
                return None;
            }
            let parent = self.schema.tables.get(&foreign.table)?;
            let key = parent.column(single_key(parent)?)?;
            let whole = foreign.referenced == [key.name.clone()];
            (whole && kind(key) == kind(column)).then_some((parent, key))
        })
    }
}

/// The primary key's column, if it has just one.
pub(super) fn single_key(table: &Table) -> Option<&String> {
    match table.primary_key.as_ref()?.columns.as_slice() {
        [column] => Some(column),
        _ => None,
    }
}

/// The table's key; `sealed` where only the database makes keys.
///
/// A type that driftless.toml gives the key's column stands in place of a typed key.
pub(super) fn key(table: &Table, context: &Context<'_>, sealed: bool) -> Option<Key> {
    let primary = table.primary_key.as_ref()?;
    let position = |name: &String| table.columns.iter().position(|column| column.name == *name);
    let fields: Vec<usize> = primary.columns.iter().filter_map(position).collect();
    let own = single_key(table)
        .and_then(|name| table.column(name))
        .filter(|column| {
            let owner = context.keys.owner(table, column);
            owner.is_some_and(|owner| owner.name == table.name)
        })
        .filter(|column| context.overrides.of_column(&table.name, column).is_none());
    let id = own.and_then(|column| {
        Some(IdDef {
            name: context.names.get(&table.name)?.id(),
            docs: Docs::line(format!("The key of {}.", docs::code(&table.name))),
            inner: types::field_type(&column.ty, false)?,
            sealed,
        })
    });
    Some(Key { fields, id })
}

/// The type of a column that holds a table's key: that table's typed key, or what driftless.toml gives in its
/// place, with the key of `[types]`.
pub(super) fn id_type<'c>(
    table: &Table,
    column: &Column,
    context: &Context<'c>,
) -> Option<(RustType, Option<&'c str>)> {
    let owner = context.keys.owner(table, column)?;
    let key = owner.column(single_key(owner)?)?;
    if let Some(given) = context.overrides.of_column(&owner.name, key) {
        let mut ty = types::field_type(&key.ty, false)?;
        given.in_place_of(&mut ty);
        return Some((ty.rust, Some(given.key)));
    }
    Some((RustType::Id(context.names.get(&owner.name)?.id()), None))
}
