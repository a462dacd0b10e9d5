//! `-- driftless:` in front of a statement: what it does, where only its author can tell.
//!
//! ```sql
//! -- driftless: ignore the job table belongs to the queue library
//! SELECT pgboss.create_queue('mail');
//!
//! -- driftless: effect ALTER TABLE events ADD COLUMN part int;
//! -- driftless: effect CREATE TABLE events_2026 (
//! --   id bigint NOT NULL
//! -- );
//! DO $$ .. $$;
//! ```
//!
//! An effect goes on over the comment lines that follow, to a line that ends in a semicolon.
//!
//! *Invariant:* a directive stands for the whole statement, and only between it and the one before it.

use super::{
    clauses::{Read, Reader},
    split,
    statement::{Statement, StatementKind},
};
use crate::{
    diagnostic::{Code, Diagnostic, Label},
    source::{Source, Span},
};
use std::sync::Arc;

/// A line `-- driftless: word rest`.
struct Directive<'t> {
    word: &'t str,
    rest: &'t str,
    span: Span,
    /// Where `rest` starts.
    at: usize,
}

/// The directives in the comments of a gap between statements, and the comment lines after each.
fn directives<'t>(source: &'t Source, gap: &Span) -> Vec<(Directive<'t>, Vec<Span>)> {
    let mut found: Vec<(Directive<'t>, Vec<Span>)> = Vec::new();
    let mut at = gap.start;
    for line in source.slice(gap).split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let text = line.trim();
        at += line.len();
        let Some(comment) = text.strip_prefix("--") else {
            // A gap ends a comment that goes on.
            if let (Some((_, more)), true) = (found.last_mut(), text.is_empty()) {
                more.push(start..start);
            }
            continue;
        };
        match comment.trim_start().strip_prefix("driftless:") {
            Some(said) => {
                let said = said.trim_start();
                let word = said.split_whitespace().next().unwrap_or_default();
                let rest = said.get(word.len()..).unwrap_or_default().trim_start();
                let span = start..start + text.len();
                let at = span.end - rest.len();
                let directive = Directive {
                    word,
                    rest,
                    span,
                    at,
                };
                found.push((directive, Vec::new()));
            }
            None => {
                if let Some((_, more)) = found.last_mut() {
                    more.push(start + 2..start + text.len());
                }
            }
        }
    }
    found
}

/// What the comments before a statement say that it does. Those before a file's first statement may hold
/// directives for the whole file, which are not ours to read.
pub(super) fn before(
    source: &Arc<Source>,
    gap: &Span,
    statement: &Span,
    first: bool,
) -> Read<Option<Statement>> {
    let mut effects = Vec::new();
    let mut ignored = None;
    for (directive, more) in directives(source, gap) {
        match directive.word {
            "ignore" if directive.rest.is_empty() => {
                let help = "write why: `-- driftless: ignore only data`";
                return Err(wrong(source, &directive, "the reason is missing", help));
            }
            "ignore" => ignored = Some(directive.span.clone()),
            "effect" => effects.push(effect(source, &directive, &more)?),
            // What the file's reader knows it has read.
            _ if first => continue,
            word => {
                let help = "before a statement stand `ignore <reason>` and `effect <DDL>`; those for the \
                            whole file stand before its first statement";
                let title = format!("`{word}` is no directive for a statement");
                return Err(wrong(source, &directive, &title, help));
            }
        }
        if ignored.is_some() && !effects.is_empty() {
            let title = "a statement is ignored or has an effect, not both";
            return Err(wrong(source, &directive, title, "leave one of them out"));
        }
    }
    if ignored.is_none() && effects.is_empty() {
        return Ok(None);
    }
    let (stated, text) = laid_out(source, &effects);
    let kind = StatementKind::Stated(stated_statements(&stated, &text)?, stated);
    let span = statement.clone();
    Ok(Some(Statement { span, kind }))
}

