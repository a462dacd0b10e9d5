//! `driftless check`: compares `generated/` with the migrations and writes nothing.
//!
//! It is asked for on purpose, unlike a build: so here, and only here, a project without a trail is told how it
//! would get one.

use super::compile;
use crate::{
    Ending, Failure,
    arguments::Project,
    output::{self, Format},
};
use driftless_compiler::output::{Change, check, report, shown as shown_as};
use serde::Serialize;

#[derive(Serialize)]
struct Found {
    differences: Vec<Difference>,
}

#[derive(Serialize)]
struct Difference {
    path: String,
    /// `missing`, `stale` or `differs`.
    change: &'static str,
    /// From what is there to what should be.
    diff: Option<String>,
}

pub(crate) fn run(project: &Project, format: Format) -> Result<Ending, Failure> {
    let generated = compile::run(project)?;
    let shown = &generated.shown;
    let found = check(&generated.directory, &generated.compiled.files)
        .map_err(|error| Failure::new(error.to_string()))?;
    if !found.is_empty() && format == Format::Text {
        eprintln!("error: {}", report(shown, &found));
        return Ok(Ending::Finding);
    }
    let differences = found.into_iter().map(|difference| {
        let (change, diff) = match difference.change {
            Change::Missing => ("missing", None),
            Change::Stale => ("stale", None),
            Change::Text(diff) => ("differs", Some(diff)),
        };
        Difference {
            path: shown_as(shown, &difference.path),
            change,
            diff,
        }
    });
    let found = Found {
        differences: differences.collect(),
    };
    output::print(format, &found, |_| {
        format!("{} matches the migrations\n", generated.subject())
    })?;
    if !found.differences.is_empty() {
        return Ok(Ending::Finding);
    }
    if let Some(advice) = &generated.compiled.advice {
        eprintln!("note: {}", advice.trim_end());
    }
    Ok(Ending::Clean)
}
