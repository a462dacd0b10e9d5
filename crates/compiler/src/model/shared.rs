//! What several tables have in common: the SQL types that schema.rs declares, and what they are in Rust.

use super::{DieselSchema, Entity, RustType};
use std::collections::BTreeMap;

/// A declared SQL type whose values a type of the crate `driftless` carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The name in schema.rs, `Tsvector`.
    pub sql: String,
    /// The type of `driftless::types`, `TsVector`.
    pub rust: &'static str,
    /// Whether schema.rs leaves it without a `QueryId`.
    pub no_query_id: bool,
}

/// The declared types that the tables' fields have, by name.
pub(super) fn stored(entities: &[Entity], schemas: &[DieselSchema]) -> Vec<Stored> {
    let root = schemas.iter().filter(|schema| schema.module.is_none());
    let mut derives = root.flat_map(|schema| &schema.derives);
    let query_id = derives.any(|derive| derive.ends_with("QueryId"));
    let fields = entities.iter().flat_map(|entity| &entity.fields);
    let used: BTreeMap<&str, &'static str> = fields
        .filter_map(|field| match field.ty.rust.innermost() {
            RustType::Carried(rust) => Some((field.ty.diesel.declared()?, *rust)),
            _ => None,
        })
        .collect();
    used.into_iter()
        .map(|(sql, rust)| Stored {
            sql: sql.to_owned(),
            rust,
            no_query_id: !query_id,
        })
        .collect()
}
