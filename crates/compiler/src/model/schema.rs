//! What `diesel print-schema` would say: its names, its types, and which foreign keys make `joinable!`.

use super::naming;
use crate::catalog::{Catalog, Column, ForeignKey, Schema, Table};
use heck::ToUpperCamelCase;
use std::collections::BTreeSet;

/// Everything in `schema.rs`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DieselSchema {
    /// Types that Diesel does not bring along, by name.
    pub sql_types: Vec<SqlType>,
    /// `diesel::table!`, by the SQL name.
    pub tables: Vec<DieselTable>,
    /// `diesel::joinable!`, by child table.
    pub joins: Vec<Join>,
}

/// A type for `pub mod sql_types`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SqlType {
    /// The struct's name.
    pub rust: String,
    /// `typname`.
    pub sql: String,
    /// The schema, where it is not `public`.
    pub schema: Option<String>,
}

/// One `diesel::table!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DieselTable {
    /// The name in the database.
    pub sql: String,
    /// The module's name.
    pub rust: String,
    /// The key's columns, as Diesel names them.
    pub primary_key: Vec<String>,
    /// The columns.
    pub columns: Vec<DieselColumn>,
}

/// One column of a `diesel::table!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DieselColumn {
    /// The name in the database.
    pub sql: String,
    /// The column struct's name.
    pub rust: String,
    /// The type, `Nullable<Int4>`.
    pub ty: String,
    /// `#[max_length]` of `varchar(n)` and its like.
    pub max_length: Option<u64>,
    /// The type, if `sql_types` has to declare it.
    pub custom: Option<SqlType>,
}

/// One `diesel::joinable!`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Join {
    /// The referencing table.
    pub child: String,
    /// The referenced table.
    pub parent: String,
    /// The referencing column.
    pub column: String,
}

impl DieselSchema {
    /// Reads the schema `public` as `diesel print-schema` does, which gives up on a table without a primary
    /// key: here it is left out.
    pub fn of(catalog: &Catalog) -> Self {
        let Some(schema) = catalog.schemas.get("public") else {
            return Self::default();
        };
        let tables: Vec<DieselTable> = printed(schema).filter_map(table).collect();
        let sql_types: BTreeSet<SqlType> = tables
            .iter()
            .flat_map(|table| &table.columns)
            .filter_map(|column| column.custom.clone())
            .collect();
        let mut sql_types: Vec<SqlType> = sql_types.into_iter().collect();
        sql_types.dedup_by(|a, b| a.rust == b.rust);
        Self {
            sql_types,
            tables,
            joins: joins(schema),
        }
    }
}

/// Diesel prints no table whose name starts with two underscores: they are its own.
fn printed(schema: &Schema) -> impl Iterator<Item = &Table> {
    schema
        .tables
        .values()
        .filter(|table| !table.name.starts_with("__"))
}

fn table(table: &Table) -> Option<DieselTable> {
    let rust = naming::diesel_table(&table.name);
    let key = table.primary_key.as_ref()?;
    Some(DieselTable {
        sql: table.name.clone(),
        primary_key: key
            .columns
            .iter()
            .map(|column| naming::diesel_column(column, &rust))
            .collect(),
        columns: table.columns.iter().map(|c| column(c, &rust)).collect(),
        rust,
    })
}

fn column(column: &Column, table: &str) -> DieselColumn {
    let name = column.ty.name.to_upper_camel_case();
    let custom = (!PROVIDED.contains(&name.as_str())).then(|| SqlType {
        rust: name.clone(),
        sql: column.ty.name.clone(),
        schema: match column.ty.schema.as_deref() {
            None => Some("pg_catalog".to_owned()),
            Some("public") => None,
            Some(other) => Some(other.to_owned()),
        },
    });
    let mut ty = name;
    if column.ty.array {
        ty = format!("Array<Nullable<{ty}>>");
    }
    if !column.not_null {
        ty = format!("Nullable<{ty}>");
    }
    DieselColumn {
        sql: column.name.clone(),
        rust: naming::diesel_column(&column.name, table),
        ty,
        max_length: max_length(column),
        custom,
    }
}

