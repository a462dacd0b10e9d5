//! Reading a crate's migrations and settings, and compiling them.

use crate::{Compiled, Config, DieselToml, compile, diagnostic::Diagnostics, output::OUTSIDE};
use driftless_migrations::{MigrationSet, ReadError};
use std::{fs, io, path::Path};

/// The settings' file, beside Cargo.toml.
pub(super) const CONFIG: &str = "driftless.toml";
/// Diesel's settings, beside Cargo.toml too.
pub(super) const DIESEL: &str = "diesel.toml";
/// The migrations' directory, beside Cargo.toml.
pub(super) const MIGRATIONS: &str = "migrations";
/// The directory that is ours.
pub(super) const GENERATED: &str = "generated";

/// Compiles the directory `migrations` with the settings beside it; each string is one error, rendered.
///
/// `generated/` must not depend on where the crate lies in its workspace, so the compiler sees paths below
/// the crate. Messages are to be clicked on, so they are made again with `prefix` before each path.
pub(super) fn compiled(migrations: &Path, prefix: &str) -> Result<Compiled, Vec<String>> {
    match compile_as(migrations, "") {
        Err(_) if !prefix.is_empty() => compile_as(migrations, prefix),
        result => result,
    }
}

fn compile_as(migrations: &Path, prefix: &str) -> Result<Compiled, Vec<String>> {
    let name = migrations
        .file_name()
        .unwrap_or(migrations.as_os_str())
        .to_string_lossy();
    let config = config_beside(migrations, prefix);
    let diesel = DieselToml::read(
        &migrations.with_file_name(DIESEL),
        &format!("{prefix}{DIESEL}"),
    )
    .map_err(|found| rendered(&found));
    let set = MigrationSet::read(migrations, &format!("{prefix}{name}"));
    let set = set.map_err(|error| match error {
        // The reader of all keys says it, with the place.
        ReadError::Config(..) if config.is_err() => Vec::new(),
        error => vec![error.to_string()],
    });
    match (set, config, diesel) {
        (Ok(set), Ok(config), Ok(diesel)) => {
            compile(&set, &Config { diesel, ..config }).map_err(|found| rendered(&found))
        }
        (set, config, diesel) => Err([set.err(), config.err(), diesel.err()]
            .into_iter()
            .flatten()
            .flatten()
            .collect()),
    }
}

fn config_beside(migrations: &Path, prefix: &str) -> Result<Config, Vec<String>> {
    let path = migrations.with_file_name(CONFIG);
    match fs::read_to_string(&path) {
        Ok(text) => {
            Config::parse(&format!("{prefix}{CONFIG}"), &text).map_err(|found| rendered(&found))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(vec![format!("cannot read {}: {error}", path.display())]),
    }
}

/// The patch files that the `diesel.toml` beside `migrations` names, as seen from there.
pub(super) fn patch_files(migrations: &Path) -> Vec<String> {
    let diesel = DieselToml::read(&migrations.with_file_name(DIESEL), DIESEL);
    let diesel = diesel.unwrap_or_default();
    diesel.patch_files().map(str::to_owned).collect()
}

/// The file that the crate mounts, as seen from `generated/`; unreadable settings say nothing of it.
pub(super) fn mounted(migrations: &Path) -> String {
    let config = config_beside(migrations, "").unwrap_or_default();
    let diesel = DieselToml::read(&migrations.with_file_name(DIESEL), DIESEL);
    let config = Config {
        diesel: diesel.unwrap_or_default(),
        ..config
    };
    let schema = config.schema_path();
    if config.schema.only && schema.starts_with(OUTSIDE) {
        schema
    } else {
        "mod.rs".to_owned()
    }
}

/// rustc writes `error: ` before each of them itself.
fn rendered(found: &Diagnostics) -> Vec<String> {
    let text = |picture: String| match picture.strip_prefix("error: ") {
        Some(rest) => rest.trim_end().to_owned(),
        None => picture.trim_end().to_owned(),
    };
    found
        .iter()
        .map(|diagnostic| text(diagnostic.render()))
        .collect()
}
