//! Looking into an expression that the catalog holds as text.

use super::{clauses::Reader, statement::ColumnRef};
use crate::source::Source;
use squawk_syntax::{SourceFile, SyntaxKind};

const BEFORE: &str = "SELECT (";

/// The columns an expression names; spans are those of its text.
pub(crate) fn columns_of(text: &str) -> Vec<ColumnRef> {
    let wrapped = format!("{BEFORE}{text})");
    let source = Source::new("", &wrapped);
    let reader = Reader::new(&source, 0);
    let root = SourceFile::parse(&wrapped).syntax_node();
    let expr = root
        .descendants()
        .find(|node| node.kind() == SyntaxKind::PAREN_EXPR);
    let Some(Ok(expr)) = expr.map(|node| reader.expr(&node)) else {
        return Vec::new();
    };
    let mut columns = expr.columns;
    for reference in &mut columns {
        for name in reference.table.iter_mut().chain([&mut reference.column]) {
            name.span.start = name.span.start.saturating_sub(BEFORE.len());
            name.span.end = name.span.end.saturating_sub(BEFORE.len());
        }
    }
    columns
}
