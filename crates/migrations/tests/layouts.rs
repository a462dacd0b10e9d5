//! `tests/golden/layouts/<case>/`: a directory as people have it, and what is read from it, or why nothing is.
//!
//! `DRIFTLESS_BLESS=1 cargo test -p driftless-migrations --test layouts` writes what is expected. That each
//! history can be applied and reverted, and leaves what the compiler says, is
//! `crates/driftless/tests/migrate/layouts.rs`.

use driftless_migrations::{Layout, MigrationSet, ReadError, SqlFile};
use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/layouts");

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<_> = fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_directory_is_read_as_expected() {
    let bless = env::var_os("DRIFTLESS_BLESS").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    for case in cases {
        let found = described(&case);
        let expected = case.join("expected.txt");
        if bless {
            fs::write(&expected, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if found != expected {
            let case = case.display();
            wrong.push(format!("{case}: expected\n{expected}\nfound\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each layout has a history that is recognised as its own.
#[test]
fn every_layout_has_a_case() {
    for &layout in Layout::ALL {
        let directory = Path::new(CASES).join(layout.name()).join("migrations");
        let set = MigrationSet::read(&directory, "migrations").unwrap();
        let named = MigrationSet::read_as(&directory, "migrations", layout).unwrap();
        assert_eq!(set, named);
        assert_eq!(Layout::recognise(&directory).unwrap(), layout);
    }
}

fn described(case: &Path) -> String {
    match MigrationSet::read(&case.join("migrations"), "migrations") {
        Ok(set) => table(&set),
        Err(error) => {
            let shown = format!("{}/", case.display());
            format!("error: {}\n", error.to_string().replace(&shown, ""))
        }
    }
}

/// The layout, then each migration with what is run of which file and how, then what is worth a look.
fn table(set: &MigrationSet) -> String {
    let mut out = format!("layout {}\n", set.layout.name());
    for migration in &set.migrations {
        let dev_only = if migration.directives.dev_only {
            ", dev only"
        } else {
            ""
        };
        let (version, name) = (&migration.version, &migration.name);
        writeln!(out, "\n{version} {name}{dev_only}").unwrap();
        writeln!(out, "  up    {}", file(&migration.up)).unwrap();
        match &migration.down {
            Some(down) => writeln!(out, "  down  {}", file(down)).unwrap(),
            None => writeln!(out, "  down  none").unwrap(),
        }
    }
    if !set.warnings.is_empty() {
        out.push('\n');
    }
    for warning in &set.warnings {
        writeln!(out, "warning: {warning}").unwrap();
    }
    out
}

fn file(file: &SqlFile) -> String {
    let transaction = if file.run.no_transaction {
        "without a transaction"
    } else {
        "in a transaction"
    };
    let rows = if file.run.copy_data {
        ", with rows"
    } else {
        ""
    };
    format!(
        "{}, lines {}, {transaction}{rows}",
        file.path,
        lines(&file.text)
    )
}

/// The lines that are not blank: `1-3, 5`.
fn lines(text: &str) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        match ranges.last_mut() {
            _ if line.trim().is_empty() => {}
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let range = |(first, last): (usize, usize)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}-{last}"),
    };
    let ranges: Vec<String> = ranges.into_iter().map(range).collect();
    if ranges.is_empty() {
        "none".to_owned()
    } else {
        ranges.join(", ")
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

#[test]
fn an_empty_directory_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let error = MigrationSet::read(dir.path(), "m").unwrap_err();
    assert!(error.to_string().starts_with("no migrations in"), "{error}");
}
