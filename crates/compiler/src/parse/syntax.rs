//! What is wrong before a statement has a shape: syntax errors, depth, commands of psql.

use super::{
    clauses::{Read, Reader},
    split::Piece,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use squawk_lexer::TokenKind;
use squawk_syntax::{SyntaxNode, syntax_error::SyntaxError};

/// Refuses what must not reach the parser.
pub(super) fn check_piece(reader: &Reader, piece: &Piece) -> Read<()> {
    if let Some(at) = piece.too_deep {
        return Err(Box::new(too_deep(reader, at..at + 1)));
    }
    if let Some(at) = piece.too_long {
        let error = reader
            .error(
                Code::D0003,
                "this expression is too long",
                at..at + 1,
                "the 10,001st word without a comma or bracket",
            )
            .sqlstate("54001")
            .help("split the expression, or write a list as one `IN (..)`");
        return Err(Box::new(error));
    }
    if let Some(at) = piece.psql_command {
        let error = reader
            .error(
                Code::D0004,
                "a command of psql is not SQL",
                at..piece.span.end,
                "psql reads this line itself, a server does not know it",
            )
            .help("remove the line: migrations are sent to the server as they are");
        return Err(Box::new(error));
    }
    Ok(())
}

/// The error for a bracket that would take the parser too deep.
pub(super) fn too_deep(reader: &Reader, at: Span) -> Diagnostic {
    reader
        .error(
            Code::D0003,
            "brackets are nested too deeply",
            at,
            "the 251st bracket inside one another",
        )
        .sqlstate("54001")
        .help("split the expression")
}

/// What may be nested without a bracket: operators, set operations and joins stand in one another too.
const MAX_LEVELS: usize = 3_000;

/// Refuses a tree that is too deep to be read by functions that call themselves.
pub(super) fn check_depth(reader: &Reader, root: &SyntaxNode) -> Read<()> {
    let (mut node, mut depth) = (root.clone(), 1);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > MAX_LEVELS {
                let title = "operators or queries are nested too deeply";
                let label = "the 3001st level of the statement";
                let error = reader
                    .error(Code::D0003, title, reader.span_of(&node), label)
                    .sqlstate("54001")
                    .help("write a list as `IN (..)`, or split the statement");
                return Err(Box::new(error));
            }
            continue;
        }
        // Up to the next that has something beside it.
        loop {
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            match node.parent() {
                Some(parent) if depth > 1 => (node, depth) = (parent, depth - 1),
                _ => return Ok(()),
            }
        }
    }
}

/// The first error of the parser, in Postgres' words.
pub(super) fn first_error(reader: &Reader, text: &str, error: &SyntaxError) -> Diagnostic {
    error_at(
        reader,
        text,
        usize::from(error.range().start()),
        error.message(),
    )
}

/// An error of the parser at a byte of the text, in Postgres' words.
pub(super) fn error_at(reader: &Reader, text: &str, at: usize, message: &str) -> Diagnostic {
    let label = explanation(message);
    let mut words = tokens(text).into_iter().filter(|(kind, _)| !trivia(*kind));
    let mut found = words.find(|(_, span)| span.end > at);
    // The parser knows commands by two words and blames the first; Postgres has read that one.
    if let Some((TokenKind::Ident, span)) = &found
        && span.start == 0
        && ["create", "alter", "drop"].contains(&text[span.clone()].to_ascii_lowercase().as_str())
    {
        found = words.next();
    }
    match found {
        Some((kind, span)) if unterminated(kind) => {
            let span = reader.shifted(&span);
            let what = match kind {
                TokenKind::QuotedIdent { .. } => "unterminated quoted identifier",
                _ => "unterminated quoted string",
            };
            let title = format!("{what} at or near \"{}\"", first_line(reader.text(&span)));
            reader
                .error(Code::D0002, title, span, "never closed")
                .sqlstate("42601")
        }
        Some((TokenKind::Semi, span)) if span.end == text.len() => {
            reader.syntax_error(reader.shifted(&span), &label)
        }
        Some((_, span)) => reader.syntax_error(reader.shifted(&span), &label),
        None => {
            let end = text.trim_end().len();
            let span = reader.shifted(&(end..end));
            reader
                .error(Code::D0002, "syntax error at end of input", span, &label)
                .sqlstate("42601")
        }
    }
}

