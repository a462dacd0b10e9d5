//! Orders that are as the runner wants them and perhaps not as somebody meant them.

use super::{By, Key, Layout, repeatable_stem};
use crate::{Migration, Warning};

/// Gaps, and neighbours that the other way of comparing would turn round.
pub(super) fn doubts(migrations: &[Migration], layout: Layout) -> Vec<Warning> {
    let versioned: Vec<&Migration> = migrations
        .iter()
        .filter(|migration| repeatable_stem(&migration.version).is_none())
        .collect();
    let is_sequence = is_sequence(&versioned);
    let mut found = Vec::new();
    for pair in versioned.windows(2) {
        let &[first, second] = pair else { continue };
        if is_sequence && step(first, second).is_some_and(|step| step > 1) {
            found.push(Warning::Gap {
                before: first.up.path.clone(),
                after: second.up.path.clone(),
            });
        }
        let turned_round = match layout.compares_by() {
            By::Number => first.version > second.version,
            By::Text => Key::number(&first.version) > Key::number(&second.version),
        };
        if turned_round {
            found.push(Warning::Order {
                layout,
                first: first.up.path.clone(),
                second: second.up.path.clone(),
            });
        }
    }
    found
}

/// Whether somebody counts: from 0 or 1, and at least every other step is one. A date is no count.
fn is_sequence(migrations: &[&Migration]) -> bool {
    let starts = migrations
        .first()
        .and_then(|first| count(first))
        .is_some_and(|first| first <= 1);
    let mut steps = 0;
    let mut ones = 0;
    for pair in migrations.windows(2) {
        if let &[first, second] = pair {
            steps += 1;
            ones += usize::from(step(first, second) == Some(1));
        }
    }
    starts && ones > 0 && ones * 2 >= steps
}

fn step(first: &Migration, second: &Migration) -> Option<u32> {
    count(second)?.checked_sub(count(first)?)
}

/// A version that is a number, and too short for a date.
fn count(migration: &Migration) -> Option<u32> {
    const DATE: usize = 8;
    let version = migration.version.trim_start_matches('0');
    if version.is_empty() {
        return Some(0);
    }
    (version.len() < DATE).then(|| version.parse().ok())?
}
