//! One file's text as the statements that are sent one by one.
//!
//! One by one, because then a failure has a statement, and with it a line, and because several statements in
//! one message are one transaction to Postgres, which is what a migration without a transaction must avoid.
//! The rules are psql's: a semicolon ends a statement unless it stands in a string, a comment, parentheses or
//! the `BEGIN ATOMIC` body of a function.

use squawk_lexer::{LiteralKind, Token, TokenKind, tokenize};

/// A statement of a file, without its semicolon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Statement<'t> {
    /// The byte at which it starts: its first token that is no comment.
    pub(super) start: usize,
    /// From the first token to the last.
    pub(super) text: &'t str,
    /// What it does to the transaction it runs in.
    pub(super) control: Option<Control>,
}

/// Statements that would end, or pretend to start, the transaction around a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// `BEGIN`, `START TRANSACTION`, without options.
    Begin,
    /// `COMMIT`, `END`, without options.
    Commit,
    /// Any other of them, `ROLLBACK` above all.
    Other,
}

/// Why a text cannot be split, and the byte at which the reason stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SplitError {
    pub(super) at: usize,
    pub(super) reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// A string, identifier or comment that never ends; holds what it is called.
    Unterminated(&'static str),
    /// `COPY .. FROM STDIN`: its data follows the statement, outside of SQL.
    CopyFromStdin,
}

/// The statements of `text`, in order; comments and empty statements are none.
pub(super) fn split(text: &str) -> Result<Vec<Statement<'_>>, SplitError> {
    let mut statements = Vec::new();
    let mut current = Current::default();
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    for token in tokenize(&text[at..]) {
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
            TokenKind::Semi if current.ends_here() => {
                statements.extend(std::mem::take(&mut current).finish(text)?);
            }
            kind => current.take(kind, at, end, &text[at..end]),
        }
        at = end;
    }
    statements.extend(current.finish(text)?);
    Ok(statements)
}

/// The statement that is being read.
#[derive(Default)]
struct Current {
    /// First byte of the first token and byte after the last, once there is one.
    range: Option<(usize, usize)>,
    /// Open parentheses.
    parentheses: usize,
    /// Open `BEGIN ATOMIC` and, in it, open `CASE`.
    blocks: usize,
    /// The first words in upper case, `""` for a token that is none; enough to tell what the statement is.
    head: Vec<String>,
    /// The word before this token, in upper case.
    previous: String,
    copies_from_stdin: bool,
}

const HEAD: usize = 4;

impl Current {
    fn ends_here(&self) -> bool {
        self.parentheses == 0 && self.blocks == 0
    }

    fn take(&mut self, kind: TokenKind, start: usize, end: usize, text: &str) {
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

    fn control(&self) -> Option<Control> {
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

    fn finish(self, text: &str) -> Result<Option<Statement<'_>>, SplitError> {
        let Some((start, end)) = self.range else {
            return Ok(None);
        };
        if self.copies_from_stdin {
            return Err(SplitError {
                at: start,
                reason: Reason::CopyFromStdin,
            });
        }
        Ok(Some(Statement {
            start,
            text: &text[start..end],
            control: self.control(),
        }))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str) -> Vec<&str> {
        split(sql).unwrap().into_iter().map(|s| s.text).collect()
    }

    #[test]
    fn comments_and_empty_statements_are_none() {
        assert!(texts("-- only a word\n/* and ; a /* nested; */ one; */ ;;\n").is_empty());
        assert_eq!(
            texts("\u{feff}-- a;\nSELECT 1 -- ;\n; ; SELECT 2"),
            ["SELECT 1", "SELECT 2"]
        );
    }

    #[test]
    fn semicolons_in_quotes_do_not_count() {
        let sql = r#"SELECT ';', 'it''s;', E'\';', U&'\003b;', "a;""b", $$;$$, $x$ $y$;$y$ $$;$x$; SELECT a$b$c;"#;
        let expected = sql
            .trim_end_matches(';')
            .split("; SELECT a$b")
            .collect::<Vec<_>>();
        assert_eq!(texts(sql), [expected[0], "SELECT a$b$c"]);
    }

    #[test]
    fn the_actions_of_a_rule_stay_together() {
        let sql = "CREATE RULE r AS ON INSERT TO a DO ALSO (INSERT INTO b VALUES (1); DELETE FROM c); SELECT 1;";
        assert_eq!(texts(sql).len(), 2);
    }

    #[test]
    fn a_function_with_an_sql_body_is_one_statement() {
        let sql = "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql
            BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END; SELECT 3; END; SELECT 4;";
        assert_eq!(texts(sql)[1], "SELECT 4");
        let sql = "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); END; CALL p()";
        assert_eq!(texts(sql).len(), 2);
        assert_eq!(
            texts("BEGIN; SELECT CASE WHEN true THEN 1 END; END; SELECT 1").len(),
            4
        );
    }

    #[test]
    fn a_do_block_and_a_plpgsql_body_are_strings() {
        let sql = "DO $$ BEGIN PERFORM 1; IF true THEN PERFORM 2; END IF; END $$; SELECT 1";
        assert_eq!(texts(sql).len(), 2);
    }

    #[test]
    fn what_never_ends_is_named_where_it_starts() {
        for (sql, at, what) in [
            ("SELECT 1;\nSELECT 'a", 17, "quoted string"),
            ("SELECT $x$ a $$", 7, "dollar-quoted string"),
            ("/* /* */", 0, "comment"),
            ("SELECT \"a", 7, "quoted identifier"),
        ] {
            let reason = Reason::Unterminated(what);
            assert_eq!(split(sql), Err(SplitError { at, reason }), "{sql}");
        }
    }

    #[test]
    fn copy_from_stdin_is_told_apart() {
        let error = split("SELECT 1;\nCOPY t (a) FROM stdin;\n1\n'\n\\.\n").unwrap_err();
        assert_eq!(
            error,
            SplitError {
                at: 10,
                reason: Reason::CopyFromStdin
            }
        );
        assert!(split("COPY t FROM '/tmp/stdin'; COPY t TO STDOUT").is_ok());
    }

    #[test]
    fn statements_that_control_the_transaction() {
        let controls = |sql| {
            split(sql)
                .unwrap()
                .iter()
                .map(|s| s.control)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            controls("begin; SELECT 1; COMMIT WORK"),
            [Some(Control::Begin), None, Some(Control::Commit)]
        );
        assert_eq!(
            controls("ROLLBACK TO SAVEPOINT a; SAVEPOINT a; PREPARE x AS SELECT 1"),
            [None; 3]
        );
        assert_eq!(
            controls("ROLLBACK; BEGIN READ ONLY; COMMIT AND CHAIN"),
            [Some(Control::Other); 3]
        );
    }
}
