//! Wrong SQL is rustc's error, with the SQL line.

use crate::scratch::{Scratch, USERS};
use std::fs;

#[test]
fn each_mistake_is_an_error_with_its_line() {
    let scratch = Scratch::new("wrong_sql");
    scratch.build().passes();
    let before = scratch.read("generated/users.rs");

    scratch.write(
        "migrations/002_pets.sql",
        "CREATE TABLE pets (\n  name txet PRIMARY KEY\n);\n",
    );
    let ran = scratch.build();
    ran.fails_with(&[
        "error: [D0104] type \"txet\" does not exist (42704)",
        "--> migrations/002_pets.sql:2:8",
        "2 |   name txet PRIMARY KEY",
        "^^^^",
        "help: did you mean `text`?",
        "driftless::check!();",
    ]);
    assert_eq!(ran.errors(), 1, "{}", ran.text);

    scratch.write(
        "migrations/003_cars.sql",
        "\n\nCREATE TABLE cars (\n  name txet PRIMARY KEY\n);\n",
    );
    let ran = scratch.build();
    ran.fails_with(&["migrations/002_pets.sql:2:8", "migrations/003_cars.sql:4:8"]);
    assert_eq!(ran.errors(), 2, "{}", ran.text);
    assert_eq!(
        scratch.read("generated/users.rs"),
        before,
        "wrong SQL changes nothing"
    );

    // Both corrected, as both were wrong: in the SQL alone.
    scratch.replace("migrations/002_pets.sql", "txet", "text");
    scratch.replace("migrations/003_cars.sql", "txet", "text");
    scratch.build().passes();
    scratch.build().ran_nothing();
}

#[test]
fn below_a_workspace_the_path_can_be_clicked() {
    let scratch = Scratch::new("member");
    let member = |name: &str| format!("crates/db/{name}");
    fs::create_dir_all(scratch.path("crates/db/src")).unwrap();
    let manifest = scratch.read("Cargo.toml").replace("[workspace]\n", "");
    scratch.write(&member("Cargo.toml"), &manifest);
    for name in ["build.rs", "src/lib.rs"] {
        scratch.write(&member(name), &scratch.read(name));
    }
    scratch.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"crates/db\"]\nresolver = \"3\"\n",
    );
    scratch.write(
        &member("migrations/001_users.sql"),
        &USERS.replace("text", "txet"),
    );
    // Nothing was generated yet: the first build of all shows the mistake too, and only that.
    scratch
        .build()
        .fails_with(&["--> crates/db/migrations/001_users.sql:3:8"]);

    scratch.replace(&member("migrations/001_users.sql"), "txet", "text");
    scratch.build().passes();
    let text = scratch.read(&member("generated/users.rs"));
    assert!(
        text.contains("migrations/001_users.sql:1") && !text.contains("crates/db"),
        "{text}"
    );
}
