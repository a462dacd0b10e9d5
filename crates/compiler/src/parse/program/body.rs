//! From a body's text to its steps.

use super::{Block, Body, BodyText, Step, StepKind, plpgsql::retry};
use crate::{
    diagnostic::{Code, Diagnostic},
    parse::{
        clauses::{Read, Reader},
        literal,
        split::{self, MAX_DEPTH},
        syntax,
    },
    source::Source,
};
use squawk_lexer::TokenKind;
use squawk_syntax::{
    SourceFile, SyntaxElement, SyntaxKind as K, SyntaxNode,
    ast::{self, AstNode},
};
use std::{ops::Range, sync::Arc};

impl Reader {
    /// The text of a body's literal and where it starts; after an escape that is near enough.
    pub(in crate::parse) fn body_text(&self, literal: &SyntaxNode) -> Read<BodyText> {
        let text = literal::string(self, literal)?;
        let span = self.span_of(literal);
        let written = self.text(&span);
        let opening = match written.find(['$', '\'']) {
            Some(at) if written[at..].starts_with('$') => {
                let tag = written[at + 1..].find('$').unwrap_or_default();
                at + tag + 2
            }
            Some(at) => at + 1,
            None => 0,
        };
        let at = span.start + opening;
        Ok(BodyText { text, at })
    }

    /// Reads the body of a `DO`.
    pub(in crate::parse) fn do_body(&self, node: &SyntaxNode) -> Read<Body> {
        let language = node.children().find(|it| it.kind() == K::DO_LANGUAGE);
        let language = language.and_then(|it| it.first_child()).map_or_else(
            || Ok("plpgsql".to_owned()),
            |it| match it.kind() {
                K::LITERAL => literal::string(self, &it),
                _ => self.name(&it).map(|name| name.text),
            },
        )?;
        let literal = node.children().find(|it| it.kind() == K::LITERAL);
        let Some(literal) = literal else {
            return Err(Box::new(self.not_followed(node)));
        };
        if language != "plpgsql" {
            return Err(Box::new(self.not_followed(node)));
        }
        let body = self.body_text(&literal)?;
        let (source, at) = self.source().holding(body.at, &body.text);
        Body::plpgsql(&source, at, &body.text)
    }

    fn not_followed(&self, node: &SyntaxNode) -> Diagnostic {
        let title = "only DO blocks in PL/pgSQL are followed";
        super::two_ways(self.whole(node, Code::D0204, title))
    }
}

impl Body {
    /// Reads a body in PL/pgSQL that stands at `at` in the source.
    pub(crate) fn plpgsql(source: &Arc<Source>, at: usize, text: &str) -> Read<Self> {
        let reader = Reader::new(source, at);
        shallow(&reader, text)?;
        // The parser takes a body only inside of a statement.
        let tag = (0..).map(|n| format!("$body{n}$"));
        let tag = tag.into_iter().find(|tag| !text.contains(tag.as_str()));
        let tag = tag.unwrap_or_default();
        let before = format!("DO {tag}");
        let wrapped = SourceFile::parse(&format!("{before}{text}{tag}"));
        let root = wrapped.syntax_node();
        let body = root.descendants().find_map(ast::Do::cast);
        let Some(body) = body.and_then(|it| it.plpgsql()) else {
            let span = at..at + text.len();
            return Err(Box::new(reader.syntax_error(span, "not a body")));
        };
        let tree = body.syntax();
        // What the parser does not take in one piece, the reading of steps tries in another way.
        let retried: Vec<Range<usize>> = tree
            .descendants()
            .filter(|node| node.kind() == K::ERROR && retry(node).is_some())
            .map(|node| {
                usize::from(node.text_range().start())..usize::from(node.text_range().end())
            })
            .collect();
        for error in body.errors() {
            let at = usize::from(error.range().start()).saturating_sub(before.len());
            if !retried.iter().any(|it| (it.start..=it.end).contains(&at)) {
                let error = syntax::error_at(&reader, text, at, error.message());
                return Err(Box::new(error));
            }
        }
        let block = tree.children().find(|it| it.kind() == K::PLPGSQL_BLOCK);
        let block = block.map(|it| reader.block(&it)).transpose()?;
        Ok(Self {
            text: text.to_owned(),
            source: Arc::clone(source),
            block: block.unwrap_or_default(),
        })
    }

    /// Reads a body of SQL statements that stands at `at` in the source.
    pub(crate) fn sql(source: &Arc<Source>, at: usize, text: &str) -> Self {
        let steps = split::split_text(text).into_iter().map(|mut piece| {
            piece.span = at + piece.span.start..at + piece.span.end;
            let span = piece.span.clone();
            let kind = match crate::parse::read(source, &piece) {
                Ok(statement) => StepKind::Statement {
                    statement: Box::new(statement),
                    query: None,
                    into: Vec::new(),
                },
                Err(error) => StepKind::Unread(error),
            };
            Step { span, kind }
        });
        let block = Block {
            steps: steps.collect(),
            ..Block::default()
        };
        Self {
            text: text.to_owned(),
            source: Arc::clone(source),
            block,
        }
    }
}

/// Refuses what would take the parser too deep.
fn shallow(reader: &Reader, text: &str) -> Read<()> {
    match depth_of(text) {
        Some(at) => Err(Box::new(syntax::too_deep(
            reader,
            reader.shifted(&(at..at + 1)),
        ))),
        None => Ok(()),
    }
}

/// Where brackets and blocks are nested too deeply.
fn depth_of(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    let mut last = String::new();
    for token in squawk_lexer::tokenize(text) {
        let start = at;
        at += usize::try_from(token.len).unwrap_or(0);
        if matches!(
            token.kind,
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { .. }
        ) {
            continue;
        }
        let word = text.get(start..at).unwrap_or_default().to_ascii_lowercase();
        // `IF EXISTS` inside of a statement and `END IF` open nothing.
        let begins = matches!(&*last, "" | ";" | "then" | "else" | "begin" | "loop" | ">");
        match &*word {
            "(" | "[" => depth += 1,
            ")" | "]" | "end" => depth = depth.saturating_sub(1),
            "if" if begins => depth += 1,
            "begin" | "loop" | "case" if last != "end" => depth += 1,
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(start);
        }
        last = word;
    }
    None
}

/// The tokens of a node that mean something.
pub(super) fn tokens(node: &SyntaxNode) -> Vec<squawk_syntax::SyntaxToken> {
    let all = node.descendants_with_tokens();
    let all = all.filter_map(SyntaxElement::into_token);
    all.filter(|token| !token.kind().is_trivia()).collect()
}
