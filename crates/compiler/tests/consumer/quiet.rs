//! Whatever a crate denies and however it is formatted, generated code stays quiet and untouched.

use crate::scratch::{LIBRARY, Scratch};

#[test]
fn strict_lints_and_another_rustfmt_leave_it_alone() {
    let scratch = Scratch::new("strict");
    let lints = "\
#![deny(warnings, missing_docs, unsafe_code, unreachable_pub)]
#![deny(clippy::pedantic)]
";
    scratch.write("src/lib.rs", &format!("{lints}{LIBRARY}"));
    scratch.write(
        "rustfmt.toml",
        "max_width = 60\nhard_tabs = true\nreorder_imports = false\n",
    );
    scratch.build().passes();

    let before = scratch.read("generated/users.rs");
    scratch.write("src/other.rs", "fn  badly( formatted:u8 ){}\n");
    scratch.replace(
        "src/lib.rs",
        "driftless::check!();",
        "driftless::check!();\nmod other;",
    );
    scratch.cargo(&["fmt"], &[]).passes();
    assert_eq!(scratch.read("generated/users.rs"), before);
    let formatted = scratch.read("src/other.rs");
    assert!(
        formatted.starts_with("fn badly("),
        "the control: cargo fmt did run: {formatted}"
    );
    scratch.replace("src/lib.rs", "mod other;", "");

    scratch
        .cargo(&["clippy", "--all-targets", "--", "-D", "warnings"], &[])
        .passes();
}
