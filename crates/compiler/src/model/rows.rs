//! Which tables become Rust, and which of them leave a trail.

use super::{keys::Keys, table_names};
use crate::{
    catalog::{ForeignKey, ForeignKeyAction, Schema, Table},
    config::{AuditConfig, Config, Said},
    diagnostic::{Code, Diagnostic, Label},
    nearest::nearest,
};
use std::{borrow::Cow, collections::BTreeSet};

/// The schema without the tables that get no rows: those that driftless.toml leaves out, those that diesel.toml
/// leaves out of schema.rs, and those without a primary key, of which a warning tells.
pub(super) fn of<'s>(
    schema: &'s Schema,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Cow<'s, Schema> {
    refuse_unknown(config.rows.named(), schema, found);
    let wanted =
        |table: &Table| config.rows.include(&table.name) && config.diesel.has_at_root(&table.name);
    let left_out = schema
        .tables
        .values()
        .filter(|table| wanted(table) && table.primary_key.is_none());
    found.extend(left_out.map(keyless));
    let gets_rows = |table: &Table| wanted(table) && table.primary_key.is_some();
    if schema.tables.values().all(gets_rows) {
        return Cow::Borrowed(schema);
    }
    let mut rows = schema.clone();
    rows.tables.retain(|_, table| gets_rows(table));
    Cow::Owned(rows)
}

/// The tables whose writes are audited.
pub(super) fn audited<'s>(
    schema: &'s Schema,
    keys: &Keys<'s>,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> BTreeSet<&'s str> {
    let Some(audit) = &config.audit else {
        return BTreeSet::new();
    };
    refuse_unknown(audit.tables.named(), schema, found);
    refuse_without_rows(audit, config, schema, keys, found);
    let wanted = |table: &&Table| {
        table.name != audit.table.value
            && audit.tables.include(&table.name)
            && keys.table(&table.name).is_some()
    };
    let names = schema.tables.values().filter(wanted);
    let audited = names.map(|table| table.name.as_str()).collect();
    warn_of_detours(schema, &audited, &audit.table.value, found);
    audited
}

fn refuse_unknown(named: &[Said<String>], schema: &Schema, found: &mut Vec<Diagnostic>) {
    for said in named {
        if !schema.tables.contains_key(&said.value) {
            found.push(unknown_table(said, schema));
        }
    }
}

/// The error of a table that driftless.toml names and no migration makes.
pub(super) fn unknown_table(said: &Said<String>, schema: &Schema) -> Diagnostic {
    let title = format!("table `{}` does not exist", said.value);
    let problem = Diagnostic::error(Code::D0304, title)
        .label(said.at_value("no migration makes such a table"));
    match nearest(&said.value, schema.tables.keys().cloned()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem,
    }
}

/// `[audit]` `only` names each table for its own sake: one that gets no rows is no slip to pass over.
fn refuse_without_rows(
    audit: &AuditConfig,
    config: &Config,
    schema: &Schema,
    keys: &Keys<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let crate::config::Tables::Only(named) = &audit.tables else {
        return;
    };
    for said in named {
        let Some(table) = schema.tables.get(&said.value) else {
            continue;
        };
        let why = if table.name == audit.table.value {
            "it is the audit log"
        } else if keys.table(&table.name).is_some() {
            continue;
        } else if table.primary_key.is_none() {
            "it has no primary key"
        } else if config.diesel.has_at_root(&table.name) {
            "`[rows]` leaves it out"
        } else {
            "diesel.toml leaves it out of schema.rs"
        };
        let title = format!("writes to `{}` cannot be audited: {why}", table.name);
        found.push(Diagnostic::error(Code::D0306, title).label(said.at_value("named here")));
    }
}

/// Deleting from a table without a trail must not look as if it left one in its children.
fn warn_of_detours(
    schema: &Schema,
    audited: &BTreeSet<&str>,
    log: &str,
    found: &mut Vec<Diagnostic>,
) {
    for child in audited.iter().filter_map(|name| schema.tables.get(*name)) {
        let plain = |key: &&ForeignKey| !audited.contains(key.table.as_str()) && key.table != log;
        for key in child
            .foreign_keys
            .iter()
            .filter(|key| acts_on_delete(key))
            .filter(plain)
        {
            let title = format!(
                "deleting from `{}`, which is not audited, changes `{}`, which is",
                key.table, child.name
            );
            let mut warning = Diagnostic::warning(Code::D0410, title);
            if let Some(place) = &key.place {
                warning = warning.label(Label::of(place, "no trail is written of this"));
            }
            found.push(warning.help(format!(
                "audit `{}` too, or let the foreign key refuse: `ON DELETE RESTRICT`",
                key.table
            )));
        }
    }
}

/// Whether a delete of what the key refers to changes the rows that refer.
pub(super) fn acts_on_delete(key: &ForeignKey) -> bool {
    !matches!(
        key.on_delete,
        ForeignKeyAction::NoAction | ForeignKeyAction::Restrict
    )
}

/// What Diesel says too: a table without a primary key is none of its.
pub fn keyless(table: &Table) -> Diagnostic {
    let title = format!("table `{}` has no primary key", table.name);
    table_names::at(
        Diagnostic::warning(Code::D0401, title),
        table.place.as_ref(),
        "Diesel needs one: the table is left out",
    )
    .help("add a primary key, or leave the table out in driftless.toml: `[rows]` `except`")
}
