//! Range types and the multiranges that come with them.

use super::{ReadError, in_schema};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Bool, Nullable, Text},
};
use driftless_compiler::catalog::{PgType, RangeType, Schema};
use std::collections::BTreeMap;

/// The range types of all schemas.
pub(super) fn load(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<(), ReadError> {
    let rows: Vec<RangeRow> = sql_query(include_str!("sql/ranges.sql")).load(connection)?;
    for row in rows {
        let ranges = &mut in_schema(schemas, row.schema.clone()).ranges;
        ranges.insert(row.name.clone(), range(row));
    }
    Ok(())
}

fn range(row: RangeRow) -> RangeType {
    RangeType {
        name: row.name,
        subtype: PgType {
            schema: row.type_schema,
            array: row.is_array,
            ..PgType::builtin(&row.type_name)
        },
        opclass: row.opclass,
        collation: row.collation,
        subtype_diff: row.subtype_diff,
        multirange: row.multirange,
        multirange_schema: row.multirange_schema,
        comment: row.comment,
        place: None,
        renames: Vec::new(),
    }
}

#[derive(QueryableByName)]
struct RangeRow {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    type_schema: Option<String>,
    #[diesel(sql_type = Text)]
    type_name: String,
    #[diesel(sql_type = Bool)]
    is_array: bool,
    #[diesel(sql_type = Nullable<Text>)]
    opclass: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    subtype_diff: Option<String>,
    #[diesel(sql_type = Text)]
    multirange_schema: String,
    #[diesel(sql_type = Text)]
    multirange: String,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}
