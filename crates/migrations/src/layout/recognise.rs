//! Which layout a directory has, from its files.
//!
//! *Invariant:* where two layouts would run a directory differently, nobody chooses but the user.

use super::{Files, Found, Layout, Reading, pg_dump, sqlx};
use crate::{Migration, ReadError};

/// What is missing where no layout fits.
const EXPECTS: &str =
    "001_users.sql, a folder 001_users with an up.sql, or what another layout calls them";

pub(super) fn recognise(files: &Files) -> Result<Reading, ReadError> {
    let candidates = candidates(files)?;
    let mut readings = Vec::new();
    let mut refused = None;
    for layout in candidates {
        match Reading::of(files, layout) {
            Ok(reading) => readings.push(reading),
            Err(error) => {
                refused.get_or_insert(error);
            }
        }
    }
    let different = readings.split_first().and_then(|(first, others)| {
        let mut others = others.iter();
        others.find_map(|other| difference(first, other))
    });
    if let Some(difference) = different {
        return Err(ReadError::Ambiguous {
            directory: files.shown_as.clone(),
            candidates: readings.iter().map(|reading| reading.layout).collect(),
            difference,
        });
    }
    let nothing = || refused.unwrap_or_else(|| ReadError::Empty(files.shown_as.clone(), EXPECTS));
    readings.into_iter().next().ok_or_else(nothing)
}

/// The layouts that every file which speaks for some speaks for.
fn candidates(files: &Files) -> Result<Vec<Layout>, ReadError> {
    let mut left: Option<(&Found, Vec<Layout>)> = None;
    for file in &files.found {
        let theirs = speaks_for(file);
        if theirs.is_empty() {
            continue;
        }
        left = Some(match left {
            None => (file, theirs),
            Some((before, ours)) => {
                let both: Vec<Layout> = ours
                    .iter()
                    .copied()
                    .filter(|layout| theirs.contains(layout))
                    .collect();
                if both.is_empty() {
                    return Err(ReadError::Mixed {
                        first: files.shown(&before.below),
                        first_is: names(&ours),
                        second: files.shown(&file.below),
                        second_is: names(&theirs),
                    });
                }
                (file, both)
            }
        });
    }
    match left {
        Some((_, layouts)) => Ok(layouts),
        None => Err(match files.found.iter().find(|file| file.is_sql()) {
            Some(file) => ReadError::Unnamed(files.shown(&file.below), EXPECTS),
            None => ReadError::Empty(files.shown_as.clone(), EXPECTS),
        }),
    }
}

fn names(layouts: &[Layout]) -> String {
    let names: Vec<&str> = layouts.iter().map(|layout| layout.name()).collect();
    names.join(" or ")
}

/// The layouts that a file fits; one that it names by a marker goes before those that only its name fits.
fn speaks_for(file: &Found) -> Vec<Layout> {
    let fits = |layout: &Layout| {
        let rules = layout.rules();
        (rules.looks)(file) || (rules.foreign)(file).is_some()
    };
    let mut fitting: Vec<Layout> = Layout::ALL.iter().copied().filter(fits).collect();
    let marked = |layout: &Layout| match layout {
        Layout::Goose | Layout::Dbmate => true,
        Layout::Sqlx => sqlx::is_marked(&file.text),
        Layout::Flat => pg_dump::is_for_psql(&file.text),
        _ => false,
    };
    if fitting.iter().any(marked) {
        fitting.retain(marked);
    }
    // Where folders are not looked into, what stands in one says nothing.
    if !fitting.is_empty()
        && fitting.iter().all(|layout| layout.rules().deep)
        && file.folder().is_some()
    {
        let is_blind = |layout: &&Layout| !layout.rules().deep && layout.rules().folder.is_none();
        fitting.extend(Layout::ALL.iter().filter(is_blind));
    }
    fitting
}

/// What two readings of one directory do not agree about.
fn difference(first: &Reading, second: &Reading) -> Option<String> {
    let (one, other) = (first.layout.name(), second.layout.name());
    if first.migrations.len() != second.migrations.len() {
        let (ours, theirs) = (first.migrations.len(), second.migrations.len());
        return Some(format!("{one} finds {ours} migrations, {other} {theirs}"));
    }
    let mut pairs = first.migrations.iter().zip(&second.migrations);
    pairs.find_map(|(ours, theirs)| {
        let path = &ours.up.path;
        if *path != theirs.up.path {
            let theirs = &theirs.up.path;
            return Some(format!("{one} runs {path} where {other} runs {theirs}"));
        }
        let wrapped = |migration: &Migration| {
            let down = migration.down.as_ref();
            (
                migration.up.run.no_transaction,
                down.map(|down| down.run.no_transaction),
            )
        };
        if wrapped(ours) != wrapped(theirs) {
            return Some(format!("only one of them runs {path} in a transaction"));
        }
        (ours.up != theirs.up || ours.down != theirs.down || ours.version != theirs.version)
            .then(|| format!("they do not run the same of {path}"))
    })
}
