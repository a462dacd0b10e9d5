//! The picture of a diagnostic.

use super::{Diagnostic, Label, Severity};
use crate::source::{Source, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Renders one diagnostic as plain text.
pub(super) fn render(diagnostic: &Diagnostic) -> String {
    let code = diagnostic.code;
    let sqlstate = diagnostic
        .sqlstate
        .map(|state| format!(" ({state})"))
        .unwrap_or_default();
    let title = format!("[{code}] {}{sqlstate}", diagnostic.title);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&title));
    group = places(group, &diagnostic.labels);
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note));
    }
    let explain = format!("`driftless explain {code}`");
    group = group.element(Level::NOTE.message(&explain));
    let mut text = Renderer::plain().render(&[group]);
    text.push('\n');
    text
}

/// One snippet per file, in the order in which the labels name the files.
fn places<'d>(mut group: Group<'d>, labels: &'d [Label]) -> Group<'d> {
    let mut done: Vec<&str> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let Some((source, _)) = label.spot() else {
            group = group.element(origin(label));
            continue;
        };
        if done.contains(&source.path()) {
            continue;
        }
        done.push(source.path());
        let here = labels
            .iter()
            .enumerate()
            .skip(index)
            .filter_map(|(at, other)| {
                let (theirs, span) = other.spot()?;
                (theirs.path() == source.path()).then_some((at, span.clone(), &*other.text))
            });
        group = match drawn(source, &here.collect::<Vec<_>>()) {
            Some(snippet) => group.element(snippet),
            None => group.element(origin(label)),
        };
    }
    group
}

/// More of a file than this is not drawn: nobody could read it, and it would take its time.
const MOST: usize = 100_000;

/// The lines of a file that the labels are in.
fn drawn<'d>(
    source: &'d Source,
    labels: &[(usize, Span, &'d str)],
) -> Option<Snippet<'d, Annotation<'d>>> {
    let start = labels.iter().map(|(_, span, _)| span.start).min()?;
    let end = labels.iter().map(|(_, span, _)| span.end).max()?;
    let (lines, first) = source.lines(start..end);
    let text = source
        .text()
        .get(lines.clone())
        .filter(|text| text.len() <= MOST)?;
    let annotations = labels.iter().map(|(at, span, text)| {
        let span = span.start - lines.start..span.end - lines.start;
        annotation(*at, span, text)
    });
    Some(
        Snippet::source(text)
            .line_start(first)
            .path(source.path())
            .annotations(annotations.collect::<Vec<_>>()),
    )
}

fn origin(label: &Label) -> Origin<'_> {
    Origin::path(&*label.place.file)
        .line(usize::try_from(label.place.line).unwrap_or(usize::MAX))
        .char_column(usize::try_from(label.place.column).unwrap_or(usize::MAX))
}

fn annotation(index: usize, span: Span, text: &str) -> Annotation<'_> {
    let kind = if index == 0 {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    kind.span(span).label(text)
}
