//! Which files are migrations, in which order they run, and what their header comments ask for.
//!
//! The compiler replays migrations and the migrator applies them; both must agree on what a migration is,
//! and an application that only migrates must not link a parser. So this room stands alone.
//!
//! *Invariant:* no SQL is parsed here. A [`Migration`] is text with a version, a name and directives read
//! from the comment lines before its first statement.

mod directives;
mod error;
pub mod fingerprint;
mod layout;
mod set;

pub use directives::Directives;
pub use error::ReadError;
pub use layout::Layout;
pub use set::{Migration, MigrationSet, SqlFile};
