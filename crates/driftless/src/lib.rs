//! What an application links: audited writes for the code that driftless generates from SQL
//! migrations.
//!
//! A write names who does it, and is one statement that also writes its audit row:
//!
//! ```ignore
//! let audit = Audit::by(Actor::User(poster.id)).request("req-7f3a");
//! let draft = listings::insert(new_listing).by(&audit).get_result(conn)?;
//! let live = listings::update(draft.id, ListingChanges::default().status(ListingStatus::Published))
//!     .by(&audit)
//!     .get_result(conn)?;
//! for change in listings::history(live.id).load(conn)? {
//!     println!("{} {} {}: {}", change.at, change.actor, change.action, change.diff());
//! }
//! ```
//!
//! The generated code says what a table is ([`Table`]) and binds values ([`Values`]); every SQL text
//! is built here. It runs on whatever runs Diesel queries on Postgres: libpq is never chosen here.
//!
//! *Invariant:* a generated write that changed a row has written its audit row in the same statement, and
//! without an actor it does not compile.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod audit;
mod audited;
mod enums;
mod format;
mod given;
mod history;
mod ids;
mod inbox;
#[cfg(feature = "migrate")]
pub mod migrate;
#[cfg(feature = "async")]
mod on_async;
#[cfg(feature = "macros")]
mod out_of_step;
mod statement;
mod table;
pub mod types;

pub use audit::{Actor, Audit, By, NamesItsActor, NoActor};
pub use audited::{Audited, Values, bind_set};
#[cfg(feature = "macros")]
pub use driftless_macros::{check, embed_migrations, schema};
pub use enums::UnknownValue;
pub use format::{FORMAT, assert_format};
pub use given::{AsJson, ColumnType};
pub use history::{Change, Diff, Difference, History, Trail, Who};
pub use inbox::{InboundEvent, Processed};
#[cfg(feature = "macros")]
pub use out_of_step::{OutOfStep, compiled_in};
pub use statement::{CascadingDelete, Delete, Insert, Update};
pub use table::{Child, Column, Image, Name, Table};

#[doc(hidden)]
pub use diesel;
pub use serde;
