//! What the tests of this crate share: migrations from text, and a catalog as text.

#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]

use driftless_compiler::{
    Diagnostics,
    catalog::{
        Catalog, Deferral, Expr, Firing, ForeignKeyAction, ForeignKeyMatch, IndexKey, Schema, Table,
    },
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
                "sequence {name}.{sequence} {} start {} by {} {}..{} cache {} cycle {} unlogged {}{}{}",
                object.ty,
                object.start,
                object.increment,
                object.min,
                object.max,
                object.cache,
                object.cycle,
                object.unlogged,
                owner.unwrap_or_default(),
                comment(object.comment.as_ref())
            )
            .unwrap();
        }
        out.push_str(&describe_types(name, schema));
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
        for statistics in schema.statistics.values() {
            writeln!(
                out,
                "statistics {name}.{} {} on {} {} of {}.{}{}",
                statistics.name,
                statistics.kinds.join(" "),
                statistics.columns.join(", "),
                exprs(&statistics.exprs),
                statistics.schema,
                statistics.table,
                comment(statistics.comment.as_ref())
            )
            .unwrap();
        }
        for table in schema.tables.values() {
            write!(out, "{}", describe_table(name, table)).unwrap();
        }
    }
    out
}

fn exprs(exprs: &[Expr]) -> String {
    let texts: Vec<&str> = exprs.iter().map(|expr| &*expr.text).collect();
    texts.join(", ")
}

