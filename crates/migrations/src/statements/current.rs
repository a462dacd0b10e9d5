//! The statement that is being read: where it ends, and what its words say it is.

use super::Control;
use squawk_lexer::TokenKind;

/// The statement that is being read.
#[derive(Default)]
pub(super) struct Current {
    /// First byte of the first token and byte after the last, once there is one.
    pub(super) range: Option<(usize, usize)>,
    /// Open parentheses.
    parentheses: usize,
    /// Open `BEGIN ATOMIC` and, in it, open `CASE`.
    blocks: usize,
    /// The first words in upper case, `""` for a token that is none; enough to tell what the statement is.
    head: Vec<String>,
    /// The word before this token, in upper case.
    previous: String,
    pub(super) copies_from_stdin: bool,
    /// The word stands somewhere outside of parentheses.
    concurrently: bool,
}

const HEAD: usize = 4;

impl Current {
    pub(super) fn ends_here(&self) -> bool {
        self.parentheses == 0 && self.blocks == 0
    }

    pub(super) fn take(&mut self, kind: TokenKind, start: usize, end: usize, text: &str) {
        self.range = Some((self.range.map_or(start, |(first, _)| first), end));
        let word = match kind {
            TokenKind::Ident => text.to_ascii_uppercase(),
            _ => String::new(),
        };
        match kind {
            TokenKind::OpenParen => self.parentheses += 1,
            TokenKind::CloseParen => self.parentheses = self.parentheses.saturating_sub(1),
            TokenKind::Ident if self.parentheses == 0 => self.word(&word),
            _ => {}
        }
        if self.head.len() < HEAD {
            self.head.push(word.clone());
        }
        self.previous = word;
    }

    fn word(&mut self, word: &str) {
        match word {
            "ATOMIC" if self.previous == "BEGIN" && self.makes_a_routine() => self.blocks += 1,
            "CASE" if self.blocks > 0 => self.blocks += 1,
            "END" => self.blocks = self.blocks.saturating_sub(1),
            "STDIN" if self.previous == "FROM" && self.first() == "COPY" => {
                self.copies_from_stdin = true;
            }
            "CONCURRENTLY" => self.concurrently = true,
            _ => {}
        }
    }

    fn first(&self) -> &str {
        self.head.first().map_or("", String::as_str)
    }

    fn makes_a_routine(&self) -> bool {
        let head: Vec<&str> = self.head.iter().map(String::as_str).collect();
        matches!(
            head.as_slice(),
            ["CREATE", "FUNCTION" | "PROCEDURE", ..]
                | ["CREATE", "OR", "REPLACE", "FUNCTION" | "PROCEDURE", ..]
        )
    }

    pub(super) fn control(&self) -> Option<Control> {
        let head: Vec<&str> = self.head.iter().map(String::as_str).collect();
        match head.as_slice() {
            ["BEGIN"] | ["BEGIN", "WORK" | "TRANSACTION"] | ["START", "TRANSACTION"] => {
                Some(Control::Begin)
            }
            ["COMMIT" | "END"] | ["COMMIT" | "END", "WORK" | "TRANSACTION"] => {
                Some(Control::Commit)
            }
            ["ROLLBACK", "TO", ..] | ["ROLLBACK", "WORK" | "TRANSACTION", "TO", ..] => None,
            ["BEGIN" | "COMMIT" | "END" | "ROLLBACK" | "ABORT", ..]
            | ["START" | "PREPARE", "TRANSACTION", ..] => Some(Control::Other),
            _ => None,
        }
    }

    /// Whether Postgres' `PreventInTransactionBlock` is in its way.
    pub(super) fn stands_alone(&self) -> bool {
        let head: Vec<&str> = self.head.iter().map(String::as_str).collect();
        match head.as_slice() {
            [
                "CREATE" | "DROP",
                "DATABASE" | "TABLESPACE" | "SUBSCRIPTION",
                ..,
            ]
            | ["ALTER", "SYSTEM", ..]
            | ["VACUUM", ..]
            | ["DISCARD", "ALL", ..]
            | ["REINDEX", "SCHEMA" | "DATABASE" | "SYSTEM", ..]
            | ["REINDEX", "VERBOSE", "SCHEMA" | "DATABASE" | "SYSTEM", ..] => true,
            ["CREATE" | "DROP", "INDEX", ..]
            | ["CREATE", "UNIQUE", "INDEX", ..]
            | ["ALTER", "TABLE", ..]
            | ["REINDEX", ..] => self.concurrently,
            _ => false,
        }
    }
}
