//! What `diesel print-schema` would say: its names, its types, its order, and which foreign keys make
//! `joinable!`.
//!
//! *Invariant:* the rules are those of `diesel_cli` 2.3 and of the views of `information_schema` that it reads,
//! also where they surprise.

mod columns;
mod constraints;
mod docs;
mod joins;
mod provided;
mod tables;
#[cfg(test)]
mod tests;

pub use joins::{Omission, Why};

use super::Ident;
use crate::{
    catalog::{Catalog, Table},
    config::diesel_toml::{Patch, PrintSchema, WithDocs},
};
use columns::Columns;

/// Everything one `[print_schema]` puts into `schema.rs`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DieselSchema {
    /// The module around everything, where a schema is named.
    pub module: Option<String>,
    /// Doc comments of `pub mod sql_types`.
    pub sql_types_docs: Vec<String>,
    /// Types that Diesel does not bring along, by name.
    pub sql_types: Vec<SqlType>,
    /// What each of them derives.
    pub derives: Vec<String>,
    /// What each table imports.
    pub imports: Vec<String>,
    /// `diesel::table!`, by the SQL name.
    pub tables: Vec<DieselTable>,
    /// `diesel::joinable!`, by child table.
    pub joins: Vec<Join>,
    /// `diesel::allow_tables_to_appear_in_same_query!`, each of at least two tables.
    pub same_query: Vec<Vec<String>>,
    /// A diff for the text.
    pub patch: Option<Patch>,
}

/// A type for `pub mod sql_types`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SqlType {
    /// Doc comments.
    pub docs: Vec<String>,
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
    /// Doc comments.
    pub docs: Vec<String>,
    /// The name in the database, behind its schema where that is not `public`.
    pub full: String,
    /// The name in the database.
    pub sql: String,
    /// The schema's name in Rust, where it is not `public`.
    pub schema: Option<String>,
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
    /// Doc comments.
    pub docs: Vec<String>,
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
    pub child: Ident,
    /// The referenced table.
    pub parent: Ident,
    /// The referencing column, as Diesel names it.
    pub column: String,
}

/// What is not in `schema.rs` although the settings do not leave it out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeftOut<'c> {
    /// Tables without a primary key.
    pub keyless: Vec<&'c Table>,
    /// Foreign keys that `joinable!` cannot express.
    pub joins: Vec<Omission>,
    /// Columns that Diesel warns of.
    pub odd_arrays: Vec<OddArray>,
}

/// An array that Diesel prints and cannot use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddArray {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// The element's type.
    pub ty: String,
}

/// The schema that Diesel leaves unnamed.
const PUBLIC: &str = "public";

impl DieselSchema {
    /// Reads the catalog as `diesel print-schema` reads the database.
    ///
    /// It gives up at the first table without a primary key; here such tables are as good as filtered.
    pub fn of<'c>(catalog: &'c Catalog, settings: &PrintSchema) -> (Self, LeftOut<'c>) {
        let name = settings.schema.as_deref().unwrap_or(PUBLIC);
        let keys = tables::Keys::of(catalog);
        let mut left_out = LeftOut::default();
        let mut printed = joins::Printed::new();
        for table in tables::listed(catalog, name, &settings.filter) {
            let key = keys.of_table(table);
            if key.is_empty() {
                left_out.keyless.push(table);
            } else {
                printed.insert(&table.name, (table, key));
            }
        }
        let (joins, omitted) = joins::joins(catalog, name, &printed);
        left_out.joins = omitted;
        let columns = Columns { settings, catalog };
        let tables: Vec<DieselTable> = printed
            .values()
            .map(|(table, key)| columns.table(table, key, name))
            .collect();
        let odd = printed
            .values()
            .flat_map(|(table, _)| columns.odd_arrays(table));
        left_out.odd_arrays = odd.collect();
        let sql_types = sql_types(&tables);
        let schema = Self {
            module: settings.schema.as_deref().map(super::naming::diesel_table),
            sql_types_docs: docs::sql_types(settings.with_docs),
            sql_types,
            derives: derives(settings),
            imports: settings.import_types.clone(),
            same_query: joins::same_query(settings.same_query, &tables, &joins),
            tables,
            joins,
            patch: settings.patch.clone(),
        };
        (schema, left_out)
    }
}

/// The types of all columns, one of each Rust name.
///
/// Of two SQL types with one name in Rust the sort decides, so it is the same sort, over the same order.
fn sql_types(tables: &[DieselTable]) -> Vec<SqlType> {
    let columns = tables.iter().flat_map(|table| &table.columns);
    let mut types: Vec<&SqlType> = columns.filter_map(|c| c.custom.as_ref()).collect();
    types.sort_unstable_by_key(|ty| ty.rust.as_str());
    types.dedup_by_key(|ty| ty.rust.as_str());
    types.into_iter().cloned().collect()
}

fn derives(settings: &PrintSchema) -> Vec<String> {
    const SQL_TYPE: &str = "diesel::sql_types::SqlType";
    let mut derives = settings.custom_type_derives.clone();
    if !derives.iter().any(|derive| derive == SQL_TYPE) {
        derives.push(SQL_TYPE.to_owned());
    }
    derives
}
