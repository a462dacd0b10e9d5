//! pop's pairs, as Buffalo writes them.
//!
//! pop takes `<version>_<name>[.<dialect>].(up|down).sql`, in folders too, in the order of the versions as
//! text, each in a transaction. A file for Postgres goes before one of the same version for all.

use super::{
    Body, By, Files, Found, Part, Rules,
    names::{Direction, directed, numbered},
};

pub(super) const RULES: Rules = Rules {
    name: "pop",
    expects: "20240131120000_users.up.sql, with .down.sql beside it",
    deep: true,
    folder: None,
    by: By::Text,
    looks: |file| {
        // What `soda generate` writes; other numbers are those of the runners that go by number.
        let generated = |name: Name| name.version.len() == 14 && file.can_be_wrapped();
        split(file).is_some_and(generated) || is_dump(file)
    },
    part: |files, file| Ok(part(files, file)),
    foreign: |file| {
        let fizz = file.below.strip_suffix(".fizz");
        fizz.map(|_| "a migration in fizz, which pop translates to SQL")
    },
    belongs: |file| {
        let another = |name: Name| name.dialect.is_some_and(|dialect| !is_ours(dialect));
        is_dump(file) || split(file).is_some_and(another)
    },
};

/// pop writes the schema beside the migrations.
fn is_dump(file: &Found) -> bool {
    file.below == "schema.sql"
}

const OURS: [&str; 3] = ["postgres", "postgresql", "pg"];
const OTHERS: [&str; 6] = ["cockroach", "crdb", "mariadb", "mysql", "sqlite", "sqlite3"];

fn is_ours(dialect: &str) -> bool {
    OURS.contains(&dialect)
}

struct Name<'f> {
    version: &'f str,
    title: &'f str,
    dialect: Option<&'f str>,
    direction: Direction,
}

fn split(file: &Found) -> Option<Name<'_>> {
    let (stem, direction) = directed(file.name().strip_suffix(".sql")?)?;
    let (version, name) = numbered(stem)?;
    let (name, dialect) = match name.split_once('.') {
        Some((name, dialect)) => (name, Some(dialect)),
        None => (name, None),
    };
    let known = dialect.is_none_or(|dialect| is_ours(dialect) || OTHERS.contains(&dialect));
    known.then_some(Name {
        version,
        title: name,
        dialect,
        direction,
    })
}

fn part(files: &Files, file: &Found) -> Option<Part> {
    let name = split(file).filter(|name| name.dialect.is_none_or(is_ours))?;
    let part = Part::of_text(name.version, name.title);
    let replaced = |other: &Found| {
        split(other).is_some_and(|other| {
            other.version == name.version
                && other.direction == name.direction
                && other.dialect.is_some_and(is_ours)
        })
    };
    if name.dialect.is_none() && files.found.iter().any(replaced) {
        return Some(part);
    }
    Some(part.going(name.direction, Body::whole(file)))
}
