//! The migrations an application carries, or reads from a directory.

use super::script::{File, Script};
use diesel::{
    migration::{Migration, MigrationSource, MigrationVersion, Result},
    pg::Pg,
};
use driftless_migrations::{Layout, MigrationSet, ReadError, Run, SqlFile};
use std::{borrow::Cow, path::Path};

/// Migrations in the order in which they are applied, embedded in the program or read from disk.
///
/// Works as a [`MigrationSource`] with Diesel's own harness, too.
#[derive(Clone, Debug)]
pub struct Migrations {
    source: Source,
    dev_only: bool,
}

#[derive(Clone, Debug)]
enum Source {
    Embedded(&'static [EmbeddedMigration]),
    Read(Vec<Script>),
}

/// One migration as `driftless::embed_migrations!` writes it into the program.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedMigration {
    /// The version as recorded in `__diesel_schema_migrations`.
    pub version: &'static str,
    /// The rest of the file's or folder's name.
    pub name: &'static str,
    /// The SQL that brings the schema forward.
    pub up: EmbeddedFile,
    /// The SQL that takes it back.
    pub down: Option<EmbeddedFile>,
    /// Data for development, applied only when asked for.
    pub dev_only: bool,
}

/// One SQL file in the program.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedFile {
    /// The path as messages show it.
    pub path: &'static str,
    /// The text that is run.
    pub text: &'static str,
    /// Not wrapped in a transaction.
    pub no_transaction: bool,
    /// The rows of a `COPY .. FROM stdin` follow the statement.
    pub copy_data: bool,
}

impl Migrations {
    /// The migrations that `driftless::embed_migrations!` wrote into the program.
    pub const fn embedded(migrations: &'static [EmbeddedMigration]) -> Self {
        Self {
            source: Source::Embedded(migrations),
            dev_only: false,
        }
    }

    /// Reads the migrations of a directory; messages show its path as it is given here.
    ///
    /// The layout is the one that a driftless.toml beside the directory names; without that it is recognised.
    pub fn read(directory: impl AsRef<Path>) -> std::result::Result<Self, ReadError> {
        let directory = directory.as_ref();
        let set = MigrationSet::read(directory, &directory.to_string_lossy())?;
        Ok(Self::from(&set))
    }

    /// Reads the migrations of a directory that is arranged as `layout`.
    pub fn read_as(
        directory: impl AsRef<Path>,
        layout: Layout,
    ) -> std::result::Result<Self, ReadError> {
        let directory = directory.as_ref();
        let set = MigrationSet::read_as(directory, &directory.to_string_lossy(), layout)?;
        Ok(Self::from(&set))
    }

    /// Also those marked `-- driftless: dev-only`, the seed above all.
    #[must_use]
    pub const fn with_dev_only(mut self) -> Self {
        self.dev_only = true;
        self
    }

    /// Those that [`up`](super::up) applies: the dev-only ones only when asked for.
    pub(super) fn selected(&self) -> Vec<Script> {
        let mut scripts = self.all();
        scripts.retain(|script| self.dev_only || !script.dev_only);
        scripts
    }

    /// All of them, dev-only ones included.
    pub(super) fn all(&self) -> Vec<Script> {
        match &self.source {
            Source::Embedded(migrations) => migrations.iter().map(Script::from).collect(),
            Source::Read(scripts) => scripts.clone(),
        }
    }
}

impl From<&MigrationSet> for Migrations {
    fn from(set: &MigrationSet) -> Self {
        let scripts = set.migrations.iter().map(Script::from).collect();
        Self {
            source: Source::Read(scripts),
            dev_only: false,
        }
    }
}

impl MigrationSource<Pg> for Migrations {
    fn migrations(&self) -> Result<Vec<Box<dyn Migration<Pg>>>> {
        let scripts = self.selected();
        for pair in scripts.windows(2) {
            if let [first, second] = pair
                && MigrationVersion::from(&*first.version)
                    > MigrationVersion::from(&*second.version)
            {
                return Err(format!(
                    "Diesel's harness orders versions as text and would apply {second} before {first}: \
                     use driftless::migrate::up, or give the numbers leading zeros",
                )
                .into());
            }
        }
        Ok(scripts
            .into_iter()
            .map(|script| Box::new(script) as Box<dyn Migration<Pg>>)
            .collect())
    }
}

impl From<&EmbeddedMigration> for Script {
    fn from(migration: &EmbeddedMigration) -> Self {
        let file = |file: &EmbeddedFile| File {
            path: Cow::Borrowed(file.path),
            text: Cow::Borrowed(file.text),
            run: Run {
                no_transaction: file.no_transaction,
                copy_data: file.copy_data,
            },
        };
        Self {
            version: Cow::Borrowed(migration.version),
            title: title(migration.version, migration.name),
            up: file(&migration.up),
            down: migration.down.as_ref().map(file),
            dev_only: migration.dev_only,
            no_transaction: migration.up.no_transaction,
        }
    }
}

impl From<&driftless_migrations::Migration> for Script {
    fn from(migration: &driftless_migrations::Migration) -> Self {
        let file = |file: &SqlFile| File {
            path: Cow::Owned(file.path.clone()),
            text: Cow::Owned(file.text.clone()),
            run: file.run,
        };
        Self {
            version: Cow::Owned(migration.version.clone()),
            title: title(&migration.version, &migration.name),
            up: file(&migration.up),
            down: migration.down.as_ref().map(file),
            dev_only: migration.directives.dev_only,
            no_transaction: migration.up.run.no_transaction,
        }
    }
}

fn title(version: &str, name: &str) -> String {
    if name.is_empty() {
        version.to_owned()
    } else {
        format!("{version}_{name}")
    }
}
