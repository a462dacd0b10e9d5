//! The control of `err_other_format`.
const _: () = driftless::assert_format(1);

fn main() {}
