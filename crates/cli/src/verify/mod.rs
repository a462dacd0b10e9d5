//! The referee: the same migrations on a real server and in the compiler, and what tells them apart.
//!
//! *Invariant:* whatever is run is run in a database that was made for it and is dropped afterwards.

mod finding;
mod scratch;

pub(crate) use finding::{Finding, Verified};
pub(crate) use scratch::Scratch;

use crate::Failure;
use driftless_compiler::{
    catalog::{Catalog, diff},
    replay_each,
};
use driftless_migrations::{Migration, MigrationSet};

/// Runs all migrations on a server and compares what it then knows with what the compiler says.
pub(crate) fn verify(
    set: &MigrationSet,
    scratch: Scratch,
    each: bool,
    down: bool,
) -> Result<Verified, Failure> {
    let catalogs = replay_each(set)?;
    let mut run = Run {
        set,
        findings: Vec::new(),
        scratch,
        done: 0,
    };
    for (migration, pair) in set.migrations.iter().zip(catalogs.windows(2)) {
        let [before, after] = pair else { continue };
        if !run.up(migration)? {
            break;
        }
        if each && !run.compare(&migration.up.path, after, false)? {
            break;
        }
        if down && migration.down.is_some() && !run.back_and_forth(migration, before)? {
            break;
        }
    }
    // With --each this was compared already; after a refusal there is nothing to compare with.
    if let (false, Some(last)) = (each || run.refused(), set.migrations.last())
        && let Some(catalog) = catalogs.last()
    {
        run.compare(&last.up.path, catalog, false)?;
    }
    Ok(Verified {
        postgres: run.scratch.version()?,
        migrations: run.done,
        findings: run.findings,
    })
}

struct Run<'s> {
    set: &'s MigrationSet,
    findings: Vec<Finding>,
    scratch: Scratch,
    /// How many migrations are applied.
    done: usize,
}

impl Run<'_> {
    fn refused(&self) -> bool {
        let mut findings = self.findings.iter();
        findings.any(|finding| matches!(finding, Finding::Refused { .. }))
    }

    /// Applies the next migration; false if the server refuses it.
    fn up(&mut self, migration: &Migration) -> Result<bool, Failure> {
        let applied = self.scratch.up_to(self.set, self.done + 1);
        self.ran(&migration.up.path, applied, 1)
    }

    fn ran(
        &mut self,
        path: &str,
        applied: Result<(), driftless::migrate::MigrateError>,
        step: usize,
    ) -> Result<bool, Failure> {
        match applied {
            Ok(()) => {
                self.done += step;
                let all = self.set.migrations.len();
                eprintln!("{} of {all} {path}", self.done);
                Ok(true)
            }
            Err(error) if Scratch::is_refusal(&error) => {
                self.findings.push(Finding::Refused {
                    path: path.to_owned(),
                    message: error.to_string(),
                });
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Compares with the server's catalog; false if there is a difference.
    fn compare(&mut self, after: &str, ours: &Catalog, restored: bool) -> Result<bool, Failure> {
        let differences = diff(ours, &self.scratch.catalog()?);
        let same = differences.is_empty();
        let found = differences.into_iter().map(|difference| Finding::Differs {
            after: after.to_owned(),
            restored,
            difference,
        });
        self.findings.extend(found);
        Ok(same)
    }

    /// Takes the newest migration back, compares with what was before it, and applies it again; false if that
    /// cannot go on.
    fn back_and_forth(&mut self, migration: &Migration, before: &Catalog) -> Result<bool, Failure> {
        let path = migration.down.as_ref().map_or("", |down| &down.path);
        let reverted = self.scratch.down(self.set, self.done);
        if self.ran(path, reverted, 0)? && self.compare(path, before, true)? {
            self.done -= 1;
            return self.up(migration);
        }
        // What the down part left behind must not be taken for the next migration's doing.
        self.scratch.renew()?;
        let applied = self.scratch.up_to(self.set, self.done);
        self.ran(&migration.up.path, applied, 0)
    }
}
