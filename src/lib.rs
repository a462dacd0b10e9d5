//! The marketplace's schema: everything here is made from `migrations/` by the build.
//!
//! *Invariant:* no fact about the schema is stated in Rust. This file is what any user's crate looks like.

#[rustfmt::skip]
#[path = "../generated/mod.rs"]
mod generated;
pub use generated::*;
driftless::check!();
