//! One command a file: read the arguments, do the work, print the result.

pub(crate) mod check;
mod compile;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod migrate;
pub(crate) mod print_schema;
pub(crate) mod reset;
pub(crate) mod verify;
