//! What is applied and what is not, without writing anything.

use super::{Connection, MigrateError, Migrations};
use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Bool, Text},
};
use driftless_migrations::repeatable_stem;
use std::collections::{BTreeMap, BTreeSet};

/// The state of each migration in a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Every migration, in order, dev-only ones included.
    pub migrations: Vec<MigrationStatus>,
    /// Versions recorded as applied that are of no migration here, and when.
    pub unknown: Vec<(String, String)>,
}

/// The state of one migration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationStatus {
    /// The version as recorded.
    pub version: String,
    /// The version and the name, `003_tables`.
    pub migration: String,
    /// The file of the up part as messages show it.
    pub path: String,
    /// When it was applied, in the words of the database; `None` if it was not.
    pub applied_at: Option<String>,
    /// Data for development, applied only when asked for.
    pub dev_only: bool,
    /// There is a down part.
    pub reversible: bool,
}

impl Status {
    /// Those that [`up`](super::up) would apply.
    pub fn pending(&self, dev_only: bool) -> impl Iterator<Item = &MigrationStatus> {
        self.migrations
            .iter()
            .filter(move |m| m.applied_at.is_none() && (dev_only || !m.dev_only))
    }
}

/// Compares the migrations with what the database records. Creates nothing and takes no lock.
pub fn status<C: Connection>(
    conn: &mut C,
    migrations: &Migrations,
) -> Result<Status, MigrateError> {
    let mut recorded = recorded(conn)
        .map_err(|e| MigrateError::bookkeeping("read __diesel_schema_migrations")(e.into()))?;
    let scripts = migrations.all();
    let stems: BTreeSet<&str> = scripts
        .iter()
        .filter_map(|script| repeatable_stem(&script.version))
        .collect();
    let is_earlier_text =
        |version: &str| repeatable_stem(version).is_some_and(|stem| stems.contains(stem));
    let migrations = scripts
        .iter()
        .map(|script| MigrationStatus {
            applied_at: recorded.remove(&*script.version),
            version: script.version.to_string(),
            migration: script.title.clone(),
            path: script.up.path.to_string(),
            dev_only: script.dev_only,
            reversible: script.down.is_some(),
        })
        .collect();
    Ok(Status {
        migrations,
        unknown: recorded
            .into_iter()
            .filter(|(version, _)| !is_earlier_text(version))
            .collect(),
    })
}

#[derive(QueryableByName)]
struct Exists {
    #[diesel(sql_type = Bool)]
    exists: bool,
}

#[derive(QueryableByName)]
struct Recorded {
    #[diesel(sql_type = Text)]
    version: String,
    #[diesel(sql_type = Text)]
    run_on: String,
}

fn recorded<C: Connection>(conn: &mut C) -> diesel::QueryResult<BTreeMap<String, String>> {
    let table = "SELECT to_regclass('__diesel_schema_migrations') IS NOT NULL AS exists";
    if !sql_query(table).get_result::<Exists>(conn)?.exists {
        return Ok(BTreeMap::new());
    }
    let rows = "SELECT version::text, date_trunc('second', run_on)::text AS run_on \
                FROM __diesel_schema_migrations";
    let rows = sql_query(rows).load::<Recorded>(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.version, row.run_on))
        .collect())
}
