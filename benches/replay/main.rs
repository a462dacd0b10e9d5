//! What a replay costs: `cargo bench --bench replay`.
//!
//! Side by side, in turns: 300 migrations replayed and printed by the compiler; the same files through `diesel
//! migration run` and `diesel print-schema` on a warm local server, where `diesel` is on PATH. And whether the
//! cost grows linearly: 1,000 tables against 100.

mod history;

use driftless_compiler::{DieselToml, print_schema, replay};
use driftless_migrations::MigrationSet;
use driftless_postgres::Server;
use pq_sys as _;
use std::{
    path::Path,
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

type Failure = Box<dyn std::error::Error>;

const ROUNDS: usize = 7;

fn main() -> ExitCode {
    // `cargo test --benches` starts this too, without `--bench`: then it is only run through once.
    let measured = std::env::args().any(|argument| argument == "--bench");
    match run(if measured { ROUNDS } else { 1 }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(rounds: usize) -> Result<(), Failure> {
    beside_diesel(rounds)?;
    growth(rounds)
}

/// 300 migrations, ours and Diesel's.
fn beside_diesel(rounds: usize) -> Result<(), Failure> {
    let directory = tempfile::tempdir()?;
    history::write(directory.path(), 300)?;
    let server = if has_diesel() {
        Some(Server::private()?)
    } else {
        println!("`diesel` is not on PATH: only this side of the comparison is measured");
        None
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let start = Instant::now();
        let printed = replayed(directory.path())?;
        ours.push(start.elapsed());
        if let Some(server) = &server {
            let (took, expected) = diesel(server, directory.path())?;
            theirs.push(took);
            assert_eq!(printed, expected, "both sides print the same");
        }
    }
    let ours = median(ours);
    println!("300 migrations, replay and print: {:.1} ms", ms(ours));
    if !theirs.is_empty() {
        let theirs = median(theirs);
        println!(
            "diesel migration run + print-schema: {:.1} ms, ratio {:.3} (target: at most 0.1)",
            ms(theirs),
            ours.as_secs_f64() / theirs.as_secs_f64()
        );
    }
    Ok(())
}

fn replayed(directory: &Path) -> Result<String, Failure> {
    let set = MigrationSet::read(directory, "migrations")?;
    printed(&set)
}

fn printed(set: &MigrationSet) -> Result<String, Failure> {
    Ok(print_schema(&replay(set)?, &DieselToml::default())?.text)
}

fn has_diesel() -> bool {
    let mut command = Command::new("diesel");
    command.arg("--version").stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn diesel(server: &Server, migrations: &Path) -> Result<(Duration, String), Failure> {
    let database = server.database()?;
    let start = Instant::now();
    let run = |arguments: &[&str]| -> Result<String, Failure> {
        let output = Command::new("diesel")
            .args(arguments)
            .args(["--database-url", database.url()])
            .current_dir(migrations)
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    };
    let directory = migrations.to_string_lossy();
    run(&["migration", "run", "--migration-dir", &directory])?;
    let printed = run(&["print-schema"])?;
    Ok((start.elapsed(), printed))
}

/// 1,000 tables in how many times the time of 100.
fn growth(rounds: usize) -> Result<(), Failure> {
    let mut times = [Vec::new(), Vec::new()];
    let sets = [history::tables(100)?, history::tables(1_000)?];
    for _ in 0..rounds {
        for (set, times) in sets.iter().zip(&mut times) {
            let start = Instant::now();
            let printed = printed(set)?;
            times.push(start.elapsed());
            assert!(printed.contains("diesel::table!"));
        }
    }
    let [few, many] = times.map(median);
    println!(
        "100 tables {:.1} ms, 1,000 tables {:.1} ms: {:.1} times (target: at most 12)",
        ms(few),
        ms(many),
        many.as_secs_f64() / few.as_secs_f64()
    );
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
