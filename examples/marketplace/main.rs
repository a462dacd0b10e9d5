//! The tour: a day in the marketplace on a real Postgres, and the proof that nothing was written unseen.
//!
//! ```text
//! cargo run --example marketplace
//! ```
//!
//! It starts a throw-away Postgres, applies `migrations/` with the dev seed, and then writes through the
//! generated code only (`story.rs` is the part to read). At the end it shows the audit trail and compares it
//! with the counters that Postgres itself keeps of every row written. A difference is status 1.

mod compiled;
mod count;
mod options;
mod screen;
mod stage;
mod story;
mod trail;

use options::Options;
use screen::Screen;
use stage::Stage;
use std::{error::Error, process::ExitCode};

fn main() -> ExitCode {
    let options = match Options::from_command_line() {
        Ok(options) => options,
        Err(status) => return status,
    };
    tour(&options).unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

fn tour(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let screen = &Screen::of_standard_output();
    let stage = Stage::choose(options.database_url.as_deref());
    compiled::show(screen, stage.is_err())?;
    let stage = match stage {
        Ok(stage) => stage,
        Err(stage::Missing::Server(reason)) => {
            compiled::without_a_server(screen, &reason);
            return Ok(ExitCode::from(3));
        }
        Err(stage::Missing::Other(error)) => return Err(error),
    };

    let conn = &mut stage.prepare(screen)?;
    story::tell(conn, screen)?;
    if options.sabotage {
        story::sabotage(conn, screen)?;
    }
    trail::show(conn, screen)?;
    let all_audited = count::compare(conn, screen)?;

    stage.leave(screen, options.keep)?;
    Ok(if all_audited {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
