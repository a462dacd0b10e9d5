//! `driftless print-schema`: against `diesel print-schema` itself where `diesel_cli` 2.3 is installed (as `diesel`
//! on the PATH, or where `DRIFTLESS_DIESEL` says), and always against what was recorded of it.

use crate::support::{Project, Run, driftless};
use driftless_postgres::testing;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn case(name: &str) -> PathBuf {
    tests().join("print-schema").join(name)
}

fn recorded(case: &Path) -> String {
    fs::read_to_string(case.join("print-schema.rs")).unwrap()
}

/// Everything that was recorded, but the marketplace, whose migrations are elsewhere.
fn cases() -> Vec<PathBuf> {
    let folders = ["print-schema", "golden"].map(|folder| fs::read_dir(tests().join(folder)));
    let entries = folders.into_iter().flat_map(Result::unwrap);
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|case| case.join("print-schema.rs").is_file() && case.join("migrations").is_dir())
        .collect();
    cases.sort();
    cases
}

fn ours(case: &Path, flags: &[&str]) -> Run {
    let migrations = case.join("migrations").display().to_string();
    let arguments = [&["print-schema", "--migrations", &migrations], flags].concat();
    driftless(&tests(), &arguments)
}

/// `diesel_cli` 2.3, or `None`, said on standard error.
fn diesel() -> Option<PathBuf> {
    let named = std::env::var_os("DRIFTLESS_DIESEL").map(PathBuf::from);
    let program = named.clone().unwrap_or_else(|| "diesel".into());
    let version = Command::new(&program).arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    match version {
        Ok(version) if version.contains(" 2.3.") => Some(program),
        other => {
            assert!(
                named.is_none(),
                "DRIFTLESS_DIESEL is no diesel_cli 2.3: {other:?}"
            );
            eprintln!("skipped: no diesel_cli 2.3 here");
            None
        }
    }
}

/// What Diesel prints for each of the flags, on a database that the case's migrations made.
fn diesels(case: &Path, flags: &[&[&str]]) -> Option<Vec<String>> {
    let program = diesel()?;
    let database = testing::database()?;
    let migrations = case.join("migrations").display().to_string();
    let up = ["migrate", "up", "--migrations", &migrations];
    driftless(
        &tests(),
        &[&up[..], &["--database-url", database.url()]].concat(),
    )
    .expect(0);
    // From an empty directory: neither a diesel.toml nor a rustfmt.toml of its own.
    let nowhere = tempfile::tempdir().unwrap();
    let settings = case.join("diesel.toml");
    let printed = flags.iter().map(|flags| {
        let mut diesel = Command::new(&program);
        diesel.current_dir(nowhere.path()).arg("print-schema");
        diesel.args(["--database-url", database.url()]).args(*flags);
        if settings.is_file() {
            diesel.arg("--config-file").arg(&settings);
        }
        let output = diesel.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{} {flags:?}: {said}",
            case.display()
        );
        String::from_utf8(output.stdout).unwrap()
    });
    Some(printed.collect())
}

#[test]
fn every_case_is_what_diesel_printed() {
    let cases = cases();
    assert!(cases.len() > 30, "{cases:?}");
    for case in cases {
        let printed = ours(&case, &[]).expect(0).stdout;
        assert!(printed == recorded(&case), "{}: {printed}", case.display());
    }
}

#[test]
fn what_was_recorded_is_what_diesel_prints() {
    for case in cases() {
        let Some(printed) = diesels(&case, &[&[]]) else {
            return;
        };
        assert!(
            printed[0] == recorded(&case),
            "{}: {}",
            case.display(),
            printed[0]
        );
    }
}

/// A case, flags in place of its settings, and the case whose settings they are.
const FLAGS: &[(&str, &[&str], &str)] = &[
    ("docs_none", &["--with-docs"], "docs_generated"),
    (
        "docs_none",
        &["--with-docs-config", "only-database-comments"],
        "docs_comments",
    ),
    (
        "filter_except",
        &[
            "^user",
            "lines$",
            "-o",
            "--column-sorting",
            "ordinal_position",
        ],
        "filter_only",
    ),
    (
        "filter_only",
        &[
            "--except-tables",
            "^tmp_",
            "keyless",
            "--column-sorting=name",
        ],
        "filter_except",
    ),
    (
        "same_query_all",
        &[
            "--allow-tables-to-appear-in-same-query-config",
            "fk_related_tables",
        ],
        "same_query_related",
    ),
    (
        "same_query_all",
        &["--allow-tables-to-appear-in-same-query-config", "none"],
        "same_query_none",
    ),
    (
        "schema_public",
        &["-s", "shop", "--with-docs"],
        "schema_named",
    ),
    (
        "types_plain",
        &[
            "--import-types",
            "diesel::sql_types::*",
            "--import-types",
            "crate::sql::Point",
            "--no-generate-missing-sql-type-definitions",
        ],
        "types_imported",
    ),
    (
        "types_plain",
        &[
            "--except-custom-type-definitions",
            "^P",
            "ox$",
            "--import-types",
            "crate::types::*",
        ],
        "types_excepted",
    ),
    (
        "types_plain",
        &[
            "--custom-type-derives",
            "diesel::query_builder::QueryId",
            "--custom-type-derives",
            "Clone",
            "--custom-type-derives=std::fmt::Debug",
            "--with-docs",
        ],
        "types_derives",
    ),
];

