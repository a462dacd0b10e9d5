//! A directory of migrations, and questions to a database.

use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use driftless::migrate::{Migrations, Step};
use std::fs;
use tempfile::TempDir;

/// A directory with these files; messages show their bare names.
pub(crate) struct Directory(TempDir);

impl Directory {
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let directory = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            directory.write(name, text);
        }
        directory
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self) -> Migrations {
        let set = driftless_migrations::MigrationSet::read(self.0.path(), "migrations").unwrap();
        Migrations::from(&set)
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

pub(crate) fn recorded(conn: &mut PgConnection) -> String {
    ask(
        conn,
        "SELECT string_agg(version, ' ' ORDER BY version) FROM __diesel_schema_migrations",
    )
}

pub(crate) fn names(steps: &[Step]) -> Vec<&str> {
    steps.iter().map(|step| step.migration.as_str()).collect()
}