/// The parser's message without the names of its tokens.
fn explanation(message: &str) -> String {
    let message = message
        .split(", found")
        .next()
        .unwrap_or(message)
        .to_lowercase();
    let words = message.split(' ').map(|word| match word {
        "l_paren" => "`(`",
        "r_paren" => "`)`",
        "comma" => "`,`",
        "eq" => "`=`",
        "semicolon" => "`;`",
        other => other.strip_suffix("_kw").unwrap_or(other),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or(text)
}

/// The tokens of a text and where each stands.
fn tokens(text: &str) -> Vec<(TokenKind, Span)> {
    let mut at = 0;
    let tokens = squawk_lexer::tokenize(text).map(|token| {
        let start = at;
        at += usize::try_from(token.len).unwrap_or(0);
        (token.kind, start..at)
    });
    tokens.collect()
}

fn trivia(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Whitespace
            | TokenKind::LineComment
            | TokenKind::BlockComment { terminated: true }
            | TokenKind::Eof
    )
}

fn unterminated(kind: TokenKind) -> bool {
    use squawk_lexer::LiteralKind as L;
    match kind {
        TokenKind::Literal { kind } => matches!(
            kind,
            L::Str { terminated: false }
                | L::NationalStr { terminated: false }
                | L::ByteStr { terminated: false }
                | L::BitStr { terminated: false }
                | L::DollarQuotedString { terminated: false }
                | L::UnicodeEscStr { terminated: false }
                | L::EscStr { terminated: false }
        ),
        TokenKind::QuotedIdent { terminated, .. } => !terminated,
        _ => false,
    }
}

/// The words of a statement, folded, by whether they stand in brackets.
pub(crate) struct Words {
    pub(crate) outside: Vec<String>,
    pub(crate) inside: Vec<String>,
}

/// The names a statement is about: what stands outside of brackets is changed, what stands inside is used.
pub(crate) fn words(text: &str) -> Words {
    let mut depth = 0usize;
    let mut words = Words {
        outside: Vec::new(),
        inside: Vec::new(),
    };
    for (kind, span) in tokens(text) {
        let token = text.get(span).unwrap_or_default();
        let word = match kind {
            TokenKind::OpenParen => {
                depth += 1;
                continue;
            }
            TokenKind::CloseParen => {
                depth = depth.saturating_sub(1);
                continue;
            }
            TokenKind::Ident => token.to_ascii_lowercase(),
            TokenKind::QuotedIdent { .. } => token.trim_matches('"').replace("\"\"", "\""),
            _ => continue,
        };
        if is_keyword(&word) {
            continue;
        }
        if depth == 0 {
            words.outside.push(word);
        } else {
            words.inside.push(word);
        }
    }
    words
}

/// Every word of a text, folded, strings read too: what is built as text may be run as text.
pub(crate) fn all_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}

/// Whether a word must be quoted to be a name.
pub(crate) fn is_reserved(word: &str) -> bool {
    squawk_syntax::quote::is_reserved_word(word)
}

/// Whether a word can not be what a statement is about, because nearly every statement holds it.
fn is_keyword(word: &str) -> bool {
    is_reserved(word) || COMMON.contains(&word)
}

/// Unreserved keywords that statements begin with or connect their parts by.
const COMMON: [&str; 22] = [
    "add",
    "alter",
    "cascade",
    "comment",
    "constraint",
    "delete",
    "drop",
    "exists",
    "extension",
    "function",
    "if",
    "index",
    "insert",
    "key",
    "owner",
    "rename",
    "restrict",
    "schema",
    "set",
    "trigger",
    "type",
    "update",
];
