//! Views and materialized views. What they share with tables is read like a table's.

use super::{ReadError, Tables, in_schema, indexes, load_triggers, rows::ViewRow, tables};
use diesel::{PgConnection, RunQueryDsl, sql_query};
use driftless_compiler::catalog::{Column, Schema, Table, View, ViewColumn};
use std::collections::BTreeMap;

/// The views of all schemas.
pub(super) fn load(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<(), ReadError> {
    let rows: Vec<ViewRow> = sql_query(include_str!("sql/views.sql")).load(connection)?;
    let empty = |row: &ViewRow| {
        let table = Table {
            name: row.name.clone(),
            ..Table::default()
        };
        (row.oid, (row.schema.clone(), table))
    };
    let mut parts: Tables = rows.iter().map(empty).collect();
    let oids: Vec<u32> = parts.keys().copied().collect();
    tables::load_columns(connection, &oids, &mut parts)?;
    indexes::load(connection, &oids, &mut parts)?;
    load_triggers(connection, &oids, &mut parts)?;
    for row in rows {
        if let Some((schema, table)) = parts.remove(&row.oid) {
            let views = &mut in_schema(schemas, schema).views;
            views.insert(row.name.clone(), view(row, table));
        }
    }
    Ok(())
}

fn view(row: ViewRow, table: Table) -> View {
    View {
        name: row.name,
        materialized: row.materialized,
        columns: table.columns.into_iter().map(column).collect(),
        indexes: table.indexes,
        triggers: table.triggers,
        rules: table.rules,
        options: row.options,
        comment: row.comment,
        ..View::default()
    }
}

fn column(column: Column) -> ViewColumn {
    ViewColumn {
        name: column.name,
        ty: Some(column.ty),
        collation: column.collation,
        default: column.default,
        comment: column.comment,
    }
}
