//! golang-migrate's pairs.
//!
//! It takes `<version>_<title>.up.sql` and `.down.sql` right in the directory and orders by the version, an
//! unsigned integer of 64 bits. A file is sent as one message: a lone statement runs without a transaction,
//! several are one.

use super::{
    Body, By, Found, Part, Rules, goose,
    names::{Direction, directed, numbered},
};
use crate::statements;

pub(super) const RULES: Rules = Rules {
    name: "golang-migrate",
    expects: "1_users.up.sql, with 1_users.down.sql beside it",
    deep: false,
    folder: None,
    by: By::Number,
    looks: |file| split(file).is_some(),
    part: |_, file| Ok(part(file)),
    foreign: |_| None,
    belongs: goose::is_go,
};

fn split(file: &Found) -> Option<(&str, &str, Direction)> {
    let (stem, direction) = directed(file.flat_stem()?)?;
    let (version, name) = numbered(stem)?;
    version.parse::<u64>().ok()?;
    Some((version, name, direction))
}

fn part(file: &Found) -> Option<Part> {
    let (version, name, direction) = split(file)?;
    let mut body = Body::whole(file);
    body.run.no_transaction = statements::is_one_that_stands_alone(&file.text);
    Some(Part::of_number(version, name).going(direction, body))
}
