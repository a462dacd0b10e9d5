//! The command line of the tour.

use clap::{Parser, error::ErrorKind};
use std::process::ExitCode;

/// A day in the marketplace on a real Postgres, then the audit trail, then the count.
#[derive(Parser)]
#[command(
    name = "marketplace",
    after_help = "Exit status: 0 every write was audited, 1 one was not, 2 a failure, 3 no server to run on."
)]
pub(crate) struct Options {
    /// Make one raw write past the generated code: the count must find it
    #[arg(long)]
    pub(crate) sabotage: bool,
    /// Leave the server running at the end, to look around
    #[arg(long)]
    pub(crate) keep: bool,
    /// Use this empty database instead of a throw-away server
    #[arg(long, value_name = "URL")]
    pub(crate) database_url: Option<String>,
}

impl Options {
    /// Parses; help and mistakes are printed here. A mistake may quote a URL with a password in it.
    pub(crate) fn from_command_line() -> Result<Self, ExitCode> {
        Self::try_parse().map_err(|error| {
            if error.kind() == ErrorKind::DisplayHelp {
                print!("{error}");
                return ExitCode::SUCCESS;
            }
            eprint!("{}", driftless_postgres::redacted(&error.to_string()));
            ExitCode::from(2)
        })
    }
}
