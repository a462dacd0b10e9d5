//! Writing and comparing a generated directory, on a real file system.

use driftless_compiler::{
    HEADER, OutputFile,
    output::{Change, DIESEL_HEADER, OutputError, check, refresh, report, update},
};
use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

fn file(path: &str, body: &str) -> OutputFile {
    OutputFile {
        path: path.to_owned(),
        text: format!("{HEADER}\n{body}\n"),
    }
}

fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn files_are_written_only_when_they_differ_and_dated_before_the_build() {
    let dir = tempfile::tempdir().unwrap();
    let generated = dir.path().join("generated");
    let files = [file("a.rs", "one"), file("b.rs", "two")];
    let started = SystemTime::now();

    assert_eq!(
        refresh(&generated, &files, started).unwrap(),
        ["a.rs", "b.rs"]
    );
    assert_eq!(names(&generated), ["a.rs", "b.rs"]);
    let modified = fs::metadata(generated.join("a.rs"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(modified, started - Duration::from_secs(2));

    assert!(
        refresh(&generated, &files, SystemTime::now())
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        fs::metadata(generated.join("a.rs"))
            .unwrap()
            .modified()
            .unwrap(),
        modified
    );

    fs::write(generated.join("a.rs"), format!("{HEADER}\nby hand\n")).unwrap();
    assert_eq!(
        refresh(&generated, &files, SystemTime::now()).unwrap(),
        ["a.rs"]
    );
    assert_eq!(
        fs::read_to_string(generated.join("a.rs")).unwrap(),
        files[0].text
    );
}

#[test]
fn what_is_not_ours_is_never_touched() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::write(path("mine.rs"), "// written by a person\n").unwrap();
    fs::write(path("notes.md"), HEADER).unwrap();
    fs::write(path("old.rs"), format!("{HEADER}\n")).unwrap();
    fs::write(path("empty.rs"), "").unwrap();

    let refused = update(dir.path(), &[file("a.rs", ""), file("mine.rs", "ours")]).unwrap_err();
    assert!(matches!(refused, OutputError::Foreign(_)), "{refused}");
    assert_eq!(
        fs::read_to_string(path("mine.rs")).unwrap(),
        "// written by a person\n"
    );
    assert!(
        !path("a.rs").exists(),
        "a refused run changes nothing at all"
    );

    let files = [file("a.rs", ""), file("empty.rs", "")];
    assert_eq!(
        update(dir.path(), &files).unwrap(),
        ["a.rs", "empty.rs", "old.rs"]
    );
    assert_eq!(
        names(dir.path()),
        ["a.rs", "empty.rs", "mine.rs", "notes.md"]
    );
}

#[test]
fn check_tells_each_file_and_its_lines() {
    let dir = tempfile::tempdir().unwrap();
    let before = [
        file(
            "listings.rs",
            "pub struct Listing {\n    pub title: String,\n}",
        ),
        file("old.rs", ""),
    ];
    update(dir.path(), &before).unwrap();
    assert!(check(dir.path(), &before).unwrap().is_empty());

    let after = [
        file(
            "listings.rs",
            "pub struct Listing {\n    pub headline: String,\n}",
        ),
        file("new.rs", ""),
    ];
    let differences = check(dir.path(), &after).unwrap();
    assert_eq!(differences.len(), 3);
    assert_eq!(differences[1].change, Change::Missing);
    assert_eq!(differences[2].change, Change::Stale);
    assert_eq!(
        report("generated", &differences),
        "[D0501] generated/ does not match migrations/
   generated/listings.rs
   @@ -2,3 +2,3 @@
    pub struct Listing {
   -    pub title: String,
   +    pub headline: String,
    }
   generated/new.rs is missing
   generated/old.rs belongs to nothing any more
   = help: run `cargo build` (or `cargo driftless generate`) and commit generated/
   = note: `driftless explain D0501`"
    );
    assert_eq!(
        names(dir.path()),
        ["listings.rs", "old.rs"],
        "check writes nothing"
    );
}

#[test]
fn a_long_difference_is_cut_and_counted() {
    let dir = tempfile::tempdir().unwrap();
    update(
        dir.path(),
        &[file("a.rs", &"old\n".repeat(300)), file("b.rs", "old")],
    )
    .unwrap();
    let wanted = [file("a.rs", &"new\n".repeat(300)), file("b.rs", "new")];
    let text = report("generated", &check(dir.path(), &wanted).unwrap());
    assert!(text.lines().count() < 220, "{}", text.lines().count());
    assert!(
        text.contains("more lines\n   generated/b.rs\n   ... and "),
        "{text}"
    );
}

#[test]
fn another_format_is_one_sentence_and_only_a_command_replaces_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.rs");
    let files = [file("a.rs", "ours")];
    for (format, remedy) in [
        (0, "format 1: run `cargo driftless generate` and commit"),
        (7, "format 1: update the driftless crates"),
    ] {
        let theirs = files[0]
            .text
            .replace("format 1", &format!("format {format}"));
        fs::write(&path, &theirs).unwrap();
        for refused in [
            check(dir.path(), &files).unwrap_err(),
            refresh(dir.path(), &files, SystemTime::now()).unwrap_err(),
        ] {
            let text = refused.to_string();
            assert!(text.contains(&format!("output format {format}")), "{text}");
            assert!(text.ends_with(remedy) && !text.contains('\n'), "{text}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    }
    assert_eq!(update(dir.path(), &files).unwrap(), ["a.rs"]);
}

#[test]
fn line_ends_of_a_checkout_do_not_count() {
    let dir = tempfile::tempdir().unwrap();
    let files = [file("a.rs", "one\ntwo")];
    fs::write(dir.path().join("a.rs"), files[0].text.replace('\n', "\r\n")).unwrap();
    assert!(check(dir.path(), &files).unwrap().is_empty());
    assert!(update(dir.path(), &files).unwrap().is_empty());
}

#[test]
fn a_directory_that_cannot_be_written_says_so() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("generated"), "a file").unwrap();
    let error = update(&dir.path().join("generated"), &[file("a.rs", "")]).unwrap_err();
    assert!(error.to_string().contains("generated"), "{error}");
}

/// A `schema.rs` where the project has it: Diesel's own is taken over, anything else is left alone.
#[test]
fn a_file_beside_the_directory_takes_the_place_of_diesels() {
    let dir = tempfile::tempdir().unwrap();
    let generated = dir.path().join("generated");
    let schema = dir.path().join("src/schema.rs");
    let wanted = [OutputFile {
        path: "../src/schema.rs".to_owned(),
        text: format!("{DIESEL_HEADER}\n\ndiesel::table! {{ a (id) {{ id -> Int4, }} }}\n"),
    }];
    assert_eq!(
        check(&generated, &wanted).unwrap()[0].change,
        Change::Missing
    );
    assert_eq!(update(&generated, &wanted).unwrap(), ["../src/schema.rs"]);
    assert!(!generated.exists());
    assert_eq!(fs::read_to_string(&schema).unwrap(), wanted[0].text);
    assert!(check(&generated, &wanted).unwrap().is_empty());

    fs::write(&schema, format!("{DIESEL_HEADER}\n\n// older\n")).unwrap();
    let text = report("db/generated", &check(&generated, &wanted).unwrap());
    assert!(
        text.contains("[D0501] db/src/schema.rs does not match migrations/"),
        "{text}"
    );
    assert!(text.contains("-// older"), "{text}");
    assert!(text.contains("and commit db/src/schema.rs"), "{text}");
    update(&generated, &wanted).unwrap();
    assert_eq!(fs::read_to_string(&schema).unwrap(), wanted[0].text);

    fs::write(&schema, "// by hand\n").unwrap();
    let refused = update(&generated, &wanted).unwrap_err();
    assert!(matches!(refused, OutputError::Foreign(path) if path == schema));
    // The line by which Diesel's file is known makes no file of `generated/` ours.
    fs::create_dir(&generated).unwrap();
    fs::write(generated.join("a.rs"), DIESEL_HEADER).unwrap();
    assert!(update(&generated, &[file("a.rs", "")]).is_err());
}
