//! `schema!("migrations")` expands to the files of `generated/`, token for token.

use driftless_compiler::build::expand;
use proc_macro2::TokenStream;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// `mod.rs` with the text of each file where the file is named: done on lines, not on tokens, so that it
/// is another way to the same end.
fn by_hand(directory: &Path) -> String {
    let text = |name: &str| fs::read_to_string(directory.join(name)).unwrap();
    let mut out = String::from("mod generated {\n");
    let mut path = None;
    for line in text("mod.rs").lines() {
        let line = line.trim();
        if let Some(named) = line.strip_prefix("#[path = \"") {
            path = named.strip_suffix("\"]").map(str::to_owned);
        } else if let Some(module) = line.strip_prefix("mod ").and_then(|l| l.strip_suffix(';')) {
            let file = path.take().unwrap_or_else(|| format!("{module}.rs"));
            out.extend(["mod ", module, " {\n", &text(&file), "}\n"]);
        } else if line == "include!(\"schema.rs\");" {
            out += &text("schema.rs");
        } else {
            out.extend([line, "\n"]);
        }
    }
    out + "}"
}

#[test]
fn the_expansion_equals_the_files() {
    // Not found beside this crate's Cargo.toml, so it is looked for beside the calling file.
    let caller = workspace().join("build.rs");
    let expansion = expand::schema("\"migrations\"".parse().unwrap(), Some(&caller)).to_string();
    let expected: TokenStream = by_hand(&workspace().join("generated")).parse().unwrap();
    let expected = expected.to_string();
    let rest = expansion
        .strip_prefix(&expected)
        .expect("the marketplace in place is not the marketplace in generated/");
    let tracked = rest
        .trim()
        .strip_prefix("pub use self :: generated :: * ;")
        .unwrap();

    // What follows only makes rustc look again when one of the files changes.
    assert!(
        tracked.trim().starts_with("const _ : & [& str] = & ["),
        "{tracked}"
    );
    assert!(tracked.contains("include_str ! ("), "{tracked}");
    for file in ["001_extensions.sql", "003_tables.sql", "driftless.toml"] {
        assert!(tracked.contains(file), "{tracked}");
    }
}

#[test]
fn what_is_wrong_with_the_call_is_said() {
    for (input, expected) in [
        ("", "expected the directory of the migrations"),
        ("migrations", "expected the directory of the migrations"),
        (
            "\"nowhere\"",
            "there is no directory `nowhere` beside Cargo.toml",
        ),
    ] {
        let expansion = expand::schema(input.parse().unwrap(), None).to_string();
        assert!(expansion.contains("compile_error"), "{expansion}");
        assert!(expansion.contains(expected), "{expansion}");
    }
    assert!(
        expand::check(&"1".parse().unwrap())
            .to_string()
            .contains("`check!()` takes nothing")
    );
}
