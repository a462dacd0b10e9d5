//! The fields of a row, and what an insert or an update may do with each.

use super::{
    DieselSchema, Docs, EnumDef, FieldType, Ident, RustType, TableNames, docs, enums, keys,
    keys::Keys,
    naming,
    overrides::{self, Overrides},
    table_names, types,
};
use crate::{
    catalog::{Column, Identity, PgType, Schema, Table},
    config::{Config, Rust},
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
    /// The key of `[types]` in driftless.toml that gives the type.
    pub given: Option<String>,
    /// More attributes, as driftless.toml says.
    pub attributes: Vec<Rust>,
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
    /// The Rust types that driftless.toml gives.
    pub overrides: Overrides<'c>,
    /// The names of the tables with rows.
    pub names: BTreeMap<String, TableNames>,
    /// What schema.rs says.
    pub printed: &'c [DieselSchema],
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
        let mut given = context.overrides.of_column(&table.name, column);
        let underneath = given.and_then(|_| context.overrides.underneath(&column.ty));
        let carried = underneath.unwrap_or(&column.ty);
        let Some(mut ty) = field_type(table, column, carried, found) else {
            continue;
        };
        let mut key = None;
        if given.is_some() {
            enums::refuse_replaced(table, column, context.config, found);
        } else if let Some((id, by)) = keys::id_type(table, column, context) {
            ty.rust = id;
            key = by;
        } else if let Some(list) = enums::lower(table, column, names, context.config, found) {
            ty.rust = RustType::Enum(list.name.clone());
            ty.copy = !list.unknown;
            enums.push(list);
        } else {
            given = context.overrides.of_type(&column.ty);
        }
        if let Some(given) = given {
            given.in_place_of(&mut ty);
            key = Some(given.key);
        }
        let mut field = field(table, column, names, ty, context.config, found);
        field.given = key.map(str::to_owned);
        field.changes &= !audited || !context.keys.moves_others(table, column);
        fields.push(field);
    }
    refuse_double_fields(table, &fields, found);
    (fields, enums)
}

fn field_type(
    table: &Table,
    column: &Column,
    ty: &PgType,
    found: &mut Vec<Diagnostic>,
) -> Option<FieldType> {
    let ty = types::field_type(ty, !column.not_null);
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

fn field(
    table: &Table,
    column: &Column,
    names: &TableNames,
    ty: FieldType,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Field {
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
    let key = overrides::column_key(table, column);
    let rust = name(&key, column, config, found);
    Field {
        given: None,
        attributes: attributes(&key, config),
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

/// The field of a column: what driftless.toml says, or the rule's name.
fn name(key: &str, column: &Column, config: &Config, found: &mut Vec<Diagnostic>) -> String {
    let Some(said) = config.names.get(key) else {
        return naming::field(&column.name);
    };
    if let Some(name) = naming::given_field(&said.value) {
        return name;
    }
    let title = format!("`{}` cannot be the name of a field", said.value);
    found.push(
        Diagnostic::error(Code::D0305, title)
            .label(said.at_value(format!("the field of column `{key}`")))
            .help("a field is named in snake case, with letters and digits of ASCII"),
    );
    naming::field(&column.name)
}

/// What driftless.toml adds to a field of the row.
fn attributes(key: &str, config: &Config) -> Vec<Rust> {
    let serde = config.serde.get(key);
    let serde = serde.into_iter().flat_map(|said| said.value.attributes());
    let others = config.attributes.get(key);
    serde
        .chain(others.into_iter().flat_map(|said| said.value.clone()))
        .collect()
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

fn refuse_double_fields(table: &Table, fields: &[Field], found: &mut Vec<Diagnostic>) {
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
        let as_fields = fields.iter().map(|field| {
            let column = table.column(&field.ident.sql);
            let place = column.and_then(|column| column.place.as_ref());
            let what = format!("column {}", docs::code(&field.ident.sql));
            (field.ident.rust.clone(), what, place)
        });
        let help = format!(
            "rename one of them in SQL or in driftless.toml: `[names]` `\"{}.column\" = \"field\"`",
            table.name
        );
        table_names::refuse_doubles(as_fields, &help, found);
    }
}
