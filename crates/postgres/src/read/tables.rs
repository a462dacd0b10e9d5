//! Schemas, tables and columns.

use super::{
    ReadError, Tables, about, in_schema,
    rows::{ColumnRow, TableRow},
};
use diesel::{PgConnection, RunQueryDsl, sql_query};
use driftless_compiler::catalog::{
    Column, Expr, Generated, Identity, Parent, PartitionBound, PartitionKey, PartitionOf, PgType,
    RowSecurity, Schema, Table,
};
use std::collections::BTreeMap;

/// Every schema into `schemas`, and the tables without their parts.
pub(super) fn load(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<Tables, ReadError> {
    let rows: Vec<TableRow> = sql_query(include_str!("sql/tables.sql")).load(connection)?;
    let mut tables = Tables::new();
    for row in rows {
        if row.name.is_none() {
            in_schema(schemas, row.schema).comment = row.comment;
            continue;
        }
        let (oid, schema) = (row.oid, row.schema.clone());
        tables.insert(oid, (schema, table(row)?));
    }
    Ok(tables)
}

fn table(row: TableRow) -> Result<Table, ReadError> {
    let name = row.name.unwrap_or_default();
    let unknown = |said: &str| ReadError::Unknown {
        object: format!("table {name}"),
        said: said.to_owned(),
    };
    let key = row.partition_key.as_deref();
    let key = key.map(|text| PartitionKey::printed(text).ok_or_else(|| unknown(text)));
    let bound = row.bound.as_deref();
    let bound = bound.map(|text| PartitionBound::printed(text).ok_or_else(|| unknown(text)));
    let (partition_key, bound) = (key.transpose()?, bound.transpose()?);
    let parents = row.parent_schemas.into_iter().zip(row.parents);
    let mut parents = parents.map(|(schema, table)| Parent { schema, table });
    let partition_of = bound.and_then(|bound| {
        let parent = parents.next()?;
        Some(PartitionOf { parent, bound })
    });
    Ok(Table {
        partition_key,
        partition_of,
        inherits: parents.collect(),
        name,
        comment: row.comment,
        unlogged: row.unlogged,
        row_security: RowSecurity {
            enabled: row.row_security,
            forced: row.forced,
        },
        options: row.options,
        of_type: row.type_schema.zip(row.type_name),
        ..Table::default()
    })
}

/// The columns of the tables.
pub(super) fn load_columns(
    connection: &mut PgConnection,
    oids: &[u32],
    tables: &mut Tables,
) -> Result<(), ReadError> {
    let rows: Vec<ColumnRow> = about(connection, include_str!("sql/columns.sql"), oids)?;
    for row in rows {
        if let Some((_, table)) = tables.get_mut(&row.table) {
            let column = column(row, &table.name)?;
            table.columns.push(column);
        }
    }
    Ok(())
}

fn column(row: ColumnRow, table: &str) -> Result<Column, ReadError> {
    let unknown = |said: &str| ReadError::Unknown {
        object: format!("column {table}.{}", row.name),
        said: said.to_owned(),
    };
    let identity = match &*row.identity {
        "" => None,
        "a" => Some(Identity::Always),
        "d" => Some(Identity::ByDefault),
        other => return Err(unknown(other)),
    };
    let expr = row.expression.map(Expr::new);
    let (default, generated) = match &*row.generated {
        "" => (expr, None),
        "s" => (None, expr.map(|expr| Generated { expr })),
        other => return Err(unknown(other)),
    };
    Ok(Column {
        ty: pg_type(
            row.type_schema,
            row.type_name,
            row.is_array,
            &row.format_type,
        ),
        name: row.name,
        not_null: row.not_null,
        default,
        identity,
        generated,
        collation: row.collation,
        comment: row.comment,
        local: row.local,
        place: None,
        renames: Vec::new(),
    })
}

/// A type by the parts of its name and what `format_type` says.
pub(super) fn pg_type(
    schema: Option<String>,
    name: String,
    array: bool,
    format_type: &str,
) -> PgType {
    PgType {
        schema,
        name,
        modifier: modifier(format_type),
        array,
    }
}

/// What stands in the parentheses of `character varying(20)[]`, and after `interval`.
fn modifier(format_type: &str) -> Option<String> {
    if let Some(fields) = format_type.strip_prefix("interval ") {
        return Some(fields.trim_end_matches("[]").to_owned());
    }
    let (_, rest) = format_type.split_once('(')?;
    let (inside, _) = rest.split_once(')')?;
    Some(inside.to_owned())
}

#[cfg(test)]
mod tests {
    use super::modifier;

    #[test]
    fn modifiers_stand_in_parentheses() {
        assert_eq!(modifier("character varying(20)[]").as_deref(), Some("20"));
        assert_eq!(modifier("numeric(10,2)").as_deref(), Some("10,2"));
        assert_eq!(
            modifier("timestamp(3) with time zone").as_deref(),
            Some("3")
        );
        assert_eq!(
            modifier("interval day to second(3)").as_deref(),
            Some("day to second(3)")
        );
        assert_eq!(modifier("interval(3)").as_deref(), Some("3"));
        assert_eq!(modifier("text[]"), None);
    }
}
