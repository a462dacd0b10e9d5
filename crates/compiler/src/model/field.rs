//! The fields of a row, and what an insert or an update may do with each.

use super::{
    Docs, EnumDef, FieldType, Ident, RustType, TableNames, docs, enums, keys, keys::Keys, naming,
    table_names, types,
};
use crate::{
    catalog::{Column, Identity, Schema, Table},
    config::Config,
    diagnostic::{Code, Diagnostic},
};
use std::collections::{BTreeMap, BTreeSet};

/// One field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The column and the field.
    pub ident: Ident,
    /// The column in `schema.rs`.
    pub diesel: String,
    /// The setter on inserts and change sets.
    pub setter: String,
    /// Its type.
    pub ty: FieldType,
    /// `COMMENT ON COLUMN` and where it was stated.
    pub docs: Docs,
    /// What an insert does with it.
    pub insert: Write,
    /// Whether an update may change it: not a key, and, where writes are audited, nothing whose change
    /// Postgres passes on to rows of other tables, where it would leave no trail.
    pub changes: bool,
}

/// What an insert does with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// It must name it: NOT NULL, and nothing else gives it a value.
    Required,
    /// It may name it; left out, the database gives the default or NULL.
    Optional,
    /// It may not name it.
    Never,
}

/// What lowering a column needs to know beside the column.
pub(super) struct Context<'c> {
    /// All tables, also those without rows.
    pub schema: &'c Schema,
    /// The keys of the tables with rows.
    pub keys: Keys<'c>,
    /// The tables whose writes leave a trail.
    pub audited: BTreeSet<&'c str>,
    /// The names of the tables with rows.
    pub names: BTreeMap<String, TableNames>,
    /// driftless.toml.
    pub config: &'c Config,
}

/// The fields of a table and the enums they need.
pub(super) fn lower(
    table: &Table,
    names: &TableNames,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Field>, Vec<EnumDef>) {
    let audited = context.audited.contains(table.name.as_str());
    let mut enums = Vec::new();
    let mut fields = Vec::new();
    for column in &table.columns {
        let Some(mut ty) = field_type(table, column, found) else {
            continue;
        };
        if let Some(id) = keys::id_type(table, column, &context.keys, &context.names) {
            ty.rust = id;
        } else if let Some(list) = enums::lower(table, column, names, context.config, found) {
            ty.rust = RustType::Enum(list.name.clone());
            ty.copy = !list.unknown;
            enums.push(list);
        }
        let mut field = field(table, column, names, ty);
        field.changes &= !audited || !context.keys.moves_others(table, column);
        fields.push(field);
    }
    refuse_double_fields(table, found);
    (fields, enums)
}

fn field_type(table: &Table, column: &Column, found: &mut Vec<Diagnostic>) -> Option<FieldType> {
    let ty = types::field_type(&column.ty, !column.not_null);
    if ty.is_none() {
        let name = format!("{}.{}", table.name, column.name);
        let title = format!(
            "column `{name}` has type `{}`, which has no Rust type yet",
            column.ty
        );
        found.push(
            table_names::problem(
                Code::D0402,
                title,
                column.place.as_ref(),
                "no Rust type carries it",
            )
            .help(types::way_out(&column.ty)),
        );
    }
    ty
}

fn field(table: &Table, column: &Column, names: &TableNames, ty: FieldType) -> Field {
    let is_key = table
        .primary_key
        .as_ref()
        .is_some_and(|key| key.columns.contains(&column.name));
    let made_by_postgres = column.generated.is_some() || column.identity == Some(Identity::Always);
    let insert = if made_by_postgres {
        Write::Never
    } else if column.not_null && column.default.is_none() && column.identity.is_none() {
        Write::Required
    } else {
        Write::Optional
    };
    let rust = naming::field(&column.name);
    Field {
        diesel: naming::diesel_column(&column.name, &names.diesel),
        setter: if rust == "default" {
            "default_".to_owned()
        } else {
            rust.clone()
        },
        ident: Ident {
            sql: column.name.clone(),
            rust,
        },
        ty,
        docs: docs_of(column),
        insert,
        changes: !is_key && !made_by_postgres,
    }
}

/// The comment and the place; a server's catalog knows no places, so then the column's name.
fn docs_of(column: &Column) -> Docs {
    let docs = Docs::of(
        column.comment.as_deref(),
        "",
        column.place.as_ref(),
        &column.renames,
    );
    if docs.lines.is_empty() {
        return Docs::line(docs::code(&column.name));
    }
    docs
}

fn refuse_double_fields(table: &Table, found: &mut Vec<Diagnostic>) {
    let what = |column: &Column| format!("column {}", docs::code(&column.name));
    let diesel = naming::diesel_table(&table.name);
    let before = found.len();
    let as_diesel = table.columns.iter().map(|column| {
        (
            naming::diesel_column(&column.name, &diesel),
            what(column),
            column.place.as_ref(),
        )
    });
    table_names::refuse_doubles(as_diesel, "rename one of them in SQL", found);
    if found.len() == before {
        let as_fields = table.columns.iter().map(|column| {
            (
                naming::field(&column.name),
                what(column),
                column.place.as_ref(),
            )
        });
        table_names::refuse_doubles(as_fields, "rename one of them in SQL", found);
    }
}
