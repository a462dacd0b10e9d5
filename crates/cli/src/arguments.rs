//! What can be written on the command line, and its help.

use crate::{commands::print_schema, output::Format};
use clap::{
    Args, Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
    error::ErrorKind,
};
use driftless_migrations::Layout;
use driftless_postgres::redacted;
use std::{path::PathBuf, process::ExitCode};

/// SQL migrations in, Diesel types and audited writes out; whatever drifts is an error.
///
/// Results go to standard output, progress and diagnostics to standard error.
#[derive(Debug, Parser)]
#[command(
    name = "driftless",
    version,
    after_help = "Exit status: 0 all is well, 1 a difference or a finding, 2 wrong input or a failure.\n\
                  A database is touched only when --database-url names it; no variable is read for that."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) project: Project,
    /// How results are printed
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Where the migrations are.
#[derive(Args, Clone, Debug)]
pub(crate) struct Project {
    /// The directory of the migrations [default: `migrations` beside the nearest Cargo.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) migrations: Option<PathBuf>,
    /// How the migrations are arranged [default: `layout` in driftless.toml, else recognised]
    #[arg(long, global = true, value_name = "NAME", value_parser = layouts())]
    pub(crate) layout: Option<Layout>,
}

/// Takes the name of a layout; the help lists all.
fn layouts() -> impl TypedValueParser<Value = Layout> {
    let names = Layout::ALL.iter().map(|layout| layout.name());
    PossibleValuesParser::new(names).try_map(|name| Layout::named(&name).ok_or("unknown layout"))
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write generated/ from the migrations, beside their directory
    ///
    /// The build does this by itself; use it where the build cannot, or after an update of driftless. Needs no
    /// database, and works while the crate does not compile. Prints the files written or removed.
    Generate,
    /// Compare generated/ with the migrations; status 1 if they differ
    ///
    /// Writes nothing. The difference is a diff on standard error, or JSON on standard output.
    Check,
    /// Print what `diesel print-schema` would print on the migrated database
    ///
    /// The settings are those of `diesel.toml` beside the migrations, and Diesel's own flags. A table without a
    /// primary key, on which Diesel gives up, is left out with a warning; foreign keys without a `joinable!` are
    /// noted on standard error.
    PrintSchema(print_schema::Flags),
    /// Replay the migrations on a real Postgres and compare its catalog with the compiler's
    ///
    /// On a throw-away server of this machine's own binaries, or in a scratch database of the server that
    /// --database-url names, which is dropped at the end. Dev-only migrations are run too. Each difference
    /// names both sides; status 1 if there is one, or if the server refuses a migration.
    Verify(Verify),
    /// Explain the code of a diagnostic
    Explain {
        /// As messages show it, D0104
        code: String,
    },
    /// Apply migrations to a database, take them back, or say where it stands
    #[command(subcommand)]
    Migrate(Migrate),
    /// Drop everything in a development database, migrate it again and seed it
    ///
    /// Works only on a database that `migrate up --create` created or `migrate up --dev` marked while it was
    /// empty; every other one is refused and not touched. The mark names the server and the database it was
    /// made in, so a dump that is restored elsewhere does not carry it. Prints the server, the database and
    /// what is in it, then asks on a terminal; elsewhere it wants `--yes` and the database's name.
    Reset(Reset),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Migrate {
    /// Apply all migrations that are not applied yet
    ///
    /// Each is recorded in Diesel's `__diesel_schema_migrations`, so Diesel's tools keep working. Concurrent
    /// migrators queue. A failure names file and line and leaves the earlier migrations applied.
    Up(Up),
    /// Take back the last applied migrations, newest first
    Down(Down),
    /// Say which migrations are applied; status 1 if some are not
    ///
    /// Writes nothing, not even the table of applied migrations.
    Status(At),
}

/// Which database.
#[derive(Args, Clone)]
pub(crate) struct At {
    /// The database, `postgres://user@localhost/name` or `postgres:///name?host=/socket/directory`
    ///
    /// Only a Unix socket or this machine: this command speaks no TLS. The environment is not asked, so that
    /// a forgotten variable cannot name a database for you.
    // A plain string: clap would quote a value it cannot parse, with the password in it.
    #[arg(long, value_name = "URL", required = true)]
    pub(crate) database_url: String,
}

impl std::fmt::Debug for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("At")
            .field(&redacted(&self.database_url))
            .finish()
    }
}

#[derive(Args)]
pub(crate) struct Verify {
    /// A server to make the scratch database on; its own database of this URL is not touched
    ///
    /// Only a Unix socket or this machine, as everywhere. The role must be allowed to create databases.
    // A plain string, for the reason given at `At`.
    #[arg(long, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// Compare after each migration and stop at the first that differs
    #[arg(long)]
    pub(crate) each: bool,
    /// Also take each migration back once and compare: up, then down, must restore the catalog
    #[arg(long)]
    pub(crate) down: bool,
}

impl std::fmt::Debug for Verify {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verify")
            .field("database_url", &self.database_url.as_deref().map(redacted))
            .field("each", &self.each)
            .field("down", &self.down)
            .finish()
    }
}

#[derive(Args, Debug)]
pub(crate) struct Up {
    #[command(flatten)]
    pub(crate) at: At,
    /// Also the dev-only migrations (the seed); marks an empty database as one that `reset` may drop
    ///
    /// Refused if the database is neither empty nor marked.
    #[arg(long)]
    pub(crate) dev: bool,
    /// Create the database if it does not exist, and mark it as one that `reset` may drop
    #[arg(long)]
    pub(crate) create: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Down {
    #[command(flatten)]
    pub(crate) at: At,
    /// How many
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "all")]
    pub(crate) count: usize,
    /// All of them
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Reset {
    #[command(flatten)]
    pub(crate) at: At,
    /// Do not ask; must be the database's name
    #[arg(long, value_name = "DATABASE NAME")]
    pub(crate) yes: Option<String>,
}

/// Prints help, the version or what is wrong with the arguments. Clap quotes arguments it does not expect, and
/// one of them may be a URL.
pub(crate) fn explain(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Standard output may be closed already; there is nobody to tell.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        _ => {
            eprint!("{}", redacted(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_hold_together() {
        Arguments::command().debug_assert();
    }
}
