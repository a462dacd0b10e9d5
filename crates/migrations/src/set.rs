//! The migrations of one directory, in the order their runner applies them.

use crate::{Directives, Layout, ReadError, Warning, config, layout};
use std::path::{Path, PathBuf};

/// All migrations of one directory, in the order in which they are applied.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let dir = tempfile::tempdir()?;
/// # std::fs::write(dir.path().join("001_users.sql"), "CREATE TABLE users (id int PRIMARY KEY);")?;
/// let set = driftless_migrations::MigrationSet::read(dir.path(), "migrations")?;
/// assert_eq!(set.migrations[0].version, "001");
/// assert_eq!(set.migrations[0].up.path, "migrations/001_users.sql");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationSet {
    /// Where the files were read from.
    pub directory: PathBuf,
    /// How the files are arranged.
    pub layout: Layout,
    /// The migrations, first one first.
    pub migrations: Vec<Migration>,
    /// What is worth a look: files passed over, gaps, doubtful order.
    pub warnings: Vec<Warning>,
}

/// One migration: its up part and, where there is one, its down part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The version as recorded in `__diesel_schema_migrations`, `001` for `001_extensions.sql`. That of one
    /// of Flyway's repeatable migrations holds a hash of its text, see [`repeatable_stem`](crate::repeatable_stem).
    pub version: String,
    /// The rest of the file's or folder's name, `extensions` for `001_extensions.sql`.
    pub name: String,
    /// The SQL that brings the schema forward.
    pub up: SqlFile,
    /// The SQL that takes it back.
    pub down: Option<SqlFile>,
    /// What the header comments of the up part ask for.
    pub directives: Directives,
}

/// One SQL file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SqlFile {
    /// The path as messages show it: the set's display name and the path below it, with `/`.
    pub path: String,
    /// The text. Of what is not run (the other direction's part, lines for psql) only the line breaks are
    /// left, so that each line keeps its number.
    pub text: String,
    /// How it is run.
    pub run: Run,
}

/// How a file is run, by its header, its layout's markers and its layout's rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Not wrapped in a transaction.
    pub no_transaction: bool,
    /// The rows of a `COPY .. FROM stdin` follow the statement, as psql and Flyway take them.
    pub copy_data: bool,
}

impl MigrationSet {
    /// Reads every migration below `directory`. The layout is the one that `layout` in the driftless.toml
    /// beside it names; without that it is recognised.
    ///
    /// `shown_as` is what stands before each file's name in messages, usually the directory's path
    /// relative to the workspace root, so that a click opens the file.
    pub fn read(directory: &Path, shown_as: &str) -> Result<Self, ReadError> {
        let named = config::layout_beside(directory)?;
        Self::read_with(directory, shown_as, named)
    }

    /// Reads every migration below `directory`, which is arranged as `layout`.
    pub fn read_as(directory: &Path, shown_as: &str, layout: Layout) -> Result<Self, ReadError> {
        Self::read_with(directory, shown_as, Some(layout))
    }

    fn read_with(
        directory: &Path,
        shown_as: &str,
        named: Option<Layout>,
    ) -> Result<Self, ReadError> {
        let layout::Reading {
            layout,
            migrations,
            warnings,
        } = layout::read(directory, shown_as, named)?;
        Ok(Self {
            directory: directory.to_owned(),
            layout,
            migrations,
            warnings,
        })
    }

    /// Migrations that are no files: each a path to show and its text, in the order in which they run.
    pub fn of_texts<'t>(
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, ReadError> {
        let migrations = texts.into_iter().map(|(path, text)| {
            Ok(Migration {
                version: path.to_owned(),
                name: String::new(),
                up: SqlFile {
                    path: path.to_owned(),
                    text: text.to_owned(),
                    run: Run::default(),
                },
                down: None,
                directives: Directives::of_header(path, text)?,
            })
        });
        Ok(Self {
            directory: PathBuf::new(),
            layout: Layout::Flat,
            migrations: migrations.collect::<Result<_, _>>()?,
            warnings: Vec::new(),
        })
    }

    /// The migrations that make the schema: all but those marked `-- driftless: dev-only`.
    pub fn schema(&self) -> impl Iterator<Item = &Migration> {
        self.migrations.iter().filter(|m| !m.directives.dev_only)
    }
}
