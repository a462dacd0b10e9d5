//! Applies the migrations of a directory, or those embedded in the program, through Diesel's own harness.
//!
//! ```
//! use driftless::migrate::{self, Migrations};
//!
//! fn migrate<C: migrate::Connection>(conn: &mut C) -> Result<(), Box<dyn std::error::Error>> {
//!     let migrations = Migrations::read("migrations")?;
//!     for step in migrate::up(conn, &migrations, |_| {})? {
//!         println!("applied {}", step.path);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! What Diesel's `run_pending_migrations` lacks and this adds: a failure names the file, the line and Postgres'
//! own message; concurrent migrators queue; dev-only migrations wait until they are asked for; a migration
//! without a transaction runs statement by statement and says so when it stopped half-way. The record is
//! Diesel's `__diesel_schema_migrations`, so Diesel's tools keep working.
//!
//! *Invariant:* SQL is cut into statements here, never understood. No parser is linked.

mod copy;
mod error;
mod failure;
mod lock;
mod migrations;
mod place;
mod run;
mod script;
mod status;

pub use driftless_migrations::{Layout, ReadError};
pub use error::MigrateError;
pub use failure::{Failure, Outcome};
pub use lock::exclusively;
pub use migrations::{EmbeddedFile, EmbeddedMigration, Migrations};
pub use run::{down, up};
pub use status::{MigrationStatus, Status, status};

use diesel::{connection::LoadConnection, pg::Pg};
use diesel_migrations::MigrationHarness;
use script::Script;
use std::time::Duration;

/// A connection that can migrate: `PgConnection`, or a wrapper around it.
pub trait Connection: LoadConnection<Backend = Pg> + MigrationHarness<Pg> {}

impl<C: LoadConnection<Backend = Pg> + MigrationHarness<Pg>> Connection for C {}

/// One migration that was applied or reverted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The version as recorded.
    pub version: String,
    /// The version and the name, `003_tables`.
    pub migration: String,
    /// The file that was run, as messages show it.
    pub path: String,
    /// Data for development.
    pub dev_only: bool,
    /// How long it took.
    pub took: Duration,
}

impl Step {
    fn of(script: &Script, up: bool) -> Self {
        let file = if up {
            Some(&script.up)
        } else {
            script.down.as_ref()
        };
        Self {
            version: script.version.to_string(),
            migration: script.title.clone(),
            path: file.unwrap_or(&script.up).path.to_string(),
            dev_only: script.dev_only,
            took: Duration::ZERO,
        }
    }
}

/// What [`up`] and [`down`] tell while they work.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// Another migrator has the lock.
    Waiting,
    /// This one is next.
    Started(&'a Step),
    /// This one is done and recorded.
    Finished(&'a Step),
}
