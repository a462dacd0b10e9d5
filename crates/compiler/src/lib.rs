//! SQL migrations in, generated files and diagnostics out.
//!
//! Build script, macro and command line are doors to one function, [`compile`], so that they cannot disagree.
//!
//! *Invariant:* the same input gives the same bytes, and SQL that is not understood is an error, never passed
//! over. Nothing here knows a database or the network.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

pub mod build;
pub mod catalog;
mod compile;
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod model;
mod nearest;
pub mod output;
mod parse;
mod replay;
pub mod source;
mod warnings;

pub use compile::{Compiled, Printed, compile, print_schema};
pub use config::{Config, DieselToml};
pub use diagnostic::{Code, Diagnostic, Diagnostics, explain};
pub use output::{FORMAT, HEADER, OutputFile};
pub use parse::Stated;
pub use replay::{replay, replay_each, replay_until, stated};
pub use warnings::warnings;
