//! Domains and their checks.

use super::{ReadError, about, in_schema, tables::pg_type};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Bool, Nullable, Oid, Text},
};
use driftless_compiler::catalog::{Check, Domain, Expr, Schema};
use std::collections::BTreeMap;

/// The domains of all schemas.
pub(super) fn load(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<(), ReadError> {
    let rows: Vec<DomainRow> = sql_query(include_str!("sql/domains.sql")).load(connection)?;
    let mut domains: BTreeMap<u32, (String, Domain)> = BTreeMap::new();
    for row in rows {
        domains.insert(row.oid, (row.schema.clone(), domain(row)));
    }
    let oids: Vec<u32> = domains.keys().copied().collect();
    let checks: Vec<CheckRow> = about(connection, include_str!("sql/domain_checks.sql"), &oids)?;
    for row in checks {
        if let Some((_, domain)) = domains.get_mut(&row.domain) {
            domain.checks.push(check(row));
        }
    }
    for (schema, domain) in domains.into_values() {
        let known = &mut in_schema(schemas, schema).domains;
        known.insert(domain.name.clone(), domain);
    }
    Ok(())
}

fn domain(row: DomainRow) -> Domain {
    Domain {
        name: row.name,
        base: pg_type(
            row.type_schema,
            row.type_name,
            row.is_array,
            &row.format_type,
        ),
        not_null: row.not_null,
        default: row.expression.map(Expr::new),
        collation: row.collation,
        checks: Vec::new(),
        comment: row.comment,
        place: None,
        renames: Vec::new(),
    }
}

fn check(row: CheckRow) -> Check {
    Check {
        name: row.name,
        expr: Expr::new(row.expression),
        validated: row.validated,
        local: true,
        no_inherit: false,
        comment: row.comment,
        place: None,
    }
}

#[derive(QueryableByName)]
struct DomainRow {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Oid)]
    oid: u32,
    #[diesel(sql_type = Nullable<Text>)]
    type_schema: Option<String>,
    #[diesel(sql_type = Text)]
    type_name: String,
    #[diesel(sql_type = Bool)]
    is_array: bool,
    #[diesel(sql_type = Text)]
    format_type: String,
    #[diesel(sql_type = Bool)]
    not_null: bool,
    #[diesel(sql_type = Nullable<Text>)]
    expression: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}

#[derive(QueryableByName)]
struct CheckRow {
    #[diesel(sql_type = Oid)]
    domain: u32,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    validated: bool,
    #[diesel(sql_type = Text)]
    expression: String,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}
