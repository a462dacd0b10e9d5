//! Why migrating stopped.

use super::{failure::Failure, script::Script};
use std::{error::Error, fmt};

/// Why migrating stopped. Whatever was applied before is applied and recorded.
#[derive(Debug)]
#[non_exhaustive]
pub enum MigrateError {
    /// A statement was refused, or a file could not be sent.
    Statement {
        /// The place, Postgres' message, and what is left of this migration.
        failure: Box<Failure>,
        /// The migrations this run had finished before, `001_extensions`.
        finished: Vec<String>,
    },
    /// A migration could not be finished after its last statement: a deferred constraint at the commit, a
    /// connection that went away.
    Finish {
        /// The file as messages show it.
        path: String,
        /// What Diesel or Postgres said.
        source: Box<dyn Error + Send + Sync>,
        /// The migrations this run had finished before.
        finished: Vec<String>,
    },
    /// A migration to revert has no down part. Nothing was reverted.
    NoDown {
        /// The file of the up part.
        path: String,
    },
    /// The newest applied version is of no migration here. Nothing was reverted.
    UnknownVersion {
        /// The version as recorded.
        version: String,
    },
    /// The bookkeeping failed: the lock, or the table of applied versions.
    Bookkeeping {
        /// What was tried.
        doing: &'static str,
        /// What Diesel or Postgres said.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl MigrateError {
    pub(super) fn of_run(
        error: Box<dyn Error + Send + Sync>,
        script: &Script,
        up: bool,
        finished: Vec<String>,
    ) -> Self {
        match error.downcast::<Failure>() {
            Ok(failure) => Self::Statement { failure, finished },
            Err(source) => {
                let file = if up {
                    Some(&script.up)
                } else {
                    script.down.as_ref()
                };
                let path = file.unwrap_or(&script.up).path.clone().into_owned();
                Self::Finish {
                    path,
                    source,
                    finished,
                }
            }
        }
    }

    pub(super) fn bookkeeping(
        doing: &'static str,
    ) -> impl FnOnce(Box<dyn Error + Send + Sync>) -> Self {
        move |source| Self::Bookkeeping { doing, source }
    }
}

impl fmt::Display for MigrateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Statement { failure, finished } => {
                write!(f, "{failure}")?;
                let margin = " ".repeat(failure.line.to_string().len() + 1);
                write_finished(f, &format!("\n{margin} = note: "), finished)
            }
            Self::Finish {
                path,
                source,
                finished,
            } => {
                write!(
                    f,
                    "{path}: all statements ran, but it could not be finished: {source}"
                )?;
                write_finished(f, "\n  = note: ", finished)
            }
            Self::NoDown { path } => write!(
                f,
                "{path} has no down part, so nothing was reverted: write one, or a migration that goes forward"
            ),
            Self::UnknownVersion { version } => write!(
                f,
                "version {version} is recorded as applied but is of no migration here, so nothing was \
                 reverted: the database was migrated from a newer checkout"
            ),
            Self::Bookkeeping { doing, source } => write!(f, "could not {doing}: {source}"),
        }
    }
}

fn write_finished(f: &mut fmt::Formatter<'_>, lead: &str, finished: &[String]) -> fmt::Result {
    match finished {
        [] => Ok(()),
        [one] => write!(f, "{lead}{one} before it stays done and recorded"),
        many => write!(
            f,
            "{lead}{} before it stay done and recorded",
            many.join(", ")
        ),
    }
}

impl Error for MigrateError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Statement { failure, .. } => Some(failure),
            Self::Finish { source, .. } | Self::Bookkeeping { source, .. } => Some(&**source),
            Self::NoDown { .. } | Self::UnknownVersion { .. } => None,
        }
    }
}
