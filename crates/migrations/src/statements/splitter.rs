//! The walk over a text: statements, lines for psql, and rows.

use super::{Reason, SplitError, Statement, current::Current};
use squawk_lexer::{LiteralKind, Token, TokenKind, tokenize};
use std::ops::Range;

/// Commands that tell psql how to read the file or where to send it, and change nothing in the schema.
const OF_PSQL: [&str; 3] = ["\\restrict", "\\unrestrict", "\\connect"];

/// What a text holds, as far as it has been read.
pub(super) struct Splitter<'t> {
    text: &'t str,
    pub(super) statements: Vec<Statement<'t>>,
    pub(super) psql_lines: Vec<Range<usize>>,
    current: Current,
}

impl<'t> Splitter<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            statements: Vec::new(),
            psql_lines: Vec::new(),
            current: Current::default(),
        }
    }

    pub(super) fn run(mut self) -> Result<Self, SplitError> {
        let mut from = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
        // What is skipped (rows of COPY, lines for psql) is no SQL, so the words after it are cut out anew.
        while let Some(next) = self.run_from(from)? {
            from = next;
        }
        self.finish(self.text.len());
        Ok(self)
    }

    /// Reads tokens to the end of the text, or to something that is skipped; then the answer is where to go on.
    fn run_from(&mut self, from: usize) -> Result<Option<usize>, SplitError> {
        let mut at = from;
        for token in tokenize(&self.text[from..]) {
            let end = at + token.len as usize;
            if let Some(what) = unterminated(&token) {
                return Err(SplitError {
                    at,
                    reason: Reason::Unterminated(what),
                });
            }
            match token.kind {
                TokenKind::Whitespace
                | TokenKind::LineComment
                | TokenKind::BlockComment { .. }
                | TokenKind::Eof => {}
                TokenKind::Semi if self.current.ends_here() => {
                    let next = self.finish(end);
                    if next != end {
                        return Ok(Some(next));
                    }
                }
                TokenKind::Unknown if self.is_for_psql(at) => {
                    let line = self.line_end(at);
                    self.psql_lines.push(at..line);
                    return Ok(Some(line));
                }
                kind => self.current.take(kind, at, end, &self.text[at..end]),
            }
            at = end;
        }
        Ok(None)
    }

    fn is_for_psql(&self, at: usize) -> bool {
        let command = self.text[at..].split_whitespace().next();
        self.current.range.is_none() && command.is_some_and(|word| OF_PSQL.contains(&word))
    }

    /// Ends the statement that is being read, if there is one, and says where reading goes on.
    fn finish(&mut self, end: usize) -> usize {
        let current = std::mem::take(&mut self.current);
        let Some((start, stop)) = current.range else {
            return end;
        };
        let rows = current.copies_from_stdin.then(|| self.rows(end));
        self.statements.push(Statement {
            start,
            text: &self.text[start..stop],
            control: current.control(),
            stands_alone: current.stands_alone(),
            rows: rows.as_ref().map(|(rows, _)| &self.text[rows.clone()]),
        });
        rows.map_or(end, |(_, next)| next)
    }

    /// The rows after a COPY, which end at a line that is `\.`, and where that line ends.
    fn rows(&self, from: usize) -> (Range<usize>, usize) {
        let start = (self.line_end(from) + 1).min(self.text.len());
        let mut at = start;
        while at < self.text.len() {
            let end = self.line_end(at);
            if self.text[at..end].trim_end() == "\\." {
                return (start..at, end);
            }
            at = (end + 1).min(self.text.len());
        }
        (start..at, at)
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        from + rest.find('\n').unwrap_or(rest.len())
    }
}

fn unterminated(token: &Token) -> Option<&'static str> {
    match token.kind {
        TokenKind::BlockComment { terminated: false } => Some("comment"),
        TokenKind::QuotedIdent {
            terminated: false, ..
        } => Some("quoted identifier"),
        TokenKind::Literal { kind } => match kind {
            LiteralKind::DollarQuotedString { terminated: false } => Some("dollar-quoted string"),
            LiteralKind::Str { terminated: false }
            | LiteralKind::NationalStr { terminated: false }
            | LiteralKind::ByteStr { terminated: false }
            | LiteralKind::BitStr { terminated: false }
            | LiteralKind::UnicodeEscStr { terminated: false }
            | LiteralKind::EscStr { terminated: false } => Some("quoted string"),
            _ => None,
        },
        _ => None,
    }
}