fn describe_types(name: &str, schema: &Schema) -> String {
    let mut out = String::new();
    for ty in schema.enums.values() {
        let labels: Vec<_> = ty.values.iter().map(|it| it.label.as_str()).collect();
        let comment = comment(ty.comment.as_ref());
        writeln!(out, "enum {name}.{} {labels:?}{comment}", ty.name).unwrap();
    }
    for domain in schema.domains.values() {
        write!(out, "domain {name}.{} {}", domain.name, domain.base).unwrap();
        if let Some(collation) = &domain.collation {
            write!(out, " collate {collation}").unwrap();
        }
        if domain.not_null {
            out.push_str(" not null");
        }
        if let Some(default) = &domain.default {
            write!(out, " default {}", default.text).unwrap();
        }
        writeln!(out, "{}", comment(domain.comment.as_ref())).unwrap();
        for check in &domain.checks {
            write!(out, "  check {} ({})", check.name, check.expr.text).unwrap();
            out.push_str(if check.validated { "" } else { " not valid" });
            writeln!(out, "{}", comment(check.comment.as_ref())).unwrap();
        }
    }
    for ty in schema.composites.values() {
        let note = comment(ty.comment.as_ref());
        writeln!(out, "composite {name}.{}{note}", ty.name).unwrap();
        for attribute in &ty.attributes {
            write!(out, "  {} {}", attribute.name, attribute.ty).unwrap();
            if let Some(collation) = &attribute.collation {
                write!(out, " collate {collation}").unwrap();
            }
            writeln!(out, "{}", comment(attribute.comment.as_ref())).unwrap();
        }
    }
    for ty in schema.ranges.values() {
        let comment = comment(ty.comment.as_ref());
        writeln!(
            out,
            "range {name}.{} of {} {:?} {:?} {:?} with {}.{}{comment}",
            ty.name,
            ty.subtype,
            ty.opclass,
            ty.collation,
            ty.subtype_diff,
            ty.multirange_schema,
            ty.multirange
        )
        .unwrap();
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
    kept(table, &mut out);
    for column in &table.columns {
        write!(out, "  {} {}", column.name, column.ty).unwrap();
        out.push_str(if column.local { "" } else { " from above" });
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
        out.push_str(&index_rest(&[], foreign.parent.as_ref()));
        writeln!(out, "{}", comment(foreign.comment.as_ref())).unwrap();
    }
    rest(table, &mut out);
    out
}

/// How the table is kept, and its place among others.
fn kept(table: &Table, out: &mut String) {
    if table.unlogged {
        out.push_str("  unlogged\n");
    }
    if !table.options.is_empty() {
        writeln!(out, "  with ({})", table.options.join(", ")).unwrap();
    }
    if table.row_security.enabled || table.row_security.forced {
        writeln!(out, "  {:?}", table.row_security).unwrap();
    }
    if let Some((schema, name)) = &table.of_type {
        writeln!(out, "  of {schema}.{name}").unwrap();
    }
    for parent in &table.inherits {
        writeln!(out, "  inherits {}.{}", parent.schema, parent.table).unwrap();
    }
    if let Some(part) = &table.partition_of {
        let parent = &part.parent;
        writeln!(
            out,
            "  part of {}.{} {:?}",
            parent.schema, parent.table, part.bound
        )
        .unwrap();
    }
    if let Some(key) = &table.partition_key {
        write!(out, "  by {:?}", key.strategy).unwrap();
        for part in &key.keys {
            write!(out, " {}", part.expr.text).unwrap();
            for word in part.collation.iter().chain(&part.opclass) {
                write!(out, " {word}").unwrap();
            }
        }
        out.push('\n');
    }
}

/// What a constraint's or an index's own storage and its place among partitions add.
fn index_rest(options: &[String], parent: Option<&String>) -> String {
    let mut out = String::new();
    if !options.is_empty() {
        write!(out, " with ({})", options.join(", ")).unwrap();
    }
    if let Some(parent) = parent {
        write!(out, " part of {parent}").unwrap();
    }
    out
}

fn index_key(key: &IndexKey) -> String {
    let mut text = key.expr.text.clone();
    if !key.is_column {
        text = format!("({text})");
    }
    let options = key.opclass_options.iter();
    for word in key.collation.iter().chain(&key.opclass).chain(options) {
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
}

fn deferral(deferral: Deferral) -> &'static str {
    match deferral {
        Deferral::NotDeferrable => "",
        Deferral::Deferrable => " deferrable",
        Deferral::InitiallyDeferred => " initially deferred",
    }
}

fn firing(firing: Firing) -> String {
    match firing {
        Firing::Origin => String::new(),
        other => format!(" {other:?}"),
    }
}

fn keys(table: &Table, out: &mut String) {
    let include = |columns: &[String]| match columns {
        [] => String::new(),
        columns => format!(" include ({})", columns.join(", ")),
    };
    if let Some(key) = &table.primary_key {
        let (columns, include) = (key.columns.join(", "), include(&key.include));
        let rest = index_rest(&key.options, key.parent.as_ref());
        let deferral = format!("{}{rest}", deferral(key.deferral));
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
        let rest = index_rest(&key.options, key.parent.as_ref());
        let deferral = format!("{}{rest}", deferral(key.deferral));
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
        out.push_str(if check.local { "" } else { " from above" });
        writeln!(out, "{}", comment(check.comment.as_ref())).unwrap();
    }
    for index in &table.indexes {
        let keys = index.keys.iter().map(index_key);
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
        out.push_str(&index_rest(&index.options, index.parent.as_ref()));
        out.push_str(if index.valid { "" } else { " invalid" });
        if let Some(predicate) = &index.predicate {
            write!(out, " where {}", predicate.text).unwrap();
        }
        writeln!(out, "{}", comment(index.comment.as_ref())).unwrap();
    }
    for trigger in &table.triggers {
        writeln!(
            out,
            "  trigger {} {} {:?}{}{}{}",
            trigger.name,
            trigger.definition,
            trigger.when,
            firing(trigger.firing),
            if trigger.inherited { " from above" } else { "" },
            comment(trigger.comment.as_ref())
        )
        .unwrap();
    }
    for exclusion in &table.exclusions {
        let elements = exclusion.elements.iter();
        let elements =
            elements.map(|(key, operator)| format!("{} with {operator}", index_key(key)));
        let predicate = exclusion.predicate.as_ref();
        writeln!(
            out,
            "  exclude {} {} ({}) include ({}) where {}{}{}{}",
            exclusion.name,
            exclusion.method,
            elements.collect::<Vec<_>>().join(", "),
            exclusion.include.join(", "),
            predicate.map(|expr| &*expr.text).unwrap_or_default(),
            deferral(exclusion.deferral),
            index_rest(&exclusion.options, exclusion.parent.as_ref()),
            comment(exclusion.comment.as_ref())
        )
        .unwrap();
    }
    for policy in &table.policies {
        let text = |expr: &Option<Expr>| expr.as_ref().map(|expr| expr.text.clone());
        writeln!(
            out,
            "  policy {} permissive {} for {} to {} using {:?} check {:?}{}",
            policy.name,
            policy.permissive,
            policy.command,
            policy.roles.join(", "),
            text(&policy.using),
            text(&policy.check),
            comment(policy.comment.as_ref())
        )
        .unwrap();
    }
    for rule in &table.rules {
        let (name, event, comment) = (&rule.name, &rule.event, comment(rule.comment.as_ref()));
        let fires = firing(rule.firing);
        let instead = if rule.instead { " instead" } else { "" };
        writeln!(out, "  rule {name} on {event}{instead}{fires}{comment}").unwrap();
    }
    for rename in &table.renames {
        writeln!(out, "  was {}", rename.from).unwrap();
    }
}
