//! Cutting a file into statements before anything is parsed.
//!
//! A mistake in one statement then says nothing about the next, and the depth of a statement is known
//! before the parser recurses into it.

use crate::source::{Source, Span};
use squawk_lexer::{Token, TokenKind};

/// Deeper nesting than this is refused: the parser recurses, and nobody writes it by hand.
pub(super) const MAX_DEPTH: usize = 250;

/// More words than this without a comma or a bracket between them are refused: in `1 + 1 + ..` and `NOT NOT ..`
/// each one nests, without a bracket that would show it.
const MAX_CHAIN: usize = 10_000;

/// One statement's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// From its first word to its semicolon or last word.
    pub(super) span: Span,
    /// The bracket that is nested too deeply.
    pub(super) too_deep: Option<usize>,
    /// The word that is one too many.
    pub(super) too_long: Option<usize>,
    /// Where a `\command` of psql stands, which no server understands.
    pub(super) psql_command: Option<usize>,
}

/// All statements of a file.
pub(super) fn split(source: &Source) -> Vec<Piece> {
    split_text(source.text())
}

/// All statements of a text.
pub(super) fn split_text(text: &str) -> Vec<Piece> {
    let mut splitter = Splitter {
        text,
        pieces: Vec::new(),
        current: None,
    };
    let mut from = 0;
    // What is skipped (rows of COPY, lines for psql) is no SQL, so the words after it are cut out anew.
    while let Some(next) = splitter.run(from) {
        from = next;
    }
    splitter.finish();
    splitter.pieces
}

struct Splitter<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
    current: Option<Current>,
}

/// The statement that is being read.
struct Current {
    piece: Piece,
    depth: usize,
    /// Words since the last comma or bracket.
    chain: usize,
    /// Nested BEGIN and CASE of a body in SQL.
    blocks: usize,
    /// The first words, lower case: enough to know a routine and `COPY .. FROM stdin`.
    words: Vec<String>,
}

impl Splitter<'_> {
    /// Reads tokens to the end of the text or to something that is skipped; then the answer is where to go on.
    fn run(&mut self, from: usize) -> Option<usize> {
        let text = self.text;
        let mut at = from;
        for token in squawk_lexer::tokenize(text.get(from..)?) {
            let end = at + usize::try_from(token.len).unwrap_or(0);
            let next = self.token(token, at, end);
            if next != end {
                return Some(next);
            }
            at = end;
        }
        None
    }

    /// Reads one token; the answer is where reading goes on.
    fn token(&mut self, token: Token, start: usize, end: usize) -> usize {
        if matches!(
            token.kind,
            TokenKind::Whitespace
                | TokenKind::LineComment
                | TokenKind::BlockComment { .. }
                | TokenKind::Eof
        ) {
            return end;
        }
        let text = self.text.get(start..end).unwrap_or_default();
        let current = self.current.get_or_insert_with(|| Current {
            piece: Piece {
                span: start..end,
                too_deep: None,
                too_long: None,
                psql_command: None,
            },
            depth: 0,
            chain: 0,
            blocks: 0,
            words: Vec::new(),
        });
        current.piece.span.end = end;
        current.chain += 1;
        if current.chain > MAX_CHAIN {
            current.piece.too_long.get_or_insert(start);
        }
        match token.kind {
            TokenKind::Comma => current.chain = 0,
            TokenKind::OpenParen | TokenKind::OpenBracket => {
                current.chain = 0;
                current.depth += 1;
                if current.depth > MAX_DEPTH {
                    current.piece.too_deep.get_or_insert(start);
                }
            }
            TokenKind::CloseParen | TokenKind::CloseBracket => {
                current.chain = 0;
                current.depth = current.depth.saturating_sub(1);
            }
            TokenKind::Ident => current.word(&text.to_ascii_lowercase()),
            TokenKind::Semi if current.depth == 0 && current.blocks == 0 => {
                let copies = current.copies_from_stdin();
                self.finish();
                return if copies {
                    self.after_copy_data(end)
                } else {
                    end
                };
            }
            TokenKind::Unknown if text.starts_with('\\') => {
                current.piece.psql_command.get_or_insert(start);
                let line = self.end_of_line(end);
                current_end(&mut self.current, line);
                self.finish();
                return line;
            }
            _ => {}
        }
        end
    }

    fn finish(&mut self) {
        self.pieces
            .extend(self.current.take().map(|current| current.piece));
    }

    fn end_of_line(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        from + rest.find('\n').unwrap_or(rest.len())
    }

    /// Rows of `COPY .. FROM stdin` end at a line that is `\.`.
    fn after_copy_data(&self, from: usize) -> usize {
        let mut at = (self.end_of_line(from) + 1).min(self.text.len());
        while at < self.text.len() {
            let end = self.end_of_line(at);
            let line = self.text.get(at..end).unwrap_or_default();
            at = (end + 1).min(self.text.len());
            if line.trim_end() == "\\." {
                break;
            }
        }
        at
    }
}

fn current_end(current: &mut Option<Current>, end: usize) {
    if let Some(current) = current {
        current.piece.span.end = end;
    }
}

impl Current {
    /// Counts blocks the way psql does: only the body of a routine may hold semicolons.
    fn word(&mut self, word: &str) {
        let routine = self.words.first().is_some_and(|first| first == "create")
            && self
                .words
                .iter()
                .any(|word| word == "function" || word == "procedure");
        match word {
            "begin" if routine && self.depth == 0 => self.blocks += 1,
            "case" if self.blocks > 0 => self.blocks += 1,
            "end" => self.blocks = self.blocks.saturating_sub(1),
            _ => {}
        }
        if self.words.len() < 4 || (self.words.len() < 64 && self.words[0] == "copy") {
            self.words.push(word.to_owned());
        }
    }

    fn copies_from_stdin(&self) -> bool {
        self.words.first().is_some_and(|first| first == "copy")
            && self
                .words
                .windows(2)
                .any(|pair| pair[0] == "from" && pair[1] == "stdin")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let source = Source::new("a.sql", text);
        split(&source)
            .iter()
            .map(|piece| source.slice(&piece.span).to_owned())
            .collect()
    }

    #[test]
    fn semicolons_inside_quotes_brackets_and_bodies_do_not_cut() {
        let text = "SELECT ';'; SELECT $$;$$;\n-- ;\nCREATE RULE r AS ON UPDATE TO t DO (SELECT 1; SELECT 2);\
                    CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3";
        let found = pieces(text);
        assert_eq!(found.len(), 5, "{found:#?}");
        assert_eq!(found[4], "SELECT 3");
    }

    #[test]
    fn rows_of_copy_are_no_statements() {
        let found = pieces("COPY t FROM stdin;\n1\tit's; fine\n\\.\nSELECT 1;");
        assert_eq!(found, ["COPY t FROM stdin;", "SELECT 1;"]);
    }

    #[test]
    fn a_psql_command_is_a_piece_of_its_own() {
        let source = Source::new("a.sql", "\\restrict abc\nSELECT 1;");
        let found = split(&source);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].psql_command, Some(0));
    }

    #[test]
    fn depth_is_counted_before_anything_is_parsed() {
        let source = Source::new("a.sql", &"(".repeat(3_000));
        assert_eq!(split(&source)[0].too_deep, Some(MAX_DEPTH));
    }
}
