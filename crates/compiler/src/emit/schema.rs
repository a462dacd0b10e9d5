//! `schema.rs`: byte for byte what `diesel print-schema` 2.3 prints for the migrated database.

use crate::model::{DieselColumn, DieselSchema, DieselTable, Join, SqlType};
use std::borrow::Cow;

/// The text of `schema.rs`, as `diesel_cli` writes it and rustfmt then leaves it.
pub fn text(schema: &DieselSchema) -> String {
    let mut parts = vec!["// @generated automatically by Diesel CLI.\n".to_owned()];
    if !schema.sql_types.is_empty() {
        parts.push(sql_types(&schema.sql_types));
    }
    parts.extend(schema.tables.iter().map(table_macro));
    if !schema.joins.is_empty() {
        parts.push(schema.joins.iter().map(joinable).collect());
    }
    if schema.tables.len() >= 2 {
        parts.push(allow_tables(&schema.tables));
    }
    parts.join("\n")
}

fn joinable(join: &Join) -> String {
    format!(
        "diesel::joinable!({} -> {} ({}));\n",
        join.child, join.parent, join.column
    )
}

fn sql_types(types: &[SqlType]) -> String {
    let types: Vec<String> = types.iter().map(sql_type).collect();
    format!("pub mod sql_types {{\n{}}}\n", types.join("\n"))
}

fn sql_type(ty: &SqlType) -> String {
    let mut arguments = vec![format!("name = {}", literal(&ty.sql))];
    if let Some(schema) = &ty.schema {
        arguments.push(format!("schema = {}", literal(schema)));
    }
    let one_line = arguments.join(", ");
    // rustfmt's `attr_fn_like_width`.
    let arguments = if one_line.chars().count() <= 70 {
        one_line
    } else {
        format!("\n        {}\n    ", arguments.join(",\n        "))
    };
    format!(
        "    #[derive(diesel::sql_types::SqlType)]\n    #[diesel(postgres_type({arguments}))]\n    pub struct {};\n",
        ty.rust
    )
}

fn table_macro(table: &DieselTable) -> String {
    let name = sql_name("    ", &table.sql, &table.rust);
    let imports = imports(&table.columns);
    let columns: String = table.columns.iter().map(column).collect();
    format!(
        "diesel::table! {{\n{imports}{name}    {} ({}) {{\n{columns}    }}\n}}\n",
        table.rust,
        table.primary_key.join(", ")
    )
}

fn column(column: &DieselColumn) -> String {
    let name = sql_name("        ", &column.sql, &column.rust);
    let length = column
        .max_length
        .map(|length| format!("        #[max_length = {length}]\n"));
    format!(
        "{name}{}        {} -> {},\n",
        length.unwrap_or_default(),
        column.rust,
        column.ty
    )
}

fn sql_name(indent: &str, sql: &str, rust: &str) -> String {
    if sql == rust {
        String::new()
    } else {
        format!("{indent}#[sql_name = {}]\n", literal(sql))
    }
}

/// A table with a column of a custom type has to import it, and with that everything else.
fn imports(columns: &[DieselColumn]) -> String {
    let mut imported: Vec<String> = Vec::new();
    for custom in columns.iter().filter_map(|column| column.custom.as_ref()) {
        let import = format!("    use super::sql_types::{};\n", custom.rust);
        if !imported.contains(&import) {
            imported.push(import);
        }
    }
    if imported.is_empty() {
        return String::new();
    }
    format!("    use diesel::sql_types::*;\n{}\n", imported.concat())
}

/// As rustfmt lays a list out: on one line, filled lines where all names are short, else a line each.
fn allow_tables(tables: &[DieselTable]) -> String {
    let names: Vec<String> = tables
        .iter()
        .map(|table| format!("{},", table.rust))
        .collect();
    let call = "diesel::allow_tables_to_appear_in_same_query!(";
    let one_line = format!("{call}{});\n", names.join(" "));
    // `max_width`, with the trailing comma uncounted, and the line break.
    if one_line.chars().count() <= 102 {
        return one_line;
    }
    // `short_array_element_width_threshold`, and the comma.
    let lines = if names.iter().all(|name| name.chars().count() <= 11) {
        filled(&names)
    } else {
        names
    };
    format!("{call}\n    {}\n);\n", lines.join("\n    "))
}

/// As many on each line as fit into `max_width` beside the indent, less one.
fn filled(names: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + name.chars().count() <= 95 => {
                line.push(' ');
                line.push_str(name);
            }
            _ => lines.push(name.clone()),
        }
    }
    lines
}

/// `escape_rust_string` of `diesel_cli`: a raw string where the text holds quotes.
fn literal(text: &str) -> String {
    let hashes = if text.contains('"') {
        Cow::Owned("#".repeat(text.matches('#').count() + 1))
    } else {
        Cow::Borrowed("")
    };
    let raw = if hashes.is_empty() { "" } else { "r" };
    format!("{raw}{hashes}\"{text}\"{hashes}")
}
