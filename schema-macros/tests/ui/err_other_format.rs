//! Generated code of another version of driftless.
const _: () = driftless::assert_format(99);

fn main() {}
