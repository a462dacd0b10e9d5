//! One command a file: read the arguments, do the work, print the result.

pub(crate) mod migrate;
pub(crate) mod reset;
