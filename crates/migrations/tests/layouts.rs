//! Directories as people have them, read from disk.

use driftless_migrations::{Layout, MigrationSet, ReadError};
use std::{fs, path::Path};

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn versions(set: &MigrationSet) -> Vec<&str> {
    set.migrations.iter().map(|m| m.version.as_str()).collect()
}

#[test]
fn numbered_files_run_by_number() {
    let dir = tempfile::tempdir().unwrap();
    for name in [
        "10_c.sql",
        "9_b.sql",
        "9_b.down.sql",
        "001_a.sql",
        "notes.md",
    ] {
        write(dir.path(), name, "-- nothing\n");
    }
    let set = MigrationSet::read(dir.path(), "migrations").unwrap();
    assert_eq!(set.layout, Layout::Flat);
    assert_eq!(versions(&set), ["001", "9", "10"]);
    assert_eq!(
        set.migrations[1].down.as_ref().unwrap().path,
        "migrations/9_b.down.sql"
    );
    assert!(set.migrations[2].down.is_none());
}

#[test]
fn diesel_folders_lose_the_dashes_and_keep_their_metadata() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "2024-02-01-000000_b/up.sql", "");
    write(
        dir.path(),
        "2024-02-01-000000_b/metadata.toml",
        "run_in_transaction = false\n",
    );
    write(dir.path(), "00000000000000_diesel_initial_setup/up.sql", "");
    let set = MigrationSet::read(dir.path(), "migrations").unwrap();
    assert_eq!(set.layout, Layout::Diesel);
    assert_eq!(versions(&set), ["00000000000000", "20240201000000"]);
    assert!(set.migrations[1].up.run.no_transaction);
}

#[test]
fn what_is_wrong_with_a_directory_is_said() {
    let cases: &[(&[&str], &str)] = &[
        (&[], "no migrations in"),
        (&["1_a.sql", "01_b.sql"], "is claimed by both"),
        (&["1_a.sql", "2_b/up.sql"], "two layouts in one directory"),
        (&["users.sql"], "is not named like a migration"),
        (&["1_a.down.sql"], "has no up migration beside it"),
    ];
    for (files, expected) in cases {
        let dir = tempfile::tempdir().unwrap();
        for file in *files {
            write(dir.path(), file, "");
        }
        let error = MigrationSet::read(dir.path(), "migrations")
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{files:?}: {error}");
    }
}

#[test]
fn text_that_is_not_utf8_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("1_a.sql"), [0x66, 0xff]).unwrap();
    assert!(matches!(
        MigrationSet::read(dir.path(), "m"),
        Err(ReadError::NotUtf8(_))
    ));
}
