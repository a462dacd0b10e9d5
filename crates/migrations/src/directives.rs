//! `-- driftless:` lines in the comments before a file's first statement.

use crate::ReadError;

/// What a migration asks for beside its SQL.
///
/// ```sql
/// -- driftless: dev-only
/// -- driftless: no-transaction
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Directives {
    /// Not part of the schema: data for development, applied only when asked for.
    pub dev_only: bool,
    /// Not wrapped in a transaction, as `CREATE INDEX CONCURRENTLY` demands.
    pub no_transaction: bool,
}

impl Directives {
    /// Reads the directives of a file's header: the `--` and blank lines before anything else.
    ///
    /// Later `-- driftless:` comments belong to the statement they stand at and are the compiler's.
    pub fn of_header(path: &str, text: &str) -> Result<Self, ReadError> {
        let mut directives = Self::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let Some(comment) = line.strip_prefix("--") else {
                break;
            };
            let Some(directive) = comment.trim().strip_prefix("driftless:") else {
                continue;
            };
            match directive.trim() {
                "dev-only" => directives.dev_only = true,
                "no-transaction" => directives.no_transaction = true,
                // They are about the first statement, and the compiler's.
                found if ["ignore", "effect"].contains(&first_word(found)) => {}
                found => {
                    return Err(ReadError::Directive {
                        place: format!("{path}:{}", index + 1),
                        found: found.to_owned(),
                    });
                }
            }
        }
        Ok(directives)
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_header_counts() {
        let text = "-- Seed.\n\n-- driftless: dev-only\nSELECT 1;\n-- driftless: no-transaction\n";
        let read = Directives::of_header("a.sql", text).unwrap();
        assert_eq!(
            read,
            Directives {
                dev_only: true,
                no_transaction: false
            }
        );
    }

    #[test]
    fn an_unknown_directive_names_its_line() {
        let error =
            Directives::of_header("m/001_a.sql", "--\n-- driftless: devonly\n").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("m/001_a.sql:2: unknown directive `-- driftless: devonly`")
        );
    }
}
