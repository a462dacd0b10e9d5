//! The migrations and driftless.toml, compiled as the build does it.

use crate::{
    Failure,
    arguments::Project,
    project::{diesel_toml, tell},
};
use driftless_compiler::{Compiled, Config, compile, output};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What the build would write, and where.
pub(crate) struct Generated {
    pub(crate) compiled: Compiled,
    pub(crate) directory: PathBuf,
    /// The directory as messages show it.
    pub(crate) shown: String,
}

impl Generated {
    /// What is generated, in messages: the directory, or the one file where there is nothing else.
    pub(crate) fn subject(&self) -> String {
        match self.compiled.files.as_slice() {
            [only] => output::shown(&self.shown, &only.path),
            _ => self.shown.clone(),
        }
    }
}

/// Compiles. What is wrong is a [`Failure`] that holds all pictures.
///
/// Generated files name migrations by a path that does not depend on where the command was called, messages by
/// one that a click opens: so a failing compilation is made again for its messages.
pub(crate) fn run(project: &Project) -> Result<Generated, Failure> {
    let (directory, shown) = project.directory()?;
    let name = directory
        .file_name()
        .unwrap_or(directory.as_os_str())
        .to_string_lossy();
    let compiled = match compile_as(project, &directory, &name) {
        Err(_) if shown != name => compile_as(project, &directory, &shown),
        result => result,
    }?;
    tell(&compiled.warnings);
    Ok(Generated {
        compiled,
        directory: directory.with_file_name("generated"),
        shown: beside(&shown, "generated"),
    })
}

fn compile_as(project: &Project, directory: &Path, shown: &str) -> Result<Compiled, Failure> {
    let set = project.set_shown_as(directory, shown)?;
    let config = config(
        &directory.with_file_name("driftless.toml"),
        &beside(shown, "driftless.toml"),
    )?;
    let diesel = diesel_toml(directory)?;
    Ok(compile(&set, &Config { diesel, ..config })?)
}

fn config(path: &Path, shown: &str) -> Result<Config, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Config::parse(shown, &text)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(Failure::new(format!(
            "cannot read {}: {error}",
            path.display()
        ))),
    }
}

/// `crates/db/generated` for `crates/db/migrations`.
fn beside(shown: &str, name: &str) -> String {
    match shown.rsplit_once('/') {
        Some((parent, _)) => format!("{parent}/{name}"),
        None => name.to_owned(),
    }
}
