//! SQL migrations in, generated files and diagnostics out.

pub mod catalog;
pub mod output;

pub use output::{FORMAT, HEADER, OutputFile};
