//! Indexes that no constraint owns.

use super::{ReadError, Tables, about, rows::IndexRow};
use diesel::PgConnection;
use driftless_compiler::catalog::{Expr, Index, IndexKey};

/// The indexes of the tables.
pub(super) fn load(
    connection: &mut PgConnection,
    oids: &[u32],
    tables: &mut Tables,
) -> Result<(), ReadError> {
    let rows: Vec<IndexRow> = about(connection, include_str!("sql/indexes.sql"), oids)?;
    for row in rows {
        if let Some((_, table)) = tables.get_mut(&row.table) {
            table.indexes.push(index(row));
        }
    }
    Ok(())
}

fn index(row: IndexRow) -> Index {
    // The query aggregates all of these over the same keys.
    let keys = row
        .names
        .into_iter()
        .zip(row.is_column)
        .zip(row.collations)
        .zip(row.opclasses)
        .zip(row.descending)
        .zip(row.nulls_first)
        .map(
            |(((((name, is_column), collation), opclass), descending), nulls_first)| IndexKey {
                expr: Expr::new(name),
                is_column,
                collation,
                opclass,
                descending,
                nulls_first,
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
        comment: row.comment,
        place: None,
    }
}
