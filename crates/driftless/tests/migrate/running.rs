//! Forward, back, and what stands where.

use crate::support::{Directory, ask, names, recorded};
use driftless::migrate::{
    EmbeddedFile, EmbeddedMigration, MigrateError, Migrations, Progress, down, status, up,
};
use driftless_postgres::testing;

const TWO_AND_A_SEED: &[(&str, &str)] = &[
    ("001_a.sql", "-- Only a word.\n"),
    ("001_a.down.sql", ""),
    (
        "002_b.sql",
        "CREATE TABLE b (id int PRIMARY KEY); CREATE INDEX b_id ON b (id);",
    ),
    ("002_b.down.sql", "DROP TABLE b;"),
    (
        "003_seed.sql",
        "-- driftless: dev-only\nINSERT INTO b VALUES (1), (2);",
    ),
    ("003_seed.down.sql", "DELETE FROM b;"),
];

#[test]
fn up_and_down_and_up_again() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let migrations = Directory::with(TWO_AND_A_SEED).read();

    assert_eq!(
        names(&up(conn, &migrations, |_| {}).unwrap()),
        ["001_a", "002_b"]
    );
    assert_eq!(recorded(conn), "001 002");
    assert!(up(conn, &migrations, |_| {}).unwrap().is_empty());

    let with_seed = migrations.clone().with_dev_only();
    assert_eq!(names(&up(conn, &with_seed, |_| {}).unwrap()), ["003_seed"]);
    assert_eq!(ask(conn, "SELECT count(*) FROM b"), "2");

    // What was applied is reverted, whether or not this caller asked for the dev-only ones.
    assert_eq!(
        names(&down(conn, &migrations, 1, |_| {}).unwrap()),
        ["003_seed"]
    );
    assert_eq!(ask(conn, "SELECT count(*) FROM b"), "0");
    assert_eq!(
        names(&down(conn, &migrations, usize::MAX, |_| {}).unwrap()),
        ["002_b", "001_a"]
    );
    assert_eq!(recorded(conn), "NULL");
    assert_eq!(ask(conn, "SELECT to_regclass('b')"), "NULL");
    assert_eq!(up(conn, &with_seed, |_| {}).unwrap().len(), 3);
}

#[test]
fn progress_is_told_before_and_after_each() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let mut told = Vec::new();
    up(conn, &Directory::with(TWO_AND_A_SEED).read(), |progress| {
        told.push(match progress {
            Progress::Started(step) => format!("> {}", step.path),
            Progress::Finished(step) => format!("< {}", step.path),
            other => format!("{other:?}"),
        });
    })
    .unwrap();
    let a = "migrations/001_a.sql";
    let b = "migrations/002_b.sql";
    assert_eq!(
        told,
        [
            format!("> {a}"),
            format!("< {a}"),
            format!("> {b}"),
            format!("< {b}")
        ]
    );
}

#[test]
fn status_writes_nothing() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(TWO_AND_A_SEED);
    let migrations = directory.read();

    let before = status(conn, &migrations).unwrap();
    assert_eq!(
        ask(
            conn,
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ),
        "0"
    );
    assert_eq!(before.migrations.len(), 3);
    assert_eq!(before.pending(false).count(), 2);
    assert_eq!(before.pending(true).count(), 3);

    up(conn, &migrations, |_| {}).unwrap();
    let older = Directory::with(&TWO_AND_A_SEED[..2]).read();
    let after = status(conn, &older).unwrap();
    assert!(after.migrations[0].applied_at.is_some() && after.migrations[0].reversible);
    assert_eq!(
        after
            .unknown
            .iter()
            .map(|(version, _)| version.as_str())
            .collect::<Vec<_>>(),
        ["002"]
    );
}

