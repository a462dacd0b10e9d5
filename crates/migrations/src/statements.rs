//! One file's text as the statements that are sent one by one.
//!
//! One by one, because then a failure has a statement, and with it a line, and because several statements in
//! one message are one transaction to Postgres, which is what a migration without a transaction must avoid.
//! The rules are psql's: a semicolon ends a statement unless it stands in a string, a comment, parentheses or
//! the `BEGIN ATOMIC` body of a function.

use squawk_lexer::{LiteralKind, Token, TokenKind, tokenize};
use std::ops::Range;

/// A statement of a file, without its semicolon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement<'t> {
    /// The byte at which it starts: its first token that is no comment.
    pub start: usize,
    /// From the first token to the last.
    pub text: &'t str,
    /// What it does to the transaction it runs in.
    pub control: Option<Control>,
    /// Postgres refuses it inside of a transaction.
    pub stands_alone: bool,
    /// The rows that follow a `COPY .. FROM stdin`, as the file has them.
    pub rows: Option<&'t str>,
}

/// Statements that would end, or pretend to start, the transaction around a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// `BEGIN`, `START TRANSACTION`, without options.
    Begin,
    /// `COMMIT`, `END`, without options.
    Commit,
    /// Any other of them, `ROLLBACK` above all.
    Other,
}

/// Why a text cannot be split, and the byte at which the reason stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitError {
    /// The byte.
    pub at: usize,
    /// The reason.
    pub reason: Reason,
}

/// Why a text cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A string, identifier or comment that never ends; holds what it is called.
    Unterminated(&'static str),
    /// `COPY .. FROM STDIN`: its data follows the statement, outside of SQL.
    CopyFromStdin,
}

/// The statements of `text`, in order; comments and empty statements are none.
///
/// With `copy_data` the rows after a `COPY .. FROM stdin` are taken as such, without it they are an error.
pub fn split(text: &str, copy_data: bool) -> Result<Vec<Statement<'_>>, SplitError> {
    let splitter = Splitter::new(text).run()?;
    match splitter.statements.iter().find(|s| s.rows.is_some()) {
        Some(copy) if !copy_data => Err(SplitError {
            at: copy.start,
            reason: Reason::CopyFromStdin,
        }),
        _ => Ok(splitter.statements),
    }
}

/// Whether a text is one statement, and one that Postgres refuses inside of a transaction.
pub(crate) fn is_one_that_stands_alone(text: &str) -> bool {
    may_stand_alone(text)
        && Splitter::new(text)
            .run()
            .is_ok_and(|s| matches!(s.statements.as_slice(), [only] if only.stands_alone))
}

/// Whether Postgres refuses a statement of a text inside of a transaction.
pub(crate) fn any_stands_alone(text: &str) -> bool {
    may_stand_alone(text)
        && Splitter::new(text)
            .run()
            .is_ok_and(|s| s.statements.iter().any(|statement| statement.stands_alone))
}

/// Whether a text holds a word that all such statements have one of: most texts need no closer look.
fn may_stand_alone(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "concurrently",
        "database",
        "discard",
        "reindex",
        "subscription",
        "system",
        "tablespace",
        "vacuum",
    ];
    let lower = text.to_ascii_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Commands that tell psql how to read the file or where to send it, and change nothing in the schema.
const OF_PSQL: [&str; 3] = ["\\restrict", "\\unrestrict", "\\connect"];

/// The lines for psql that stand between the statements of what `pg_dump` wrote.
///
/// A text that cannot be split has none: whoever runs it says why.
pub(crate) fn psql_lines(text: &str) -> Vec<Range<usize>> {
    let splitter = Splitter::new(text).run();
    splitter.map(|s| s.psql_lines).unwrap_or_default()
}

/// Whether a text has lines or rows that only psql takes.
pub(crate) fn asks_for_psql(text: &str) -> bool {
    let splitter = Splitter::new(text).run();
    splitter
        .is_ok_and(|s| !s.psql_lines.is_empty() || s.statements.iter().any(|s| s.rows.is_some()))
}

struct Splitter<'t> {
    text: &'t str,
    statements: Vec<Statement<'t>>,
    psql_lines: Vec<Range<usize>>,
    current: Current,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            statements: Vec::new(),
            psql_lines: Vec::new(),
            current: Current::default(),
        }
    }

    fn run(mut self) -> Result<Self, SplitError> {
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
    /// The word stands somewhere outside of parentheses.
    concurrently: bool,
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

    /// Whether Postgres' `PreventInTransactionBlock` is in its way.
    fn stands_alone(&self) -> bool {
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
        split(sql, false)
            .unwrap()
            .into_iter()
            .map(|s| s.text)
            .collect()
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
            assert_eq!(split(sql, false), Err(SplitError { at, reason }), "{sql}");
        }
    }

    #[test]
    fn copy_from_stdin_is_told_apart() {
        let error = split("SELECT 1;\nCOPY t (a) FROM stdin;\n1\n'\n\\.\n", false).unwrap_err();
        assert_eq!(
            error,
            SplitError {
                at: 10,
                reason: Reason::CopyFromStdin
            }
        );
        assert!(split("COPY t FROM '/tmp/stdin'; COPY t TO STDOUT", false).is_ok());
    }

    #[test]
    fn rows_of_copy_are_no_sql() {
        let sql =
            "COPY t (a) FROM stdin;\n1\tit's; fine\n\\.\nSELECT 1;\nCOPY u FROM stdin;\n\\.\n";
        let found = split(sql, true).unwrap();
        let found: Vec<_> = found.iter().map(|s| (s.text, s.rows)).collect();
        assert_eq!(
            found,
            [
                ("COPY t (a) FROM stdin", Some("1\tit's; fine\n")),
                ("SELECT 1", None),
                ("COPY u FROM stdin", Some("")),
            ]
        );
    }

    #[test]
    fn lines_for_psql_stand_between_statements() {
        let sql = "\\restrict a'b\nSELECT $$\n\\restrict x\n$$;\n\\connect \"it's\"\n\\i x.sql\n;\n\\unrestrict a'b\n";
        let lines: Vec<&str> = psql_lines(sql).into_iter().map(|line| &sql[line]).collect();
        assert_eq!(
            lines,
            ["\\restrict a'b", "\\connect \"it's\"", "\\unrestrict a'b"]
        );
    }

    #[test]
    fn statements_that_stand_alone() {
        let alone = |sql| split(sql, false).unwrap()[0].stands_alone;
        for sql in [
            "create unique index concurrently if not exists i on t (a)",
            "DROP INDEX CONCURRENTLY i",
            "VACUUM (ANALYZE) t",
            "REINDEX TABLE CONCURRENTLY t",
            "REINDEX VERBOSE SCHEMA s",
            "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
            "ALTER SYSTEM SET work_mem = 1",
            "CREATE DATABASE d",
        ] {
            assert!(alone(sql), "{sql}");
        }
        for sql in [
            "CREATE INDEX i ON t (a)",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
            "ALTER TYPE t ADD VALUE 'a'",
            "REINDEX TABLE t",
        ] {
            assert!(!alone(sql), "{sql}");
        }
    }

    #[test]
    fn statements_that_control_the_transaction() {
        let controls = |sql| {
            split(sql, false)
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
