//! What can be wrong with a directory before any SQL is looked at.

use crate::Layout;
use std::{error::Error, fmt, io, path::PathBuf};

/// Why a directory of migrations could not be read. Every variant names the place.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// The directory or a file in it could not be read.
    Io(PathBuf, io::Error),
    /// A file is not UTF-8.
    NotUtf8(PathBuf),
    /// The directory holds no migration; what was looked for.
    Empty(String, &'static str),
    /// The files of two layouts stand beside each other.
    Mixed {
        /// A file.
        first: String,
        /// The layouts it can be of.
        first_is: String,
        /// Another file.
        second: String,
        /// The layouts that one can be of.
        second_is: String,
    },
    /// Two layouts fit, and would not run the same.
    Ambiguous {
        /// The directory.
        directory: String,
        /// The layouts that fit.
        candidates: Vec<Layout>,
        /// What they do not agree about.
        difference: String,
    },
    /// `layout` in driftless.toml, or the file itself, cannot be read.
    Config(PathBuf, String),
    /// Two migrations have one version.
    Clash {
        /// The version both claim.
        version: String,
        /// The first file.
        first: String,
        /// The second file.
        second: String,
    },
    /// SQL that is not named as its layout names migrations, or a folder without one; what was looked for.
    Unnamed(String, &'static str),
    /// A migration that is not written in SQL, or that SQL alone does not explain; what it is.
    Foreign(String, &'static str),
    /// A down part without an up part.
    OnlyDown(String),
    /// A `-- driftless:` line in the header that is no known directive.
    Directive {
        /// The file and line, `migrations/001_a.sql:2`.
        place: String,
        /// The directive as written.
        found: String,
    },
    /// A marker of the layout's runner that it, or we, would refuse.
    Marker {
        /// The file and line, `migrations/00001_a.sql:2`.
        place: String,
        /// What is wrong.
        why: &'static str,
    },
    /// `metadata.toml` of a Diesel folder is not what Diesel reads.
    Metadata(String, String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::NotUtf8(path) => write!(f, "{} is not UTF-8 text", path.display()),
            Self::Empty(path, expected) => {
                write!(f, "no migrations in {path}: expected {expected}")
            }
            Self::Mixed {
                first,
                first_is,
                second,
                second_is,
            } => write!(
                f,
                "two layouts in one directory: {first} is a file of {first_is}, {second} of {second_is}"
            ),
            Self::Ambiguous {
                directory,
                candidates,
                difference,
            } => {
                let names: Vec<&str> = candidates.iter().map(|layout| layout.name()).collect();
                write!(
                    f,
                    "the layout of {directory} can be {}, and {difference}: name one by `layout = \"..\"` in \
                     driftless.toml, or by `--layout`",
                    names.join(" or ")
                )
            }
            Self::Clash {
                version,
                first,
                second,
            } => write!(
                f,
                "version {version} is claimed by both {first} and {second}"
            ),
            Self::Unnamed(path, expected) => write!(
                f,
                "{path} is not named like a migration: expected {expected}"
            ),
            Self::Foreign(path, what) => write!(
                f,
                "{path} is {what}, and cannot be replayed: write its SQL as a migration of its own, and move it out \
                 of the directory"
            ),
            Self::OnlyDown(path) => {
                write!(f, "{path} has no up migration beside it")
            }
            Self::Directive { place, found } => write!(
                f,
                "{place}: unknown directive `-- driftless: {found}`: expected `dev-only` or `no-transaction`"
            ),
            Self::Marker { place, why } => write!(f, "{place}: {why}"),
            Self::Config(path, reason) => write!(f, "{}: {reason}", path.display()),
            Self::Metadata(path, reason) => write!(f, "{path}: {reason}"),
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