#[test]
fn numbers_are_numbers() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let files = [
        ("9_a.sql", "CREATE TABLE a (id int PRIMARY KEY);"),
        ("9_a.down.sql", "DROP TABLE a;"),
        ("10_b.sql", "ALTER TABLE a ADD COLUMN b int;"),
        ("10_b.down.sql", "ALTER TABLE a DROP COLUMN b;"),
    ];
    let migrations = Directory::with(&files).read();
    assert_eq!(
        names(&up(conn, &migrations, |_| {}).unwrap()),
        ["9_a", "10_b"]
    );
    assert_eq!(
        names(&down(conn, &migrations, 1, |_| {}).unwrap()),
        ["10_b"]
    );
}

#[test]
fn a_late_comer_is_applied_in_its_place() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[("001_a.sql", "SELECT 1"), ("003_c.sql", "SELECT 3")]);
    up(conn, &directory.read(), |_| {}).unwrap();
    directory.write("002_b.sql", "SELECT 2");
    directory.write("004_d.sql", "SELECT 4");
    assert_eq!(
        names(&up(conn, &directory.read(), |_| {}).unwrap()),
        ["002_b", "004_d"]
    );
}

#[test]
fn down_refuses_before_it_starts() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[
        ("001_a.sql", "CREATE TABLE a (id int);"),
        ("002_b.sql", "CREATE TABLE b (id int);"),
        ("002_b.down.sql", "DROP TABLE b;"),
    ]);
    up(conn, &directory.read(), |_| {}).unwrap();
    let error = down(conn, &directory.read(), 2, |_| {}).unwrap_err();
    assert!(matches!(&error, MigrateError::NoDown { path } if path == "migrations/001_a.sql"));
    assert_eq!(recorded(conn), "001 002");

    let older = Directory::with(&[("001_a.sql", "CREATE TABLE a (id int);")]).read();
    let error = down(conn, &older, 1, |_| {}).unwrap_err();
    assert!(matches!(&error, MigrateError::UnknownVersion { version } if version == "002"));
}

#[test]
fn embedded_migrations_need_no_directory() {
    const MIGRATIONS: Migrations = Migrations::embedded(&[EmbeddedMigration {
        version: "001",
        name: "a",
        up: EmbeddedFile {
            path: "migrations/001_a.sql",
            text: "CREATE TABLE a (id int);",
            no_transaction: false,
            copy_data: false,
        },
        down: Some(EmbeddedFile {
            path: "migrations/001_a.down.sql",
            text: "DROP TABLE a;",
            no_transaction: false,
            copy_data: false,
        }),
        dev_only: false,
    }]);
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    assert_eq!(names(&up(conn, &MIGRATIONS, |_| {}).unwrap()), ["001_a"]);
    assert_eq!(
        names(&down(conn, &MIGRATIONS, 1, |_| {}).unwrap()),
        ["001_a"]
    );
}

#[test]
fn search_path_holds_to_the_end_of_its_file() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[
        (
            "001_a.sql",
            "CREATE SCHEMA app; SET search_path TO app; CREATE TABLE a (id int);",
        ),
        (
            "002_b.sql",
            "SELECT set_config('search_path', '', false); CREATE TABLE app.b (id int);",
        ),
        ("003_c.sql", "CREATE TABLE c (id int);"),
    ]);
    up(conn, &directory.read(), |_| {}).unwrap();
    assert_eq!(recorded(conn), "001 002 003");
    for table in [
        "app.a",
        "app.b",
        "public.c",
        "public.__diesel_schema_migrations",
    ] {
        assert_ne!(
            ask(conn, &format!("SELECT to_regclass('{table}')")),
            "NULL",
            "{table}"
        );
    }
}

#[test]
fn a_file_may_say_begin_and_commit_around_itself() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[(
        "001_a.sql",
        "BEGIN;\nCREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\nSELECT 1/0;\nCOMMIT;\n",
    )]);
    up(conn, &directory.read(), |_| {}).unwrap_err();
    assert_eq!(ask(conn, "SELECT to_regclass('a')"), "NULL");
    directory.write("001_a.sql", "BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\n");
    up(conn, &directory.read(), |_| {}).unwrap();
    assert_eq!(recorded(conn), "001");
}
