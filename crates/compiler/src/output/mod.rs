//! The generated directory: one reading of it, and two things to do about it, write or compare.
//!
//! *Invariant:* only files whose first line is ours are overwritten or removed, and outside of the directory
//! a `schema.rs` that Diesel wrote; a file is replaced whole or not at all, and a directory that is already
//! right is not touched.

mod difference;
mod error;
mod file;
mod plan;
mod update;

pub use difference::{Change, Difference, report};
pub use error::OutputError;
pub(crate) use error::other_format;
pub(crate) use file::OUTSIDE;
pub use file::{DIESEL_HEADER, FORMAT, HEADER, OutputFile, location, shown};
pub(crate) use plan::rust_files;
pub use update::{refresh, update};

use std::path::Path;

/// Compares `directory` with what it should hold, writing nothing. No difference, no entry.
pub fn check(directory: &Path, files: &[OutputFile]) -> Result<Vec<Difference>, OutputError> {
    let plan = plan::Plan::of(directory, files)?;
    plan.refuse_other_format()?;
    Ok(difference::of(&plan))
}
