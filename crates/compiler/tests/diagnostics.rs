//! `tests/golden/diagnostics/<case>/`: what is wrong with the migrations, as somebody sees it.
//!
//! `DRIFTLESS_BLESS=1 cargo test -p driftless-compiler --test diagnostics` writes what is expected. That line
//! and column are those Postgres reports is `crates/postgres/tests/error_places.rs`.

use driftless_compiler::replay;
use driftless_migrations::MigrationSet;
use std::{env, fs, path::Path};

const CASES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/golden/diagnostics"
);

#[test]
fn every_picture_is_the_expected_one() {
    let bless = env::var_os("DRIFTLESS_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut cases: Vec<_> = fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 25, "{} cases", cases.len());
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let found = picture(&case);
        let expected = case.join("expected.txt");
        if bless {
            fs::write(&expected, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{name}: expected\n{expected}\nfound\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn picture(case: &Path) -> String {
    let set = MigrationSet::read(&case.join("migrations"), "migrations").unwrap();
    match replay(&set) {
        Ok(_) => panic!("{} is right", case.display()),
        Err(found) => {
            assert_eq!(
                replay(&set).unwrap_err(),
                found,
                "the same input gives the same bytes"
            );
            found.render()
        }
    }
}
