//! Why a command could not do its work: status 2.

use driftless::migrate::{MigrateError, ReadError};
use std::fmt;

/// A message for standard error, already in its final words.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// What a database said while something was done.
    pub(crate) fn sql(doing: impl fmt::Display) -> impl FnOnce(diesel::result::Error) -> Self {
        move |error| Self(format!("could not {doing}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = if self.0.starts_with("error") {
            ""
        } else {
            "error: "
        };
        write!(f, "{prefix}{}", self.0.trim_end())
    }
}

impl From<MigrateError> for Failure {
    fn from(error: MigrateError) -> Self {
        Self(error.to_string())
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self(error.to_string())
    }
}

impl From<diesel::result::Error> for Failure {
    fn from(error: diesel::result::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<driftless_postgres::UrlError> for Failure {
    fn from(error: driftless_postgres::UrlError) -> Self {
        Self(error.to_string())
    }
}

impl From<driftless_compiler::Diagnostics> for Failure {
    fn from(found: driftless_compiler::Diagnostics) -> Self {
        Self(found.render())
    }
}
