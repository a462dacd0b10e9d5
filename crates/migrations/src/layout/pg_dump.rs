//! What `pg_dump` writes: a schema as one file, to start from.
//!
//! psql reads it, not a server: `\restrict`, `\unrestrict` and `\connect` are lines for psql, and the rows of
//! a COPY follow the statement. The lines are cut here, the rows are read by whoever runs the text.

use super::{
    Body, By, Found, Key, Part, Rules, flat,
    sections::{lines, without},
};
use crate::{Run, statements};

pub(super) const RULES: Rules = Rules {
    name: "pg_dump",
    expects: "one file that pg_dump wrote",
    deep: false,
    folder: None,
    by: By::Number,
    looks: |file| is_dump(&file.text) && file.flat_stem().is_some_and(|s| flat::split(s).is_none()),
    part: |_, file| Ok(part(file)),
    foreign: |_| None,
    belongs: |_| false,
};

const TITLES: [&str; 2] = [
    "-- PostgreSQL database dump",
    "-- PostgreSQL database cluster dump",
];
/// The title is the second line, after `--`; somebody may have written above it.
const TITLE_WITHIN: usize = 20;

/// Whether `pg_dump` wrote a text.
pub(super) fn is_dump(text: &str) -> bool {
    let mut first = lines(text).take(TITLE_WITHIN);
    first.any(|line| TITLES.contains(&line.text.trim_end()))
}

/// Whether only psql can read it.
pub(super) fn is_for_psql(text: &str) -> bool {
    is_dump(text) && statements::asks_for_psql(text)
}

/// What is run of a file, which may be a dump.
pub(super) fn body(file: &Found) -> Body {
    if !is_dump(&file.text) {
        return Body::whole(file);
    }
    Body {
        text: without(&file.text, &statements::psql_lines(&file.text)),
        run: Run {
            copy_data: true,
            ..Run::default()
        },
    }
}

fn part(file: &Found) -> Option<Part> {
    let stem = file.flat_stem().filter(|_| is_dump(&file.text))?;
    Some(Part {
        version: "0".to_owned(),
        name: stem.to_owned(),
        identity: Key::number("0"),
        sort: Key::number("0"),
        up: Some(body(file)),
        down: None,
    })
}
