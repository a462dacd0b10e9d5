//! `tests/golden/<case>/`: migrations in, exactly the expected files out. The marketplace is one more case.
//!
//! `DRIFTLESS_BLESS=1 cargo test -p driftless-compiler --test golden` writes what is expected. That every
//! expected file also compiles is the root crate's `tests/goldens.rs`.

use driftless_compiler::{Config, DieselToml, OutputFile, compile, output, print_schema, replay};
use driftless_migrations::MigrationSet;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Folders with something expected: the others are other tests' cases.
fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(root().join("tests/golden"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("expected").is_dir() || path.join("migrations").is_dir())
        .collect();
    cases.sort();
    cases
}

fn compiled(directory: &Path) -> Vec<OutputFile> {
    let set = MigrationSet::read(&directory.join("migrations"), "migrations").unwrap();
    let config = match fs::read_to_string(directory.join("driftless.toml")) {
        Ok(text) => Config::parse("driftless.toml", &text),
        Err(_) => Ok(Config::default()),
    };
    let diesel = DieselToml::read(&directory.join("diesel.toml"), "diesel.toml").unwrap();
    match config.and_then(|config| compile(&set, &Config { diesel, ..config })) {
        Ok(compiled) => compiled.files,
        Err(found) => panic!("{}\n{found}", directory.display()),
    }
}

fn matches(directory: &Path, expected: &Path) {
    let files = compiled(directory);
    if std::env::var_os("DRIFTLESS_BLESS").is_some() {
        output::update(expected, &files).unwrap();
    }
    let differences = output::check(expected, &files).unwrap();
    let shown = expected.display().to_string();
    assert!(
        differences.is_empty(),
        "{}",
        output::report(&shown, &differences)
    );
}

#[test]
fn every_case_gives_what_is_expected() {
    let cases = cases();
    assert!(cases.len() >= 5, "{cases:?}");
    for case in cases {
        matches(&case, &case.join("expected"));
    }
}

#[test]
fn the_marketplace_gives_what_is_committed() {
    matches(&root(), &root().join("generated"));
}

/// What `scripts/record-print-schema` recorded from `diesel_cli`, beside the migrations or below
/// `tests/golden/marketplace` for those of the repository itself.
#[test]
fn schema_rs_is_what_diesel_cli_printed() {
    let mut recorded: Vec<(PathBuf, PathBuf)> =
        vec![(root(), root().join("tests/golden/marketplace"))];
    for folder in ["tests/golden", "tests/print-schema"] {
        let cases = fs::read_dir(root().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        recorded.extend(
            cases
                .filter(|case| {
                    case.join("print-schema.rs").is_file() && case.join("migrations").is_dir()
                })
                .map(|case| (case.clone(), case)),
        );
    }
    assert!(recorded.len() > 30, "{recorded:?}");
    for (directory, record) in recorded {
        let set = MigrationSet::read(&directory.join("migrations"), "migrations").unwrap();
        let catalog =
            replay(&set).unwrap_or_else(|found| panic!("{}\n{found}", directory.display()));
        let settings = DieselToml::read(&directory.join("diesel.toml"), "diesel.toml").unwrap();
        let expected = fs::read_to_string(record.join("print-schema.rs")).unwrap();
        let printed = print_schema(&catalog, &settings).unwrap().text;
        let diff = similar::TextDiff::from_lines(&expected, &printed);
        assert!(
            printed == expected,
            "{}\n{}",
            directory.display(),
            diff.unified_diff()
        );
    }
}

#[test]
fn the_same_migrations_give_the_same_bytes() {
    assert_eq!(compiled(&root()), compiled(&root()));
}
