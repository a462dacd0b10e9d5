//! Up and down parts in one file: what is not run is blanked, so that lines stay where they are.

use crate::ReadError;
use std::ops::Range;

/// The lines of these ranges; of all others only the line break is left.
pub(super) fn only(text: &str, kept: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in kept {
        out.extend(newlines(&text[at..range.start]));
        out.push_str(&text[range.clone()]);
        at = range.end;
    }
    out.extend(newlines(&text[at..]));
    out
}

/// The text without these ranges.
pub(super) fn without(text: &str, cut: &[Range<usize>]) -> String {
    let mut kept = Vec::new();
    let mut at = 0;
    for range in cut {
        kept.push(at..range.start);
        at = range.end;
    }
    kept.push(at..text.len());
    only(text, &kept)
}

fn newlines(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| c == '\n')
}

/// A line of a text, and where it stands.
pub(super) struct Line<'t> {
    /// Counted from 1.
    pub(super) number: usize,
    /// The byte it starts at.
    pub(super) start: usize,
    /// Without its line break.
    pub(super) text: &'t str,
}

impl Line<'_> {
    pub(super) fn is_blank_or_comment(&self) -> bool {
        let text = self.text.trim_start_matches('\u{feff}').trim();
        text.is_empty() || text.starts_with("--")
    }

    /// A marker that the layout's runner would refuse.
    pub(super) fn wrong(&self, path: &str, why: &'static str) -> ReadError {
        ReadError::Marker {
            place: format!("{path}:{}", self.number),
            why,
        }
    }
}

pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n')
        .enumerate()
        .map(move |(index, line)| {
            let start = at;
            at += line.len();
            Line {
                number: index + 1,
                start,
                text: line.trim_end_matches(['\n', '\r']),
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_leaves_its_line_breaks() {
        let text = "a\nß b\nc\n";
        let ranges = [2..7, 7..9];
        assert_eq!(only(text, &ranges), "\nß b\nc\n");
        assert_eq!(only(text, &ranges[..1]), "\nß b\n\n");
        assert_eq!(without(text, &ranges[..1]), "a\n\nc\n");
        let starts: Vec<usize> = lines(text).map(|line| line.start).collect();
        assert_eq!(starts, [0, 2, 7]);
    }
}
