//! Queries: from the parser's tree to [`tree`], which the catalog can read.
//!
//! *Invariant:* as everywhere in `parse`, a clause that nobody reads is refused.

mod call;
mod expr;
mod from;
mod operator;
mod recursive;
mod select;
mod special;
mod tree;
mod walk;
mod window;
mod with;

pub(super) use recursive::recursive;
pub(crate) use tree::*;

use super::clauses::{Read, Reader};
use crate::{
    diagnostic::{Code, Diagnostic, Label},
    source::Source,
};
use squawk_syntax::SyntaxNode;
use std::sync::Arc;

/// The one query that a text is.
pub(crate) fn query(source: &Arc<Source>) -> Read<Query> {
    let whole = |why| {
        let label = Label::at(source, 0..source.text().trim_end().len(), why);
        Box::new(Diagnostic::error(Code::D0202, "this is not one query").label(label))
    };
    let pieces = super::split::split(source);
    let [piece] = pieces.as_slice() else {
        return Err(whole("none, or several statements"));
    };
    let reader = Reader::new(source, piece.span.start);
    let root = super::tree_of(&reader, piece)?;
    let nodes: Vec<SyntaxNode> = root.children().collect();
    match nodes.as_slice() {
        [node] if select::is_query(node.kind()) => reader.query(node),
        _ => Err(whole("not a SELECT, VALUES or TABLE")),
    }
}
