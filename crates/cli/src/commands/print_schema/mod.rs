//! `driftless print-schema`: what `diesel print-schema` would print on the migrated database.

mod flags;

pub(crate) use flags::Flags;

use crate::{
    Ending, Failure,
    arguments::Project,
    output::{self, Format},
    project::diesel_toml,
};
use driftless_compiler::{DieselToml, diagnostic::locate};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Printed {
    schema: String,
    /// What should be there and cannot be.
    warnings: Vec<String>,
    /// What is left out, as Diesel leaves it out too.
    notes: Vec<String>,
}

pub(crate) fn run(project: &Project, flags: &Flags, format: Format) -> Result<Ending, Failure> {
    let set = project.set()?;
    let settings = flags.apply(settings(project, flags.config_file())?)?;
    let catalog = driftless_compiler::replay(&set)?;
    let mut printed = driftless_compiler::print_schema(&catalog, &settings)?;
    locate(&mut printed.warnings, &set);
    let result = Printed {
        schema: printed.text,
        warnings: printed.warnings.iter().map(|w| w.title.clone()).collect(),
        notes: printed.notes,
    };
    if format == Format::Text {
        for warning in &printed.warnings {
            eprintln!("{}\n", warning.render().trim_end());
        }
        for note in &result.notes {
            eprintln!("note: {note}");
        }
    }
    output::print(format, &result, |result| result.schema.clone())?;
    Ok(Ending::Clean)
}

/// The `diesel.toml` that is named, or that of the migrations.
fn settings(project: &Project, named: Option<&Path>) -> Result<DieselToml, Failure> {
    match named {
        None => diesel_toml(&project.directory()?.0),
        Some(path) if path.is_file() => Ok(DieselToml::read(path, &path.display().to_string())?),
        Some(path) => Err(Failure::new(format!("no file {}", path.display()))),
    }
}
