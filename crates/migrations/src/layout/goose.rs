//! goose's annotated files.
//!
//! goose takes `<version>_<name>.sql`, orders by the version as a number greater than zero, and reads lines
//! that start with `-- +goose`. One `NO TRANSACTION` holds for both directions.

use super::{
    Body, By, Files, Found, Part, Rules,
    names::numbered,
    sections::{lines, only},
};
use crate::{ReadError, Run};

pub(super) const RULES: Rules = Rules {
    name: "goose",
    expects: "00001_users.sql with `-- +goose Up` in it",
    deep: false,
    folder: None,
    by: By::Number,
    looks: |file| split(file).is_some() && is_annotated(&file.text),
    part,
    foreign: |file| {
        let stem = file.below.strip_suffix(".go")?;
        let migration = numbered(stem).is_some() && !stem.ends_with("_test");
        migration.then_some("a migration in Go")
    },
    belongs: is_go,
};

/// The package that embeds the migrations.
pub(super) fn is_go(file: &Found) -> bool {
    file.below.strip_suffix(".go").is_some()
}

fn split(file: &Found) -> Option<(&str, &str)> {
    let (version, name) = numbered(file.flat_stem()?)?;
    (version.parse::<i64>().ok()? > 0).then_some((version, name))
}

fn is_annotated(text: &str) -> bool {
    lines(text).any(|line| annotation(line.text).is_some())
}

/// What `-- +goose ..` says.
fn annotation(line: &str) -> Option<&str> {
    let line = line.trim_start_matches('\u{feff}');
    line.strip_prefix("--")?.trim().strip_prefix("+goose ")
}

fn part(files: &Files, file: &Found) -> Result<Option<Part>, ReadError> {
    let Some((version, name)) = split(file) else {
        return Ok(None);
    };
    let (mut up, mut down) = (None, None);
    let mut run = Run::default();
    for line in lines(&file.text) {
        let wrong = |why| Err(line.wrong(&files.shown(&file.below), why));
        match annotation(line.text) {
            Some("Up") if up.is_some() => return wrong("a second `-- +goose Up`"),
            Some("Up") => up = Some(line.start),
            Some("Down") if up.is_none() => return wrong("`-- +goose Down` before `-- +goose Up`"),
            Some("Down") if down.is_some() => return wrong("a second `-- +goose Down`"),
            Some("Down") => down = Some(line.start),
            Some("NO TRANSACTION") => run.no_transaction = true,
            Some("ENVSUBST ON") => {
                return wrong("`-- +goose ENVSUBST ON`: what is put in is not in the migrations");
            }
            _ if up.is_none() && !line.is_blank_or_comment() => {
                return wrong("a statement before `-- +goose Up`");
            }
            _ => {}
        }
    }
    if up.is_none() {
        return Err(ReadError::Marker {
            place: files.shown(&file.below),
            why: "no `-- +goose Up` in it",
        });
    }
    let body = |range| Body {
        text: only(&file.text, &[range]),
        run,
    };
    let mut part = Part::of_number(version, name);
    part.up = Some(body(0..down.unwrap_or(file.text.len())));
    part.down = down.map(|start| body(start..file.text.len()));
    Ok(Some(part))
}
