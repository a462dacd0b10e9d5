//! One advisory lock per database, so that concurrent migrators queue.
//!
//! It is asked for again and again instead of waited for: a session that waits inside Postgres holds a
//! snapshot, and `CREATE INDEX CONCURRENTLY` in the migrator that has the lock would wait for that snapshot.

use super::{Connection, MigrateError, Progress};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Bool};
use std::{thread, time::Duration};

/// "driftles" in ASCII.
const KEY: i64 = 0x6472_6966_746c_6573;
const FIRST_WAIT: Duration = Duration::from_millis(10);
const LONGEST_WAIT: Duration = Duration::from_millis(250);

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    locked: bool,
}

/// Runs `work` while no migrator is at work on this database, and none can start.
///
/// `work` may itself call [`up`](super::up) and [`down`](super::down) on its connection. The lock belongs to
/// the session: if that dies, the lock is free.
pub fn exclusively<C: Connection, T, E: From<MigrateError>>(
    conn: &mut C,
    work: impl FnOnce(&mut C) -> Result<T, E>,
) -> Result<T, E> {
    held(conn, &mut |_| {}, |conn, _| work(conn))
}

pub(super) fn held<C: Connection, T, E: From<MigrateError>>(
    conn: &mut C,
    progress: &mut dyn FnMut(Progress<'_>),
    work: impl FnOnce(&mut C, &mut dyn FnMut(Progress<'_>)) -> Result<T, E>,
) -> Result<T, E> {
    let mut wait = FIRST_WAIT;
    while !ask(conn, "pg_try_advisory_lock")? {
        if wait == FIRST_WAIT {
            progress(Progress::Waiting);
        }
        thread::sleep(wait);
        wait = (wait * 2).min(LONGEST_WAIT);
    }
    let result = work(conn, progress);
    let unlocked = ask(conn, "pg_advisory_unlock");
    let value = result?;
    unlocked?;
    Ok(value)
}

fn ask<C: Connection>(conn: &mut C, function: &str) -> Result<bool, MigrateError> {
    sql_query(format!("SELECT {function}({KEY}) AS locked"))
        .get_result::<Answer>(conn)
        .map(|answer| answer.locked)
        .map_err(|e| MigrateError::bookkeeping("take the migrators' lock")(e.into()))
}
