//! The mark of a database that may be dropped.
//!
//! It lies in a schema of its own, so that no reader of the application's tables sees it, and it names the
//! server and the database it was made in: a dump of a marked database does not mark the one it is restored
//! into, nor does a clone.

use super::{Contents, ask};
use crate::Failure;
use diesel::{Connection, PgConnection, connection::SimpleConnection};

/// The row that only this database on this server can have.
const IDENTITY: &str = "SELECT (SELECT system_identifier::text FROM pg_control_system()) AS server,
            (SELECT oid::bigint FROM pg_database WHERE datname = current_database()) AS database";

/// Says whether this database carries a mark that was made in it.
pub(crate) fn is_marked(conn: &mut PgConnection) -> Result<bool, Failure> {
    let failed = || Failure::sql("read the mark");
    if !ask(conn, "to_regclass('__driftless.database') IS NOT NULL").map_err(failed())? {
        return Ok(false);
    }
    let question = format!(
        "EXISTS (SELECT server, database FROM __driftless.database INTERSECT ({IDENTITY}))"
    );
    ask(conn, &question).map_err(failed())
}

/// Marks this database as one that may be dropped.
pub(crate) fn mark(conn: &mut PgConnection) -> Result<(), Failure> {
    conn.batch_execute(&format!(
        "CREATE SCHEMA IF NOT EXISTS __driftless;
         COMMENT ON SCHEMA __driftless IS 'A development database: `driftless reset` may drop all in it';
         CREATE TABLE IF NOT EXISTS __driftless.database
             (server text NOT NULL, database bigint NOT NULL, PRIMARY KEY (server, database));
         INSERT INTO __driftless.database (server, database) {IDENTITY} ON CONFLICT DO NOTHING"
    ))
    .map_err(Failure::sql("mark the database"))
}

/// Marks this database if it is empty; says whether it is marked now. Concurrent callers queue.
pub(crate) fn mark_if_empty(conn: &mut PgConnection) -> Result<bool, Failure> {
    let transaction = |conn: &mut PgConnection| -> Result<bool, Failure> {
        conn.batch_execute("SELECT pg_advisory_xact_lock(hashtext('driftless: mark'))")
            .map_err(Failure::sql("take the lock"))?;
        if is_marked(conn)? {
            return Ok(true);
        }
        let contents = Contents::of(conn).map_err(Failure::sql("look into the database"))?;
        if contents.objects > 0 {
            return Ok(false);
        }
        mark(conn)?;
        Ok(true)
    };
    conn.transaction(transaction)
}
