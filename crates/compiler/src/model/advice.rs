//! What a project whose writes leave no trail is told, once: how it would get one.

use super::actor;
use crate::{
    catalog::{Catalog, Table},
    config::Config,
};

/// An audit log that the audited statements can write to, for a migration.
pub const AUDIT_LOG: &str = include_str!("audit_log.sql");

/// The next step of an adoption, where nothing is audited yet.
pub fn advice(catalog: &Catalog, config: &Config) -> Option<String> {
    if config.audit.is_some() {
        return None;
    }
    let tables = catalog.schemas.get("public").map(|public| &public.tables);
    let mut tables = tables.into_iter().flat_map(|tables| tables.values());
    Some(match tables.find(|table| actor::can_be_log(table)) {
        Some(Table { name, .. }) => format!(
            "no write is audited: driftless.toml names no audit log, and `{name}` can be one:\n\n{}",
            section(name)
        ),
        None => format!(
            "no write is audited: no table of the migrations can be an audit log. To have one, add a migration\n\n\
             {AUDIT_LOG}\nand to driftless.toml\n\n{}",
            section("audit_log")
        ),
    })
}

fn section(table: &str) -> String {
    format!("[audit]\ntable = {}\n", toml::Value::from(table))
}
