//! What to do instead of a clause or statement that is refused.

use squawk_syntax::SyntaxKind;

/// Advice for a refused clause.
pub(super) fn help(kind: SyntaxKind) -> &'static str {
    match kind {
        SyntaxKind::STORAGE => "write ALTER COLUMN .. SET STORAGE: Postgres 15 takes it only there",
        SyntaxKind::ENFORCED | SyntaxKind::NOT_ENFORCED => {
            "Postgres 18 syntax: a Postgres 15 server refuses it"
        }
        SyntaxKind::VIRTUAL => "write STORED: Postgres 15 has no virtual generated columns",
        _ => "leave it out, or write the statement without it",
    }
}
