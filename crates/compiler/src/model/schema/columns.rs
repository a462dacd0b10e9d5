//! A table's columns: their order, their types as `information_schema.columns` has them, and Diesel's names.

use super::{DieselColumn, DieselTable, OddArray, PUBLIC, SqlType, docs, provided};
use crate::{
    catalog::{Catalog, Column, Table},
    config::diesel_toml::{ColumnSorting, PrintSchema},
    model::naming,
};
use heck::ToUpperCamelCase;

/// How columns are read.
pub(super) struct Columns<'s> {
    pub(super) settings: &'s PrintSchema,
    pub(super) catalog: &'s Catalog,
}

/// `udt_name` and `udt_schema`, and whether Diesel takes it for an array.
struct Udt {
    name: String,
    schema: String,
    array: bool,
}

impl Columns<'_> {
    pub(super) fn table(&self, table: &Table, key: &[&str], schema: &str) -> DieselTable {
        let rust = naming::diesel_table(&table.name);
        let schema = (schema != PUBLIC).then_some(schema);
        let full = match schema {
            Some(schema) => format!("{schema}.{}", table.name),
            None => table.name.clone(),
        };
        let key = key
            .iter()
            .map(|column| naming::diesel_column(column, &rust));
        let mut columns: Vec<&Column> = table.columns.iter().collect();
        if self.settings.column_sorting == ColumnSorting::Name {
            // Names of the information schema sort by their bytes, whatever the database's collation.
            columns.sort_by_key(|column| &column.name);
        }
        DieselTable {
            docs: docs::table(self.settings.with_docs, table.comment.as_deref(), &full),
            sql: table.name.clone(),
            schema: schema.map(naming::diesel_table),
            primary_key: key.collect(),
            columns: columns
                .into_iter()
                .map(|column| self.column(column, &rust, &full))
                .collect(),
            full,
            rust,
        }
    }

    fn column(&self, column: &Column, table: &str, full: &str) -> DieselColumn {
        let udt = self.udt(column);
        let name = udt.name.to_upper_camel_case();
        let custom = self.is_custom(&name).then(|| self.sql_type(&udt, &name));
        let mut ty = name;
        if udt.array {
            ty = format!("Array<Nullable<{ty}>>");
        }
        if !column.not_null {
            ty = format!("Nullable<{ty}>");
        }
        let about = [full, column.name.as_str(), ty.as_str()];
        DieselColumn {
            docs: docs::column(self.settings.with_docs, column.comment.as_deref(), about),
            sql: column.name.clone(),
            rust: naming::diesel_column(&column.name, table),
            ty,
            max_length: max_length(column),
            custom,
        }
    }

    fn is_custom(&self, name: &str) -> bool {
        let settings = self.settings;
        let excepted = || {
            settings
                .except_custom_types
                .iter()
                .any(|p| p.is_match(name))
        };
        !settings.no_sql_types && !provided::is_provided(name) && !excepted()
    }

    fn sql_type(&self, udt: &Udt, rust: &str) -> SqlType {
        let schema = (udt.schema != PUBLIC).then(|| udt.schema.clone());
        SqlType {
            docs: docs::sql_type(self.settings.with_docs, schema.as_deref(), &udt.name),
            rust: rust.to_owned(),
            sql: udt.name.clone(),
            schema,
        }
    }

    fn udt(&self, column: &Column) -> Udt {
        let _ = self.catalog;
        let ty = &column.ty;
        let schema = ty.schema.clone().unwrap_or_else(|| "pg_catalog".to_owned());
        // The name of an array type starts with an underscore; Diesel takes every such name for an array's.
        let (name, array) = match ty.name.strip_prefix('_') {
            Some(element) if !ty.array => (element.to_owned(), true),
            _ => (ty.name.clone(), ty.array),
        };
        Udt {
            name,
            schema,
            array,
        }
    }

    /// Diesel says that arrays of these types do not work with it.
    pub(super) fn odd_arrays(&self, table: &Table) -> impl Iterator<Item = OddArray> {
        table.columns.iter().filter_map(|column| {
            let udt = self.udt(column);
            let name = udt.name.to_lowercase();
            let odd = udt.array && (name == "varchar" || name == "citext");
            odd.then(|| OddArray {
                table: table.name.clone(),
                column: column.name.clone(),
                ty: udt.name,
            })
        })
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
