//! The command, a directory to run it in, and a look at a database from outside.

use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use driftless_postgres::Database;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// Whoever reads a variable for a database ends up here and fails.
const TRAP: &str = "postgres://trap:trap@localhost:1/trap";

/// What a run of the command left.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Panics with everything it said unless it ended with this status.
    pub(crate) fn expect(self, status: i32) -> Self {
        let Self {
            status: found,
            stdout,
            stderr,
        } = &self;
        assert_eq!(
            *found, status,
            "\n--- stdout\n{stdout}\n--- stderr\n{stderr}"
        );
        self
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap()
    }
}

pub(crate) fn driftless(directory: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_driftless"))
        .args(arguments)
        .current_dir(directory)
        .env("DATABASE_URL", TRAP)
        .env_remove("PGHOST")
        .env_remove("PGHOSTADDR")
        .env_remove("PGSERVICE")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run {
        status: output.status.code().unwrap(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// A crate with a Cargo.toml that does not even parse, and these migrations.
pub(crate) struct Project(TempDir);

impl Project {
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write("Cargo.toml", "this is no TOML [");
        for (name, text) in files {
            project.write(&format!("migrations/{name}"), text);
        }
        project
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        driftless(self.path(), arguments)
    }

    pub(crate) fn run_on(&self, database: &Database, arguments: &[&str]) -> Run {
        self.run(&[arguments, &["--database-url", database.url()]].concat())
    }
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Text)]
    answer: String,
}

/// The one value of a query, as text.
pub(crate) fn ask(conn: &mut PgConnection, query: &str) -> String {
    let query = format!("SELECT COALESCE(({query})::text, 'NULL') AS answer");
    sql_query(query).get_result::<Answer>(conn).unwrap().answer
}

/// Everything in a database, as `pg_dump` writes it.
pub(crate) fn dump(database: &Database) -> String {
    let conn = &mut database.connect().unwrap();
    let bin = ask(conn, "SELECT setting FROM pg_config WHERE name = 'BINDIR'");
    let output = Command::new(PathBuf::from(bin).join("pg_dump"))
        .arg(database.url())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    // These two lines hold a random key.
    let is_key = |line: &&str| line.starts_with("\\restrict") || line.starts_with("\\unrestrict");
    text.lines()
        .filter(|line| !is_key(line))
        .collect::<Vec<_>>()
        .join("\n")
}
