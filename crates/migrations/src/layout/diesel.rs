//! Diesel's folders.
//!
//! `diesel_migrations` takes every folder, calls what stands before the first `_` its version, and compares
//! versions as text with the dashes removed. Files beside the folders are not looked at.

use super::{
    Body, By, Files, Found, Part, Rules,
    names::Direction::{self, Down, Up},
};
use crate::ReadError;

pub(super) const RULES: Rules = Rules {
    name: "diesel",
    expects: "a folder 2024-01-31-120000_users with an up.sql",
    deep: false,
    folder: Some("up.sql"),
    by: By::Text,
    looks: |file| split(file).is_some_and(|(_, direction)| direction == Up),
    part,
    foreign: |_| None,
    belongs: |file| file.name() == "metadata.toml" && is_in_a_folder(file),
};

fn is_in_a_folder(file: &Found) -> bool {
    file.folder()
        .is_some_and(|folder| !folder.contains('/') && !folder.starts_with('.'))
}

fn split(file: &Found) -> Option<(&str, Direction)> {
    let folder = file.folder().filter(|_| is_in_a_folder(file))?;
    match file.name() {
        "up.sql" => Some((folder, Up)),
        "down.sql" => Some((folder, Down)),
        _ => None,
    }
}

fn part(files: &Files, file: &Found) -> Result<Option<Part>, ReadError> {
    let Some((folder, direction)) = split(file) else {
        return Ok(None);
    };
    let (version, name) = folder.split_once('_').unwrap_or((folder, ""));
    let version = version.replace('-', "");
    let mut body = Body::whole(file);
    body.run.no_transaction = !runs_in_transaction(files, &format!("{folder}/metadata.toml"))?;
    Ok(Some(Part::of_text(&version, name).going(direction, body)))
}

/// Diesel reads a metadata.toml without the key as `run_in_transaction = false`.
fn runs_in_transaction(files: &Files, metadata: &str) -> Result<bool, ReadError> {
    let Some(text) = files.read(metadata)? else {
        return Ok(true);
    };
    let wrong = |reason: String| ReadError::Metadata(files.shown(metadata), reason);
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| wrong(error.to_string()))?;
    match table.get("run_in_transaction") {
        None => Ok(false),
        Some(toml::Value::Boolean(value)) => Ok(*value),
        Some(other) => Err(wrong(format!(
            "run_in_transaction is {other}, expected true or false"
        ))),
    }
}