#[test]
fn flags_stand_for_settings() {
    for &(from, flags, settings) in FLAGS {
        let printed = ours(&case(from), flags).expect(0).stdout;
        assert!(printed == recorded(&case(settings)), "{flags:?}: {printed}");
        if let Some(diesels) = diesels(&case(from), &[flags]) {
            assert!(printed == diesels[0], "{flags:?}: {}", diesels[0]);
        }
    }
}

#[test]
fn flags_are_for_the_schema_key_before_them() {
    let case = case("schemas_several");
    let flags: &[&[&str]] = &[
        &["--schema-key", "shop", "--with-docs"],
        &[
            "--schema-key",
            "odd",
            "-s",
            "shop",
            "-o",
            "tags",
            "--schema-key",
            "default",
            "--with-docs",
        ],
    ];
    let printed: Vec<String> = flags
        .iter()
        .map(|flags| ours(&case, flags).expect(0).stdout)
        .collect();
    assert!(printed[0].contains("/// Labels.") && !printed[0].contains("`tags`"));
    if let Some(diesels) = diesels(&case, flags) {
        assert_eq!(printed, diesels);
    }
    let lost = ours(&case, &["--with-docs"]).expect(2).stderr;
    assert!(lost.contains("several [print_schema]"), "{lost}");
    let unknown = ours(&case, &["--schema-key", "shopp"]).expect(2).stderr;
    assert!(
        unknown.contains("there is `default`, `odd`, `shop`"),
        "{unknown}"
    );
}

#[test]
fn what_is_left_out_is_said() {
    let project = Project::with(&[(
        "001_a.sql",
        "CREATE TABLE users (id int PRIMARY KEY);\n\
         CREATE TABLE notes (body text, tags varchar(9)[]);\n\
         CREATE TABLE games (id int PRIMARY KEY, one int REFERENCES users, two int REFERENCES users, t varchar[]);\n",
    )]);
    let run = project.run(&["print-schema"]).expect(0);
    assert!(!run.stdout.contains("notes"), "{}", run.stdout);
    assert!(
        run.stdout.contains("same_query!(games, users,);"),
        "{}",
        run.stdout
    );
    let place = "migrations/001_a.sql:2:1";
    assert!(
        run.stderr.contains("warning: [D0401] table `notes`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains(place), "{}", run.stderr);
    let notes: Vec<&str> = run
        .stderr
        .lines()
        .filter(|line| line.starts_with("note: "))
        .collect();
    assert_eq!(
        notes,
        [
            "note: `games.t` is `varchar[]`, which Diesel cannot compare with `text[]`: make it `text[]`",
            "note: no joinable!(games -> users) for `games_one_fkey` (migrations/001_a.sql:3:49): it is not the only foreign key between the two",
            "note: no joinable!(games -> users) for `games_two_fkey` (migrations/001_a.sql:3:75): it is not the only foreign key between the two",
        ]
    );
    let json = project
        .run(&["print-schema", "--format", "json"])
        .expect(0)
        .json();
    assert_eq!(json["warnings"].as_array().unwrap().len(), 1);
    assert_eq!(json["notes"].as_array().unwrap().len(), 3);
}

#[test]
fn settings_that_are_wrong_stop_it() {
    let project = Project::with(&[("001_a.sql", "CREATE TABLE users (id int PRIMARY KEY);\n")]);
    project.write("diesel.toml", "[print_schema]\nwith_doc = true\n");
    for command in ["print-schema", "generate"] {
        let run = project.run(&[command]).expect(2);
        assert!(run.stderr.contains("diesel.toml:2:1"), "{}", run.stderr);
        assert!(
            run.stderr.contains("did you mean `with_docs`?"),
            "{}",
            run.stderr
        );
    }
    project.write("diesel.toml", "[print_schema]\npatch_file = \"a.patch\"\n");
    project.write("a.patch", "@@ -1,1 +1,1 @@\n-no such line\n+another\n");
    for command in ["print-schema", "generate"] {
        let run = project.run(&[command]).expect(2);
        assert!(
            run.stderr.contains("[D0314] the patch file `a.patch`"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn generated_follows_diesel_toml() {
    let project = Project::with(&[(
        "001_a.sql",
        "CREATE TABLE users (id int PRIMARY KEY);\n\
         CREATE TABLE old_users (id int PRIMARY KEY, user_id int REFERENCES users);\n",
    )]);
    project.write(
        "diesel.toml",
        "[print_schema]\nfilter.except_tables = [\"^old\"]\nwith_docs = true\n",
    );
    project.run(&["generate"]).expect(0);
    let generated = project.path().join("generated");
    let schema = fs::read_to_string(generated.join("schema.rs")).unwrap();
    let printed = project.run(&["print-schema"]).expect(0).stdout;
    assert!(schema.ends_with(&printed), "{schema}");
    assert!(generated.join("users.rs").is_file());
    assert!(!generated.join("old_users.rs").exists());
}

#[test]
fn diesel_toml_is_found_beside_cargo_toml_and_names_the_migrations() {
    let project = Project::with(&[]);
    project.write(
        "db/sql/001_a.sql",
        "CREATE TABLE users (id int PRIMARY KEY);\n",
    );
    project.write(
        "diesel.toml",
        "[print_schema]\nwith_docs = true\n[migrations_directory]\ndir = \"db/sql\"\n",
    );
    for flags in [&[][..], &["--migrations", "db/sql"]] {
        let run = project.run(&[&["print-schema"], flags].concat()).expect(0);
        assert!(
            run.stdout
                .contains("/// Representation of the `users` table."),
            "{}",
            run.stdout
        );
    }
}
