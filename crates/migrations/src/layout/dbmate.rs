//! dbmate's files.
//!
//! dbmate takes files whose names start with digits and end in `.sql`, in the order of their names as text;
//! the digits are the version. `-- migrate:up` and `-- migrate:down` start a block each, and a block with
//! `transaction:false` is not wrapped in one.

use super::{
    Body, By, Files, Found, Key, Part, Rules,
    sections::{lines, only},
};
use crate::{ReadError, Run};
use std::ops::Range;

pub(super) const RULES: Rules = Rules {
    name: "dbmate",
    expects: "20240131120000_users.sql with `-- migrate:up` in it",
    deep: false,
    folder: None,
    by: By::Text,
    looks: |file| {
        let marked = || lines(&file.text).any(|line| block(line.text).is_some());
        split(file).is_some() && marked()
    },
    part,
    foreign: |_| None,
    belongs: |_| false,
};

fn split(file: &Found) -> Option<(&str, &str)> {
    let stem = file.flat_stem()?;
    let end = stem.find(|c: char| !c.is_ascii_digit());
    let (version, name) = stem.split_at(end.unwrap_or(stem.len()));
    (!version.is_empty()).then(|| (version, name.strip_prefix('_').unwrap_or(name)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Up,
    Down,
}

/// Which block a line starts, and its options.
fn block(line: &str) -> Option<(Block, &str)> {
    let comment = line.trim_start_matches('\u{feff}').strip_prefix("--")?;
    let marker = comment.trim_start().strip_prefix("migrate:")?;
    let (word, options) = marker
        .split_once(char::is_whitespace)
        .unwrap_or((marker, ""));
    match word {
        "up" => Some((Block::Up, options)),
        "down" => Some((Block::Down, options)),
        _ => None,
    }
}

/// The blocks of one direction.
#[derive(Default)]
struct Blocks {
    ranges: Vec<Range<usize>>,
    run: Run,
}

impl Blocks {
    fn body(self, text: &str) -> Option<Body> {
        (!self.ranges.is_empty()).then(|| Body {
            text: only(text, &self.ranges),
            run: self.run,
        })
    }
}

fn part(files: &Files, file: &Found) -> Result<Option<Part>, ReadError> {
    let Some((version, name)) = split(file) else {
        return Ok(None);
    };
    let (mut up, mut down) = (Blocks::default(), Blocks::default());
    for line in lines(&file.text) {
        let wrong = |why| Err(line.wrong(&files.shown(&file.below), why));
        let started = block(line.text);
        match started {
            Some((Block::Down, _)) if up.ranges.is_empty() => {
                return wrong("`-- migrate:down` before `-- migrate:up`");
            }
            None if up.ranges.is_empty() && !line.is_blank_or_comment() => {
                return wrong("a statement before `-- migrate:up`");
            }
            Some((which, options)) => {
                // The comments before the first block are the header.
                let start = if up.ranges.is_empty() { 0 } else { line.start };
                let last = up.ranges.iter_mut().chain(&mut down.ranges);
                if let Some(last) = last.max_by_key(|range| range.end) {
                    last.end = line.start;
                }
                let blocks = if which == Block::Up {
                    &mut up
                } else {
                    &mut down
                };
                blocks.ranges.push(start..file.text.len());
                blocks.run.no_transaction |= options
                    .split_whitespace()
                    .any(|option| option == "transaction:false");
            }
            None => {}
        }
    }
    if up.ranges.is_empty() {
        return Err(ReadError::Marker {
            place: files.shown(&file.below),
            why: "no `-- migrate:up` in it",
        });
    }
    Ok(Some(Part {
        sort: Key::text(&file.below),
        up: up.body(&file.text),
        down: down.body(&file.text),
        ..Part::of_text(version, name)
    }))
}
