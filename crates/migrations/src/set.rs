//! The migrations of one directory, in the order their runner applies them.

use crate::{Directives, Layout, ReadError, layout};
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
}

/// One migration: its up part and, where there is one, its down part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The version as recorded in `__diesel_schema_migrations`, `001` for `001_extensions.sql`.
    pub version: String,
    /// The rest of the file's or folder's name, `extensions` for `001_extensions.sql`.
    pub name: String,
    /// The SQL that brings the schema forward.
    pub up: SqlFile,
    /// The SQL that takes it back.
    pub down: Option<SqlFile>,
    /// What the header comments (or Diesel's `metadata.toml`) ask for.
    pub directives: Directives,
}

/// One SQL file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlFile {
    /// The path as messages show it: the set's display name and the path below it, with `/`.
    pub path: String,
    /// The whole text, byte for byte.
    pub text: String,
}

impl MigrationSet {
    /// Reads every migration below `directory` and recognises the layout.
    ///
    /// `shown_as` is what stands before each file's name in messages, usually the directory's path
    /// relative to the workspace root, so that a click opens the file.
    pub fn read(directory: &Path, shown_as: &str) -> Result<Self, ReadError> {
        let layout = Layout::recognise(directory)?;
        Self::read_as(directory, shown_as, layout)
    }

    /// Reads every migration below `directory`, which is arranged as `layout`.
    pub fn read_as(directory: &Path, shown_as: &str, layout: Layout) -> Result<Self, ReadError> {
        let migrations = layout::read(directory, shown_as, layout)?;
        Ok(Self {
            directory: directory.to_owned(),
            layout,
            migrations,
        })
    }

    /// The migrations that make the schema: all but those marked `-- driftless: dev-only`.
    pub fn schema(&self) -> impl Iterator<Item = &Migration> {
        self.migrations.iter().filter(|m| !m.directives.dev_only)
    }
}
