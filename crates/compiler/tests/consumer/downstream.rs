//! A rename in the marketplace's SQL stops the crate downstream of it, at its own line.

use crate::scratch::Scratch;

const USE: &str = "viewing.notes(format!(\"about {}\", listing.title))";

#[test]
fn a_renamed_column_stops_downstream_at_its_own_line() {
    let scratch = Scratch::marketplace("marketplace");
    let check = ["check", "--package", "downstream"];
    scratch.cargo(&check, &[]).passes();

    let rename = "ALTER TABLE listings RENAME COLUMN title TO headline;\n";
    scratch.write("migrations/006_headline.sql", rename);
    let ran = scratch.cargo(&check, &[]);
    let source = scratch.read("examples/downstream/src/lib.rs");
    let line = 1 + source.lines().position(|line| line.contains(USE)).unwrap();
    ran.fails_with(&[
        "error[E0609]: no field `title` on type",
        &format!("--> examples/downstream/src/lib.rs:{line}:"),
        "could not compile `downstream`",
    ]);
    assert_eq!(
        ran.errors(),
        1,
        "the marketplace itself compiles:\n{}",
        ran.text
    );

    // The control: with the new name it compiles again.
    scratch.replace(
        "examples/downstream/src/lib.rs",
        "listing.title",
        "listing.headline",
    );
    scratch.cargo(&check, &[]).passes();
}
