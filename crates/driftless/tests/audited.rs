//! The audited statements against a real Postgres.
//!
//! The tables are written by hand here, in few words; what generated code makes of the marketplace's
//! tables is tested at the root.
#![allow(unreachable_pub)] // Generated code is public; so is what stands in for it.

#[path = "audited/cascades.rs"]
mod cascades;
#[path = "audited/history.rs"]
mod history;
#[path = "audited/inbox.rs"]
mod inbox;
#[path = "audited/prepared.rs"]
mod prepared;
#[path = "audited/races.rs"]
mod races;
#[path = "audited/statements.rs"]
mod statements;
#[path = "audited/support.rs"]
#[macro_use]
mod support;
#[path = "audited/tables.rs"]
mod tables;
#[path = "audited/values.rs"]
mod values;
