//! SQL text to statements in our own words, or to errors.
//!
//! *Invariant:* the parser's types end in this folder, and a statement that comes out of it was read whole:
//! every clause was taken or the statement was refused at that clause.

#![allow(
    clippy::unnecessary_box_returns,
    reason = "errors are made in their box, so that a result stays small"
)]

mod alter_column;
mod alter_index;
mod alter_routine;
mod alter_table;
mod alter_type;
mod clauses;
mod comment;
mod constants;
mod constraint;
mod create_index;
mod create_table;
mod create_type;
mod directive;
mod domain;
mod drop;
mod exclusion;
mod expr;
mod literal;
mod name;
mod namespace;
mod partition;
mod passing;
mod policy;
mod program;
pub(crate) mod query;
mod refusals;
mod routine;
mod rule;
mod sequence;
mod setting;
mod split;
mod statement;
mod statistics;
mod storage;
mod stored;
mod syntax;
mod trigger;
mod type_name;
mod view;

pub(crate) use constants::{Role, constants_of};
pub use directive::Stated;
pub(crate) use directive::stated;
pub(crate) use partition::{bound_of, partition_key_of};
pub(crate) use program::*;
pub(crate) use setting::schemas_in_option;
pub(crate) use statement::*;
pub(crate) use stored::{columns_of, identifiers, label_of, names_of};
pub(crate) use syntax::{all_words, is_reserved, words};

use crate::{
    diagnostic::Diagnostic,
    source::{Source, Span},
};
use clauses::{Read, Reader};
use split::Piece;
use squawk_syntax::{SourceFile, SyntaxKind, SyntaxNode};
use std::sync::Arc;

/// A statement that could not be read.
#[derive(Debug)]
pub(crate) struct Unread {
    /// Why.
    pub(crate) diagnostic: Box<Diagnostic>,
    /// The words outside of brackets: what it was about.
    pub(crate) words: Vec<String>,
}

/// All statements of a source, in order.
pub(crate) fn parse(source: &Arc<Source>) -> impl Iterator<Item = Result<Statement, Unread>> {
    let pieces = split::split(source);
    let end = pieces.last().map_or(0, |piece| piece.span.end);
    let behind = directive::nothing_follows(source, &(end..source.text().len())).err();
    let behind = behind.map(|diagnostic| {
        let words = Vec::new();
        Err(Unread { diagnostic, words })
    });
    let mut end = 0;
    let statements = pieces.into_iter().map(move |piece| {
        let gap = end..piece.span.start;
        end = piece.span.end;
        statement(source, &piece, &gap)
    });
    statements.chain(behind)
}

fn statement(source: &Arc<Source>, piece: &Piece, gap: &Span) -> Result<Statement, Unread> {
    let unread = |diagnostic| Unread {
        diagnostic,
        words: words(source.slice(&piece.span)).outside,
    };
    match directive::before(source, gap, &piece.span, gap.start == 0).map_err(unread)? {
        Some(stated) => Ok(stated),
        None => read(source, piece).map_err(unread),
    }
}

fn read(source: &Arc<Source>, piece: &Piece) -> Read<Statement> {
    let reader = Reader::new(source, piece.span.start);
    let root = tree_of(&reader, piece)?;
    let mut kind = StatementKind::LeavesCatalogAlone(Vec::new());
    for node in root
        .children()
        .filter(|node| node.kind() != SyntaxKind::EMPTY_STMT)
    {
        kind = reader.statement(&node)?;
    }
    Ok(Statement {
        span: reader.span_of(&root),
        kind,
    })
}

/// The parser's tree of one statement.
fn tree_of(reader: &Reader, piece: &Piece) -> Read<SyntaxNode> {
    syntax::check_piece(reader, piece)?;
    let text = reader.text(&piece.span);
    if text.contains("driftless:") {
        reader.no_directive_inside(text, piece.span.start)?;
    }
    let parsed = SourceFile::parse(text);
    let errors = parsed.errors();
    if let Some(error) = errors.iter().min_by_key(|error| error.range().start()) {
        return Err(Box::new(syntax::first_error(reader, text, error)));
    }
    let root = parsed.syntax_node();
    syntax::check_depth(reader, &root)?;
    Ok(root)
}

impl Reader {
    fn statement(&self, node: &SyntaxNode) -> Read<StatementKind> {
        use SyntaxKind as K;
        match node.kind() {
            K::CREATE_TABLE => self.create_table(node),
            K::ALTER_TABLE => self.alter_table(node),
            K::CREATE_VIEW | K::CREATE_MATERIALIZED_VIEW => self.create_view(node),
            K::ALTER_VIEW | K::ALTER_MATERIALIZED_VIEW => self.alter_view(node),
            K::CREATE_TABLE_AS => self.create_table_as(node),
            K::SELECT_INTO => self.select_into(node),
            K::CREATE_INDEX => self.create_index(node),
            K::ALTER_INDEX => self.alter_index(node),
            K::CREATE_POLICY => self.create_policy(node),
            K::ALTER_POLICY => self.alter_policy(node),
            K::CREATE_RULE => self.create_rule(node),
            K::ALTER_RULE => self.alter_rule(node),
            K::CREATE_STATISTICS => self.create_statistics(node),
            K::ALTER_STATISTICS => self.alter_statistics(node),
            K::COMMENT_ON => self.comment(node),
            K::CREATE_EXTENSION => self.create_extension(node),
            K::CREATE_SCHEMA => self.create_schema(node),
            K::CREATE_FUNCTION | K::CREATE_PROCEDURE => self.create_function(node),
            K::CREATE_AGGREGATE => self.create_aggregate(node),
            K::ALTER_FUNCTION | K::ALTER_PROCEDURE | K::ALTER_ROUTINE | K::ALTER_AGGREGATE => {
                self.alter_routine(node)
            }
            K::ALTER_TRIGGER => self.alter_trigger(node),
            K::CREATE_TRIGGER => self.create_trigger(node),
            K::CREATE_TYPE => self.create_type(node),
            K::ALTER_TYPE => self.alter_type(node),
            K::CREATE_DOMAIN => self.create_domain(node),
            K::ALTER_DOMAIN => self.alter_domain(node),
            K::CREATE_SEQUENCE => self.create_sequence(node),
            K::ALTER_SEQUENCE => self.alter_sequence(node),
            K::DROP_TABLE
            | K::DROP_TYPE
            | K::DROP_DOMAIN
            | K::DROP_SEQUENCE
            | K::DROP_INDEX
            | K::DROP_SCHEMA
            | K::DROP_VIEW
            | K::DROP_MATERIALIZED_VIEW
            | K::DROP_EXTENSION
            | K::DROP_FUNCTION
            | K::DROP_PROCEDURE
            | K::DROP_ROUTINE
            | K::DROP_AGGREGATE
            | K::DROP_TRIGGER
            | K::DROP_POLICY
            | K::DROP_RULE
            | K::DROP_STATISTICS => self.drop(node),
            _ => self.passing(node),
        }
    }
}

/// Text with each run of white space as one blank; comments stay.
pub(crate) fn fold_white_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
