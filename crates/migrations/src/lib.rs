//! Which files are migrations, in which order they run, and what their header comments ask for.
//!
//! The compiler replays migrations and the migrator applies them; both must agree on what a migration is,
//! and an application that only migrates must not link a parser. So this room stands alone.
//!
//! *Invariant:* SQL is cut into statements here, never understood. A [`Migration`] is text with a version, a
//! name and what its header, its layout's markers and its layout's runner ask for.

mod config;
mod directives;
mod error;
pub mod fingerprint;
mod layout;
mod set;
pub mod statements;
mod warning;

pub use directives::Directives;
pub use error::ReadError;
pub use layout::{Key, Layout, repeatable_stem};
pub use set::{Migration, MigrationSet, Run, SqlFile};
pub use warning::Warning;
