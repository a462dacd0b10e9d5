//! A crate whose set-up is not complete is told the lines that are missing.

use crate::scratch::Scratch;

#[test]
fn a_missing_build_script_is_named_with_the_lines_to_paste() {
    let scratch = Scratch::new("no_script");
    let lines = [
        "error: driftless needs one line of build script here",
        "fn main() { driftless_compiler::build::run() }",
        "[build-dependencies]",
        "driftless-compiler = \"0.1\"",
    ];
    // The line removed, then the whole file; the generated code is there, so nothing else is wrong.
    scratch.build().passes();
    scratch.write("build.rs", "fn main() {}\n");
    scratch.build().fails_with(&lines);
    scratch.remove("build.rs");
    let ran = scratch.build();
    ran.fails_with(&lines);
    assert_eq!(ran.errors(), 1, "{}", ran.text);
}

#[test]
fn migrations_that_are_not_there_are_said() {
    let scratch = Scratch::new("no_migrations");
    scratch.build().passes();
    scratch.remove("migrations/001_users.sql");
    scratch
        .build()
        .fails_with(&["no migrations in", "expected 001_users.sql"]);
}

#[test]
fn driftless_toml_is_watched_once_it_is_there() {
    let scratch = Scratch::new("settings");
    scratch.write("driftless.toml", "[names]\nusers = \"Person\"\n");
    scratch.uses("/// Reads a column.\npub fn read(person: &Person) -> &str { &person.name }");
    scratch.build().passes();
    scratch.build().ran_nothing();
    scratch.write("driftless.toml", "[name]\nusers = \"Person\"\n");
    scratch
        .build()
        .fails_with(&["driftless.toml:1:2", "did you mean `names`?"]);
    scratch.remove("driftless.toml");
    scratch.uses("");
    scratch.build().passes();
    assert!(
        scratch
            .read("generated/users.rs")
            .contains("pub struct User {")
    );
    scratch.build().ran_nothing();
}
