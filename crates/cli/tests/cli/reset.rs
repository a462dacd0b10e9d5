//! `driftless reset`: what it drops, and above all what it does not.

use crate::support::{Project, ask, dump};
use diesel::connection::SimpleConnection;
use driftless_postgres::testing;
use serde_json::json;

fn project() -> Project {
    Project::with(&[
        (
            "001_a.sql",
            "CREATE EXTENSION pgcrypto; CREATE TYPE mood AS ENUM ('good');",
        ),
        (
            "002_b.sql",
            "CREATE SCHEMA app; CREATE TABLE app.b (id int PRIMARY KEY, mood mood);",
        ),
        (
            "003_seed.sql",
            "-- driftless: dev-only\nINSERT INTO app.b VALUES (1, 'good');",
        ),
    ])
}

#[test]
fn it_leaves_what_a_new_database_would_hold() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = project();
    project
        .run_on(&database, &["migrate", "up", "--dev"])
        .expect(0);
    let fresh = dump(&database);
    database
        .connect()
        .unwrap()
        .batch_execute(
            "CREATE TABLE left_over (id int); INSERT INTO app.b VALUES (2, 'good');
             CREATE SCHEMA other; CREATE VIEW other.v AS SELECT * FROM app.b;
             CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
             CREATE PUBLICATION p FOR ALL TABLES; SELECT lo_create(0);",
        )
        .unwrap();
    assert_ne!(dump(&database), fresh);

    let reset = ["reset", "--format", "json", "--yes", database.name()];
    let run = project.run_on(&database, &reset).expect(0);
    assert_eq!(
        run.json()["dropped_tables"],
        json!(3),
        "b, left_over, Diesel's own"
    );
    assert_eq!(run.json()["applied"].as_array().unwrap().len(), 3);
    assert!(
        run.stderr
            .contains(&format!("database  {}\n", database.name())),
        "{}",
        run.stderr
    );
    // The seed's and the schema's rows, the mark, and Diesel's record, which pg_dump writes with its times.
    assert_eq!(without_times(&dump(&database)), without_times(&fresh));
    project.run_on(&database, &reset).expect(0);
}

fn without_times(dump: &str) -> String {
    let is_record = |line: &&str| line.starts_with("00") && line.contains('\t');
    dump.lines()
        .filter(|line| !is_record(line))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_foreign_database_is_left_byte_equal() {
    let Some(foreign) = testing::database() else {
        return;
    };
    let conn = &mut foreign.connect().unwrap();
    conn.batch_execute("CREATE TABLE theirs (id int); INSERT INTO theirs VALUES (1)")
        .unwrap();
    let before = dump(&foreign);
    let run = project()
        .run_on(&foreign, &["reset", "--yes", foreign.name()])
        .expect(2);
    assert!(
        run.stderr.contains("(1 tables) is not marked"),
        "{}",
        run.stderr
    );
    assert_eq!(dump(&foreign), before);
}

#[test]
fn a_migrated_database_without_the_mark_is_foreign() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = project();
    project.run_on(&database, &["migrate", "up"]).expect(0);
    let before = dump(&database);
    project
        .run_on(&database, &["reset", "--yes", database.name()])
        .expect(2);
    assert_eq!(dump(&database), before);
}

#[test]
fn the_mark_does_not_travel() {
    let Some(other) = testing::database() else {
        return;
    };
    // What a dump would bring along, and a clone on the same server.
    let marks_of_others = "CREATE SCHEMA __driftless;
         CREATE TABLE __driftless.database (server text, database bigint);
         INSERT INTO __driftless.database
         SELECT system_identifier, 1 FROM pg_control_system() UNION ALL
         SELECT '1', oid::bigint FROM pg_database";
    other
        .connect()
        .unwrap()
        .batch_execute(marks_of_others)
        .unwrap();
    let before = dump(&other);
    let run = project()
        .run_on(&other, &["reset", "--yes", other.name()])
        .expect(2);
    assert!(run.stderr.contains("is not marked"), "{}", run.stderr);
    assert_eq!(dump(&other), before);
}

#[test]
fn it_wants_the_name_and_a_set_that_can_be_read() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = project();
    project
        .run_on(&database, &["migrate", "up", "--dev"])
        .expect(0);
    let before = dump(&database);
    let run = project.run_on(&database, &["reset"]).expect(2);
    assert!(
        run.stderr.contains(&format!("--yes {}", database.name())),
        "{}",
        run.stderr
    );
    project
        .run_on(&database, &["reset", "--yes", "other"])
        .expect(2);
    project.run_on(&database, &["reset", "--yes"]).expect(2);
    project.run_on(&database, &["reset", "--force"]).expect(2);
    project.write("migrations/002_again.sql", "SELECT 1;");
    project
        .run_on(&database, &["reset", "--yes", database.name()])
        .expect(2);
    assert_eq!(dump(&database), before);
    let conn = &mut database.connect().unwrap();
    assert_eq!(ask(conn, "SELECT count(*) FROM app.b"), "1");
}

#[test]
fn a_migration_that_fails_leaves_a_database_that_may_be_reset() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = project();
    project
        .run_on(&database, &["migrate", "up", "--dev"])
        .expect(0);
    project.write("migrations/004_c.sql", "CREATE TABLE c (id txet);");
    project
        .run_on(&database, &["reset", "--yes", database.name()])
        .expect(2);
    project.write("migrations/004_c.sql", "CREATE TABLE c (id text);");
    project
        .run_on(&database, &["reset", "--yes", database.name()])
        .expect(0);
}
