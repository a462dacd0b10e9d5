//! The layout: recognised, named, and what is said about a directory that fits two or is odd.

use crate::support::{Project, ask};
use driftless_postgres::testing;

/// Two migrations that each runner but pop finds one of.
const AMBIGUOUS: &[(&str, &str)] = &[
    (
        "20240101000000_t.up.sql",
        "CREATE TABLE t (id int PRIMARY KEY);\n",
    ),
    (
        "later/20240201000000_u.up.sql",
        "CREATE TABLE u (id int PRIMARY KEY);\n",
    ),
];

#[test]
fn a_directory_that_fits_two_layouts_wants_a_name() {
    let project = Project::with(AMBIGUOUS);
    let run = project.run(&["print-schema"]).expect(2);
    assert!(
        run.stderr.contains(
            "the layout of migrations can be sqlx or golang-migrate or pop, and sqlx finds 1 migrations, pop 2"
        ),
        "{}",
        run.stderr
    );
    let tables = |run: crate::support::Run| {
        let schema = run.expect(0).stdout;
        (schema.contains("t (id)"), schema.contains("u (id)"))
    };
    let named = |name| tables(project.run(&["print-schema", "--layout", name]));
    assert_eq!(named("pop"), (true, true));
    assert_eq!(named("sqlx"), (true, false));

    project.write("driftless.toml", "layout = \"pop\"\n");
    assert_eq!(tables(project.run(&["print-schema"])), (true, true));
    assert_eq!(named("sqlx"), (true, false), "the command line goes before");
    project.run(&["generate"]).expect(0);
    assert!(project.path().join("generated/schema.rs").is_file());

    project.write("driftless.toml", "layout = \"popp\"\n");
    let run = project.run(&["generate"]).expect(2);
    assert!(
        run.stderr.contains("there is no layout") && run.stderr.contains("popp"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_odd_is_a_warning_and_stops_nothing() {
    let project = Project::with(&[
        ("1_a.sql", "CREATE TABLE a (id int PRIMARY KEY);"),
        ("2_b.sql", "CREATE TABLE b (id int PRIMARY KEY);"),
        ("4_d.sql", "CREATE TABLE d (id int PRIMARY KEY);"),
        ("notes.txt", "later"),
    ]);
    for command in ["generate", "print-schema", "check"] {
        let run = project.run(&[command]).expect(0);
        for warning in [
            "warning: [D0006] migrations/notes.txt is no migration and is not run",
            "warning: [D0007] a version is missing between migrations/2_b.sql and migrations/4_d.sql",
            "::: migrations/4_d.sql:1:1",
        ] {
            assert!(run.stderr.contains(warning), "{command}: {}", run.stderr);
        }
    }
}

#[test]
fn a_history_of_another_tool_is_migrated_and_taken_back() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = Project::with(&[
        (
            "00001_users.sql",
            "-- +goose Up\nCREATE TABLE users (id int PRIMARY KEY);\n-- +goose Down\nDROP TABLE users;\n",
        ),
        (
            "00002_index.sql",
            "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY i ON users (id);\n\
             -- +goose Down\nDROP INDEX CONCURRENTLY i;\n",
        ),
    ]);
    project.run_on(&database, &["migrate", "up"]).expect(0);
    let conn = &mut database.connect().unwrap();
    assert_eq!(ask(conn, "SELECT to_regclass('i')"), "i");
    project
        .run_on(&database, &["migrate", "down", "--all"])
        .expect(0);
    assert_eq!(ask(conn, "SELECT to_regclass('users')"), "NULL");
}
