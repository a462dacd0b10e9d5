//! What to do instead of a clause or statement that is refused.

use squawk_syntax::SyntaxKind;

/// Advice for a refused clause.
pub(super) fn help(kind: SyntaxKind) -> &'static str {
    match kind {
        SyntaxKind::TEMP => "temporary tables do not belong in migrations",
        SyntaxKind::UNLOGGED => "write an ordinary table: unlogged ones are not modelled yet",
        SyntaxKind::PARTITION_BY | SyntaxKind::PARTITION_OF => {
            "partitioned tables are not modelled yet"
        }
        SyntaxKind::INHERITS => "table inheritance is not modelled",
        SyntaxKind::LIKE_CLAUSE => "write the columns out: a copy of another table is not followed",
        SyntaxKind::EXCLUDE_CONSTRAINT => "exclusion constraints are not modelled yet",
        SyntaxKind::ENFORCED | SyntaxKind::NOT_ENFORCED => {
            "Postgres 18 syntax: a Postgres 15 server refuses it"
        }
        SyntaxKind::VIRTUAL => "write STORED: Postgres 15 has no virtual generated columns",
        SyntaxKind::TABLESPACE_CLAUSE | SyntaxKind::CONSTRAINT_INDEX_TABLESPACE => {
            "tablespaces belong to a server, not to a schema: set default_tablespace there"
        }
        _ => "leave it out, or write the statement without it",
    }
}
