//! What the tests of this crate share: migrations from text, and a catalog as text.

#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]

use driftless_compiler::{
    Diagnostics,
    catalog::{Catalog, Deferral, ForeignKeyAction, ForeignKeyMatch, Table},
    replay,
};
use driftless_migrations::MigrationSet;
use std::fmt::Write as _;

/// One migration per text.
pub fn set(files: &[(&str, &str)]) -> MigrationSet {
    MigrationSet::of_texts(files.iter().copied()).unwrap()
}

/// The catalog after one text.
pub fn catalog(sql: &str) -> Result<Catalog, Diagnostics> {
    replay(&set(&[("m.sql", sql)]))
}

/// A catalog as text, about as psql's `\d` shows it.
pub fn describe(catalog: &Catalog) -> String {
    let mut out = String::new();
    for extension in catalog.extensions.values() {
        writeln!(
            out,
            "extension {} in {}{}",
            extension.name,
            extension.schema,
            comment(extension.comment.as_ref())
        )
        .unwrap();
    }
    for (name, schema) in &catalog.schemas {
        if name != "public" || schema.comment.is_some() {
            writeln!(out, "schema {name}{}", comment(schema.comment.as_ref())).unwrap();
        }
        for (sequence, object) in &schema.sequences {
            let owner = object.owner.as_ref();
            let owner =
                owner.map(|it| format!(" of {}.{} identity {}", it.table, it.column, it.identity));
            writeln!(
                out,
                "sequence {name}.{sequence} {} start {} by {} {}..{} cache {} cycle {}{}{}",
                object.ty,
                object.start,
                object.increment,
                object.min,
                object.max,
                object.cache,
                object.cycle,
                owner.unwrap_or_default(),
                comment(object.comment.as_ref())
            )
            .unwrap();
        }
        for (signature, function) in &schema.functions {
            let options = function.options.join(" ");
            writeln!(
                out,
                "{} {name}.{signature} {:?} returns {:?} {} {options} ${}${}",
                function.kind.word(),
                function.arguments,
                function.returns,
                function.language,
                function.body.trim(),
                comment(function.comment.as_ref())
            )
            .unwrap();
        }
        for table in schema.tables.values() {
            write!(out, "{}", describe_table(name, table)).unwrap();
        }
    }
    out
}

fn comment(text: Option<&String>) -> String {
    text.map(|text| format!("  -- {text}")).unwrap_or_default()
}

fn describe_table(schema: &str, table: &Table) -> String {
    let mut out = format!(
        "table {schema}.{}{}\n",
        table.name,
        comment(table.comment.as_ref())
    );
    for column in &table.columns {
        write!(out, "  {} {}", column.name, column.ty).unwrap();
        if let Some(collation) = &column.collation {
            write!(out, " collate {collation}").unwrap();
        }
        if column.not_null {
            out.push_str(" not null");
        }
        if let Some(default) = &column.default {
            write!(out, " default {}", default.text).unwrap();
        }
        if let Some(identity) = column.identity {
            write!(out, " identity {identity:?}").unwrap();
        }
        if let Some(generated) = &column.generated {
            write!(out, " generated {}", generated.expr.text).unwrap();
        }
        for rename in &column.renames {
            write!(out, " was {}", rename.from).unwrap();
        }
        writeln!(out, "{}", comment(column.comment.as_ref())).unwrap();
    }
    keys(table, &mut out);
    for foreign in &table.foreign_keys {
        write!(
            out,
            "  foreign key {} ({}) references {}.{} ({})",
            foreign.name,
            foreign.columns.join(", "),
            foreign.schema,
            foreign.table,
            foreign.referenced.join(", ")
        )
        .unwrap();
        if foreign.on_delete != ForeignKeyAction::NoAction {
            write!(out, " on delete {:?}", foreign.on_delete).unwrap();
        }
        if !foreign.set_columns.is_empty() {
            write!(out, " ({})", foreign.set_columns.join(", ")).unwrap();
        }
        if foreign.on_update != ForeignKeyAction::NoAction {
            write!(out, " on update {:?}", foreign.on_update).unwrap();
        }
        if foreign.match_type == ForeignKeyMatch::Full {
            out.push_str(" match full");
        }
        out.push_str(deferral(foreign.deferral));
        out.push_str(if foreign.validated { "" } else { " not valid" });
        writeln!(out, "{}", comment(foreign.comment.as_ref())).unwrap();
    }
    rest(table, &mut out);
    out
}

fn deferral(deferral: Deferral) -> &'static str {
    match deferral {
        Deferral::NotDeferrable => "",
        Deferral::Deferrable => " deferrable",
        Deferral::InitiallyDeferred => " initially deferred",
    }
}

fn keys(table: &Table, out: &mut String) {
    let include = |columns: &[String]| match columns {
        [] => String::new(),
        columns => format!(" include ({})", columns.join(", ")),
    };
    if let Some(key) = &table.primary_key {
        let (columns, include) = (key.columns.join(", "), include(&key.include));
        let deferral = deferral(key.deferral);
        let comment = comment(key.comment.as_ref());
        writeln!(
            out,
            "  primary key {} ({columns}){include}{deferral}{comment}",
            key.name
        )
        .unwrap();
    }
    for key in &table.uniques {
        let (columns, include) = (key.columns.join(", "), include(&key.include));
        let nulls = if key.nulls_not_distinct {
            " nulls not distinct"
        } else {
            ""
        };
        let deferral = deferral(key.deferral);
        let comment = comment(key.comment.as_ref());
        writeln!(
            out,
            "  unique {} ({columns}){include}{nulls}{deferral}{comment}",
            key.name
        )
        .unwrap();
    }
}

fn rest(table: &Table, out: &mut String) {
    for check in &table.checks {
        write!(out, "  check {} ({})", check.name, check.expr.text).unwrap();
        out.push_str(if check.no_inherit { " no inherit" } else { "" });
        out.push_str(if check.validated { "" } else { " not valid" });
        writeln!(out, "{}", comment(check.comment.as_ref())).unwrap();
    }
    for index in &table.indexes {
        let keys = index.keys.iter().map(|key| {
            let mut text = key.expr.text.clone();
            if !key.is_column {
                text = format!("({text})");
            }
            for word in key.collation.iter().chain(&key.opclass) {
                write!(text, " {word}").unwrap();
            }
            text.push_str(if key.descending { " desc" } else { "" });
            if key.nulls_first != key.descending {
                text.push_str(if key.nulls_first {
                    " nulls first"
                } else {
                    " nulls last"
                });
            }
            text
        });
        let unique = if index.unique { "unique " } else { "" };
        write!(
            out,
            "  {unique}index {} {} ({})",
            index.name,
            index.method,
            keys.collect::<Vec<_>>().join(", ")
        )
        .unwrap();
        if !index.include.is_empty() {
            write!(out, " include ({})", index.include.join(", ")).unwrap();
        }
        out.push_str(if index.nulls_not_distinct {
            " nulls not distinct"
        } else {
            ""
        });
        if !index.options.is_empty() {
            write!(out, " with ({})", index.options.join(", ")).unwrap();
        }
        if let Some(predicate) = &index.predicate {
            write!(out, " where {}", predicate.text).unwrap();
        }
        writeln!(out, "{}", comment(index.comment.as_ref())).unwrap();
    }
    for trigger in &table.triggers {
        writeln!(
            out,
            "  trigger {} {}{}",
            trigger.name,
            trigger.definition,
            comment(trigger.comment.as_ref())
        )
        .unwrap();
    }
    for rename in &table.renames {
        writeln!(out, "  was {}", rename.from).unwrap();
    }
}
