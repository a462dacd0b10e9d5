//! Enum types.

use super::{ReadError, in_schema};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Array, Nullable, Text},
};
use driftless_compiler::catalog::{EnumType, EnumValue, Schema};
use std::collections::BTreeMap;

/// The enum types of all schemas.
pub(super) fn load(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<(), ReadError> {
    let rows: Vec<EnumRow> = sql_query(include_str!("sql/enums.sql")).load(connection)?;
    for row in rows {
        let values = row.labels.into_iter().map(|label| EnumValue {
            label,
            place: None,
            renames: Vec::new(),
        });
        let ty = EnumType {
            name: row.name,
            values: values.collect(),
            comment: row.comment,
            place: None,
            renames: Vec::new(),
        };
        let enums = &mut in_schema(schemas, row.schema).enums;
        enums.insert(ty.name.clone(), ty);
    }
    Ok(())
}

#[derive(QueryableByName)]
struct EnumRow {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Array<Text>)]
    labels: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}
