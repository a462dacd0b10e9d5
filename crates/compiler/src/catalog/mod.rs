//! What Postgres would know after the migrations ran: schemas, tables, columns, constraints, indexes.
//!
//! *Invariant:* nothing here knows Rust. Every fact is one a query of `pg_catalog` could return, in the
//! same words (`int4`, `listings_type_check`), plus the place in the SQL that made it.

mod apply;
mod check;
mod column;
mod diff;
mod expr;
mod foreign_key;
mod function;
mod functions;
mod index;
mod key;
mod pg_type;
mod place;
mod schema;
mod table;
mod types;

pub use check::Check;
pub use column::{Column, Generated, Identity};
pub use diff::{Difference, diff};
pub use expr::{Expr, ExprContext};
pub use foreign_key::{ForeignKey, ForeignKeyAction, ForeignKeyMatch};
pub use function::{Extension, Function, Trigger};
pub use index::{Index, IndexKey};
pub use key::{Deferral, PrimaryKey, Unique};
pub use pg_type::PgType;
pub use place::{Place, Rename};
pub use schema::{Catalog, Schema};
pub use table::Table;
pub(crate) use types::builtin_name;
