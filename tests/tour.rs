//! The tour as somebody runs it: it must pass, and it must fail when a write went past the audit.

use diesel::connection::SimpleConnection;
use driftless_postgres::{Database, testing};
use pq_sys as _;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
    time::SystemTime,
};

#[test]
fn everything_is_audited() {
    let Some(_) = testing::server() else { return };
    let run = tour(&[]);
    run.expect(0);
    let chapters = [
        "SQL becomes Rust",
        "A throw-away Postgres",
        "A poster drafts a listing",
        "A webhook arrives twice",
        "A seeker is matched",
        "The listing is deleted",
        "The audit trail",
        "Postgres' own count",
    ];
    for (number, chapter) in chapters.iter().enumerate() {
        run.has(&format!("{}  {chapter}", number + 1));
    }
    run.has("submitted → approved");
    run.has("a duplicate: nothing is written");
    run.has("published already: nothing is written");
    run.has("Every written row is in the audit trail.");
    assert!(!run.stdout.contains('\x1b'), "no colours into a pipe");
}

#[test]
fn one_raw_write_is_found() {
    let Some(_) = testing::server() else { return };
    let run = tour(&["--sabotage"]);
    run.expect(1);
    run.has("not the same");
    run.has("A row was written that is not in the audit trail.");
}

#[test]
fn an_empty_database_that_was_named_is_used_and_stays() {
    let Some(database) = testing::database() else {
        return;
    };
    let run = tour(&["--database-url", database.url()]);
    run.expect(0);
    run.has("The database you named");
    assert!(dump(&database).contains("CREATE TABLE public.listings"));
    // It is inhabited now.
    let before = dump(&database);
    tour(&["--database-url", database.url()]).expect(2);
    assert_eq!(dump(&database), before);
}

#[test]
fn a_database_with_foreign_tables_is_left_byte_equal() {
    let Some(database) = testing::database() else {
        return;
    };
    let theirs = "CREATE TABLE theirs (id int); INSERT INTO theirs VALUES (1)";
    database.connect().unwrap().batch_execute(theirs).unwrap();
    let before = dump(&database);
    let run = tour(&["--database-url", database.url()]);
    run.expect(2);
    assert!(run.stderr.contains("left as it is"), "{}", run.stderr);
    assert_eq!(dump(&database), before);
}

#[test]
fn without_a_server_it_shows_what_the_sql_becomes() {
    let run = run(command().env("PG_BIN", "/nowhere"));
    run.expect(3);
    run.has("pub struct Viewing {");
    run.has("What you do not see here");
    run.has("install it: ");
}

#[test]
fn a_password_is_not_repeated() {
    for arguments in [
        &["--database-url", "postgres://u:s3cret@db.example.com/d"][..],
        &["--database-url", "postgres://u:s3cret@localhost:1/d"],
        &["postgres://u:s3cret@localhost/d"],
    ] {
        let run = tour(arguments);
        run.expect(2);
        assert!(
            !run.stderr.contains("s3cret") && !run.stdout.contains("s3cret"),
            "{}",
            run.stderr
        );
    }
}

struct Run {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    fn expect(&self, status: i32) {
        let Self {
            status: found,
            stdout,
            stderr,
        } = self;
        assert_eq!(
            *found,
            Some(status),
            "\n--- stdout\n{stdout}\n--- stderr\n{stderr}"
        );
    }

    fn has(&self, text: &str) {
        assert!(
            self.stdout.contains(text),
            "no {text:?} in\n{}",
            self.stdout
        );
    }
}

fn tour(arguments: &[&str]) -> Run {
    run(command().args(arguments))
}

fn command() -> Command {
    let mut command = Command::new(example());
    // Nobody may take this for the name of a database.
    command.env("DATABASE_URL", "postgres://trap:trap@localhost:1/trap");
    command
}

fn run(command: &mut Command) -> Run {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run {
        status: status.code(),
        stdout: text(stdout),
        stderr: text(stderr),
    }
}

/// The example's program. `cargo test` has built it; `cargo test --test tour` has not.
fn example() -> &'static Path {
    static EXAMPLE: OnceLock<PathBuf> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        let target = env::current_exe()
            .unwrap()
            .parent()
            .unwrap()
            .parent()
            .unwrap()
            .to_owned();
        let example = target
            .join("examples/marketplace")
            .with_extension(env::consts::EXE_EXTENSION);
        if changed(&example).is_none_or(|built| newest_source() > built) {
            let profile = target.file_name().unwrap().to_str().unwrap();
            let profile = if profile == "debug" { "dev" } else { profile };
            let status = Command::new(env!("CARGO"))
                .args(["build", "--quiet", "--offline", "--example", "marketplace"])
                .args(["--profile", profile, "--target-dir"])
                .arg(target.parent().unwrap())
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .status()
                .unwrap();
            assert!(status.success());
        }
        example
    })
}

fn newest_source() -> SystemTime {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = ["examples/marketplace", "src", "generated", "migrations"];
    let files = sources
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap());
    files
        .filter_map(|file| changed(&file.unwrap().path()))
        .max()
        .unwrap()
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

/// Everything in a database, as `pg_dump` writes it, without the two lines that hold a random key.
fn dump(database: &Database) -> String {
    use diesel::{dsl::sql, prelude::*, sql_types::Text};
    let conn = &mut database.connect().unwrap();
    let bin = diesel::select(sql::<Text>(
        "(SELECT setting FROM pg_config WHERE name = 'BINDIR')",
    ));
    let bin: String = bin.get_result(conn).unwrap();
    let output = Command::new(Path::new(&bin).join("pg_dump"))
        .arg(database.url())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .filter(|line| !line.contains("restrict "))
        .collect::<Vec<_>>()
        .join("\n")
}
