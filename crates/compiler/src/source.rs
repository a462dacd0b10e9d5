//! The text of one migration and how a byte in it becomes a line and a column.
//!
//! *Invariant:* lines and columns are those Postgres reports: lines end at a newline, columns count
//! characters, a tab is one character, and a byte order mark is not part of the text.

use crate::catalog::Place;
use driftless_migrations::SqlFile;
use std::{ops::Range, sync::Arc};

/// A byte range of one [`Source`].
pub type Span = Range<usize>;

/// One SQL file.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    path: Arc<str>,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// A source shown as `path`.
    pub fn new(path: &str, text: &str) -> Arc<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Arc::new(Self {
            path: path.into(),
            text: text.to_owned(),
            line_starts,
        })
    }

    /// The source of a migration's file.
    pub fn of(file: &SqlFile) -> Arc<Self> {
        Self::new(&file.path, &file.text)
    }

    /// A text that stands at a byte of this source, and where it then starts: in this source itself if it
    /// stands there word for word, else (in a string with escapes) laid out at the same line and column.
    pub(crate) fn holding(self: &Arc<Self>, at: usize, text: &str) -> (Arc<Self>, usize) {
        if self.text.get(at..at + text.len()) == Some(text) {
            return (Arc::clone(self), at);
        }
        Self::laid_out(&self.place(at), text)
    }

    /// A text alone, so that its places are those it has in its file, and where it starts.
    pub(crate) fn laid_out(place: &Place, text: &str) -> (Arc<Self>, usize) {
        let count = |number: u32| usize::try_from(number).unwrap_or(1).saturating_sub(1);
        let before = "\n".repeat(count(place.line)) + &" ".repeat(count(place.column));
        let source = Self::new(&place.file, &(before.clone() + text));
        (source, before.len())
    }

    /// The path as messages show it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span is none of this source's.
    pub fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The whole lines that a span is in, and the number of the first of them.
    pub fn lines(&self, span: Span) -> (Span, usize) {
        let first = self
            .line_starts
            .partition_point(|&start| start <= span.start);
        let after = self.line_starts.partition_point(|&start| start <= span.end);
        let from = self.line_starts.get(first.saturating_sub(1)).copied();
        let to = self.line_starts.get(after).copied();
        let from = from.unwrap_or_default();
        (from..to.unwrap_or(self.text.len()), first)
    }

    /// The line and column of a byte.
    pub fn place(&self, offset: usize) -> Place {
        let line = self
            .line_starts
            .partition_point(|&start| start <= offset)
            .max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        Place {
            file: Arc::clone(&self.path),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }

    /// The byte of a line and column, if the text has it.
    pub fn offset(&self, place: &Place) -> Option<usize> {
        let start = *self
            .line_starts
            .get(usize::try_from(place.line).ok()?.checked_sub(1)?)?;
        let column = usize::try_from(place.column).ok()?.checked_sub(1)?;
        let line = self.text.get(start..)?;
        line.char_indices()
            .map(|(at, _)| at)
            .chain(std::iter::once(line.len()))
            .nth(column)
            .map(|at| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let source = Source::new("a.sql", "\u{feff}é\tx\r\ny");
        assert_eq!(source.place("é\t".len()).to_string(), "a.sql:1:3");
        assert_eq!(source.place("é\tx\r\n".len()).to_string(), "a.sql:2:1");
    }

    #[test]
    fn a_place_finds_its_byte_again() {
        let source = Source::new("a.sql", "aé\nb ü c");
        for (offset, _) in source.text().char_indices() {
            assert_eq!(source.offset(&source.place(offset)), Some(offset));
        }
    }
}