/// Refuses directives after the last statement, which stand before nothing.
pub(super) fn nothing_follows(source: &Arc<Source>, gap: &Span) -> Read<()> {
    let found = directives(source, gap);
    let ours = |it: &Directive<'_>| matches!(it.word, "ignore" | "effect");
    // A file without any statement holds directives for the file alone.
    let stray = found.iter().map(|(directive, _)| directive);
    let mut stray = stray.filter(|it| gap.start > 0 || ours(it));
    match stray.next() {
        Some(directive) => {
            let title = "this directive stands before no statement";
            Err(wrong(
                source,
                directive,
                title,
                "move it before the one it is about",
            ))
        }
        None => Ok(()),
    }
}

/// The spans of an effect's SQL, to its semicolon.
fn effect(source: &Arc<Source>, directive: &Directive<'_>, more: &[Span]) -> Read<Vec<Span>> {
    let first = directive.at..directive.span.end;
    let mut spans: Vec<Span> = std::iter::once(first).collect();
    let mut more = more.iter();
    while !spans
        .last()
        .is_some_and(|it| source.slice(it).trim_end().ends_with(';'))
    {
        let Some(line) = more.next().filter(|it| !it.is_empty()) else {
            let title = "the SQL of an effect ends with a semicolon";
            let help = "write `-- driftless: effect ALTER TABLE t ADD COLUMN c int;`; it may go on over \
                        the comment lines that follow";
            return Err(wrong(source, directive, title, help));
        };
        spans.push(line.clone());
    }
    Ok(spans)
}

/// The source with blanks for everything but these spans, so that the places stay.
fn laid_out(source: &Arc<Source>, effects: &[Vec<Span>]) -> (Arc<Source>, String) {
    let keep: Vec<&Span> = effects.iter().flatten().collect();
    let mut text = String::with_capacity(source.text().len());
    for (at, c) in source.text().char_indices() {
        if c == '\n' || keep.iter().any(|span| span.contains(&at)) {
            text.push(c);
        } else {
            // As many bytes as there were.
            text.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
    }
    (Source::new(source.path(), &text), text)
}

fn stated_statements(source: &Arc<Source>, text: &str) -> Read<Vec<Statement>> {
    let pieces = split::split_text(text);
    pieces
        .iter()
        .map(|piece| super::read(source, piece))
        .collect()
}

fn wrong(
    source: &Arc<Source>,
    directive: &Directive<'_>,
    title: &str,
    help: &str,
) -> Box<Diagnostic> {
    let label = Label::at(source, directive.span.clone(), "not understood");
    Box::new(
        Diagnostic::error(Code::D0207, title)
            .label(label)
            .help(help),
    )
}

/// A statement whose effect its author states, for whoever wants to check that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Where the directive stands.
    pub place: crate::catalog::Place,
    /// Why the statement is ignored; `None` if its effect is stated.
    pub ignored: Option<String>,
}

/// The statements of a source whose effect is stated in a comment.
pub(crate) fn stated(source: &Source) -> Vec<Stated> {
    let mut found = Vec::new();
    let mut end = 0;
    for piece in split::split(source) {
        for (directive, _) in directives(source, &(end..piece.span.start)) {
            if matches!(directive.word, "ignore" | "effect") {
                let reason = directive.rest.to_owned();
                found.push(Stated {
                    place: source.place(directive.span.start),
                    ignored: (directive.word == "ignore").then_some(reason),
                });
            }
        }
        end = piece.span.end;
    }
    found
}

impl Reader {
    /// Refuses a directive inside of a statement, where it would be passed over.
    pub(super) fn no_directive_inside(&self, text: &str, start: usize) -> Read<()> {
        let mut at = start;
        for token in squawk_lexer::tokenize(text) {
            let span = at..at + usize::try_from(token.len).unwrap_or(0);
            at = span.end;
            if token.kind != squawk_lexer::TokenKind::LineComment {
                continue;
            }
            if let Some((directive, _)) = directives(self.source(), &span).first() {
                let title = "this directive stands inside of a statement";
                let help = "move it before the statement that it is about";
                return Err(wrong(self.source(), directive, title, help));
            }
        }
        Ok(())
    }
}
