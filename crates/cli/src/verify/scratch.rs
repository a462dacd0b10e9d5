//! A database made for one run.

use crate::Failure;
use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use driftless::migrate::{self, MigrateError, Migrations};
use driftless_compiler::catalog::Catalog;
use driftless_migrations::MigrationSet;
use driftless_postgres::{Database, Server, read_catalog};

/// An empty database and a connection to it; dropped with the value.
pub(crate) struct Scratch {
    conn: PgConnection,
    // Dropped after the connection.
    database: Database,
    server: Server,
}

impl Scratch {
    /// A new database on this server.
    pub(crate) fn on(server: Server) -> Result<Self, Failure> {
        let (database, conn) = fresh(&server)?;
        Ok(Self {
            conn,
            database,
            server,
        })
    }

    /// Puts an empty database in the place of this one.
    pub(crate) fn renew(&mut self) -> Result<(), Failure> {
        (self.database, self.conn) = fresh(&self.server)?;
        Ok(())
    }

    /// Applies the first `count` migrations, those that are not yet.
    pub(crate) fn up_to(&mut self, set: &MigrationSet, count: usize) -> Result<(), MigrateError> {
        migrate::up(&mut self.conn, &first(set, count), |_| {}).map(drop)
    }

    /// Takes back the last of the first `count` migrations.
    pub(crate) fn down(&mut self, set: &MigrationSet, count: usize) -> Result<(), MigrateError> {
        migrate::down(&mut self.conn, &first(set, count), 1, |_| {}).map(drop)
    }

    /// Whether a migration was the reason, rather than the connection.
    pub(crate) fn is_refusal(error: &MigrateError) -> bool {
        matches!(
            error,
            MigrateError::Statement { .. } | MigrateError::Finish { .. }
        )
    }

    /// What the server knows.
    pub(crate) fn catalog(&mut self) -> Result<Catalog, Failure> {
        read_catalog(&mut self.conn).map_err(|error| Failure::new(error.to_string()))
    }

    /// The server's version, `15.18`.
    pub(crate) fn version(&mut self) -> Result<String, Failure> {
        #[derive(QueryableByName)]
        struct Version {
            #[diesel(sql_type = Text)]
            version: String,
        }
        let query = "SELECT split_part(current_setting('server_version'), ' ', 1) AS version";
        let version: Version = sql_query(query)
            .get_result(&mut self.conn)
            .map_err(Failure::sql("ask for the server's version"))?;
        Ok(version.version)
    }
}

fn fresh(server: &Server) -> Result<(Database, PgConnection), Failure> {
    let failed = |error: driftless_postgres::Error| Failure::new(error.to_string());
    let database = server.database().map_err(failed)?;
    let conn = database.connect().map_err(failed)?;
    Ok((database, conn))
}

fn first(set: &MigrationSet, count: usize) -> Migrations {
    let mut set = set.clone();
    set.migrations.truncate(count);
    Migrations::from(&set).with_dev_only()
}
