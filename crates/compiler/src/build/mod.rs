//! The doors through which Cargo and rustc come in: the build script and the macros.
//!
//! The rest of the compiler is text in, text out; the environment, the file system and Cargo's protocol
//! are known here only.
//!
//! *Invariant:* the build script writes and never complains, the macros complain and never write. What one
//! found out reaches the other through a file in `OUT_DIR`, so no SQL is compiled twice.

mod environment;
pub mod expand;
mod inline;
mod input;
mod outcome;
mod script;
mod workspace;

use std::time::SystemTime;

/// Brings `generated/` in step with `migrations/`. All of a build script:
///
/// ```no_run
/// # #[allow(clippy::needless_doctest_main)]
/// fn main() { driftless_compiler::build::run() }
/// ```
///
/// It never fails: what is wrong with the SQL, or with `generated/` where it may not be written (`CI` or
/// `DRIFTLESS_FROZEN` set, a packaged crate), is reported by `driftless::check!()`, where rustc shows it
/// whole.
pub fn run() {
    let started = SystemTime::now();
    match environment::Environment::of_build_script() {
        Ok(environment) => {
            for line in script::run(&environment, started) {
                println!("{line}");
            }
        }
        Err(missing) => eprintln!("driftless: {missing} is not set: this is for a build script"),
    }
}
