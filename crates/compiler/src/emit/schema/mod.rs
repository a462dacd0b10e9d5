//! `schema.rs`: byte for byte what `diesel print-schema` 2.3 prints for the migrated database.
//!
//! `diesel_cli` writes the text, has rustfmt lay it out, and keeps its own where rustfmt refuses it as no Rust.
//! So everything here is written in either `Style`.

mod layout;
#[cfg(test)]
mod tests;

use crate::model::{DieselColumn, DieselSchema, DieselTable, Join, SqlType};
use layout::Style;
use std::fmt::Display;

const HEADER: &str = "// @generated automatically by Diesel CLI.\n";

/// A patch file that does not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatchError {
    /// The file, as `diesel.toml` names it.
    pub path: String,
    /// Why.
    pub why: String,
}

/// The text of `schema.rs`: one schema after the other, as Diesel prints them.
pub fn text(schemas: &[DieselSchema]) -> Result<String, PatchError> {
    schemas.iter().map(patched).collect()
}

fn patched(schema: &DieselSchema) -> Result<String, PatchError> {
    let text = unpatched(schema);
    let Some(patch) = &schema.patch else {
        return Ok(text);
    };
    let does_not_apply = |why: String| PatchError {
        path: patch.path.clone(),
        why,
    };
    let diff = diffy::Patch::from_str(&patch.text);
    let diff = diff.map_err(|error| does_not_apply(error.to_string()))?;
    diffy::apply(&text, &diff).map_err(|error| does_not_apply(error.to_string()))
}

fn unpatched(schema: &DieselSchema) -> String {
    let diesels_own = printed(schema, Style::Diesel);
    if syn::parse_file(&diesels_own).is_ok() {
        // In a name too: rustfmt ends every line as the first one ends.
        printed(schema, Style::Rustfmt).replace("\r\n", "\n")
    } else {
        diesels_own
    }
}

fn printed(schema: &DieselSchema, style: Style) -> String {
    let mut blocks = Writer {
        schema,
        style,
        depth: usize::from(schema.module.is_some()),
    }
    .blocks();
    if let Some(module) = &schema.module {
        blocks = vec![style.module(module, &blocks.join("\n"))];
    }
    blocks.insert(0, HEADER.to_owned());
    blocks.join("\n")
}

/// What stands at a depth of modules.
struct Writer<'s> {
    schema: &'s DieselSchema,
    style: Style,
    depth: usize,
}

