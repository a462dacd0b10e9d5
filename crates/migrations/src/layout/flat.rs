//! Numbered files, the layout of driftless itself.

use super::{
    Body, By, Files, Found, Part, Rules,
    names::{Direction, directed},
    pg_dump,
};
use crate::ReadError;

pub(super) const RULES: Rules = Rules {
    name: "flat",
    expects: "001_users.sql",
    deep: false,
    folder: None,
    by: By::Number,
    looks: |file| {
        let stem = file.flat_stem();
        let is_up = |stem| directed(stem).is_some_and(|(_, direction)| direction == Direction::Up);
        stem.is_some_and(|stem| split(stem).is_some() && !is_up(stem))
    },
    part,
    foreign: |_| None,
    belongs: |_| false,
};

/// `001_users` is version `001` and name `users`; a version starts with a digit and may have dashes.
pub(super) fn split(stem: &str) -> Option<(&str, &str)> {
    let stem = stem.strip_suffix(".down").unwrap_or(stem);
    let (version, name) = stem.split_once('_').unwrap_or((stem, ""));
    let digits = version.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (digits && version.starts_with(|c: char| c.is_ascii_digit())).then_some((version, name))
}

fn part(files: &Files, file: &Found) -> Result<Option<Part>, ReadError> {
    let Some(stem) = file.flat_stem() else {
        return Ok(None);
    };
    let Some((version, name)) = split(stem) else {
        return Ok(None);
    };
    let mut part = Part::of_number(version, name);
    match stem.strip_suffix(".down") {
        Some(up) if !files.has(&format!("{up}.sql")) => {
            return Err(ReadError::OnlyDown(files.shown(&file.below)));
        }
        Some(_) => part.down = Some(Body::whole(file)),
        None => part.up = Some(pg_dump::body(file)),
    }
    Ok(Some(part))
}
