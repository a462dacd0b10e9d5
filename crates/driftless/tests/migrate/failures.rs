//! What a failure says and what it leaves.

use crate::support::{Directory, ask, recorded};
use diesel::PgConnection;
use driftless::migrate::{Failure, MigrateError, Outcome, up};
use driftless_postgres::testing;

fn failing(conn: &mut PgConnection, directory: &Directory) -> (Failure, String) {
    let error = up(conn, &directory.read(), |_| {}).unwrap_err();
    let text = error.to_string();
    match error {
        MigrateError::Statement { failure, .. } => (*failure, text),
        other => panic!("{other}"),
    }
}

#[test]
fn file_line_and_message_and_the_earlier_ones_stay() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[
        ("001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);"),
        ("002_seed.sql", "INSERT INTO users VALUES (1);"),
        (
            "003_lists.sql",
            "CREATE TABLE kept (id int);\r\n\r\n-- ;\r\nCREATE TABLE lists (\r\n\tid int REFERENCES \
             users,\r\n\tnäme txet\r\n);\r\n",
        ),
        ("004_never.sql", "CREATE TABLE never (id int);"),
    ]);
    let (failure, text) = failing(conn, &directory);
    assert_eq!((failure.line, failure.column), (6, Some(7)));
    assert_eq!(failure.outcome, Outcome::RolledBack);
    assert_eq!(
        text,
        "003_lists: type \"txet\" does not exist\n\
        \x20 --> migrations/003_lists.sql:6:7\n\
        \x20  |\n\
        \x206 | \tnäme txet\n\
        \x20  | \t     ^\n\
        \x20  = note: nothing of it was kept\n\
        \x20  = note: 001_users, 002_seed before it stay done and recorded"
    );
    assert_eq!(recorded(conn), "001 002");
    assert_eq!(ask(conn, "SELECT to_regclass('kept')"), "NULL");

    directory.write("003_lists.sql", "CREATE TABLE lists (id int);");
    up(conn, &directory.read(), |_| {}).unwrap();
    assert_eq!(recorded(conn), "001 002 003 004");
}

#[test]
fn a_failure_without_a_position_names_the_statement_and_keeps_the_detail() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[(
        "001_a.sql",
        "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1), (1);\n\n/* why\n */ CREATE UNIQUE INDEX a_id\n  ON a (id);\n",
    )]);
    let (failure, _) = failing(conn, &directory);
    assert_eq!((failure.line, failure.column), (5, None));
    assert_eq!(
        failure.detail.as_deref(),
        Some("Key (id)=(1) is duplicated.")
    );
}

#[test]
fn without_a_transaction_it_says_what_has_run() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[
        (
            "001_a.sql",
            "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1), (1);",
        ),
        (
            "002_indexes.sql",
            "-- driftless: no-transaction\nCREATE INDEX CONCURRENTLY a_plain ON a (id);\n\
             CREATE UNIQUE INDEX CONCURRENTLY a_unique ON a (id);\nSELECT 1;\n",
        ),
    ]);
    let (failure, text) = failing(conn, &directory);
    assert_eq!(failure.line, 3);
    let done = vec![(2, "CREATE INDEX CONCURRENTLY a_plain ON a (id)".to_owned())];
    assert_eq!(failure.outcome, Outcome::HalfWay { done });
    assert!(
        text.contains("stopped half-way") && text.contains("migrations/002_indexes.sql:2  CREATE")
    );
    assert_eq!(recorded(conn), "001");
    assert_ne!(ask(conn, "SELECT to_regclass('a_plain')"), "NULL");
}

#[test]
fn an_open_begin_without_a_transaction_is_rolled_back() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[(
        "001_a.sql",
        "-- driftless: no-transaction\nCREATE TABLE a (id int);\nBEGIN;\nCREATE TABLE b (id int);\nSELECT 1/0;\nCOMMIT;",
    )]);
    let (failure, _) = failing(conn, &directory);
    let done = vec![(2, "CREATE TABLE a (id int)".to_owned())];
    assert_eq!(failure.outcome, Outcome::HalfWay { done });
    // The connection can go on: no transaction is open, and the lock is free.
    directory.write("001_a.sql", "CREATE TABLE b (id int);");
    up(conn, &directory.read(), |_| {}).unwrap();
    assert_eq!(recorded(conn), "001");
}

#[test]
fn what_cannot_be_sent_is_refused_before_anything_runs() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    for (sql, line, message) in [
        (
            "CREATE TABLE a (id int);\nSELECT 'x;\n",
            2,
            "unterminated quoted string",
        ),
        (
            "CREATE TABLE a (id int);\nCOMMIT;\nSELECT 1/0;",
            2,
            "would end the transaction",
        ),
        (
            "CREATE TABLE a (id int);\nCOPY a FROM STDIN;\n1\n\\.\n",
            2,
            "COPY FROM STDIN",
        ),
    ] {
        let (failure, text) = failing(conn, &Directory::with(&[("001_a.sql", sql)]));
        assert_eq!(failure.line, line);
        assert!(
            text.contains(message) && text.contains("nothing of it was run"),
            "{text}"
        );
        assert_eq!(ask(conn, "SELECT to_regclass('a')"), "NULL");
    }
}

#[test]
fn a_deferred_constraint_fails_at_the_end() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[
        (
            "001_a.sql",
            "CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a DEFERRABLE INITIALLY DEFERRED);",
        ),
        ("002_b.sql", "INSERT INTO a VALUES (1, 2);"),
    ]);
    let text = up(conn, &directory.read(), |_| {}).unwrap_err().to_string();
    assert!(
        text.starts_with("migrations/002_b.sql: all statements ran"),
        "{text}"
    );
    assert!(text.contains("violates foreign key constraint"), "{text}");
    assert_eq!(recorded(conn), "001");
}
