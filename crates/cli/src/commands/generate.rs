//! `driftless generate`: writes `generated/`, whoever wrote it before.

use super::compile;
use crate::{
    Ending, Failure,
    arguments::Project,
    output::{self, Format},
};
use driftless_compiler::output::{shown as shown_as, update};
use serde::Serialize;

#[derive(Serialize)]
struct Written {
    written: Vec<String>,
}

pub(crate) fn run(project: &Project, format: Format) -> Result<Ending, Failure> {
    let generated = compile::run(project)?;
    let names = update(&generated.directory, &generated.compiled.files)
        .map_err(|error| Failure::new(error.to_string()))?;
    let shown = &generated.shown;
    let written = names
        .into_iter()
        .map(|name| shown_as(shown, &name))
        .collect();
    output::print(format, &Written { written }, |result| {
        match result.written.len() {
            0 => format!("{} is up to date\n", generated.subject()),
            _ => result.written.join("\n") + "\n",
        }
    })?;
    Ok(Ending::Clean)
}
