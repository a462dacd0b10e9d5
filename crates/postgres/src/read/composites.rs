//! Composite types that stand alone.

use super::{ReadError, in_schema, tables::pg_type};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Bool, Nullable, Text},
};
use driftless_compiler::catalog::{Attribute, CompositeType, Schema};
use std::collections::BTreeMap;

/// The composite types of all schemas.
pub(super) fn load(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<(), ReadError> {
    let rows: Vec<AttributeRow> = sql_query(include_str!("sql/composites.sql")).load(connection)?;
    for row in rows {
        let composites = &mut in_schema(schemas, row.schema.clone()).composites;
        let composite = composites
            .entry(row.name.clone())
            .or_insert_with(|| CompositeType {
                name: row.name.clone(),
                comment: row.comment.clone(),
                ..CompositeType::default()
            });
        composite.attributes.extend(attribute(row));
    }
    Ok(())
}

fn attribute(row: AttributeRow) -> Option<Attribute> {
    let format_type = row.format_type?;
    Some(Attribute {
        name: row.attribute?,
        ty: pg_type(row.type_schema, row.type_name?, row.is_array, &format_type),
        collation: row.collation,
        comment: row.attribute_comment,
        renames: Vec::new(),
    })
}

#[derive(QueryableByName)]
struct AttributeRow {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    attribute: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    type_schema: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    type_name: Option<String>,
    #[diesel(sql_type = Bool)]
    is_array: bool,
    #[diesel(sql_type = Nullable<Text>)]
    format_type: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    attribute_comment: Option<String>,
}
