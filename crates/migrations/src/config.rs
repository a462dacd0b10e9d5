//! The one key of driftless.toml that says how migrations are read.
//!
//! Build script, macros, command line and an application that migrates itself read the same directory, and
//! not all of them link the compiler, which reads the other keys.

use crate::{Layout, ReadError};
use std::{fs, io, path::Path};

/// The settings' file, beside the directory of the migrations.
pub(crate) const FILE: &str = "driftless.toml";

/// The layout that the driftless.toml beside a directory names.
pub(crate) fn layout_beside(directory: &Path) -> Result<Option<Layout>, ReadError> {
    let path = directory.with_file_name(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ReadError::Io(path, error)),
    };
    let wrong = |reason: String| ReadError::Config(path.clone(), reason);
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| wrong(error.to_string()))?;
    let Some(value) = table.get("layout") else {
        return Ok(None);
    };
    let layout = value.as_str().and_then(Layout::named);
    layout.map(Some).ok_or_else(|| {
        wrong(format!(
            "there is no layout {value}: there is {}",
            Layout::names()
        ))
    })
}
