//! Forward and back.

use super::{Connection, MigrateError, Migrations, Progress, Step, lock, script::Script};
use driftless_migrations::{Key, repeatable_stem};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

/// Applies every migration that is not recorded as applied, in order, and says which.
///
/// Each is recorded in Diesel's `__diesel_schema_migrations` in the transaction that applies it. Concurrent
/// callers queue behind one advisory lock of the session, so a pooler must not hand the session around.
///
/// # Errors
///
/// At the first migration that fails; those before it stay applied and recorded.
pub fn up<C: Connection>(
    conn: &mut C,
    migrations: &Migrations,
    mut progress: impl FnMut(Progress<'_>),
) -> Result<Vec<Step>, MigrateError> {
    lock::held(conn, &mut progress, |conn, progress| {
        let applied = applied(conn)?;
        let pending: Vec<Script> = migrations
            .selected()
            .into_iter()
            .filter(|script| !applied.contains(&*script.version))
            .collect();
        each(conn, &pending, true, progress)
    })
}

/// Reverts the last `count` applied migrations, newest first, and says which. Repeatable ones stay: what they
/// do has no way back.
///
/// # Errors
///
/// Before anything is reverted if one of them has no down part or is not known here; else at the first that
/// fails, those reverted before it stay reverted.
pub fn down<C: Connection>(
    conn: &mut C,
    migrations: &Migrations,
    count: usize,
    mut progress: impl FnMut(Progress<'_>),
) -> Result<Vec<Step>, MigrateError> {
    lock::held(conn, &mut progress, |conn, progress| {
        let applied = applied(conn)?;
        let scripts = newest(&migrations.all(), &applied, count)?;
        if let Some(script) = scripts.iter().find(|script| script.down.is_none()) {
            return Err(MigrateError::NoDown {
                path: script.up.path.to_string(),
            });
        }
        each(conn, &scripts, false, progress)
    })
}

fn each<C: Connection>(
    conn: &mut C,
    scripts: &[Script],
    up: bool,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Vec<Step>, MigrateError> {
    let mut steps: Vec<Step> = Vec::new();
    for script in scripts {
        let mut step = Step::of(script, up);
        progress(Progress::Started(&step));
        let start = Instant::now();
        let run = if up {
            conn.run_migration(script)
        } else {
            conn.revert_migration(script)
        };
        if let Err(error) = run {
            let finished = steps.into_iter().map(|step| step.migration).collect();
            return Err(MigrateError::of_run(error, script, up, finished));
        }
        step.took = start.elapsed();
        progress(Progress::Finished(&step));
        steps.push(step);
    }
    Ok(steps)
}

/// The versions that Diesel's table records, which is created if it is not there.
fn applied<C: Connection>(conn: &mut C) -> Result<BTreeSet<String>, MigrateError> {
    conn.applied_migrations()
        .map(|versions| versions.iter().map(ToString::to_string).collect())
        .map_err(MigrateError::bookkeeping("read __diesel_schema_migrations"))
}

/// The last `count` applied scripts that are not repeatable, newest first. A version nobody knows is passed over only if it is older
/// than all of them: migrations that were squashed away stay recorded.
fn newest(
    scripts: &[Script],
    applied: &BTreeSet<String>,
    count: usize,
) -> Result<Vec<Script>, MigrateError> {
    let known: BTreeMap<&str, &Script> = scripts.iter().map(|s| (&*s.version, s)).collect();
    let newest: Vec<Script> = scripts
        .iter()
        .rev()
        .filter(|script| applied.contains(&*script.version) && !script.is_repeatable())
        .take(count)
        .cloned()
        .map(Script::backwards)
        .collect();
    let oldest = newest.last().map(|script| Key::number(&script.version));
    let unknown = applied
        .iter()
        .filter(|version| !known.contains_key(version.as_str()))
        .filter(|version| repeatable_stem(version).is_none())
        .find(|version| {
            let is_newer = |oldest: &Key| Key::number(version) > *oldest;
            oldest.as_ref().is_none_or(is_newer)
        });
    match unknown {
        Some(version) if count > 0 => Err(MigrateError::UnknownVersion {
            version: version.clone(),
        }),
        _ => Ok(newest),
    }
}
