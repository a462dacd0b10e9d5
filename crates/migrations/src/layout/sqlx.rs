//! sqlx's files.
//!
//! sqlx takes `<version>_<description>.sql` right in the directory, reads the version as an `i64` and orders
//! by it. A text that starts with `-- no-transaction` is not wrapped in one.

use super::{
    Body, By, Found, Part, Rules,
    names::{Direction, directed, numbered},
};

pub(super) const RULES: Rules = Rules {
    name: "sqlx",
    expects: "20240131120000_users.sql, or the same name with .up.sql and .down.sql",
    deep: false,
    folder: None,
    by: By::Number,
    looks: |file| split(file).is_some() && (is_marked(&file.text) || file.can_be_wrapped()),
    part: |_, file| Ok(part(file)),
    foreign: |_| None,
    belongs: |_| false,
};

const NO_TRANSACTION: &str = "-- no-transaction";

/// Whether a text asks sqlx, and nobody else, to be run without a transaction.
pub(super) fn is_marked(text: &str) -> bool {
    text.starts_with(NO_TRANSACTION)
}

fn split(file: &Found) -> Option<(&str, &str, Direction)> {
    let stem = file.flat_stem()?;
    let (stem, direction) = directed(stem).unwrap_or((stem, Direction::Up));
    let (version, name) = numbered(stem)?;
    version.parse::<i64>().ok()?;
    Some((version, name, direction))
}

fn part(file: &Found) -> Option<Part> {
    let (version, name, direction) = split(file)?;
    let mut body = Body::whole(file);
    body.run.no_transaction = is_marked(&file.text);
    Some(Part::of_number(version, name).going(direction, body))
}
