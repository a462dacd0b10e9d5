//! Sequences, those behind columns included.

use super::{ReadError, in_schema, rows::SequenceRow};
use diesel::{PgConnection, RunQueryDsl, sql_query};
use driftless_compiler::catalog::{PgType, Schema, Sequence, SequenceOwner};
use std::collections::BTreeMap;

/// The sequences of all schemas.
pub(super) fn load(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<(), ReadError> {
    let rows: Vec<SequenceRow> = sql_query(include_str!("sql/sequences.sql")).load(connection)?;
    for row in rows {
        let sequences = &mut in_schema(schemas, row.schema.clone()).sequences;
        sequences.insert(row.name.clone(), sequence(row));
    }
    Ok(())
}

fn sequence(row: SequenceRow) -> Sequence {
    let owner = row.owner_table.zip(row.owner_column);
    Sequence {
        name: row.name,
        ty: PgType::builtin(&row.type_name),
        start: row.start,
        increment: row.increment,
        min: row.min,
        max: row.max,
        cache: row.cache,
        cycle: row.cycle,
        unlogged: row.unlogged,
        owner: owner.map(|(table, column)| SequenceOwner {
            table,
            column,
            identity: row.identity.unwrap_or_default(),
        }),
        comment: row.comment,
        place: None,
        renames: Vec::new(),
    }
}
