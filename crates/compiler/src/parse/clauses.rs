//! Reading a syntax node so that nothing in it is passed over.
//!
//! *Invariant:* a node is read by taking its children one by one. What nobody took when the reading ends is
//! refused at its place, so a clause this compiler does not know can not be lost in silence.

use crate::{
    diagnostic::{Code, Diagnostic, Label},
    source::{Source, Span},
};
use squawk_syntax::{SyntaxElement, SyntaxKind, SyntaxNode, SyntaxToken};
use std::{iter::successors, sync::Arc};

/// One statement's tree and the file it stands in.
#[derive(Clone)]
pub(super) struct Reader {
    source: Arc<Source>,
    /// Where the statement's text starts in the file.
    base: usize,
}

/// The outcome of reading a part of a statement; the first problem ends it.
pub(super) type Read<T> = Result<T, Box<Diagnostic>>;

impl Reader {
    pub(super) fn new(source: &Arc<Source>, base: usize) -> Self {
        Self {
            source: Arc::clone(source),
            base,
        }
    }

    /// The same source from a byte further on.
    pub(super) fn at(&self, offset: usize) -> Self {
        Self::new(&self.source, self.base + offset)
    }

    pub(super) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Reads `node` with `take`, then refuses what was not taken.
    pub(super) fn read<T>(
        &self,
        node: &SyntaxNode,
        take: impl FnOnce(&mut Clauses<'_>) -> Read<T>,
    ) -> Read<T> {
        let children = node
            .children_with_tokens()
            .filter(|child| !child.kind().is_trivia() && child.kind() != SyntaxKind::SEMICOLON);
        let mut clauses = Clauses {
            reader: self,
            parent: node.clone(),
            children: children.map(Some).collect(),
        };
        let value = take(&mut clauses)?;
        match clauses.children.into_iter().flatten().next() {
            Some(left) => Err(Box::new(self.refused(&left))),
            None => Ok(value),
        }
    }

    /// Where an element stands, without the white space and comments around it.
    pub(super) fn span(&self, element: &SyntaxElement) -> Span {
        let span = match element {
            SyntaxElement::Node(node) => {
                // From both ends inwards: a long chain of operators is a deep tree, and each level has a span.
                let word = |token: &SyntaxToken| !token.kind().is_trivia();
                let first = successors(node.first_token(), SyntaxToken::next_token).find(word);
                let last = successors(node.last_token(), SyntaxToken::prev_token).find(word);
                match (first, last) {
                    (Some(first), Some(last))
                        if first.text_range().end() <= last.text_range().end() =>
                    {
                        first.text_range().start()..last.text_range().end()
                    }
                    _ => node.text_range().start()..node.text_range().end(),
                }
            }
            SyntaxElement::Token(token) => token.text_range().start()..token.text_range().end(),
        };
        self.base + usize::from(span.start)..self.base + usize::from(span.end)
    }

    pub(super) fn span_of(&self, node: &SyntaxNode) -> Span {
        self.span(&SyntaxElement::Node(node.clone()))
    }

    /// A span of the statement's text as a span of the file.
    pub(super) fn shifted(&self, span: &Span) -> Span {
        self.base + span.start..self.base + span.end
    }

    pub(super) fn text(&self, span: &Span) -> &str {
        self.source.slice(span)
    }

    /// A diagnostic at a span.
    pub(super) fn error(
        &self,
        code: Code,
        title: impl Into<String>,
        span: Span,
        label: &str,
    ) -> Diagnostic {
        Diagnostic::error(code, title).label(Label::at(&self.source, span, label))
    }

    /// Postgres' wording for a syntax error at a span.
    pub(super) fn syntax_error(&self, span: Span, label: &str) -> Diagnostic {
        let title = format!("syntax error at or near \"{}\"", self.text(&span));
        self.error(Code::D0002, title, span, label)
            .sqlstate("42601")
    }

    /// What a clause that nobody read becomes.
    pub(super) fn refused(&self, element: &SyntaxElement) -> Diagnostic {
        let span = self.span(element);
        let shown = super::fold_white_space(self.text(&span));
        let shown = if shown.chars().count() > 60 {
            format!("{}…", shown.chars().take(60).collect::<String>())
        } else {
            shown
        };
        self.error(
            Code::D0202,
            format!("this clause is not modelled: `{shown}`"),
            span,
            "not understood, and nothing is passed over",
        )
        .help(super::refusals::help(element.kind()))
    }
}

/// The children of one node that are not yet read.
pub(super) struct Clauses<'r> {
    pub(super) reader: &'r Reader,
    parent: SyntaxNode,
    children: Vec<Option<SyntaxElement>>,
}

