//! SQL migrations in, generated files and diagnostics out.

pub mod catalog;
