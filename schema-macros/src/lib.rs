//! The macros of driftless: names for what `driftless_compiler::build::expand` does.
//!
//! *Invariant:* nothing is decided here. Use them as `driftless::check!()`, `driftless::schema!`,
//! `driftless::embed_migrations!`.

use driftless_compiler::build::expand;
use proc_macro::{Span, TokenStream};

/// Reports what the build script found out about `migrations/` and `generated/`: SQL that is wrong, each
/// error with its line, and generated code that is out of step where it may not be rewritten.
///
/// Also adds a test that compares the migrations on disk with those compiled in.
#[proc_macro]
pub fn check(input: TokenStream) -> TokenStream {
    expand::check(&input.into()).into()
}

/// Expands in place to what `generated/` would hold: `driftless::schema!("migrations")`.
///
/// The directory is looked for beside Cargo.toml, else beside the calling file. rustc does not notice an
/// added migration by itself: this is for tests, documentation and crates whose build script watches them.
#[proc_macro]
pub fn schema(input: TokenStream) -> TokenStream {
    expand::schema(input.into(), Span::call_site().local_file().as_deref()).into()
}

/// The migrations of a directory as constant data, for `driftless::migrate`.
#[proc_macro]
pub fn embed_migrations(input: TokenStream) -> TokenStream {
    expand::embed_migrations(input.into(), Span::call_site().local_file().as_deref()).into()
}
