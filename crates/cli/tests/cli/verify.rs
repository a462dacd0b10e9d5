//! `driftless verify`: the migrations on a real server.

use crate::support::Project;
use driftless_postgres::testing;

const USERS: &str = "CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL);\n\
                     CREATE INDEX users_name ON users (lower(name));";

#[test]
fn migrations_that_mean_what_the_compiler_says_are_clean() {
    if testing::server().is_none() {
        return;
    }
    let project = Project::with(&[
        ("001_users.sql", USERS),
        ("001_users.down.sql", "DROP TABLE users;"),
        (
            "002_seed.sql",
            "-- driftless: dev-only\nINSERT INTO users (name) VALUES ('a');",
        ),
    ]);
    let run = project.run(&["verify", "--each", "--down"]).expect(0);
    assert!(run.stdout.contains("2 migrations run"), "{}", run.stdout);
    assert!(
        run.stderr.contains("2 of 2 migrations/002_seed.sql"),
        "{}",
        run.stderr
    );
    let json = project
        .run(&["verify", "--format", "json"])
        .expect(0)
        .json();
    assert_eq!(json["migrations"], 2);
    assert_eq!(json["findings"].as_array().unwrap().len(), 0);
}

#[test]
fn a_down_part_that_forgets_something_is_named() {
    if testing::server().is_none() {
        return;
    }
    let project = Project::with(&[
        ("001_users.sql", USERS),
        (
            "002_age.sql",
            "ALTER TABLE users ADD COLUMN age int;\nDROP INDEX users_name;",
        ),
        ("002_age.down.sql", "ALTER TABLE users DROP COLUMN age;"),
        ("003_note.sql", "ALTER TABLE users ADD COLUMN note text;"),
    ]);
    project.run(&["verify"]).expect(0);
    let run = project.run(&["verify", "--down"]).expect(1);
    let found = "not restored by migrations/002_age.down.sql: index users_name";
    assert!(run.stdout.contains(found), "{}", run.stdout);
    assert!(
        run.stdout.contains("migrations/001_users.sql:2"),
        "{}",
        run.stdout
    );
    // What came after was run on a database without the damage.
    assert!(run.stdout.contains("3 migrations run"), "{}", run.stdout);
    assert!(run.stdout.ends_with("1 finding\n"), "{}", run.stdout);
}

#[test]
fn a_migration_the_server_refuses_is_a_finding() {
    if testing::server().is_none() {
        return;
    }
    let project = Project::with(&[
        ("001_users.sql", USERS),
        ("002_row.sql", "INSERT INTO users (name) VALUES (NULL);"),
        ("003_never.sql", "CREATE TABLE never (id int PRIMARY KEY);"),
    ]);
    let json = project
        .run(&["verify", "--format", "json"])
        .expect(1)
        .json();
    assert_eq!(json["migrations"], 1);
    let finding = &json["findings"][0];
    assert_eq!(finding["finding"], "refused");
    assert_eq!(finding["after"], "migrations/002_row.sql");
    assert!(
        finding["message"]
            .as_str()
            .unwrap()
            .contains("null value in column")
    );
}

#[test]
fn on_a_named_server_only_a_scratch_database_is_touched() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = Project::with(&[("001_users.sql", USERS)]);
    let before = crate::support::dump(&database);
    project.run_on(&database, &["verify"]).expect(0);
    assert_eq!(crate::support::dump(&database), before);
}
