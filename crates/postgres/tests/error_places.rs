//! What the compiler says about wrong SQL is what a server says: message, SQLSTATE, line and column.
//!
//! Each case of `tests/golden/diagnostics/` runs on a real server up to its first mistake.

use diesel::{connection::SimpleConnection, pg::PgConnection, result::Error};
use driftless_compiler::{Diagnostic, catalog::Place, replay, source::Source};
use driftless_migrations::MigrationSet;
use pq_sys as _;
use std::fs;

const CASES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/golden/diagnostics"
);

/// Where a server says something else, and why.
const DIFFERENT: [(&str, &str); 3] = [
    (
        "deep_brackets",
        "a server's stack holds more than the 250 brackets that are enough for anybody",
    ),
    (
        "error_in_an_effect",
        "a server runs the statement that the comment speaks for",
    ),
    (
        "psql_command",
        "psql never sends the line, and a server calls it a syntax error at the backslash",
    ),
];

/// Mistakes for which a server tells no position: ours is the name that the message is about.
const NO_POSITION: [&str; 21] = [
    "column_exists",
    "column_twice",
    "enum_label",
    "error_in_a_body",
    "error_in_a_text",
    "foreign_key_types",
    "index_name_taken",
    "inherited_column",
    "json_unique",
    "no_cast",
    "no_column",
    "no_constraint",
    "no_key_behind_foreign_key",
    "no_relation",
    "partition_key_missing",
    "primary_key_stays_not_null",
    "raised",
    "relation_exists",
    "sequence_of_nothing",
    "still_referenced",
    "type_name_taken",
];

#[test]
fn a_server_reports_the_same_mistake_at_the_same_place() {
    let Some(server) = driftless_postgres::testing::server() else {
        return;
    };
    let mut wrong = Vec::new();
    let mut compared = 0;
    let mut cases: Vec<_> = fs::read_dir(CASES)
        .unwrap()
        .map(|case| case.unwrap().path())
        .collect();
    cases.sort();
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let set = MigrationSet::read(&case.join("migrations"), "migrations").unwrap();
        let errors = replay(&set).unwrap_err();
        let ours = errors.iter().next().unwrap();
        // A rule of ours, not of Postgres: there is nothing to compare.
        if ours.sqlstate.is_none() || DIFFERENT.iter().any(|(different, _)| *different == name) {
            continue;
        }
        compared += 1;
        let database = server.database().unwrap();
        let mut conn = database.connect().unwrap();
        if let Err(why) = compare(&mut conn, &set, ours, &name) {
            wrong.push(format!("{name}: {why}\n{}", ours.render()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 25, "{compared} compared");
}

fn compare(
    conn: &mut PgConnection,
    set: &MigrationSet,
    ours: &Diagnostic,
    name: &str,
) -> Result<(), String> {
    for migration in &set.migrations {
        let source = Source::of(&migration.up);
        if *ours.labels[0].place.file != *source.path() {
            conn.batch_execute(source.text())
                .map_err(|error| error.to_string())?;
            continue;
        }
        let state = sqlstate(conn, source.text());
        if state.as_deref() != ours.sqlstate {
            return Err(format!("SQLSTATE {state:?}"));
        }
        let Err(Error::DatabaseError(_, theirs)) = conn.batch_execute(source.text()) else {
            return Err("the server takes it".to_owned());
        };
        // The server quotes an unterminated string to the end of the file.
        let first = |text: &str| {
            text.lines()
                .next()
                .map(|line| line.trim_end_matches('"').to_owned())
        };
        let message = theirs.message();
        if first(&ours.title) != first(message) {
            return Err(format!("message: {message}"));
        }
        return place(
            &source,
            theirs.statement_position(),
            &ours.labels[0].place,
            name,
        );
    }
    Err("the file is not there".to_owned())
}

fn place(source: &Source, position: Option<i32>, ours: &Place, name: &str) -> Result<(), String> {
    let listed = NO_POSITION.contains(&name);
    let Some(position) = position else {
        return if listed {
            Ok(())
        } else {
            Err("the server tells no position".to_owned())
        };
    };
    if listed {
        return Err(format!("the server does tell a position: {position}"));
    }
    let before = usize::try_from(position).unwrap() - 1;
    let offset = source
        .text()
        .char_indices()
        .nth(before)
        .map_or(source.text().len(), |(at, _)| at);
    // The end of the input: psql shows the line with the last word.
    let offset = offset.min(source.text().trim_end().len());
    let theirs = source.place(offset);
    if theirs == *ours {
        Ok(())
    } else {
        Err(format!("the server says {theirs}"))
    }
}

/// Diesel does not tell the SQLSTATE; PL/pgSQL does.
fn sqlstate(conn: &mut PgConnection, sql: &str) -> Option<String> {
    let probe = format!(
        "DO $probe$ BEGIN EXECUTE $sql${sql}$sql$; \
         EXCEPTION WHEN OTHERS THEN RAISE EXCEPTION '%', SQLSTATE; END $probe$"
    );
    match conn.batch_execute(&probe) {
        Err(Error::DatabaseError(_, information)) => Some(information.message().to_owned()),
        _ => None,
    }
}
