//! Where `generated/` must not be written, a difference is the error.

use crate::scratch::Scratch;

const HELP: &str =
    "= help: run `cargo build` (or `cargo driftless generate`) and commit generated/";

#[test]
fn ci_shows_the_diff_and_writes_nothing() {
    let scratch = Scratch::new("frozen");
    scratch.build().passes();
    scratch.build_in_ci().passes();

    let before = scratch.read("generated/users.rs");
    scratch.replace(
        "migrations/001_users.sql",
        "  name text",
        "  full_name text",
    );
    scratch.build_in_ci().fails_with(&[
        "error: [D0501] generated/ does not match migrations/",
        "generated/users.rs",
        "-    pub name: String,",
        "+    pub full_name: String,",
        HELP,
    ]);
    let other = [("DRIFTLESS_FROZEN", "1")];
    scratch
        .cargo(&["build"], &other)
        .fails_with(&["[D0501]", "+    pub full_name: String,"]);
    assert_eq!(scratch.read("generated/users.rs"), before);

    // What the help says, repairs it.
    scratch.build().passes();
    scratch.build_in_ci().passes();

    // A file too many and a file too few.
    scratch.write(
        "migrations/002_pets.sql",
        "CREATE TABLE pets (\n  id uuid PRIMARY KEY\n);\n",
    );
    scratch
        .build_in_ci()
        .fails_with(&["generated/pets.rs is missing"]);
    scratch.build().passes();
    scratch.remove("migrations/002_pets.sql");
    scratch
        .build_in_ci()
        .fails_with(&["generated/pets.rs belongs to nothing any more"]);
}

#[test]
fn a_packaged_crate_is_compared_and_holds_what_it_needs() {
    let scratch = Scratch::new("packaged");
    scratch.build().passes();
    scratch
        .cargo(&["package", "--list", "--allow-dirty"], &[])
        .passes()
        .says(&[
            "Cargo.toml.orig",
            "build.rs",
            "generated/mod.rs",
            "generated/users.rs",
            "migrations/001_users.sql",
        ]);

    // Cargo builds the packaged crate from a directory that holds this file.
    scratch.write("Cargo.toml.orig", &scratch.read("Cargo.toml"));
    scratch.build().passes();
    scratch.replace(
        "migrations/001_users.sql",
        "  name text",
        "  full_name text",
    );
    scratch
        .build()
        .fails_with(&["[D0501]", "+    pub full_name: String,"]);
    assert!(
        scratch
            .read("generated/users.rs")
            .contains("pub name: String,")
    );
}

#[test]
fn without_the_macro_stale_types_pass_in_ci() {
    // The control: it is check!() that stops the build in the tests above, nothing else.
    let scratch = Scratch::new("no_macro");
    scratch.build().passes();
    scratch.replace("src/lib.rs", "driftless::check!();", "");
    scratch.replace(
        "migrations/001_users.sql",
        "  name text",
        "  full_name text",
    );
    scratch.build_in_ci().passes();
    assert!(
        scratch
            .read("generated/users.rs")
            .contains("pub name: String,")
    );
}

#[test]
fn files_of_another_format_are_one_sentence() {
    let scratch = Scratch::new("other_format");
    scratch.build().passes();
    let theirs = scratch
        .read("generated/users.rs")
        .replace("format 1", "format 9");
    scratch.write("generated/users.rs", &theirs);
    let sentence =
        "generated/ was written by a driftless of output format 9, this is 0.1.0 with format 1";
    for ran in [scratch.build(), scratch.build_in_ci()] {
        ran.fails_with(&[sentence]);
        assert!(
            !ran.text.contains("@@"),
            "a diff between versions tells nobody anything"
        );
    }
    assert_eq!(scratch.read("generated/users.rs"), theirs);
}

#[test]
fn ci_without_the_files_says_to_commit_them() {
    let scratch = Scratch::new("uncommitted");
    scratch.build_in_ci().fails_with(&[
        "warning: uncommitted@0.1.0: generated/ is missing: run `cargo build`",
        "commit it",
    ]);
    assert!(!scratch.path("generated").exists());
}
