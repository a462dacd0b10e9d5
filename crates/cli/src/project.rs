//! Where the migrations are, and how their paths are shown.

use crate::{Failure, arguments::Project};
use driftless_compiler::{Diagnostic, DieselToml, warnings};
use driftless_migrations::MigrationSet;
use std::{
    env,
    path::{self, Path, PathBuf},
};

impl Project {
    /// The directory of the migrations, and its path as messages show it.
    pub(crate) fn directory(&self) -> Result<(PathBuf, String), Failure> {
        let here = env::current_dir()
            .map_err(|error| Failure::new(format!("there is no current directory: {error}")))?;
        let directory = match &self.migrations {
            Some(directory) => directory.clone(),
            None => beside_cargo_toml(&here)?,
        };
        let shown = shown(&directory).trim_end_matches('/').to_owned();
        Ok((directory, shown))
    }

    /// The migrations, with paths that are shown as seen from here, so that a click opens them.
    pub(crate) fn set(&self) -> Result<MigrationSet, Failure> {
        let (directory, shown) = self.directory()?;
        let set = self.set_shown_as(&directory, &shown)?;
        tell(&warnings(&set));
        Ok(set)
    }

    pub(crate) fn set_shown_as(
        &self,
        directory: &Path,
        shown: &str,
    ) -> Result<MigrationSet, Failure> {
        Ok(match self.layout {
            Some(layout) => MigrationSet::read_as(directory, shown, layout)?,
            None => MigrationSet::read(directory, shown)?,
        })
    }
}

/// Warnings go to standard error, each as a picture.
pub(crate) fn tell(warnings: &[Diagnostic]) {
    for warning in warnings {
        eprintln!("{}\n", warning.render().trim_end());
    }
}

/// The `diesel.toml` of a migrations' directory: beside it or above, no higher than the nearest Cargo.toml.
pub(crate) fn diesel_toml(directory: &Path) -> Result<DieselToml, Failure> {
    let directory = path::absolute(directory)
        .map_err(|error| Failure::new(format!("no path {}: {error}", directory.display())))?;
    for parent in directory.ancestors().skip(1) {
        let file = parent.join("diesel.toml");
        if file.is_file() {
            return Ok(DieselToml::read(&file, &shown(&file))?);
        }
        if parent.join("Cargo.toml").is_file() {
            break;
        }
    }
    Ok(DieselToml::default())
}

/// A path as seen from here.
fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    let below = path.strip_prefix(&here).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}

fn beside_cargo_toml(here: &Path) -> Result<PathBuf, Failure> {
    let root = here
        .ancestors()
        .find(|directory| directory.join("Cargo.toml").is_file());
    let Some(root) = root else {
        return Err(Failure::new(format!(
            "no Cargo.toml in {} or above: name the migrations with --migrations DIR",
            here.display()
        )));
    };
    let diesel = root.join("diesel.toml");
    let named = DieselToml::read(&diesel, &shown(&diesel))?.migrations_directory;
    let name = named.as_deref().unwrap_or("migrations");
    let directory = root.join(name);
    if directory.is_dir() {
        return Ok(directory);
    }
    Err(Failure::new(format!(
        "no directory `{name}` beside {}: name it with --migrations DIR",
        root.join("Cargo.toml").display()
    )))
}
