//! The `driftless` command.
//!
//! Results go to standard output, progress and diagnostics to standard error. The exit status is 0, 1 for a
//! difference or a finding, 2 for wrong input or a failure.
//!
//! *Invariant:* a database is touched only when `--database-url` named it, and no password is ever printed.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod arguments;
mod commands;
mod database;
mod failure;
mod output;
mod project;
mod verify;

use arguments::{Arguments, Command, Migrate};
use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Nothing to complain about.
    Clean,
    /// A difference, or something that is left to do.
    Finding,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return arguments::explain(&error),
    };
    match run(&arguments) {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Finding) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}

fn run(
    Arguments {
        command,
        project,
        format,
    }: &Arguments,
) -> Result<Ending, Failure> {
    match command {
        Command::Generate => commands::generate::run(project, *format),
        Command::Check => commands::check::run(project, *format),
        Command::PrintSchema(flags) => commands::print_schema::run(project, flags, *format),
        Command::Verify(verify) => commands::verify::run(project, verify, *format),
        Command::Explain { code } => commands::explain::run(code, *format),
        Command::Migrate(Migrate::Up(up)) => commands::migrate::up(project, up, *format),
        Command::Migrate(Migrate::Down(down)) => commands::migrate::down(project, down, *format),
        Command::Migrate(Migrate::Status(at)) => commands::migrate::status(project, at, *format),
        Command::Reset(reset) => commands::reset::run(project, reset, *format),
    }
}
