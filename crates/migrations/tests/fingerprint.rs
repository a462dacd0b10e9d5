//! What was compiled in, compared with the disk.

use driftless_migrations::fingerprint::{compare, fingerprints};
use std::fs;

#[test]
fn every_way_to_be_out_of_step_names_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::create_dir(path("migrations")).unwrap();
    fs::write(path("migrations/1_a.sql"), "SELECT 1;").unwrap();
    fs::write(path("migrations/2_b.sql"), "SELECT 2;").unwrap();
    let owned = fingerprints(dir.path()).unwrap();
    let compiled: Vec<_> = owned
        .iter()
        .map(|(path, hash)| (path.as_str(), *hash))
        .collect();
    let named = |file: &str| {
        let error = compare(dir.path(), &compiled).unwrap_err();
        let text = format!("{error:?}");
        assert!(
            text.contains(&format!("{file} is not what was compiled in")),
            "{text}"
        );
    };

    compare(dir.path(), &compiled).unwrap();
    fs::write(path("migrations/2_b.down.sql"), "SELECT 3;").unwrap();
    compare(dir.path(), &compiled).unwrap();

    fs::write(path("migrations/2_b.sql"), "SELECT 3;").unwrap();
    named("migrations/2_b.sql");
    fs::remove_file(path("migrations/2_b.down.sql")).unwrap();
    fs::remove_file(path("migrations/2_b.sql")).unwrap();
    named("migrations/2_b.sql");
    fs::write(path("migrations/2_b.sql"), "SELECT 2;").unwrap();
    fs::write(path("migrations/3_c.sql"), "").unwrap();
    named("migrations/3_c.sql");
    fs::remove_file(path("migrations/3_c.sql")).unwrap();
    fs::write(path("driftless.toml"), "").unwrap();
    named("driftless.toml");
}

/// What is not run does not count, and which part is run is what driftless.toml says.
#[test]
fn the_layout_says_what_was_compiled_in() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    let up = "-- +goose Up\nSELECT 1;\n-- +goose Down\n";
    fs::create_dir(path("migrations")).unwrap();
    fs::write(path("driftless.toml"), "layout = \"goose\"\n").unwrap();
    fs::write(path("migrations/1_a.sql"), format!("{up}SELECT 2;\n")).unwrap();
    let owned = fingerprints(dir.path()).unwrap();
    let compiled: Vec<_> = owned
        .iter()
        .map(|(path, hash)| (path.as_str(), *hash))
        .collect();

    fs::write(path("migrations/1_a.sql"), format!("{up}SELECT 3;\n")).unwrap();
    compare(dir.path(), &compiled).unwrap();
    fs::write(path("driftless.toml"), "layout = \"flat\"\n").unwrap();
    let error = compare(dir.path(), &compiled).unwrap_err().to_string();
    assert!(error.contains("driftless.toml is not what"), "{error}");
    fs::write(path("driftless.toml"), "layout = \"gooose\"\n").unwrap();
    let error = compare(dir.path(), &compiled).unwrap_err().to_string();
    assert!(error.contains("there is no layout"), "{error}");
}
