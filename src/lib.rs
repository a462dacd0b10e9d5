//! The marketplace's schema: Diesel types and audited write statements, generated from `migrations/`.

#[rustfmt::skip]
#[path = "../generated/mod.rs"]
mod generated;
pub use generated::*;
