//! A database on a server, dropped with the value.

use crate::{Error, Server};
use diesel::{Connection, PgConnection};

/// A database that exists as long as this value.
#[derive(Debug)]
pub struct Database {
    server: Server,
    name: String,
    url: String,
    left: bool,
}

impl Database {
    pub(crate) fn new(server: Server, name: String) -> Result<Self, Error> {
        let url = server.0.url_of(&name)?;
        Ok(Self {
            server,
            name,
            url,
            left: false,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its URL, for libpq, `psql` and every Rust driver.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A command line that opens it.
    pub fn psql(&self) -> String {
        format!("psql '{}'", self.url)
    }

    /// A new connection.
    pub fn connect(&self) -> Result<PgConnection, Error> {
        PgConnection::establish(&self.url)
            .map_err(Error::sql(format!("connecting to {}", self.name)))
    }

    /// Leaves the database where it is, as long as its server lives. Returns its name.
    pub fn leave(mut self) -> String {
        self.left = true;
        self.name.clone()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if !self.left {
            // A destructor has nobody to tell, and the next run drops what this one left.
            let _ = self
                .server
                .0
                .run(&format!("DROP DATABASE {} WITH (FORCE)", quote(&self.name)));
        }
    }
}

/// A quoted identifier.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
