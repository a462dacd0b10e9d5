//! What differs, as a person reads it in a build log.

use super::{
    file::{OUTSIDE, shown},
    plan::Plan,
};
use similar::TextDiff;
use std::fmt::{self, Write};

/// A log is for reading: beyond this many lines of diff only the count is told.
const MOST_LINES: usize = 200;

/// One file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file's path as seen from the generated directory.
    pub path: String,
    /// What is wrong with it.
    pub change: Change,
}

/// How a generated file differs from what the migrations say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It should be there and is not.
    Missing,
    /// It is there, was written by us, and no migration asks for it any more.
    Stale,
    /// Its text differs: a unified diff without file names, from what is there to what should be.
    Text(String),
}

pub(super) fn of(plan: &Plan<'_>) -> Vec<Difference> {
    let outdated = plan.outdated.iter().map(|outdated| Difference {
        path: outdated.wanted.path.clone(),
        change: match &outdated.found {
            None => Change::Missing,
            Some(found) => Change::Text(unified(found, &outdated.wanted.text)),
        },
    });
    let stale = plan.stale.iter().map(|stale| Difference {
        path: stale.clone(),
        change: Change::Stale,
    });
    outdated.chain(stale).collect()
}

fn unified(found: &str, wanted: &str) -> String {
    let found = found.replace("\r\n", "\n");
    TextDiff::from_lines(found.as_str(), wanted)
        .unified_diff()
        .context_radius(1)
        .to_string()
}

/// The whole picture of a generated directory that is out of step; `shown_as` is its name in messages.
pub fn report(shown_as: &str, differences: &[Difference]) -> String {
    let outside = |difference: &Difference| difference.path.starts_with(OUTSIDE);
    let what = match differences {
        [only] if outside(only) => shown(shown_as, &only.path),
        _ => "generated/".to_owned(),
    };
    let mut text = format!("[D0501] {what} does not match migrations/\n");
    let mut left = MOST_LINES;
    for Difference { path, change } in differences {
        let picture = Shown {
            path: &shown(shown_as, path),
            change,
            left,
        };
        // Writing to a String cannot fail.
        let _ = write!(text, "{picture}");
        left = left.saturating_sub(picture.lines());
    }
    let help = format!(
        "   = help: run `cargo build` (or `cargo driftless generate`) and commit {what}\n   \
         = note: `driftless explain D0501`"
    );
    text + &help
}

struct Shown<'a> {
    path: &'a str,
    change: &'a Change,
    left: usize,
}

impl Shown<'_> {
    fn lines(&self) -> usize {
        match self.change {
            Change::Text(diff) => diff.lines().count(),
            Change::Missing | Change::Stale => 0,
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.change {
            Change::Missing => writeln!(f, "   {} is missing", self.path),
            Change::Stale => writeln!(f, "   {} belongs to nothing any more", self.path),
            Change::Text(diff) => {
                writeln!(f, "   {}", self.path)?;
                for line in diff.lines().take(self.left) {
                    writeln!(f, "   {}", line.trim_end())?;
                }
                match self.lines().saturating_sub(self.left) {
                    0 => Ok(()),
                    more => writeln!(f, "   ... and {more} more lines"),
                }
            }
        }
    }
}
