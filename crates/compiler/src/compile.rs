//! The whole compiler on one screen: replay, lower, emit.

use crate::{
    catalog::Catalog,
    config::Config,
    diagnostic::{self, Code, Diagnostic, Diagnostics, Severity},
    emit::{self, schema},
    model::{self, DieselSchema},
    output::OutputFile,
    replay::replay,
};
use driftless_migrations::MigrationSet;
use std::collections::BTreeMap;

/// What the migrations became.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The files of `generated/`.
    pub files: Vec<OutputFile>,
    /// What Postgres would know after the migrations.
    pub catalog: Catalog,
    /// What is worth a look and stops nothing.
    pub warnings: Vec<Diagnostic>,
}

/// Compiles migrations: the one door of build script, macro and command.
pub fn compile(set: &MigrationSet, config: &Config) -> Result<Compiled, Diagnostics> {
    let catalog = replay(set)?;
    let (model, mut warnings) =
        model::lower(&catalog, config).map_err(|found| found.located(set))?;
    diagnostic::locate(&mut warnings, set);
    let files = emit::emit(&model).map_err(|error| no_rust(&error))?;
    Ok(Compiled {
        files,
        catalog,
        warnings,
    })
}

/// What `diesel print-schema` 2.3 prints for a database of this catalog.
pub fn print_schema(catalog: &Catalog) -> Result<String, Diagnostics> {
    let tables = catalog.schemas.get("public").map(|public| &public.tables);
    let keyless = tables
        .into_iter()
        .flat_map(BTreeMap::values)
        .filter(|table| table.primary_key.is_none());
    let found = keyless.map(|table| Diagnostic {
        severity: Severity::Error,
        ..model::keyless(table)
    });
    let text = schema::text(&DieselSchema::of(catalog));
    Diagnostics::unless_empty(text, found.collect())
}

fn no_rust(error: &syn::Error) -> Diagnostic {
    Diagnostic::error(
        Code::D0409,
        format!("the generated code does not parse: {error}"),
    )
    .help("this is a mistake in driftless: please report it")
}
