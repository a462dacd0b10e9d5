//! `check!()` in a crate without the line of build script.
driftless::check!();

fn main() {}
