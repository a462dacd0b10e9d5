//! Why a database could not be read.

use std::fmt;

/// Why a database could not be read into a catalog.
#[derive(Debug)]
pub enum ReadError {
    /// It holds what the catalog has no words for; each is named.
    NotModelled(Vec<String>),
    /// A query failed.
    Database(diesel::result::Error),
    /// `pg_catalog` said something that this version does not know.
    Unknown {
        /// About what it was said.
        object: String,
        /// What was said.
        said: String,
    },
}

impl From<diesel::result::Error> for ReadError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotModelled(objects) => {
                write!(f, "the database holds what driftless does not model yet:")?;
                objects
                    .iter()
                    .try_for_each(|object| write!(f, "\n  {object}"))
            }
            Self::Database(error) => write!(f, "reading pg_catalog: {error}"),
            Self::Unknown { object, said } => write!(f, "{object}: pg_catalog says `{said}`"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