/// `character_maximum_length` of `information_schema.columns`.
fn max_length(column: &Column) -> Option<u64> {
    let counted = ["varchar", "bpchar", "bit", "varbit"];
    if column.ty.array || !counted.contains(&column.ty.name.as_str()) {
        return None;
    }
    column.ty.modifier.as_ref()?.parse().ok()
}

/// The foreign keys that `joinable!` can express: one per pair of tables, of one column, to the whole
/// primary key of another table.
fn joins(schema: &Schema) -> Vec<Join> {
    let mut all: Vec<(&Table, &ForeignKey)> = Vec::new();
    let tables = schema.tables.values();
    for table in tables.filter(|table| table.primary_key.is_some()) {
        let keys = table.foreign_keys.iter().filter(|k| k.schema == "public");
        all.extend(keys.map(|key| (table, key)));
    }
    let pairs: Vec<(&str, &str)> = all.iter().map(|(t, k)| pair(&t.name, &k.table)).collect();
    let unique = |child: &str, parent: &str| {
        pairs.iter().filter(|p| **p == pair(child, parent)).count() == 1
    };
    let mut joins: Vec<(&Table, &ForeignKey)> = all
        .iter()
        .copied()
        .filter(|(table, key)| table.name != key.table && unique(&table.name, &key.table))
        .filter(|(_, key)| key.columns.len() == 1)
        .filter(|(table, key)| {
            let parent = printed(schema).find(|parent| parent.name == key.table);
            let whole = parent
                .and_then(|parent| parent.primary_key.as_ref())
                .is_some_and(|primary| primary.columns == key.referenced);
            whole && !table.name.starts_with("__")
        })
        .collect();
    joins.sort_by_key(|(table, key)| (&table.name, &key.table));
    joins
        .into_iter()
        .map(|(table, key)| {
            let child = naming::diesel_table(&table.name);
            Join {
                parent: naming::diesel_table(&key.table),
                column: naming::diesel_column(&key.columns[0], &child),
                child,
            }
        })
        .collect()
}

/// Two tables in either order.
fn pair<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    if a <= b { (a, b) } else { (b, a) }
}

/// `pg_diesel_types` of `diesel_cli` 2.3: what `diesel::sql_types::*` brings into a `table!`.
const PROVIDED: &[&str] = &[
    "BigInt",
    "BigSerial",
    "Bigint",
    "Binary",
    "Bit",
    "Blob",
    "Bool",
    "Bpchar",
    "Bytea",
    "Char",
    "Cidr",
    "Citext",
    "Date",
    "Datemultirange",
    "Daterange",
    "Decimal",
    "Double",
    "Float",
    "Float4",
    "Float8",
    "Inet",
    "Int2",
    "Int4",
    "Int4multirange",
    "Int4range",
    "Int8",
    "Int8multirange",
    "Int8range",
    "Integer",
    "Interval",
    "Json",
    "Jsonb",
    "Longblob",
    "Longtext",
    "MacAddr",
    "MacAddr8",
    "Macaddr",
    "Macaddr8",
    "Mediumblob",
    "Mediumtext",
    "Money",
    "Numeric",
    "Nummultirange",
    "Numrange",
    "Oid",
    "PgLsn",
    "Range",
    "Record",
    "Serial",
    "SmallInt",
    "SmallSerial",
    "Smallint",
    "Text",
    "Time",
    "Timestamp",
    "Timestamptz",
    "Tinyblob",
    "Tinytext",
    "Tsmultirange",
    "Tsrange",
    "Tstzmultirange",
    "Tstzrange",
    "Uuid",
    "VarChar",
    "Varbinary",
    "Varchar",
];
