//! What Postgres counted, against what was audited.
//!
//! `pg_stat_user_tables` counts every row that any statement inserted, updated or deleted, foreign keys'
//! cascades included. Nobody here can talk it out of a number.

use crate::screen::{Screen, Style};
use diesel::{
    dsl::count_star,
    prelude::*,
    sql_query,
    sql_types::{BigInt, Text},
};
use marketplace::audit_log;
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct Counter {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = BigInt)]
    inserted: i64,
    #[diesel(sql_type = BigInt)]
    changed: i64,
}

/// Prints both counts, table by table; says whether they agree.
pub(crate) fn compare(conn: &mut PgConnection, screen: &Screen) -> QueryResult<bool> {
    screen.chapter("Postgres' own count of written rows, against the audit rows");
    let mut counters = counters(conn)?;
    let log = counters.remove("audit_log").unwrap_or_default();
    let mut audited = audited(conn)?;

    let mut rows = Vec::new();
    let mut agree = true;
    for (table, (inserted, changed)) in counters {
        let written = inserted + changed;
        let audited = audited.remove(&table).unwrap_or(0);
        agree &= written == audited;
        let verdict = if written == audited {
            ""
        } else {
            "not the same"
        };
        let cells = [
            table,
            written.to_string(),
            audited.to_string(),
            verdict.to_owned(),
        ];
        rows.push((cells, (written != audited).then_some(Style::Bad)));
    }
    screen.table(["table", "rows written", "audit rows", ""], &rows);

    // Audit rows of tables that do not exist, or a log that was changed afterwards.
    agree &= audited.is_empty() && log.1 == 0;
    let (inserted, changed) = log;
    screen.say(&format!(
        "audit_log: {inserted} rows inserted, {changed} updated or deleted"
    ));
    if agree {
        screen.say_in(Style::Good, "Every written row is in the audit trail.");
    } else {
        screen.say_in(
            Style::Bad,
            "A row was written that is not in the audit trail.",
        );
    }
    Ok(agree)
}

/// Rows inserted, and rows updated or deleted, by table, since the tables exist.
fn counters(conn: &mut PgConnection) -> QueryResult<BTreeMap<String, (i64, i64)>> {
    // A session reports its counts now and then; this makes it report them when this statement ends.
    sql_query("SELECT pg_stat_force_next_flush()").execute(conn)?;
    let counters = sql_query(
        "SELECT relname::text AS table, n_tup_ins AS inserted, n_tup_upd + n_tup_del AS changed \
         FROM pg_stat_user_tables \
         WHERE schemaname = 'public' AND relname <> '__diesel_schema_migrations'",
    )
    .load::<Counter>(conn)?;
    Ok(counters
        .into_iter()
        .map(|c| (c.table, (c.inserted, c.changed)))
        .collect())
}

fn audited(conn: &mut PgConnection) -> QueryResult<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = audit_log::table
        .group_by(audit_log::entity)
        .select((audit_log::entity, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
