//! The audited statements: each changes rows and writes their audit rows in one round trip.
//!
//! *Invariant:* no statement here changes a row of an audited table without writing its audit row in
//! the same statement, and none can run before `.by(&audit)`.

mod cascade;
mod delete;
mod image;
mod insert;
mod plan;
mod shapes;
mod text;
mod trail;
mod update;

pub use cascade::CascadingDelete;
#[cfg(feature = "async")]
pub(crate) use cascade::{Lock, Statement};
pub use delete::Delete;
pub use insert::Insert;
pub(crate) use insert::{Claim, claim};
pub(crate) use shapes::Shapes;
pub(crate) use text::{From, Text};
pub use update::Update;
