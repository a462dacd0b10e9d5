//! Postgres itself: a throw-away server for tests and tours, and a live database read into a [`Catalog`].
//!
//! *Invariant:* nothing here touches a database that nobody named. A server is either started here, in a
//! directory of its own, or named by an argument or `DRIFTLESS_TEST_SERVER`; `DATABASE_URL` is never read.
//!
//! [`Catalog`]: driftless_compiler::catalog::Catalog

mod account;
mod binaries;
mod cluster;
mod database;
mod database_url;
mod error;
mod install;
mod read;
mod server;
mod slot;
pub mod testing;
mod url;

pub use database::Database;
pub use database_url::{DatabaseUrl, UrlError, redacted};
pub use error::Error;
pub use read::{ReadError, read_catalog};
pub use server::{Kept, Server};
