//! `driftless migrate`.

use crate::support::{Project, ask, driftless, dump};
use diesel::connection::SimpleConnection;
use driftless_postgres::testing;
use serde_json::json;

const TWO_AND_A_SEED: &[(&str, &str)] = &[
    ("001_a.sql", "CREATE TABLE a (id int PRIMARY KEY);"),
    ("001_a.down.sql", "DROP TABLE a;"),
    ("002_b.sql", "CREATE TABLE b (id int PRIMARY KEY);"),
    ("002_b.down.sql", "DROP TABLE b;"),
    (
        "003_seed.sql",
        "-- driftless: dev-only\nINSERT INTO a VALUES (1);",
    ),
    ("003_seed.down.sql", "DELETE FROM a;"),
];

#[test]
fn up_status_down() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = Project::with(TWO_AND_A_SEED);

    let run = project.run_on(&database, &["migrate", "status"]).expect(1);
    assert_eq!(
        run.stdout,
        "migrations/001_a.sql     pending\n\
         migrations/002_b.sql     pending\n\
         migrations/003_seed.sql  not applied (dev only)\n\
         2 pending\n"
    );
    let run = project.run_on(&database, &["migrate", "up"]).expect(0);
    assert_eq!(run.stdout, "2 migrations applied\n");
    assert!(
        run.stderr.starts_with("applied migrations/001_a.sql ("),
        "{}",
        run.stderr
    );

    let run = project
        .run_on(&database, &["--format", "json", "migrate", "status"])
        .expect(0);
    assert_eq!(run.json()["pending"], json!(0));
    assert_eq!(run.json()["migrations"][1]["migration"], json!("002_b"));
    assert_eq!(run.json()["migrations"][2]["applied_at"], json!(null));

    let run = project
        .run_on(&database, &["migrate", "down", "--format", "json"])
        .expect(0);
    assert_eq!(
        run.json()["reverted"][0]["path"],
        json!("migrations/002_b.down.sql")
    );
    let run = project
        .run_on(&database, &["migrate", "down", "--all"])
        .expect(0);
    assert_eq!(run.stdout, "1 migration reverted\n");
    assert_eq!(
        project
            .run_on(&database, &["migrate", "down"])
            .expect(0)
            .stdout,
        "nothing to revert\n"
    );
}

#[test]
fn a_failure_is_a_picture_on_standard_error() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = Project::with(&[("001_a.sql", "CREATE TABLE a (\n  id itn\n);\n")]);
    let run = project.run_on(&database, &["migrate", "up"]).expect(2);
    assert_eq!(run.stdout, "");
    assert_eq!(
        run.stderr,
        "error: 001_a: type \"itn\" does not exist\n\
        \x20 --> migrations/001_a.sql:2:6\n\
        \x20  |\n\
        \x202 |   id itn\n\
        \x20  |      ^\n\
        \x20  = note: nothing of it was kept\n"
    );
}

#[test]
fn dev_marks_an_empty_database_and_refuses_another() {
    let Some(empty) = testing::database() else {
        return;
    };
    let project = Project::with(TWO_AND_A_SEED);
    project
        .run_on(&empty, &["migrate", "up", "--dev"])
        .expect(0);
    assert_eq!(
        ask(&mut empty.connect().unwrap(), "SELECT count(*) FROM a"),
        "1"
    );
    assert_eq!(
        project
            .run_on(&empty, &["migrate", "up", "--dev"])
            .expect(0)
            .stdout,
        "nothing to apply\n"
    );

    let foreign = testing::database().unwrap();
    foreign
        .connect()
        .unwrap()
        .batch_execute("CREATE TABLE theirs (id int)")
        .unwrap();
    let before = dump(&foreign);
    let run = project
        .run_on(&foreign, &["migrate", "up", "--dev"])
        .expect(2);
    assert!(
        run.stderr.contains("neither empty nor marked"),
        "{}",
        run.stderr
    );
    assert_eq!(dump(&foreign), before);
}

#[test]
fn create_makes_the_database_once() {
    let Some(database) = testing::database() else {
        return;
    };
    let project = Project::with(TWO_AND_A_SEED);
    let name = format!("{} \"new\"", database.name());
    let url = database.url().replace(
        database.name(),
        &name.replace(' ', "%20").replace('"', "%22"),
    );

    let run = project
        .run(&["migrate", "up", "--database-url", &url])
        .expect(2);
    assert!(run.stderr.contains("--create"), "{}", run.stderr);
    let run = project
        .run(&["migrate", "up", "--create", "--database-url", &url])
        .expect(0);
    assert!(run.stderr.starts_with("created database"), "{}", run.stderr);
    let run = project
        .run(&["migrate", "up", "--create", "--database-url", &url])
        .expect(0);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("nothing to apply\n", "")
    );
    project
        .run(&["reset", "--yes", &name, "--database-url", &url])
        .expect(0);

    let drop = format!("DROP DATABASE \"{}\"", name.replace('"', "\"\""));
    database.connect().unwrap().batch_execute(&drop).unwrap();
}

#[test]
fn no_variable_names_a_database() {
    let project = Project::with(TWO_AND_A_SEED);
    for command in [
        &["migrate", "up"][..],
        &["migrate", "status"],
        &["migrate", "down"],
        &["reset"],
    ] {
        let run = project.run(command).expect(2);
        assert!(run.stderr.contains("--database-url"), "{}", run.stderr);
        assert!(!run.stderr.contains("trap"), "{}", run.stderr);
    }
}

#[test]
fn the_migrations_are_found_or_asked_for() {
    let project = Project::with(TWO_AND_A_SEED);
    project.write("src/deep/x.rs", "");
    let at = ["--database-url", "postgres://localhost:1/none"];
    let run = driftless(
        &project.path().join("src/deep"),
        &[&["migrate", "up"], &at[..]].concat(),
    );
    assert!(run.expect(2).stderr.contains("cannot connect"));

    let nowhere = tempfile::tempdir().unwrap();
    let run = driftless(nowhere.path(), &[&["migrate", "up"], &at[..]].concat()).expect(2);
    assert!(run.stderr.contains("--migrations DIR"), "{}", run.stderr);
    let run = project
        .run(&[&["migrate", "up", "--layout", "numbered"], &at[..]].concat())
        .expect(2);
    assert!(
        run.stderr.contains("[possible values: diesel, flat, sqlx,"),
        "{}",
        run.stderr
    );
}
