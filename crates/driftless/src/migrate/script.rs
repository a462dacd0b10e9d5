//! One migration as Diesel's harness runs it: statement by statement, so that a failure has a line.

use super::{
    copy,
    failure::{Failure, Outcome, open_transaction},
};
use diesel::{
    connection::BoxableConnection,
    migration::{Migration, MigrationMetadata, MigrationName, MigrationVersion, Result},
    pg::Pg,
};
use driftless_migrations::{
    Run, repeatable_stem,
    statements::{Control, Statement, split},
};
use std::{borrow::Cow, fmt};

#[derive(Clone, Debug)]
pub(super) struct Script {
    pub(super) version: Cow<'static, str>,
    /// `003_tables`.
    pub(super) title: String,
    pub(super) up: File,
    pub(super) down: Option<File>,
    pub(super) dev_only: bool,
    /// Of the part that is run next: the up part, after [`Script::backwards`] the down part.
    pub(super) no_transaction: bool,
}

#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) path: Cow<'static, str>,
    pub(super) text: Cow<'static, str>,
    pub(super) run: Run,
}

/// A migration's `SET search_path` ends with its file. Otherwise what the next one means would depend on
/// whether both ran in one session, and the bookkeeping table would be looked for in another schema.
const KEEP_SEARCH_PATH: &str =
    "SELECT set_config('driftless.search_path', current_setting('search_path'), false)";
const RESTORE_SEARCH_PATH: &str =
    "SELECT set_config('search_path', current_setting('driftless.search_path'), false)";

impl Script {
    /// To be reverted: the markers of the down part hold.
    pub(super) fn backwards(mut self) -> Self {
        if let Some(down) = &self.down {
            self.no_transaction = down.run.no_transaction;
        }
        self
    }

    /// Applied again whenever its text has changed, and never reverted.
    pub(super) fn is_repeatable(&self) -> bool {
        repeatable_stem(&self.version).is_some()
    }

    fn execute(&self, file: &File, conn: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        let failed = |failure: Failure| failure.of(self, file);
        let statements =
            split(&file.text, file.run.copy_data).map_err(|e| failed(Failure::unreadable(e)))?;
        let statements = if self.no_transaction {
            statements
        } else {
            let inner = without_own_transaction(statements);
            if let Some(statement) = inner.iter().find(|s| s.control.is_some()) {
                return Err(failed(Failure::ends_transaction(statement)).into());
            }
            inner
        };
        conn.batch_execute(KEEP_SEARCH_PATH)?;
        for (index, statement) in statements.iter().enumerate() {
            let done = &statements[..index];
            send(statement, conn).map_err(|stopped| {
                let outcome = if self.no_transaction {
                    clean_up(done, conn);
                    Outcome::half_way(done, file)
                } else {
                    Outcome::RolledBack
                };
                failed(match stopped {
                    Stopped::Refused(error) => Failure::refused(statement, &error, outcome),
                    Stopped::Copy(error) => Failure::copy(error, statement, outcome),
                })
            })?;
        }
        conn.batch_execute(RESTORE_SEARCH_PATH)?;
        Ok(())
    }
}

/// Why a statement was not run.
enum Stopped {
    Refused(diesel::result::Error),
    Copy(copy::CopyError),
}

fn send(
    statement: &Statement<'_>,
    conn: &mut dyn BoxableConnection<Pg>,
) -> std::result::Result<(), Stopped> {
    for text in copy::texts(statement).map_err(Stopped::Copy)? {
        conn.batch_execute(&text).map_err(Stopped::Refused)?;
    }
    Ok(())
}

/// The session goes on after a migration without a transaction has failed. Should this fail as well, the
/// connection is gone, and with it what there was to clean up.
fn clean_up(ran: &[Statement<'_>], conn: &mut dyn BoxableConnection<Pg>) {
    if open_transaction(ran).is_some() {
        let _ = conn.batch_execute("ROLLBACK");
    }
    let _ = conn.batch_execute(RESTORE_SEARCH_PATH);
}

/// A file that is `BEGIN; ..; COMMIT;` as a whole says what the migrator does anyway.
fn without_own_transaction(mut statements: Vec<Statement<'_>>) -> Vec<Statement<'_>> {
    let first = statements.first().and_then(|s| s.control);
    let last = statements.last().and_then(|s| s.control);
    if statements.len() >= 2 && first == Some(Control::Begin) && last == Some(Control::Commit) {
        statements.pop();
        statements.remove(0);
    }
    statements
}

/// The record of an earlier text of a repeatable migration says nothing any more.
fn forget_earlier(conn: &mut dyn BoxableConnection<Pg>, stem: &str) -> Result<()> {
    let stem = stem.replace('\'', "''");
    let delete =
        format!("DELETE FROM __diesel_schema_migrations WHERE starts_with(version, '{stem}')");
    Ok(conn.batch_execute(&delete)?)
}

impl Migration<Pg> for Script {
    fn run(&self, conn: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        self.execute(&self.up, conn)?;
        match repeatable_stem(&self.version) {
            Some(stem) => forget_earlier(conn, stem),
            None => Ok(()),
        }
    }

    fn revert(&self, conn: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        let down = self
            .down
            .as_ref()
            .ok_or_else(|| format!("{self} has no down part"))?;
        self.execute(down, conn)
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        self
    }

    fn name(&self) -> &dyn MigrationName {
        self
    }
}

impl MigrationMetadata for Script {
    fn run_in_transaction(&self) -> bool {
        !self.no_transaction
    }
}

impl MigrationName for Script {
    fn version(&self) -> MigrationVersion<'_> {
        MigrationVersion::from(&*self.version)
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}