impl Writer<'_> {
    /// What blank lines part.
    fn blocks(&self) -> Vec<String> {
        let schema = self.schema;
        let mut blocks = Vec::new();
        if !schema.sql_types.is_empty() {
            blocks.push(self.sql_types());
        }
        blocks.extend(schema.tables.iter().map(|table| self.table(table)));
        if !schema.joins.is_empty() {
            blocks.push(
                schema
                    .joins
                    .iter()
                    .map(|join| self.joinable(join))
                    .collect(),
            );
        }
        if !schema.same_query.is_empty() {
            let groups = schema.same_query.iter();
            let calls = groups.map(|group| self.style.same_query(group, self.depth));
            blocks.push(calls.collect());
        }
        blocks
    }

    fn sql_types(&self) -> String {
        let docs = docs(&self.schema.sql_types_docs, self.depth);
        let head = line(self.depth, "pub mod sql_types {");
        let types = self.schema.sql_types.iter();
        let types: Vec<String> = types.map(|ty| self.sql_type(ty)).collect();
        let end = line(self.depth, "}");
        format!("{docs}{head}{}{end}", types.join("\n"))
    }

    fn sql_type(&self, ty: &SqlType) -> String {
        let depth = self.depth + 1;
        let mut arguments = vec![format!("name = {}", literal(&ty.sql, depth))];
        if let Some(schema) = &ty.schema {
            arguments.push(format!("schema = {}", literal(schema, depth)));
        }
        [
            docs(&ty.docs, depth),
            self.style.derive(&self.schema.derives, depth),
            self.style.postgres_type(&arguments, depth),
            line(depth, format_args!("pub struct {};", ty.rust)),
        ]
        .concat()
    }

    fn table(&self, table: &DieselTable) -> String {
        let depth = self.depth + 1;
        let columns = table.columns.iter();
        let columns: String = columns
            .map(|column| column_line(column, depth + 1))
            .collect();
        let path = match &table.schema {
            Some(schema) => format!("{schema}.{}", table.rust),
            None => table.rust.clone(),
        };
        let key = table.primary_key.join(", ");
        [
            line(self.depth, "diesel::table! {"),
            self.imports(&table.columns),
            docs(&table.docs, depth),
            sql_name(table.sql != table.rust, &table.full, depth),
            line(depth, format_args!("{path} ({key}) {{")),
            columns,
            line(depth, "}"),
            line(self.depth, "}"),
        ]
        .concat()
    }

    /// What the settings import; and a table with a column of a custom type has to import that, and with it
    /// everything else, unless the settings do.
    fn imports(&self, columns: &[DieselColumn]) -> String {
        let settings = self.schema.imports.iter().cloned();
        let mut imports: Vec<String> = settings.collect();
        let mut types: Vec<&str> = Vec::new();
        for custom in columns.iter().filter_map(|column| column.custom.as_ref()) {
            if !types.contains(&custom.rust.as_str()) {
                types.push(&custom.rust);
            }
        }
        if imports.is_empty() && !types.is_empty() {
            imports.push("diesel::sql_types::*".to_owned());
        }
        imports.extend(types.iter().map(|ty| format!("super::sql_types::{ty}")));
        if imports.is_empty() {
            return String::new();
        }
        let uses = imports.iter();
        let uses = uses.map(|path| line(self.depth + 1, format_args!("use {path};")));
        uses.chain(["\n".to_owned()]).collect()
    }

    fn joinable(&self, join: &Join) -> String {
        let (child, parent) = (&join.child.rust, &join.parent.rust);
        let column = &join.column;
        line(
            self.depth,
            format_args!("diesel::joinable!({child} -> {parent} ({column}));"),
        )
    }
}

fn column_line(column: &DieselColumn, depth: usize) -> String {
    let length = column.max_length;
    let length = length.map(|length| line(depth, format_args!("#[max_length = {length}]")));
    [
        docs(&column.docs, depth),
        sql_name(column.sql != column.rust, &column.sql, depth),
        length.unwrap_or_default(),
        line(depth, format_args!("{} -> {},", column.rust, column.ty)),
    ]
    .concat()
}

fn sql_name(differs: bool, name: &str, depth: usize) -> String {
    if differs {
        line(
            depth,
            format_args!("#[sql_name = {}]", literal(name, depth)),
        )
    } else {
        String::new()
    }
}

fn docs(lines: &[String], depth: usize) -> String {
    let doc = |text: &String| match text.as_str() {
        "" => line(depth, "///"),
        text => line(depth, format_args!("/// {text}")),
    };
    lines.iter().map(doc).collect()
}

fn line(depth: usize, text: impl Display) -> String {
    format!("{}{text}\n", indent(depth))
}

fn indent(depth: usize) -> String {
    "    ".repeat(depth)
}

/// `escape_rust_string` of `diesel_cli`: a raw string where the text holds quotes, and no escapes at all. What
/// indents its output indents the lines of a name as well.
fn literal(text: &str, depth: usize) -> String {
    let hashes = if text.contains('"') {
        "#".repeat(text.matches('#').count() + 1)
    } else {
        String::new()
    };
    let raw = if hashes.is_empty() { "" } else { "r" };
    let mut lines = text.split('\n').peekable();
    let mut indented = lines.next().unwrap_or_default().to_owned();
    while let Some(line) = lines.next() {
        indented.push('\n');
        if !line.is_empty() || lines.peek().is_none() {
            indented.push_str(&indent(depth));
        }
        indented.push_str(line);
    }
    format!("{raw}{hashes}\"{indented}\"{hashes}")
}
