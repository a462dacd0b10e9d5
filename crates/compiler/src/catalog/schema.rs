//! The whole database and its schemas.

use super::{
    CompositeType, Domain, EnumType, Extension, Function, RangeType, Sequence, Statistics, Table,
    View,
};
use std::collections::BTreeMap;

/// Everything the migrations made, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    /// Schemas by name; `public` is always there unless it was dropped.
    pub schemas: BTreeMap<String, Schema>,
    /// Extensions by name.
    pub extensions: BTreeMap<String, Extension>,
}

/// One schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// Tables by name.
    pub tables: BTreeMap<String, Table>,
    /// Views and materialized views by name.
    pub views: BTreeMap<String, View>,
    /// Sequences by name, those behind columns included.
    pub sequences: BTreeMap<String, Sequence>,
    /// Enum types by name.
    pub enums: BTreeMap<String, EnumType>,
    /// Domains by name.
    pub domains: BTreeMap<String, Domain>,
    /// Composite types by name.
    pub composites: BTreeMap<String, CompositeType>,
    /// Range types by name.
    pub ranges: BTreeMap<String, RangeType>,
    /// Extended statistics by name.
    pub statistics: BTreeMap<String, Statistics>,
    /// Functions by signature, `audit(uuid, text)`.
    pub functions: BTreeMap<String, Function>,
    /// `COMMENT ON SCHEMA`.
    pub comment: Option<String>,
}
