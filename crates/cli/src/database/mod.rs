//! The database that somebody named.

mod contents;
mod mark;
mod wipe;

pub(crate) use contents::Contents;
pub(crate) use mark::{is_marked, mark, mark_if_empty};
pub(crate) use wipe::wipe;

use crate::Failure;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query,
    sql_types::Bool,
};
use driftless_postgres::DatabaseUrl;

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    answer: bool,
}

/// The one value of a query that asks a yes-or-no question.
fn ask(conn: &mut PgConnection, question: &str) -> diesel::QueryResult<bool> {
    let question = format!("SELECT ({question}) AS answer");
    sql_query(question)
        .get_result::<Answer>(conn)
        .map(|answer| answer.answer)
}

/// Connects, or says why not in words somebody can act on.
pub(crate) fn connect(url: &DatabaseUrl) -> Result<PgConnection, Failure> {
    url.connect().map_err(|error| {
        let reason = error.to_string();
        let missing = format!("database \"{}\" does not exist", url.database());
        let help = if reason.contains(&missing) {
            "\n  = help: `driftless migrate up --create` creates it"
        } else {
            ""
        };
        Failure::new(reason + help)
    })
}

/// Creates the database if the server has none of that name; says whether it did.
///
/// For this the server's database `postgres` is connected to: the one place from which another is created.
pub(crate) fn create(url: &DatabaseUrl) -> Result<bool, Failure> {
    let conn = &mut connect(&url.with_database("postgres"))?;
    let name = url.database();
    let exists = format!(
        "EXISTS (SELECT FROM pg_database WHERE datname = {})",
        literal(name)
    );
    if ask(conn, &exists).map_err(Failure::sql("look for the database"))? {
        return Ok(false);
    }
    conn.batch_execute(&format!(
        "CREATE DATABASE \"{}\"",
        name.replace('"', "\"\"")
    ))
    .map_err(Failure::sql(format_args!("create the database {name}")))?;
    Ok(true)
}

/// A string constant of SQL, whatever `standard_conforming_strings` is.
fn literal(text: &str) -> String {
    let text = text.replace('\'', "''");
    if text.contains('\\') {
        format!("E'{}'", text.replace('\\', "\\\\"))
    } else {
        format!("'{text}'")
    }
}