impl Clauses<'_> {
    /// Takes the first child that is of this kind.
    fn take(&mut self, wanted: impl Fn(SyntaxKind) -> bool) -> Option<SyntaxElement> {
        self.children
            .iter_mut()
            .find(|child| child.as_ref().is_some_and(|child| wanted(child.kind())))?
            .take()
    }

    /// Takes a token; says whether it was there.
    pub(super) fn token(&mut self, kind: SyntaxKind) -> bool {
        self.take(|found| found == kind).is_some()
    }

    /// Takes the tokens of these kinds that are there, each once.
    pub(super) fn tokens(&mut self, kinds: &[SyntaxKind]) {
        for &kind in kinds {
            self.token(kind);
        }
    }

    /// Takes all commas and one pair of parentheses: a list's punctuation.
    pub(super) fn punctuation(&mut self) {
        self.tokens(&[SyntaxKind::L_PAREN, SyntaxKind::R_PAREN]);
        while self.token(SyntaxKind::COMMA) {}
    }

    /// Takes a node.
    pub(super) fn node(&mut self, kind: SyntaxKind) -> Option<SyntaxNode> {
        self.take(|found| found == kind)?.into_node()
    }

    /// Takes the first node of a kind that passes a test.
    pub(super) fn node_where(&mut self, wanted: impl Fn(SyntaxKind) -> bool) -> Option<SyntaxNode> {
        self.take(wanted)?.into_node()
    }

    /// Takes a node that must be there.
    pub(super) fn need(&mut self, kind: SyntaxKind) -> Read<SyntaxNode> {
        self.node(kind).ok_or_else(|| self.missing())
    }

    /// Takes all nodes of a kind.
    pub(super) fn nodes(&mut self, kind: SyntaxKind) -> Vec<SyntaxNode> {
        std::iter::from_fn(|| self.node(kind)).collect()
    }

    /// Takes the first node that is left, whatever it is.
    pub(super) fn any_node(&mut self) -> Option<SyntaxNode> {
        self.children
            .iter_mut()
            .find(|child| matches!(child, Some(SyntaxElement::Node(_))))?
            .take()?
            .into_node()
    }

    /// Takes all children that are left.
    pub(super) fn rest(&mut self) -> Vec<SyntaxElement> {
        self.children.iter_mut().filter_map(Option::take).collect()
    }

    /// Takes all tokens that are left.
    pub(super) fn any_tokens(&mut self) -> Vec<SyntaxToken> {
        self.children
            .iter_mut()
            .filter(|child| matches!(child, Some(SyntaxElement::Token(_))))
            .filter_map(|child| child.take()?.into_token())
            .collect()
    }

    /// The error for a tree without the part that must be there: something else stands in its place.
    pub(super) fn missing(&self) -> Box<Diagnostic> {
        let other = self
            .children
            .iter()
            .flatten()
            .find(|child| child.as_node().is_some());
        if let Some(other) = other {
            return Box::new(self.reader.refused(other));
        }
        let span = self.reader.span_of(&self.parent);
        Box::new(self.reader.syntax_error(span, "something is missing here"))
    }

    pub(super) fn span(&self) -> Span {
        self.reader.span_of(&self.parent)
    }
}
