//! Catalogs for tests, written one line a column.

use crate::catalog::{
    Catalog, Check, Column, Expr, ForeignKey, ForeignKeyAction, PgType, Place, PrimaryKey, Table,
};
use std::sync::Arc;

/// `table users` starts a table, `id uuid pk default` adds a column.
///
/// After the type: `pk`, `null`, `default`, `-> table`, `cascade`, `set-null`, `in a|b`.
pub(super) fn catalog(text: &str) -> Catalog {
    let mut catalog = Catalog::default();
    let public = catalog.schemas.entry("public".to_owned()).or_default();
    let mut name = String::new();
    for (line, words) in text.lines().enumerate() {
        let words: Vec<&str> = words.split_whitespace().collect();
        match words.as_slice() {
            [] => {}
            ["table", table] => {
                name = (*table).to_owned();
                let table = Table {
                    name: name.clone(),
                    place: place(line),
                    ..Table::default()
                };
                public.tables.insert(name.clone(), table);
            }
            [column, ty, rest @ ..] => {
                let table = public.tables.get_mut(&name).unwrap();
                add(table, column, ty, rest, line);
            }
            [_] => panic!("line {line}"),
        }
    }
    let keys: Vec<(String, Vec<String>)> = public
        .tables
        .values()
        .filter_map(|t| Some((t.name.clone(), t.primary_key.as_ref()?.columns.clone())))
        .collect();
    for key in public
        .tables
        .values_mut()
        .flat_map(|table| &mut table.foreign_keys)
    {
        key.referenced = keys
            .iter()
            .find(|(name, _)| *name == key.table)
            .unwrap()
            .1
            .clone();
    }
    catalog
}

#[allow(clippy::unnecessary_wraps)] // As the catalog has it.
fn place(line: usize) -> Option<Place> {
    let line = u32::try_from(line).unwrap() + 1;
    Some(Place {
        file: Arc::from("m/1.sql"),
        line,
        column: 1,
    })
}

fn add(table: &mut Table, name: &str, ty: &str, rest: &[&str], line: usize) {
    let pk = rest.contains(&"pk");
    if pk {
        let key = table.primary_key.get_or_insert_with(|| PrimaryKey {
            name: format!("{}_pkey", table.name),
            place: place(line),
            ..PrimaryKey::default()
        });
        key.columns.push(name.to_owned());
    }
    if let Some(at) = rest.iter().position(|word| *word == "in") {
        let values: Vec<String> = rest[at + 1].split('|').map(|v| format!("'{v}'")).collect();
        table.checks.push(Check {
            local: true,
            name: format!("{}_{name}_check", table.name),
            expr: Expr::new(format!("{name} IN ({})", values.join(", "))),
            validated: true,
            no_inherit: false,
            comment: None,
            place: place(line),
        });
    }
    if let Some(at) = rest.iter().position(|word| *word == "->") {
        table
            .foreign_keys
            .push(foreign_key(&table.name, name, rest, rest[at + 1]));
    }
    table.columns.push(Column {
        name: name.to_owned(),
        ty: PgType::builtin(ty),
        not_null: !rest.contains(&"null"),
        default: rest.contains(&"default").then(|| Expr::new("f()")),
        identity: None,
        generated: None,
        local: true,
        collation: None,
        comment: None,
        place: place(line),
        renames: Vec::new(),
    });
}

pub(super) fn foreign_key(table: &str, column: &str, rest: &[&str], parent: &str) -> ForeignKey {
    let on_delete = if rest.contains(&"cascade") {
        ForeignKeyAction::Cascade
    } else if rest.contains(&"set-null") {
        ForeignKeyAction::SetNull
    } else {
        ForeignKeyAction::NoAction
    };
    ForeignKey {
        name: format!("{table}_{column}_fkey"),
        columns: vec![column.to_owned()],
        schema: "public".to_owned(),
        table: parent.to_owned(),
        on_delete,
        validated: true,
        place: place(0),
        ..ForeignKey::default()
    }
}
