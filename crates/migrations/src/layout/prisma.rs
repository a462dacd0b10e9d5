//! Prisma's folders.
//!
//! Prisma takes every folder, in the order of their names as text, and runs the `migration.sql` in it as one
//! message: a lone statement runs without a transaction, several are one. `down.sql` is the file that its
//! guide on going back has one write.

use super::{
    Body, By, Found, Key, Part, Rules,
    names::{
        Direction::{self, Down, Up},
        numbered, recordable,
    },
};
use crate::statements;

pub(super) const RULES: Rules = Rules {
    name: "prisma",
    expects: "a folder 20240131120000_users with a migration.sql",
    deep: false,
    folder: Some("migration.sql"),
    by: By::Text,
    looks: |file| split(file).is_some_and(|(_, direction)| direction == Up),
    part: |_, file| Ok(part(file)),
    foreign: |_| None,
    belongs: |file| file.below == "migration_lock.toml",
};

/// Diesel's table of versions holds as many characters.
const LONGEST: usize = 50;

fn split(file: &Found) -> Option<(&str, Direction)> {
    let folder = file.folder().filter(|folder| !folder.contains('/'))?;
    match file.name() {
        "migration.sql" => Some((folder, Up)),
        "down.sql" => Some((folder, Down)),
        _ => None,
    }
}

fn part(file: &Found) -> Option<Part> {
    let (folder, direction) = split(file)?;
    let (version, name) = match numbered(folder) {
        Some((version, name)) => (version.to_owned(), name.to_owned()),
        None => (recordable(folder, LONGEST), String::new()),
    };
    let mut body = Body::whole(file);
    body.run.no_transaction = statements::is_one_that_stands_alone(&file.text);
    let part = Part {
        sort: Key::text(folder),
        ..Part::of_text(&version, &name)
    };
    Some(part.going(direction, body))
}
