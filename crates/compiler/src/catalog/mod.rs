//! What Postgres would know after the migrations ran: schemas, tables, columns, constraints, indexes.
//!
//! *Invariant:* nothing here knows Rust. Every fact is one a query of `pg_catalog` could return, in the
//! same words (`int4`, `listings_type_check`), plus the place in the SQL that made it.

mod any_index;
mod apply;
mod array_text;
mod check;
mod column;
mod composite;
mod depend;
mod diff;
mod domain;
mod enum_type;
mod exclusion;
mod expr;
mod family;
mod firing;
mod foreign_key;
mod function;
mod functions;
mod index;
mod key;
mod lookup;
mod moved;
mod partition;
mod pg_type;
mod place;
mod policy;
pub mod query;
pub(crate) mod quoted;
mod range;
mod recorded;
mod schema;
mod sequence;
mod session;
mod table;
mod trigger;
pub(crate) mod types;
mod view;
mod walk;

pub use check::Check;
pub use column::{Column, Generated, Identity};
pub use composite::{Attribute, CompositeType};
pub use diff::{Difference, diff};
pub use domain::Domain;
pub use enum_type::{EnumType, EnumValue};
pub use exclusion::Exclusion;
pub use expr::{Expr, ExprContext, Subject, Texts};
pub use firing::Firing;
pub use foreign_key::{ForeignKey, ForeignKeyAction, ForeignKeyMatch};
pub use function::{Argument, ArgumentMode, Extension, Function, Returns, RoutineKind};
pub use index::{Index, IndexKey};
pub use key::{Deferral, PrimaryKey, Unique};
pub use partition::{
    Parent, PartitionBound, PartitionColumn, PartitionKey, PartitionOf, PartitionStrategy,
    RangeBound,
};
pub use pg_type::PgType;
pub use place::{Place, Rename};
pub use policy::{Policy, RowSecurity, Rule, Statistics};
pub use range::RangeType;
pub use schema::{Catalog, Schema};
pub use sequence::{Sequence, SequenceOwner};
pub(crate) use session::Session;
pub use table::Table;
pub use trigger::Trigger;
#[cfg(test)]
pub(crate) use types::BUILTIN;
pub(crate) use types::builtin_name;
pub use view::{Use, View, ViewColumn};
