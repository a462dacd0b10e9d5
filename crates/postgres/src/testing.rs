//! What a test says to get a database.
//!
//! A machine without server binaries fails **one** test with the whole message: the one that calls
//! [`require_server`]. All others say that they were skipped and return.
//!
//! ```no_run
//! # fn test() {
//! let Some(database) = driftless_postgres::testing::database() else { return };
//! let mut connection = database.connect().unwrap();
//! # }
//! ```

use crate::{Database, Server};
use std::fmt::Display;

/// The shared server, or `None`, said on standard error, if this machine has none to offer.
///
/// # Panics
/// If a server ought to start and does not.
pub fn server() -> Option<Server> {
    match Server::shared() {
        Ok(server) => Some(server),
        Err(error) if error.is_about_this_machine() => {
            let text = error.to_string();
            eprintln!("skipped: {}", text.lines().next().unwrap_or_default());
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// A new, empty database on the shared server.
///
/// # Panics
/// If the server refuses.
pub fn database() -> Option<Database> {
    let server = server()?;
    Some(server.database().unwrap_or_else(|error| panic!("{error}")))
}

/// A copy of the database that `migrate` makes once per process from its URL.
///
/// # Panics
/// If the migration fails or the server refuses.
pub fn clone_of<E: Display>(
    key: &str,
    migrate: impl FnOnce(&str) -> Result<(), E>,
) -> Option<Database> {
    let server = server()?;
    let made = server
        .template(key, migrate)
        .and_then(|()| server.clone_of(key));
    Some(made.unwrap_or_else(|error| panic!("{error}")))
}

/// Fails with the reason if there is no server: for the one test that says so for all.
///
/// # Panics
/// If there is no server.
pub fn require_server() {
    if let Err(error) = Server::shared() {
        panic!("{error}");
    }
}
