//! A crate as a user has it, edited and built again by the real Cargo: what follows, what stops the build,
//! and what stays quiet.

mod adoption;
mod downstream;
mod frozen;
mod given;
mod quiet;
mod read_only;
mod scratch;
mod setup;
mod types_follow;
mod wrong_sql;
