//! Where in the SQL a fact was stated.

use std::{fmt, sync::Arc};

/// A place in a migration, printed as `migrations/003_tables.sql:12:3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as messages show it.
    pub file: Arc<str>,
    /// The line, the first one is 1.
    pub line: u32,
    /// The column in characters, the first one is 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A former name, so that somebody who searches for it finds where the thing went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The name it had.
    pub from: String,
    /// The statement that gave it another.
    pub at: Option<Place>,
}
