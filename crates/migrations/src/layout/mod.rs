//! How the files of a directory become migrations: one file a layout, and the engine they share.
//!
//! *Invariant:* a layout is [`Rules`], and nothing but its rules tells it from the others. Each file of the
//! directory is taken by the rules, on an explicit list, or reported.

mod assemble;
mod dbmate;
mod diesel;
mod files;
mod flat;
mod flyway;
mod golang_migrate;
mod goose;
mod key;
mod names;
mod order;
mod pg_dump;
mod pop;
mod prisma;
mod recognise;
mod refinery;
mod sections;
mod sqlx;

pub use flyway::repeatable_stem;
pub use key::Key;

use crate::{Migration, ReadError, Run, Warning};
use files::{Files, Found};
use names::Direction;
use std::path::Path;

/// How migrations are arranged on disk, and with that the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// Diesel: `2024-01-31-120000_users/{up,down}.sql` with an optional `metadata.toml`; in the order of the
    /// version's text, dashes removed.
    Diesel,
    /// `001_users.sql`, its down part `001_users.down.sql` beside it; in the order of the numbers.
    Flat,
    /// sqlx: `<version>_<description>.sql`, or a pair of `.up.sql` and `.down.sql`; by number.
    Sqlx,
    /// refinery: `V1__users.sql`, and `U` for those that may come late; by number.
    Refinery,
    /// Flyway: `V1.1__users.sql` by version, then `R__views.sql` by description; `U1.1__users.sql` undoes.
    Flyway,
    /// golang-migrate: a pair of `1_users.up.sql` and `1_users.down.sql`; by number.
    GolangMigrate,
    /// goose: `00001_users.sql` with `-- +goose Up` and `-- +goose Down`; by number.
    Goose,
    /// dbmate: `20240131120000_users.sql` with `-- migrate:up` and `-- migrate:down`; by the file's name.
    Dbmate,
    /// Prisma: `20240131120000_users/migration.sql`; by the folder's name.
    Prisma,
    /// pop: a pair of `20240131120000_users.up.sql` and `.down.sql`; by the version's text.
    Pop,
    /// One file that `pg_dump` wrote.
    PgDump,
}

impl Layout {
    /// Every layout; of two that read a directory alike, the first one is recognised.
    pub const ALL: &[Self] = &[
        Self::Diesel,
        Self::Flat,
        Self::Sqlx,
        Self::Refinery,
        Self::Flyway,
        Self::GolangMigrate,
        Self::Goose,
        Self::Dbmate,
        Self::Prisma,
        Self::Pop,
        Self::PgDump,
    ];

    /// The name that `--layout` and `layout` in driftless.toml take.
    pub fn name(self) -> &'static str {
        self.rules().name
    }

    /// The layout of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|layout| layout.name() == name)
    }

    /// The names of all, for a message.
    pub fn names() -> String {
        let names: Vec<&str> = Self::ALL.iter().map(|layout| layout.name()).collect();
        names.join(", ")
    }

    /// Looks at the directory's entries and says which layout they follow.
    pub fn recognise(directory: &Path) -> Result<Self, ReadError> {
        let files = Files::of(directory, &directory.to_string_lossy())?;
        recognise::recognise(&files).map(|reading| reading.layout)
    }

    pub(crate) fn compares_by(self) -> By {
        self.rules().by
    }

    fn rules(self) -> &'static Rules {
        match self {
            Self::Diesel => &diesel::RULES,
            Self::Flat => &flat::RULES,
            Self::Sqlx => &sqlx::RULES,
            Self::Refinery => &refinery::RULES,
            Self::Flyway => &flyway::RULES,
            Self::GolangMigrate => &golang_migrate::RULES,
            Self::Goose => &goose::RULES,
            Self::Dbmate => &dbmate::RULES,
            Self::Prisma => &prisma::RULES,
            Self::Pop => &pop::RULES,
            Self::PgDump => &pg_dump::RULES,
        }
    }
}

/// What tells one layout from another.
struct Rules {
    name: &'static str,
    /// What a file is called, for messages.
    expects: &'static str,
    /// Whether the runner looks into folders, too.
    deep: bool,
    /// What a folder must hold, where the runner takes each folder for a migration.
    folder: Option<&'static str>,
    by: By,
    /// Whether a file speaks for this layout: it is named so, and the runner could run it.
    looks: fn(&Found) -> bool,
    /// What a file is; `None` if the rules do not take it.
    part: fn(&Files, &Found) -> Result<Option<Part>, ReadError>,
    /// Why a file that the runner would run cannot be replayed.
    foreign: fn(&Found) -> Option<&'static str>,
    /// Whether a file that is no migration belongs here all the same.
    belongs: fn(&Found) -> bool,
}

/// What a runner compares when it orders migrations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Number,
    Text,
}

/// What one file says: a migration's up part, its down part, or both.
struct Part {
    /// As recorded.
    version: String,
    name: String,
    /// Parts with one identity are one migration.
    identity: Key,
    /// The migration's place among the others.
    sort: Key,
    up: Option<Body>,
    down: Option<Body>,
}

impl Part {
    fn of(version: String, name: &str, key: Key) -> Self {
        Self {
            version,
            name: name.to_owned(),
            identity: key.clone(),
            sort: key,
            up: None,
            down: None,
        }
    }

    fn of_number(version: &str, name: &str) -> Self {
        Self::of(version.to_owned(), name, Key::number(version))
    }

    fn of_text(version: &str, name: &str) -> Self {
        Self::of(version.to_owned(), name, Key::text(version))
    }

    fn going(mut self, direction: Direction, body: Body) -> Self {
        match direction {
            Direction::Up => self.up = Some(body),
            Direction::Down => self.down = Some(body),
        }
        self
    }
}

/// What is run of a file.
struct Body {
    text: String,
    run: Run,
}

impl Body {
    /// All of a file.
    fn whole(file: &Found) -> Self {
        Self {
            text: file.text.clone(),
            run: Run::default(),
        }
    }
}

/// The migrations of a directory and what is worth a look.
pub(crate) struct Reading {
    pub(crate) layout: Layout,
    pub(crate) migrations: Vec<Migration>,
    pub(crate) warnings: Vec<Warning>,
}

/// Reads a directory whose layout is named, or recognised.
pub(crate) fn read(
    directory: &Path,
    shown_as: &str,
    named: Option<Layout>,
) -> Result<Reading, ReadError> {
    let files = Files::of(directory, shown_as)?;
    match named {
        Some(layout) => Reading::of(&files, layout),
        None => recognise::recognise(&files),
    }
}

impl Reading {
    fn of(files: &Files, layout: Layout) -> Result<Self, ReadError> {
        let rules = layout.rules();
        let (migrations, mut warnings) = assemble::assemble(files, rules)?;
        warnings.extend(order::doubts(&migrations, layout));
        Ok(Self {
            layout,
            migrations,
            warnings,
        })
    }
}
