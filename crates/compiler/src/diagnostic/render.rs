//! The picture of a diagnostic.

use super::{Diagnostic, Label, Severity};
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
        let annotations = labels
            .iter()
            .enumerate()
            .skip(index)
            .filter_map(|(at, other)| {
                let (theirs, span) = other.spot()?;
                (theirs.path() == source.path()).then(|| annotation(at, span.clone(), &other.text))
            });
        group = group.element(
            Snippet::source(source.text())
                .path(source.path())
                .annotations(annotations.collect::<Vec<_>>()),
        );
    }
    group
}

fn origin(label: &Label) -> Origin<'_> {
    Origin::path(&*label.place.file)
        .line(usize::try_from(label.place.line).unwrap_or(usize::MAX))
        .char_column(usize::try_from(label.place.column).unwrap_or(usize::MAX))
}

fn annotation(index: usize, span: std::ops::Range<usize>, text: &str) -> Annotation<'_> {
    let kind = if index == 0 {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    kind.span(span).label(text)
}
