//! What can be wrong with a directory before any SQL is looked at.

use std::{error::Error, fmt, io, path::PathBuf};

/// Why a directory of migrations could not be read. Every variant names the place.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// The directory or a file in it could not be read.
    Io(PathBuf, io::Error),
    /// A file is not UTF-8.
    NotUtf8(PathBuf),
    /// The directory holds no migration.
    Empty(PathBuf),
    /// Numbered files and Diesel folders stand beside each other.
    Mixed {
        /// A numbered file.
        file: PathBuf,
        /// A Diesel folder.
        folder: PathBuf,
    },
    /// Two migrations have one version.
    Clash {
        /// The version both claim.
        version: String,
        /// The first file.
        first: String,
        /// The second file.
        second: String,
    },
    /// An `.sql` file whose name does not start with a version, or a folder without `up.sql`.
    Unnamed(PathBuf),
    /// A down part without an up part.
    OnlyDown(PathBuf),
    /// A `-- driftless:` line in the header that is no known directive.
    Directive {
        /// The file and line, `migrations/001_a.sql:2`.
        place: String,
        /// The directive as written.
        found: String,
    },
    /// `metadata.toml` of a Diesel folder is not what Diesel reads.
    Metadata(PathBuf, String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::NotUtf8(path) => write!(f, "{} is not UTF-8 text", path.display()),
            Self::Empty(path) => write!(
                f,
                "no migrations in {}: expected files like 001_users.sql, or folders with an up.sql",
                path.display()
            ),
            Self::Mixed { file, folder } => write!(
                f,
                "two layouts in one directory: {} is a numbered file, {} a Diesel folder",
                file.display(),
                folder.display()
            ),
            Self::Clash {
                version,
                first,
                second,
            } => {
                write!(
                    f,
                    "version {version} is claimed by both {first} and {second}"
                )
            }
            Self::Unnamed(path) => write!(
                f,
                "{} is not named like a migration: expected 001_name.sql, or a folder 001_name with an up.sql",
                path.display()
            ),
            Self::OnlyDown(path) => {
                write!(f, "{} has no up migration beside it", path.display())
            }
            Self::Directive { place, found } => write!(
                f,
                "{place}: unknown directive `-- driftless: {found}`: expected `dev-only` or `no-transaction`"
            ),
            Self::Metadata(path, reason) => write!(f, "{}: {reason}", path.display()),
        }
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            _ => None,
        }
    }
}
