//! What the compiler makes of SQL is what a server makes of it: the same catalog, or a refusal with the same
//! SQLSTATE.
//!
//! `tests/golden/histories/` is compared after each line, `tests/golden/clauses/` after each clause.

use diesel::{connection::SimpleConnection, pg::PgConnection, result::Error};
use driftless_compiler::{
    Diagnostics,
    catalog::{Catalog, diff},
    replay,
};
use driftless_migrations::MigrationSet;
use driftless_postgres::{Server, read_catalog, testing};
use pq_sys as _;
use std::fs;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden");

fn compiled(sql: &str) -> Result<Catalog, Diagnostics> {
    replay(&MigrationSet::of_texts([("m.sql", sql)]).unwrap())
}

fn files(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(format!("{GOLDEN}/{folder}"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let named = files.into_iter().map(|file| {
        let text = fs::read_to_string(&file).unwrap();
        (
            file.file_name().unwrap().to_string_lossy().into_owned(),
            text,
        )
    });
    named.collect()
}

/// Compares both catalogs after the same SQL.
fn compare(sql: &Catalog, conn: &mut PgConnection) -> Result<(), String> {
    let server = read_catalog(conn).map_err(|error| error.to_string())?;
    let differences = diff(sql, &server);
    if differences.is_empty() {
        Ok(())
    } else {
        Err(format!("{differences:#?}"))
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

/// Whether a title is a server's message; the types of a call's arguments are ours to leave out.
fn says(title: &str, message: &str) -> bool {
    let message = message.lines().next().unwrap_or_default();
    match title.split_once("(..)") {
        Some((name, rest)) => message.starts_with(&format!("{name}(")) && message.ends_with(rest),
        None => title == message,
    }
}

#[test]
fn histories_agree_after_each_line() {
    let Some(server) = testing::server() else {
        return;
    };
    let mut wrong = Vec::new();
    for (name, text) in files("histories") {
        let database = server.database().unwrap();
        let mut conn = database.connect().unwrap();
        let mut history = String::new();
        for (index, line) in text.lines().enumerate() {
            if line.starts_with("--") || line.is_empty() {
                continue;
            }
            let next = format!("{history}{line}\n");
            let ours = compiled(&next);
            let at = format!("{name}:{}: {line}", index + 1);
            match (conn.batch_execute(line), ours) {
                (Ok(()), Ok(ours)) => {
                    if let Err(why) = compare(&ours, &mut conn) {
                        wrong.push(format!("{at}\n{why}"));
                    }
                    history = next;
                }
                (Ok(()), Err(found)) => {
                    wrong.push(format!("{at}\na server takes it\n{found}"));
                    // Both go on from the same place.
                    conn.batch_execute("SELECT").unwrap();
                    break;
                }
                (Err(error), Ok(_)) => wrong.push(format!("{at}\na server refuses it: {error}")),
                (Err(error), Err(found)) => {
                    let state = sqlstate(&mut conn, line);
                    let error = error.to_string();
                    let ours = found.iter().next().unwrap();
                    if ours.sqlstate != state.as_deref() || !says(&ours.title, &error) {
                        wrong.push(format!("{at}\na server says {state:?} {error}\n{found}"));
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} lines:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn clauses_agree() {
    let Some(server) = testing::server() else {
        return;
    };
    let mut wrong = Vec::new();
    for (name, text) in files("clauses") {
        let setup: String = text
            .lines()
            .filter_map(|line| line.strip_prefix("setup "))
            .fold(String::new(), |all, line| all + line + "\n");
        for (index, line) in text.lines().enumerate() {
            let Some(("changes" | "same", sql)) = line.split_once(' ') else {
                continue;
            };
            let sql = sql
                .split_once(" -- ")
                .map_or(sql, |(sql, _)| sql)
                .replace(['«', '»'], "");
            let at = format!("{name}:{}: {sql}", index + 1);
            if let Err(why) = clause(&server, &setup, &sql) {
                wrong.push(format!("{at}\n{why}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} clauses:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

fn clause(server: &Server, setup: &str, sql: &str) -> Result<(), String> {
    let ours = compiled(&format!("{setup}{sql};")).map_err(|error| error.to_string())?;
    let database = server.database().map_err(|error| error.to_string())?;
    let mut conn = database.connect().map_err(|error| error.to_string())?;
    conn.batch_execute(setup)
        .map_err(|error| error.to_string())?;
    conn.batch_execute(sql).map_err(|error| error.to_string())?;
    compare(&ours, &mut conn)
}
