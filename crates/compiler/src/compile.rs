//! The whole compiler on one screen: replay, lower, emit.

use crate::{
    catalog::Catalog,
    config::{Config, DieselToml},
    diagnostic::{self, Code, Diagnostic, Diagnostics},
    emit::{self, EmitError, PatchError, schema},
    model::{self, DieselSchema, LeftOut, OddArray},
    output::OutputFile,
    replay::replay,
    warnings::warnings,
};
use driftless_migrations::MigrationSet;

/// What the migrations became.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The files of `generated/`.
    pub files: Vec<OutputFile>,
    /// What Postgres would know after the migrations.
    pub catalog: Catalog,
    /// What is worth a look and stops nothing.
    pub warnings: Vec<Diagnostic>,
    /// The next step of an adoption, where no write leaves a trail yet.
    pub advice: Option<String>,
}

/// Compiles migrations: the one door of build script, macro and command.
pub fn compile(set: &MigrationSet, config: &Config) -> Result<Compiled, Diagnostics> {
    let catalog = replay(set)?;
    let (model, mut found) = model::lower(&catalog, config).map_err(|found| found.located(set))?;
    diagnostic::locate(&mut found, set);
    let mut warnings = warnings(set);
    warnings.extend(found);
    let files = emit::emit(&model).map_err(|error| match error {
        EmitError::NoRust(error) => no_rust(&error),
        EmitError::Patch(error) => no_patch(&error),
    })?;
    Ok(Compiled {
        advice: model::advice(&catalog, config),
        files,
        catalog,
        warnings,
    })
}

/// What `diesel print-schema` prints, and what it does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The text.
    pub text: String,
    /// What should be there and cannot be.
    pub warnings: Vec<Diagnostic>,
    /// What somebody may miss, a line each.
    pub notes: Vec<String>,
}

/// What `diesel print-schema` 2.3 prints for a database of this catalog, with these settings.
pub fn print_schema(catalog: &Catalog, settings: &DieselToml) -> Result<Printed, Diagnostics> {
    let (mut warnings, mut notes, mut schemas) = (Vec::new(), Vec::new(), Vec::new());
    for settings in settings.print_schema.values() {
        let (schema, left_out) = DieselSchema::of(catalog, settings);
        warnings.extend(left_out.keyless.iter().copied().map(model::keyless));
        notes.extend(notes_on(&left_out));
        schemas.push(schema);
    }
    let text = schema::text(&schemas).map_err(|error| no_patch(&error))?;
    Ok(Printed {
        text,
        warnings,
        notes,
    })
}

fn notes_on(left_out: &LeftOut<'_>) -> impl Iterator<Item = String> {
    let arrays = left_out.odd_arrays.iter();
    let arrays = arrays.map(|OddArray { table, column, ty }| {
        format!("`{table}.{column}` is `{ty}[]`, which Diesel cannot compare with `text[]`: make it `text[]`")
    });
    arrays.chain(left_out.joins.iter().map(ToString::to_string))
}

fn no_patch(PatchError { path, why }: &PatchError) -> Diagnostic {
    Diagnostic::error(
        Code::D0314,
        format!("the patch file `{path}` of diesel.toml does not apply: {why}"),
    )
    .help("print the schema without it, change the text by hand, and write the diff anew")
}

fn no_rust(error: &syn::Error) -> Diagnostic {
    Diagnostic::error(
        Code::D0409,
        format!("the generated code does not parse: {error}"),
    )
    .help("this is a mistake in driftless: please report it")
}
