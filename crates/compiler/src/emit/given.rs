//! The check of each type that driftless.toml gives, once, before anything that needs it: so the first error of a
//! type that cannot carry its columns is about the column and the key that gave it.

use super::{
    format,
    tokens::{not_null_sql_type, value_type},
};
use crate::model::{DieselType, FieldType, Model, RustType};
use std::collections::BTreeMap;

/// One check for each pair of a Rust and a SQL type, for `mod.rs`.
pub(super) fn checks(model: &Model) -> Result<Vec<String>, syn::Error> {
    let mut checks: BTreeMap<(String, String), Use> = BTreeMap::new();
    for entity in &model.entities {
        for field in &entity.fields {
            let Some(key) = &field.given else { continue };
            let (ty, sql_type) = carried(&field.ty)?;
            let used = checks.entry((ty, sql_type)).or_insert_with(|| Use {
                key: key.clone(),
                columns: Vec::new(),
            });
            used.columns
                .push(format!("{}.{}", entity.names.sql, field.ident.sql));
        }
    }
    Ok(checks.iter().map(check).collect())
}

/// Where a type is used first.
struct Use {
    key: String,
    columns: Vec<String>,
}

/// The Rust and the SQL type of a value; of an array that of an element.
fn carried(ty: &FieldType) -> Result<(String, String), syn::Error> {
    let (rust, sql_type) = match (&ty.rust, &ty.diesel) {
        (RustType::List(rust), DieselType::Array(sql_type)) => (&**rust, &**sql_type),
        (rust, sql_type) => (rust, sql_type),
    };
    Ok((
        format::ty(&value_type(rust))?,
        format::ty(&not_null_sql_type(sql_type))?,
    ))
}

fn check(((ty, sql_type), used): (&(String, String), &Use)) -> String {
    let columns = match used.columns.as_slice() {
        [column] => format!("the column `{column}`"),
        [column, others @ ..] => format!("the column `{column}` and {} more", others.len()),
        [] => String::new(),
    };
    let message = format!("`{ty}` cannot be the type of {columns}");
    let label = format!("given by `[types]` `{}` in driftless.toml", used.key);
    format!(
        "driftless::column_type!(\n    {ty}: {sql_type},\n    {:?},\n    {:?}\n);\n",
        braced(&message),
        braced(&label)
    )
}

/// rustc reads braces in such messages as parameters.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
