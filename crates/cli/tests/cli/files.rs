//! `generate`, `check`, `print-schema`, `explain`: no database anywhere.

use crate::support::{Project, driftless};
use serde_json::json;
use std::fs;

fn project() -> Project {
    let project = Project::with(&[(
        "001_users.sql",
        "CREATE TABLE users (\n  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),\n  name text\n);\n",
    )]);
    project.run(&["generate"]).expect(0);
    project
}

fn read(project: &Project, name: &str) -> String {
    fs::read_to_string(project.path().join(name)).unwrap()
}

#[test]
fn generate_writes_what_check_then_finds_right() {
    let project = project();
    assert!(read(&project, "generated/users.rs").contains("pub struct User {"));
    let run = project.run(&["generate"]).expect(0);
    assert_eq!(run.stdout, "generated is up to date\n");
    let run = project.run(&["check"]).expect(0);
    assert_eq!(run.stdout, "generated matches the migrations\n");
}

/// The note is followed to the letter, and says no more then.
#[test]
fn check_notes_how_writes_would_be_audited() {
    let project = project();
    let run = project.run(&["check"]).expect(0);
    assert_eq!(run.stdout, "generated matches the migrations\n");
    let note = run.stderr;
    assert!(note.starts_with("note: no write is audited"), "{note}");
    let (_, sql) = note.split_once("add a migration\n\n").unwrap();
    let (sql, toml) = sql.split_once("\nand to driftless.toml\n\n").unwrap();

    project.write("migrations/002_audit_log.sql", sql);
    let named = project.run(&["generate"]).expect(0).stdout;
    assert!(named.contains("generated/audit_log.rs"), "{named}");
    let run = project.run(&["check", "--format", "json"]).expect(0);
    assert_eq!(run.json(), json!({ "differences": [] }));
    assert!(
        run.stderr.contains("`audit_log` can be one"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.ends_with(toml), "{}", run.stderr);

    project.write("driftless.toml", toml);
    project.run(&["generate"]).expect(0);
    assert_eq!(project.run(&["check"]).expect(0).stderr, "");
    assert!(read(&project, "generated/users.rs").contains("pub fn insert("));
}

/// The first step: Diesel's own file where the project has it, and no other.
#[test]
fn generate_takes_over_schema_rs() {
    let project = Project::with(&[(
        "001_users.sql",
        "CREATE TABLE users (id int PRIMARY KEY);\n",
    )]);
    project.write(
        "driftless.toml",
        "[schema]\nfile = \"src/schema.rs\"\nonly = true\n",
    );
    let diesels = "// @generated automatically by Diesel CLI.\n\n// of an older schema\n";
    project.write("src/schema.rs", diesels);
    let run = project.run(&["check"]).expect(1);
    assert!(
        run.stderr
            .contains("[D0501] src/schema.rs does not match migrations/"),
        "{}",
        run.stderr
    );
    let run = project.run(&["generate"]).expect(0);
    assert_eq!(run.stdout, "src/schema.rs\n");
    assert!(!project.path().join("generated").exists());
    let printed = project.run(&["print-schema"]).expect(0).stdout;
    assert_eq!(read(&project, "src/schema.rs"), printed);
    project.run(&["check"]).expect(0);
}

#[test]
fn a_difference_is_status_1_and_a_picture() {
    let project = project();
    project.write(
        "migrations/002_email.sql",
        "ALTER TABLE users ADD COLUMN email text;\n",
    );
    let before = read(&project, "generated/users.rs");
    let run = project.run(&["check"]).expect(1);
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr
            .starts_with("error: [D0501] generated/ does not match migrations/\n")
    );
    assert!(
        run.stderr.contains("+    pub email: Option<String>,"),
        "{}",
        run.stderr
    );
    assert_eq!(
        read(&project, "generated/users.rs"),
        before,
        "check writes nothing"
    );

    let run = project.run(&["check", "--format", "json"]).expect(1);
    let differences = run.json()["differences"].clone();
    let paths: Vec<_> = differences
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["path"].clone())
        .collect();
    assert!(
        paths.contains(&json!("generated/users.rs")),
        "{differences}"
    );

    let run = project.run(&["generate"]).expect(0);
    assert!(
        run.stdout.contains("generated/users.rs\n"),
        "{}",
        run.stdout
    );
    project.run(&["check"]).expect(0);
}

#[test]
fn the_files_do_not_depend_on_where_it_was_called() {
    let project = project();
    let from_the_root = read(&project, "generated/users.rs");
    fs::remove_dir_all(project.path().join("generated")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let migrations = project.path().join("migrations");
    let migrations = migrations.to_str().unwrap();
    driftless(elsewhere.path(), &["generate", "--migrations", migrations]).expect(0);
    assert_eq!(read(&project, "generated/users.rs"), from_the_root);
    let slash = format!("{migrations}/");
    driftless(elsewhere.path(), &["check", "--migrations", &slash]).expect(0);
    project.write("src/lib.rs", "");
    driftless(&project.path().join("src"), &["check"]).expect(0);
}

#[test]
fn wrong_sql_is_status_2_with_a_path_that_can_be_clicked() {
    let project = project();
    project.write(
        "migrations/002_a.sql",
        "CREATE TABLE a (\n  id txet PRIMARY KEY\n);\n",
    );
    for command in ["generate", "check", "print-schema"] {
        let run = project.run(&[command]).expect(2);
        assert_eq!(run.stdout, "");
        assert!(run.stderr.starts_with("error: [D0104]"), "{}", run.stderr);
        assert!(
            run.stderr.contains("migrations/002_a.sql:2:6"),
            "{}",
            run.stderr
        );
    }
    let directory = project.path().join("migrations");
    let elsewhere = tempfile::tempdir().unwrap();
    let directory = directory.to_str().unwrap();
    let run = driftless(elsewhere.path(), &["check", "--migrations", directory]).expect(2);
    assert!(
        run.stderr.contains(&format!("{directory}/002_a.sql:2:6")),
        "{}",
        run.stderr
    );
}

#[test]
fn print_schema_prints_diesels_own_text() {
    let project = project();
    let run = project.run(&["print-schema"]).expect(0);
    assert_eq!(
        run.stdout,
        "// @generated automatically by Diesel CLI.\n\n\
         diesel::table! {\n    users (id) {\n        id -> Uuid,\n        name -> Nullable<Text>,\n    }\n}\n"
    );
    let json = project
        .run(&["print-schema", "--format", "json"])
        .expect(0)
        .json();
    assert_eq!(json["schema"], json!(run.stdout));
}

#[test]
fn explain_knows_every_code_and_says_so_of_others() {
    let project = project();
    let run = project.run(&["explain", "d0104"]).expect(0);
    assert!(run.stdout.starts_with("# D0104: "), "{}", run.stdout);
    project.run(&["explain", "D0501"]).expect(0);
    let run = project.run(&["explain", "D9999"]).expect(2);
    assert!(run.stderr.contains("no code D9999"), "{}", run.stderr);
}

#[test]
fn help_is_help_and_nonsense_is_wrong_input() {
    let project = project();
    for arguments in [
        &["--help"][..],
        &["migrate", "up", "--help"],
        &["--version"],
    ] {
        assert!(!project.run(arguments).expect(0).stdout.is_empty());
    }
    for arguments in [&[][..], &["frobnicate"], &["check", "--format", "yaml"]] {
        assert!(project.run(arguments).expect(2).stdout.is_empty());
    }
}
