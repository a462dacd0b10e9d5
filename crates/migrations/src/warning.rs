//! What is worth a look in a directory and stops nothing.

use crate::{Layout, layout::By};
use std::fmt;

/// Something in a directory of migrations that is worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// A file, or a folder, that is no migration and on no list of what may stand there.
    NoMigration(String),
    /// The versions are counted, and one is missing.
    Gap {
        /// The file before the gap.
        before: String,
        /// The file after it.
        after: String,
    },
    /// Two neighbours that stand the other way round when versions are compared the other way.
    Order {
        /// Whose runner orders them so.
        layout: Layout,
        /// The file that runs first.
        first: String,
        /// The file that runs after it.
        second: String,
    },
}

impl Warning {
    /// The files that it is about.
    pub fn files(&self) -> Vec<&str> {
        match self {
            Self::NoMigration(file) => vec![file],
            Self::Gap { before, after } => vec![before, after],
            Self::Order { first, second, .. } => vec![first, second],
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMigration(file) => write!(f, "{file} is no migration and is not run"),
            Self::Gap { before, after } => {
                write!(f, "a version is missing between {before} and {after}")
            }
            Self::Order {
                layout,
                first,
                second,
            } => {
                let name = layout.name();
                let (this, other) = match layout.compares_by() {
                    By::Number => ("numbers", "text"),
                    By::Text => ("text", "numbers"),
                };
                write!(
                    f,
                    "{first} runs before {second}: {name} compares versions as {this}, and as {other} it \
                     would be the other way round"
                )
            }
        }
    }
}
