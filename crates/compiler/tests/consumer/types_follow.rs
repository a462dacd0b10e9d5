//! A migration is edited, added, removed, renamed: the types follow, and nothing is built twice.

use crate::scratch::{Scratch, USERS};
use std::{
    fs,
    time::{Duration, SystemTime},
};

const READS_NAME: &str = "/// Reads a column.\npub fn read(user: &User) -> &str { &user.name }";
const READS_EMAIL: &str =
    "/// Reads a column.\npub fn read(user: &User) -> Option<&str> { user.email.as_deref() }";

#[test]
fn the_types_follow_the_migrations() {
    let scratch = Scratch::new("follows");
    scratch.uses(READS_NAME);
    scratch.build().passes();
    scratch.build().ran_nothing();

    // Edited: the old use stops the build at its own line, the new one passes.
    scratch.replace(
        "migrations/001_users.sql",
        "  name text",
        "  full_name text",
    );
    scratch
        .build()
        .fails_with(&["no field `name` on type", "--> src/lib.rs:8:"]);
    scratch.uses(&READS_NAME.replace("user.name", "user.full_name"));
    scratch.build().passes();
    scratch.build().ran_nothing();

    // Added.
    scratch.write(
        "migrations/002_email.sql",
        "ALTER TABLE users ADD COLUMN email text;\n",
    );
    scratch.uses(READS_EMAIL);
    scratch.build().passes();
    scratch.build().ran_nothing();

    // Renamed: with the file, the place that the documentation names.
    assert!(
        scratch
            .read("generated/users.rs")
            .contains("migrations/001_users.sql:1")
    );
    let named = |name: &str| scratch.path(&format!("migrations/{name}"));
    fs::rename(named("001_users.sql"), named("001_people.sql")).unwrap();
    scratch.build().passes();
    assert!(
        scratch
            .read("generated/users.rs")
            .contains("migrations/001_people.sql:1")
    );
    scratch.build().ran_nothing();

    // Removed.
    scratch.remove("migrations/002_email.sql");
    scratch
        .build()
        .fails_with(&["no field `email` on type", "--> src/lib.rs:8:"]);

    // A whole table comes and goes, and its file with it.
    scratch.uses("");
    scratch.write("migrations/002_pets.sql", &USERS.replace("users", "pets"));
    scratch.build().passes();
    assert!(scratch.path("generated/pets.rs").exists());
    scratch.remove("migrations/002_pets.sql");
    scratch.build().passes();
    assert!(!scratch.path("generated/pets.rs").exists());
    scratch.build().ran_nothing();
}

#[test]
fn what_somebody_changed_or_deleted_in_generated_is_restored() {
    let scratch = Scratch::new("restores");
    scratch.build().passes();
    let text = scratch.read("generated/users.rs");
    scratch.replace("generated/users.rs", "pub name:", "pub nom:");
    scratch.build().passes();
    assert_eq!(scratch.read("generated/users.rs"), text);
    scratch.build().ran_nothing();

    scratch.remove("generated/users.rs");
    scratch.build().passes();
    assert_eq!(scratch.read("generated/users.rs"), text);
    scratch.build().ran_nothing();

    // Something that is not ours stops the build instead of being lost.
    scratch.write("generated/users.rs", "// my own work\n");
    scratch
        .build()
        .fails_with(&["generated/users.rs was not written by driftless"]);
    assert_eq!(scratch.read("generated/users.rs"), "// my own work\n");
}

#[test]
fn a_migration_with_an_old_date_is_found_by_the_test() {
    let scratch = Scratch::new("old_date");
    scratch
        .cargo(&["test"], &[])
        .passes()
        .says(&["migrations_are_those_compiled_in ... ok"]);

    let path = scratch.path("migrations/001_users.sql");
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    scratch.replace("migrations/001_users.sql", "name", "full_name");
    file.set_modified(SystemTime::now() - Duration::from_hours(24))
        .unwrap();
    scratch.build().ran_nothing();
    scratch.cargo(&["test"], &[]).fails_with(&[
        "migrations/001_users.sql is not what was compiled in",
        "touch migrations",
    ]);
}
