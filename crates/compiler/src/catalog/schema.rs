//! The whole database and its schemas.

use super::{Extension, Function, Table};
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
    /// Functions by signature, `audit(uuid, text)`.
    pub functions: BTreeMap<String, Function>,
    /// `COMMENT ON SCHEMA`.
    pub comment: Option<String>,
}
