//! One file's text as the statements that are sent one by one.
//!
//! One by one, because then a failure has a statement, and with it a line, and because several statements in
//! one message are one transaction to Postgres, which is what a migration without a transaction must avoid.
//! The rules are psql's: a semicolon ends a statement unless it stands in a string, a comment, parentheses or
//! the `BEGIN ATOMIC` body of a function.

mod current;
mod splitter;

use splitter::Splitter;
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
