//! Named join conditions, for the foreign keys that `joinable!` cannot express: two between the same tables, of
//! several columns, or to another key than the primary one.

use super::{DieselSchema, Docs, TableNames, docs, field::Context, naming, types};
use crate::catalog::{Column, ForeignKey, Table};
use std::collections::BTreeSet;

/// `listings::poster()`, for `users::table.on(listings::poster())`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct On {
    /// The function.
    pub name: String,
    /// What it says of itself.
    pub docs: Docs,
    /// The table referred to, as Diesel names it.
    pub parent: String,
    /// The columns that are equal.
    pub columns: Vec<Equal>,
}

/// One column of the foreign key and the one it refers to, as Diesel names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equal {
    /// The referencing column.
    pub child: String,
    /// Whether it must be made nullable to be compared.
    pub child_lacks_null: bool,
    /// The referenced column.
    pub parent: String,
    /// Whether it must be made nullable to be compared.
    pub parent_lacks_null: bool,
}

/// What a table's module holds anyway: Diesel's own names, and the functions of the audited writes.
const TAKEN: &[&str] = &[
    "all_columns",
    "columns",
    "delete",
    "dsl",
    "event",
    "history",
    "insert",
    "star",
    "table",
    "trail",
    "update",
];

/// The join conditions of a table.
pub(super) fn lower(table: &Table, names: &TableNames, context: &Context<'_>) -> Vec<On> {
    let mut taken: BTreeSet<String> = TAKEN.iter().map(|&name| name.to_owned()).collect();
    taken.extend(names_of_columns(table, names));
    let mut found = Vec::new();
    for key in &table.foreign_keys {
        let Some(parent) = context.names.get(&key.table) else {
            continue;
        };
        let other = key.schema == "public" && key.table != table.name;
        if !other || has_joinable(context.printed, &names.diesel, &parent.diesel) {
            continue;
        }
        if let Some(columns) = equal(table, key, names, parent, context) {
            let name = free(&mut taken, key);
            found.push(On {
                docs: docs_of(&name, key, names, parent),
                name,
                parent: parent.diesel.clone(),
                columns,
            });
        }
    }
    found
}

/// What a column is called, by Diesel and as a field.
fn names_of_columns<'t>(
    table: &'t Table,
    names: &'t TableNames,
) -> impl Iterator<Item = String> + 't {
    table.columns.iter().flat_map(|column| {
        let diesel = naming::diesel_column(&column.name, &names.diesel);
        [diesel, naming::field(&column.name)]
    })
}

fn has_joinable(schemas: &[DieselSchema], child: &str, parent: &str) -> bool {
    let mut joins = schemas
        .iter()
        .filter(|schema| schema.module.is_none())
        .flat_map(|schema| &schema.joins);
    joins.any(|join| join.child.rust == child && join.parent.rust == parent)
}

/// The columns, or `None` where Diesel could not compare them: of types that it does not take for the same.
fn equal(
    table: &Table,
    key: &ForeignKey,
    names: &TableNames,
    parent_names: &TableNames,
    context: &Context<'_>,
) -> Option<Vec<Equal>> {
    let parent = context.keys.table(&key.table)?;
    let kind = |column: &Column| types::field_type(&column.ty, false).map(|ty| ty.diesel);
    let pairs = key.columns.iter().zip(&key.referenced);
    pairs
        .map(|(ours, theirs)| {
            let (child, referenced) = (table.column(ours)?, parent.column(theirs)?);
            let kind_of_both = kind(child).filter(|ours| kind(referenced).as_ref() == Some(ours));
            kind_of_both.map(|_| Equal {
                child: naming::diesel_column(ours, &names.diesel),
                child_lacks_null: child.not_null && !referenced.not_null,
                parent: naming::diesel_column(theirs, &parent_names.diesel),
                parent_lacks_null: referenced.not_null && !child.not_null,
            })
        })
        .collect()
}

/// `poster` for `poster_id`; where something else has that name, `by_poster`.
fn free(taken: &mut BTreeSet<String>, key: &ForeignKey) -> String {
    let words: Vec<&str> = key
        .columns
        .iter()
        .map(|column| {
            column
                .strip_suffix("_id")
                .filter(|stem| !stem.is_empty())
                .unwrap_or(column)
        })
        .collect();
    let words = words.join("_");
    let mut name = naming::field(&words);
    if !taken.insert(name.clone()) {
        name = naming::field(&format!("by_{words}"));
        while !taken.insert(name.clone()) {
            name.push('_');
        }
    }
    name
}

fn docs_of(name: &str, key: &ForeignKey, child: &TableNames, parent: &TableNames) -> Docs {
    let columns: Vec<String> = key
        .columns
        .iter()
        .map(|column| docs::code(column))
        .collect();
    Docs {
        lines: vec![
            format!(
                "The row of {} that {} of {} refers to.",
                parent.shown(),
                columns.join(", "),
                child.shown()
            ),
            String::new(),
            format!(
                "`{}::table.inner_join({}::table.on({}::{name}()))`",
                child.facade, parent.facade, child.facade
            ),
        ],
    }
}
