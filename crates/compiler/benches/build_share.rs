//! How much of a build after an SQL edit is ours: the build script and the macro.
//!
//! `cargo bench --profile dev -p driftless-compiler --bench build_share` builds the marketplace in a
//! scratch workspace with Cargo's default debug profile, as a user has it. The build script is timed as the
//! process that Cargo starts; the macro as what `check!()` adds to compiling a crate that holds nothing
//! else, so loading the macro's library counts too.

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../tests/consumer/scratch.rs"]
mod scratch;

use scratch::Scratch;
use std::{
    process::Command,
    time::{Duration, Instant},
};

const ROUNDS: usize = 15;

fn main() {
    // `cargo test --benches` runs this file too; a number is only printed when asked for.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let script = median(build_script_times());
    let macro_ = macro_times();
    println!("build script   {:>7.1} ms", ms(script));
    println!("check!()       {:>7.1} ms", ms(macro_));
    println!("our share      {:>7.1} ms of 500", ms(script + macro_));
}

/// An SQL edit each round, then the build script as Cargo starts it.
fn build_script_times() -> Vec<Duration> {
    let scratch = Scratch::marketplace("marketplace");
    scratch
        .cargo(&["build", "--package", "marketplace"], &[])
        .passes();
    let out_dir = tempfile::tempdir().unwrap();
    (0..ROUNDS)
        .map(|round| {
            let edit = format!("ALTER TABLE listings ADD COLUMN added_{round} int;\n");
            scratch.write("migrations/006_edit.sql", &edit);
            let mut command = Command::new(scratch.build_script());
            command
                .current_dir(&scratch.root)
                .env("CARGO_MANIFEST_DIR", &scratch.root);
            command
                .env("OUT_DIR", out_dir.path())
                .env_remove("CI")
                .env_remove("DRIFTLESS_FROZEN");
            let start = Instant::now();
            assert!(command.output().unwrap().status.success());
            let took = start.elapsed();
            let written = scratch.read("generated/listings.rs");
            assert!(
                written.contains(&format!("added_{round}")),
                "nothing was written"
            );
            took
        })
        .collect()
}

/// What `check!()` adds to `cargo build` of an empty crate.
fn macro_times() -> Duration {
    let scratch = Scratch::new("macro_share");
    scratch.build().passes();
    let time = |library: &str| {
        let times = (0..ROUNDS).map(|round| {
            scratch.write("src/lib.rs", &format!("//! Round {round}.\n{library}"));
            let start = Instant::now();
            scratch.cargo(&["build"], &[]).passes();
            start.elapsed()
        });
        median(times.collect())
    };
    let without = time("");
    time("driftless::check!();\n").saturating_sub(without)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
