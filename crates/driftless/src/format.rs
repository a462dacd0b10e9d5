//! The version of the generated files' format.

/// The format of generated code that this version carries. It changes only with a minor version.
pub const FORMAT: u32 = 1;

/// Stops the build when the generated code was written for another version of driftless.
///
/// ```
/// const _: () = driftless::assert_format(1);
/// ```
///
/// # Panics
///
/// During compilation, when `written` is not [`FORMAT`].
#[allow(clippy::panic)] // In a constant a panic is how the build is stopped.
pub const fn assert_format(written: u32) {
    assert!(
        written >= FORMAT,
        "generated/ was written by an older driftless-compiler than this driftless: run `cargo driftless generate` and commit"
    );
    assert!(
        written <= FORMAT,
        "generated/ was written by a newer driftless-compiler than this driftless: run `cargo update -p driftless`"
    );
}
