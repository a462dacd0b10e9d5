//! A live database read into the words that the compiler's catalog has for a schema.
//!
//! *Invariant:* only `pg_catalog` is read, in one read-only snapshot; what belongs to an extension, to
//! Diesel's migrator or to ours is left out, and what the catalog has no word for is an error that names it.

mod beside;
mod composites;
mod constraints;
mod domains;
mod enums;
mod error;
mod functions;
mod indexes;
mod ranges;
mod rows;
mod sequences;
mod tables;
mod views;

pub use error::ReadError;

use diesel::{
    PgConnection, QueryResult, RunQueryDsl,
    connection::SimpleConnection,
    sql_query,
    sql_types::{Array, Oid},
};
use driftless_compiler::catalog::{Catalog, Expr, Extension, Schema, Table, Trigger};
use rows::{ExtensionRow, Other, TriggerRow};
use std::collections::BTreeMap;

/// Reads the database that the connection is on. It must not be in a transaction.
///
/// Names are printed as they look with `public` alone on the search path.
pub fn read_catalog(connection: &mut PgConnection) -> Result<Catalog, ReadError> {
    connection
        .build_transaction()
        .read_only()
        .repeatable_read()
        .run(read)
}

fn read(connection: &mut PgConnection) -> Result<Catalog, ReadError> {
    connection.batch_execute("SET LOCAL search_path = public")?;
    let others: Vec<Other> = sql_query(include_str!("sql/others.sql")).load(connection)?;
    if !others.is_empty() {
        let objects = others.into_iter().map(|other| other.object).collect();
        return Err(ReadError::NotModelled(objects));
    }
    let mut schemas = BTreeMap::new();
    let mut tables = tables::load(connection, &mut schemas)?;
    let oids: Vec<u32> = tables.keys().copied().collect();
    tables::load_columns(connection, &oids, &mut tables)?;
    constraints::load(connection, &oids, &mut tables)?;
    indexes::load(connection, &oids, &mut tables)?;
    load_triggers(connection, &oids, &mut tables)?;
    beside::load(connection, &oids, &mut tables)?;
    for (schema, table) in tables.into_values() {
        in_schema(&mut schemas, schema)
            .tables
            .insert(table.name.clone(), table);
    }
    views::load(connection, &mut schemas)?;
    sequences::load(connection, &mut schemas)?;
    functions::load(connection, &mut schemas)?;
    beside::load_statistics(connection, &mut schemas)?;
    enums::load(connection, &mut schemas)?;
    domains::load(connection, &mut schemas)?;
    composites::load(connection, &mut schemas)?;
    ranges::load(connection, &mut schemas)?;
    Ok(Catalog {
        schemas,
        extensions: load_extensions(connection)?,
    })
}

/// Tables under construction, by oid, with their schema's name.
type Tables = BTreeMap<u32, (String, Table)>;

/// Rows about tables, from a query whose only parameter is their oids.
fn about<R>(connection: &mut PgConnection, sql: &str, tables: &[u32]) -> QueryResult<Vec<R>>
where
    R: diesel::deserialize::QueryableByName<diesel::pg::Pg> + 'static,
{
    sql_query(sql)
        .bind::<Array<Oid>, _>(tables)
        .load(connection)
}

fn in_schema(schemas: &mut BTreeMap<String, Schema>, name: String) -> &mut Schema {
    schemas.entry(name).or_default()
}

fn load_triggers(
    connection: &mut PgConnection,
    oids: &[u32],
    tables: &mut Tables,
) -> Result<(), ReadError> {
    let rows: Vec<TriggerRow> = about(connection, include_str!("sql/triggers.sql"), oids)?;
    for row in rows {
        if let Some((_, table)) = tables.get_mut(&row.table) {
            let (definition, when) = condition(&after_name(&row.definition, &row.name));
            table.triggers.push(Trigger {
                firing: beside::firing("trigger", &row.name, &row.firing)?,
                inherited: row.inherited,
                name: row.name,
                definition,
                when,
                columns: row.columns,
                comment: row.comment,
                place: None,
            });
        }
    }
    Ok(())
}

/// `CREATE TRIGGER name AFTER ..` without its first three words.
fn after_name(definition: &str, name: &str) -> String {
    let quoted = crate::database::quote(name);
    let constraint = definition.strip_prefix("CREATE CONSTRAINT TRIGGER ");
    let plain = definition.strip_prefix("CREATE TRIGGER ");
    let mut rest = constraint.or(plain).unwrap_or(definition);
    for spelling in [&*quoted, name] {
        rest = rest.strip_prefix(spelling).unwrap_or(rest);
    }
    let words = constraint.map(|_| "CONSTRAINT").into_iter();
    let words = words.chain(rest.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// A trigger's definition without its condition, and that.
fn condition(definition: &str) -> (String, Option<Expr>) {
    let parts = definition.split_once(" WHEN (");
    let parts = parts.and_then(|(before, rest)| {
        let (when, call) = rest.rsplit_once(") EXECUTE FUNCTION ")?;
        Some((format!("{before} EXECUTE FUNCTION {call}"), when))
    });
    match parts {
        Some((definition, when)) => (definition, Some(Expr::new(when))),
        None => (definition.to_owned(), None),
    }
}

fn load_extensions(
    connection: &mut PgConnection,
) -> Result<BTreeMap<String, Extension>, ReadError> {
    let rows: Vec<ExtensionRow> = sql_query(include_str!("sql/extensions.sql")).load(connection)?;
    let extension = |row: ExtensionRow| {
        let name = row.name.clone();
        (
            name,
            Extension {
                name: row.name,
                schema: row.schema,
                comment: row.comment,
                place: None,
            },
        )
    };
    Ok(rows.into_iter().map(extension).collect())
}
