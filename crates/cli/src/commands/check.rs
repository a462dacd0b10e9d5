//! `driftless check`: compares `generated/` with the migrations and writes nothing.

use super::compile;
use crate::{
    Ending, Failure,
    arguments::Project,
    output::{self, Format},
};
use driftless_compiler::output::{Change, check, report};
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
            path: format!("{shown}/{}", difference.path),
            change,
            diff,
        }
    });
    let found = Found {
        differences: differences.collect(),
    };
    output::print(format, &found, |_| {
        format!("{shown} matches the migrations\n")
    })?;
    Ok(if found.differences.is_empty() {
        Ending::Clean
    } else {
        Ending::Finding
    })
}
