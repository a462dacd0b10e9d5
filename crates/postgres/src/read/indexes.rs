//! Indexes, but for those of keys.

use super::{ReadError, Tables, about, constraints::deferral, rows::IndexRow};
use diesel::PgConnection;
use driftless_compiler::catalog::{Exclusion, Expr, Index, IndexKey, Table};

/// The indexes of the tables.
pub(super) fn load(
    connection: &mut PgConnection,
    oids: &[u32],
    tables: &mut Tables,
) -> Result<(), ReadError> {
    let rows: Vec<IndexRow> = about(connection, include_str!("sql/indexes.sql"), oids)?;
    for row in rows {
        if let Some((_, table)) = tables.get_mut(&row.table) {
            add(table, row);
        }
    }
    Ok(())
}

fn add(table: &mut Table, mut row: IndexRow) {
    let (operators, deferral) = (row.operators.take(), deferral(row.deferrable, row.deferred));
    let index = index(row);
    match operators {
        None => table.indexes.push(index),
        Some(operators) => table.exclusions.push(Exclusion {
            name: index.name,
            method: index.method,
            elements: index.keys.into_iter().zip(operators).collect(),
            include: index.include,
            predicate: index.predicate,
            deferral,
            options: index.options,
            parent: index.parent,
            comment: index.comment,
            place: None,
        }),
    }
}

fn index(row: IndexRow) -> Index {
    // The query aggregates all of these over the same keys.
    let keys = row
        .names
        .into_iter()
        .zip(row.is_column)
        .zip(row.collations)
        .zip(row.opclasses)
        .zip(row.opclass_options)
        .zip(row.descending)
        .zip(row.nulls_first)
        .map(
            |((((((name, is_column), collation), opclass), options), descending), nulls_first)| {
                IndexKey {
                    expr: Expr::new(name),
                    is_column,
                    collation,
                    opclass,
                    opclass_options: options
                        .split(',')
                        .filter(|option| !option.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    descending,
                    nulls_first,
                }
            },
        )
        .collect();
    Index {
        name: row.name,
        method: row.method,
        unique: row.is_unique,
        nulls_not_distinct: row.nulls_not_distinct,
        keys,
        include: row.include,
        predicate: row.predicate.map(Expr::new),
        options: row.options,
        valid: row.valid,
        parent: row.parent,
        comment: row.comment,
        place: None,
    }
}
