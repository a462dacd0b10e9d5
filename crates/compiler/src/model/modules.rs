//! What `schema.rs` holds at its root and in modules, and the tables that become nothing but a `table!`.

use super::{DieselSchema, Entity, rows::acts_on_delete, table_names};
use crate::{
    catalog::{Catalog, Schema, Table},
    config::DieselToml,
    diagnostic::{Code, Diagnostic},
};
use std::collections::BTreeSet;

/// Refuses tables outside of `public`, of which there would be no word.
///
/// A schema that diesel.toml names is printed as a module, and nothing is generated for its tables. That is well as
/// long as no delete in `public` changes them: no trail could tell.
pub(super) fn refuse_unnamed(catalog: &Catalog, diesel: &DieselToml, found: &mut Vec<Diagnostic>) {
    let is_printed = |name: &str| {
        let mut settings = diesel.print_schema.values();
        settings.any(|settings| settings.schema.as_deref() == Some(name))
    };
    for (name, schema) in catalog.schemas.iter().filter(|(name, _)| *name != "public") {
        let printed = is_printed(name);
        for table in schema.tables.values() {
            let (table_name, place) = (format!("{name}.{}", table.name), table.place.as_ref());
            let refused = |title| table_names::problem(Code::D0407, title, place, "");
            if !printed {
                let title = format!("table `{table_name}` is not in the schema `public`");
                found.push(refused(title).help(format!(
                    "print it as a module, by `[print_schema.{name}]` `schema = \"{name}\"` in diesel.toml"
                )));
            } else if follows_public(table) {
                let title =
                    format!("a delete in `public` changes `{table_name}`, which has no trail");
                found
                    .push(refused(title).help("let its foreign keys refuse: `ON DELETE RESTRICT`"));
            }
        }
    }
}

/// Whether a delete in `public` changes the table.
fn follows_public(table: &Table) -> bool {
    let mut keys = table.foreign_keys.iter();
    keys.any(|key| key.schema == "public" && acts_on_delete(key))
}

/// Refuses what several `[print_schema]` would put into one file under one name; Diesel has a file for each.
pub(super) fn refuse_doubles(schemas: &[DieselSchema], found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for schema in schemas {
        let types = (!schema.sql_types.is_empty()).then_some("sql_types");
        let tables = schema.tables.iter().map(|table| table.rust.as_str());
        let names: Vec<&str> = match &schema.module {
            Some(module) => vec![module],
            None => types.into_iter().chain(tables).collect(),
        };
        for name in names {
            if !seen.insert(name) {
                let title = format!("schema.rs would hold `{name}` twice");
                found.push(Diagnostic::error(Code::D0403, title).help(
                    "two `[print_schema]` of diesel.toml print it: give one a `schema`, or another `filter`",
                ));
            }
        }
    }
}

/// Refuses a field whose SQL type diesel.toml keeps out of `schema.rs`.
pub(super) fn refuse_undeclared(
    public: &Schema,
    entities: &[Entity],
    schemas: &[DieselSchema],
    found: &mut Vec<Diagnostic>,
) {
    let root = schemas.iter().filter(|schema| schema.module.is_none());
    let declared = root.flat_map(|schema| &schema.sql_types);
    let declared: BTreeSet<&str> = declared.map(|ty| ty.rust.as_str()).collect();
    for entity in entities {
        let table = public.tables.get(&entity.names.sql);
        let fields = entity.fields.iter();
        let typed =
            fields.filter_map(|field| Some((&field.ident.sql, field.ty.diesel.declared()?)));
        for (column, ty) in typed.filter(|(_, ty)| !declared.contains(ty)) {
            let title = format!(
                "column `{}.{column}` needs `sql_types::{ty}`, which diesel.toml keeps out of schema.rs",
                entity.names.sql
            );
            let place = table.and_then(|table| table.column(column)?.place.as_ref());
            found.push(table_names::problem(Code::D0402, title, place, "").help(
                "let schema.rs declare it, or leave the table out in driftless.toml: `[rows]` `except`",
            ));
        }
    }
}
