//! The test that `check!()` adds: migrations on disk against those compiled in.

pub use driftless_migrations::fingerprint::OutOfStep;

use driftless_migrations::fingerprint::{Fingerprint, compare};
use std::path::Path;

/// Compares the crate in `root` with what its generated code was made from.
///
/// Cargo looks at dates, so a migration overwritten in place with an older date escapes it; this reads.
#[doc(hidden)]
pub fn compiled_in(root: &str, compiled: &[Fingerprint<'_>]) -> Result<(), OutOfStep> {
    compare(Path::new(root), compiled)
}
