//! What an audited write costs the server: `cargo bench --bench audited`.
//!
//! All sides of a comparison run in turns against one throw-away server, each on its own connection over
//! the Unix socket; what is compared is the CPU time of their server processes, as Linux counts it.

mod sides;
mod tables;

use std::process::ExitCode;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use driftless::migrate::{self, Migrations};
use driftless_postgres::{Database, Server};
use pq_sys as _;

use sides::{Operation, Side};

type Failure = Box<dyn std::error::Error>;

const ROUNDS: usize = 150;
const RUNS: usize = 40;

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
    let server = match Server::private() {
        Err(error) if error.is_about_this_machine() => {
            println!("not measured: {error}");
            return Ok(());
        }
        server => server?,
    };
    let database = server.database()?;
    migrate(&database)?;
    println!(
        "server CPU per operation, {rounds} rounds of {RUNS}, ratio to plain Diesel unaudited\n"
    );
    println!(
        "{:8}{:>12}{:>22}{:>26}",
        "", "plain", "audited", "two-statement transaction"
    );
    for operation in [Operation::Insert, Operation::Update, Operation::Delete] {
        println!("{}", compare(&database, operation, rounds)?);
    }
    println!(
        "\ntargets: audited / plain at most 1.0, audited / transaction at most 0.6 (insert, update)"
    );
    Ok(())
}

fn migrate(database: &Database) -> Result<(), Failure> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let conn = &mut database.connect()?;
    migrate::up(conn, &Migrations::read(directory)?, |_| {})?;
    Ok(())
}

/// One line of the table.
fn compare(database: &Database, operation: Operation, rounds: usize) -> Result<String, Failure> {
    let mut plain = Bench::new(database, Side::Plain)?;
    let mut audited = Bench::new(database, Side::Audited)?;
    let mut transaction = Bench::new(database, Side::Transaction)?;
    for _ in 0..rounds {
        for bench in [&mut plain, &mut audited, &mut transaction] {
            bench.round(operation)?;
        }
    }
    let per_operation = |bench: &Bench| bench.cost() / 1_000.0;
    let (base, ours, theirs) = (
        per_operation(&plain),
        per_operation(&audited),
        per_operation(&transaction),
    );
    Ok(format!(
        "{:8}{base:>9.1} µs{ours:>12.1} µs ({:.2}){theirs:>16.1} µs ({:.2})   audited / transaction {:.2}",
        operation.name(),
        ours / base,
        theirs / base,
        ours / theirs,
    ))
}

struct Bench {
    side: Side,
    conn: PgConnection,
    backend: i32,
    /// Nanoseconds of server CPU per operation, one entry a round.
    rounds: Vec<f64>,
    stock: tables::Stock,
}

impl Bench {
    fn new(database: &Database, side: Side) -> Result<Self, Failure> {
        let mut conn = database.connect()?;
        let sql = diesel::dsl::sql::<diesel::sql_types::Integer>("pg_backend_pid()");
        let backend = diesel::select(sql).get_result(&mut conn)?;
        // A throw-away server commits lazily; an application's does not.
        conn.batch_execute("SET synchronous_commit = on")?;
        let stock = tables::Stock::new(&mut conn)?;
        let mut bench = Self {
            side,
            conn,
            backend,
            rounds: Vec::new(),
            stock,
        };
        // The first runs fill the caches.
        for operation in [Operation::Insert, Operation::Update, Operation::Delete] {
            bench.round(operation)?;
        }
        bench.rounds.clear();
        Ok(bench)
    }

    fn round(&mut self, operation: Operation) -> Result<(), Failure> {
        self.stock.refill(&mut self.conn, RUNS)?;
        let start = cpu(self.backend)?;
        for _ in 0..RUNS {
            sides::run(self.side, operation, &mut self.conn, &mut self.stock)?;
        }
        let spent = cpu(self.backend)? - start;
        #[allow(clippy::cast_precision_loss, reason = "nanoseconds of a run fit")]
        self.rounds.push(spent as f64 / RUNS as f64);
        Ok(())
    }

    /// The lower quartile: what a round costs that nothing else on the machine disturbed.
    fn cost(&self) -> f64 {
        let mut sorted = self.rounds.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 4]
    }
}

/// Nanoseconds of CPU a process has used.
fn cpu(pid: i32) -> Result<u64, Failure> {
    let path = format!("/proc/{pid}/schedstat");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("{path}: {error} (this bench reads Linux' own counters)"))?;
    let nanoseconds = text.split_whitespace().next().ok_or("an empty schedstat")?;
    Ok(nanoseconds.parse()?)
}
