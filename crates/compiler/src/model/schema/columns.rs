//! A table's columns: their order, their types as `information_schema.columns` has them, and Diesel's names.

use super::{DieselColumn, DieselTable, OddArray, PUBLIC, SqlType, docs, provided};
use crate::{
    catalog::{Catalog, Column, Domain, PgType, Table},
    config::diesel_toml::{ColumnSorting, PrintSchema},
    model::naming,
};

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
        let domain = self.domain(&column.ty);
        let udt = self.udt(&column.ty, domain);
        let name = naming::diesel_type(&udt.name);
        let custom = self.is_custom(&name).then(|| self.sql_type(&udt, &name));
        let mut ty = name;
        if udt.array {
            ty = format!("Array<Nullable<{ty}>>");
        }
        if !column.not_null && !domain.is_some_and(|domain| domain.not_null) {
            ty = format!("Nullable<{ty}>");
        }
        let about = [full, column.name.as_str(), ty.as_str()];
        DieselColumn {
            docs: docs::column(self.settings.with_docs, column.comment.as_deref(), about),
            sql: column.name.clone(),
            rust: naming::diesel_column(&column.name, table),
            ty,
            max_length: max_length(domain.map_or(&column.ty, |domain| &domain.base)),
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

    /// The domain that a type is; an array of one is none.
    fn domain(&self, ty: &PgType) -> Option<&Domain> {
        let schema = self.catalog.schemas.get(ty.schema.as_ref()?)?;
        schema.domains.get(&ty.name).filter(|_| !ty.array)
    }

    /// A domain is what it stands on, one step down, unless the settings name it.
    fn udt(&self, ty: &PgType, domain: Option<&Domain>) -> Udt {
        let own = &self.settings.domains_as_custom_types;
        let base = domain.filter(|domain| !own.iter().any(|p| p.is_match(&domain.name)));
        let ty = base.map_or(ty, |domain| &domain.base);
        let typname = if ty.array {
            self.array_name(ty)
        } else {
            ty.name.clone()
        };
        // Diesel takes every name that starts with an underscore for an array's.
        let element = typname.strip_prefix('_').map(str::to_owned);
        Udt {
            array: element.is_some(),
            name: element.unwrap_or(typname),
            schema: ty.schema.clone().unwrap_or_else(|| "pg_catalog".to_owned()),
        }
    }

    /// `makeArrayTypeName`: underscores in front, as many as it takes to be no other type's name, cut to 63 bytes.
    fn array_name(&self, element: &PgType) -> String {
        let schema = element.schema.as_ref();
        let schema = schema.and_then(|name| self.catalog.schemas.get(name));
        let cut = |name: &str| name[..name.floor_char_boundary(63)].to_owned();
        let mut name = cut(&format!("_{}", element.name));
        while schema.is_some_and(|schema| schema.has_type(&name))
            && !name.starts_with(&"_".repeat(63))
        {
            name = cut(&format!("_{name}"));
        }
        name
    }

    /// Diesel says that arrays of these types do not work with it.
    pub(super) fn odd_arrays(&self, table: &Table) -> impl Iterator<Item = OddArray> {
        table.columns.iter().filter_map(|column| {
            let udt = self.udt(&column.ty, self.domain(&column.ty));
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
fn max_length(ty: &PgType) -> Option<u64> {
    let counted = ["varchar", "bpchar", "bit", "varbit"];
    if ty.schema.is_some() || ty.array || !counted.contains(&ty.name.as_str()) {
        return None;
    }
    ty.modifier.as_ref()?.parse().ok()
}
