//! `tests/golden/refused/<case>/`: what SQL, driftless.toml or diesel.toml say that has no Rust, and the whole picture of
//! the message. `DRIFTLESS_BLESS=1` writes what is expected.

use driftless_compiler::{Config, Diagnostics, DieselToml, compile};
use driftless_migrations::MigrationSet;
use std::{fs, path::Path};

fn message(case: &Path) -> Diagnostics {
    let config = fs::read_to_string(case.join("driftless.toml")).map_or_else(
        |_| Ok(Config::default()),
        |text| Config::parse("driftless.toml", &text),
    );
    let compiled = config.and_then(|config| {
        let diesel = DieselToml::read(&case.join("diesel.toml"), "diesel.toml")?;
        let set = MigrationSet::read(&case.join("migrations"), "migrations").unwrap();
        compile(&set, &Config { diesel, ..config })
    });
    match compiled {
        Ok(_) => panic!("{} compiles", case.display()),
        Err(found) => found,
    }
}

#[test]
fn each_refusal_looks_as_expected() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/refused");
    let bless = std::env::var_os("DRIFTLESS_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in fs::read_dir(folder).unwrap() {
        let case = case.unwrap().path();
        let shown = message(&case).render();
        let expected = case.join("message.txt");
        if bless {
            fs::write(&expected, &shown).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != shown {
            wrong.push(format!("{}\n{shown}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
