//! Every Rust decision, made once: names, types, what is required, what is audited.
//!
//! *Invariant:* the catalog knows nothing of Rust, the emitters decide nothing. Whatever is written to
//! `generated/` is a field of [`Model`]; both names of a thing travel together in an [`Ident`].

mod actor;
mod advice;
mod cascade;
mod docs;
mod entity;
mod enums;
mod extras;
mod field;
#[cfg(test)]
mod fixture;
mod inbox;
mod keys;
mod lower;
mod modules;
mod naming;
mod on;
mod overrides;
mod relation;
mod rows;
mod schema;
mod shared;
mod table_names;
#[cfg(test)]
mod tests;
mod types;

pub use actor::{ActorDef, ActorKind};
pub use advice::{AUDIT_LOG, advice};
pub use cascade::{Child, ChildAction};
pub use docs::Docs;
pub use entity::{Entity, Role};
pub use enums::{EnumDef, Variant};
pub use extras::Extra;
pub use field::{Field, Write};
pub use keys::{IdDef, Key};
pub use lower::lower;
pub use on::{Equal, On};
pub use relation::Relation;
pub use rows::keyless;
pub use schema::{
    DieselColumn, DieselSchema, DieselTable, Join, LeftOut, OddArray, Omission, SqlType, Why,
};
pub use shared::Stored;
pub use table_names::TableNames;
pub use types::{DieselType, FieldType, Image, RustType};

/// Everything that is written to `generated/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// `schema.rs`: one for each `[print_schema]` of `diesel.toml`.
    pub schemas: Vec<DieselSchema>,
    /// Where it lies, as seen from `generated/`.
    pub schema_path: String,
    /// Whether `generated/mod.rs` mounts it: not where the project has a `schema.rs` of its own and wants
    /// nothing else.
    pub mounted: bool,
    /// The tables, by name.
    pub entities: Vec<Entity>,
    /// What the types that schema.rs declares are in Rust.
    pub stored: Vec<Stored>,
    /// Who may write, where there is an audit log.
    pub actor: Option<ActorDef>,
}

/// One thing's two names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ident {
    /// The name in the database, unquoted.
    pub sql: String,
    /// The name in Rust, with `r#` where it needs it.
    pub rust: String,
}
