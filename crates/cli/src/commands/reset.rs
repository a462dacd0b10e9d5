//! `driftless reset`: drop everything, migrate, seed. Only where the mark allows it.

use super::migrate::{Ran, apply};
use crate::{
    Ending, Failure,
    arguments::{Project, Reset},
    database::{self, Contents},
    output::{self, Format},
};
use diesel::{Connection, PgConnection};
use driftless::migrate::Migrations;
use driftless_postgres::DatabaseUrl;
use serde::Serialize;
use std::io::{self, BufRead, IsTerminal, Write};

#[derive(Serialize)]
struct Done {
    server: String,
    database: String,
    dropped_tables: i64,
    applied: Vec<Ran>,
}

pub(crate) fn run(project: &Project, reset: &Reset, format: Format) -> Result<Ending, Failure> {
    // Read before anything is dropped: a directory that cannot be migrated must not cost the data.
    let migrations = Migrations::from(&project.set()?);
    let url = DatabaseUrl::parse(&reset.at.database_url)?;
    let conn = &mut database::connect(&url)?;
    let contents = Contents::of(conn).map_err(Failure::sql("look into the database"))?;
    if !database::is_marked(conn)? {
        return Err(refusal(&contents));
    }
    eprintln!(
        "server    PostgreSQL {}, {}\ndatabase  {}\ntables    {}",
        contents.version, contents.server, contents.database, contents.tables
    );
    confirm(&contents, reset.yes.as_deref())?;
    let applied = driftless::migrate::exclusively(conn, |conn| {
        drop_everything(conn)?;
        apply(conn, migrations, true)
    })?;
    let done = Done {
        server: contents.server,
        database: contents.database,
        dropped_tables: contents.tables,
        applied,
    };
    output::print(format, &done, |done| {
        let (tables, applied) = (done.dropped_tables, done.applied.len());
        format!(
            "{}: {tables} tables dropped, {applied} migrations applied\n",
            done.database
        )
    })?;
    Ok(Ending::Clean)
}

fn refusal(contents: &Contents) -> Failure {
    Failure::new(format!(
        "database {} ({} tables) is not marked as one for development, so it is left as it is\n  \
         = note: `driftless migrate up --create` marks the database it creates, `driftless migrate up --dev` \
         marks an empty one",
        contents.database, contents.tables
    ))
}

/// The mark and the data go in one transaction, and the mark comes back in it: whatever happens afterwards,
/// this stays a database that may be reset.
fn drop_everything(conn: &mut PgConnection) -> Result<(), Failure> {
    conn.transaction(|conn| {
        database::wipe(conn).map_err(Failure::sql("drop everything, so nothing was dropped"))?;
        database::mark(conn)
    })
}

fn confirm(contents: &Contents, yes: Option<&str>) -> Result<(), Failure> {
    let name = &contents.database;
    match yes {
        Some(yes) if yes == name => return Ok(()),
        Some(yes) => {
            return Err(Failure::new(format!(
                "--yes names {yes}, but the database is {name}: nothing was dropped"
            )));
        }
        None => {}
    }
    if !io::stdin().is_terminal() {
        return Err(Failure::new(format!(
            "nobody to ask here: `--yes {name}` drops everything in it"
        )));
    }
    eprint!("All of it will be dropped. Type the database's name to go on: ");
    let read = |_| Failure::new("could not read the answer: nothing was dropped");
    io::stderr().flush().map_err(read)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(read)?;
    if answer.trim() == name {
        return Ok(());
    }
    Err(Failure::new("that is not its name: nothing was dropped"))
}
