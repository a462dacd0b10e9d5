//! What a run on a real server found.

use driftless_compiler::catalog::Difference;
use std::fmt;

/// The outcome of a run.
pub(crate) struct Verified {
    /// The server's version.
    pub(crate) postgres: String,
    /// How many migrations were applied.
    pub(crate) migrations: usize,
    pub(crate) findings: Vec<Finding>,
}

/// One thing that is not as the compiler says.
pub(crate) enum Finding {
    /// The catalogs differ.
    Differs {
        /// The file after which they were compared.
        after: String,
        /// Whether the file is a down part that should have brought back what was there before.
        restored: bool,
        difference: Difference,
    },
    /// The server does not take a migration.
    Refused { path: String, message: String },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs {
                restored: false,
                difference,
                ..
            } => write!(f, "  {difference}"),
            Self::Differs {
                after, difference, ..
            } => write!(f, "  not restored by {after}: {difference}"),
            Self::Refused { message, .. } => write!(f, "  {}", message.trim_end()),
        }
    }
}
