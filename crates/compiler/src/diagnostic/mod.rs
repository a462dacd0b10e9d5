//! What is wrong, where, and what to do about it.
//!
//! *Invariant:* a diagnostic carries everything its picture needs; rendering reads no file, and prints no
//! colour, because build scripts and macros show it as plain text.

mod code;
mod label;
mod render;

pub use code::{Code, explain};
pub use label::Label;

use crate::source::Source;
use driftless_migrations::{MigrationSet, SqlFile};
use std::{error::Error, fmt, sync::Arc};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the compilation.
    pub severity: Severity,
    /// The rule it breaks.
    pub code: Code,
    /// Postgres' code for the same mistake, where Postgres has one.
    pub sqlstate: Option<&'static str>,
    /// What is wrong, in Postgres' own words where Postgres has some.
    pub title: String,
    /// Where; the first one is where it went wrong, the others say more.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Vec<String>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

/// Whether a diagnostic stops the compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Worth a look.
    Warning,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: Code, title: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            sqlstate: None,
            title: title.into(),
            labels: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A warning without a place yet.
    pub fn warning(code: Code, title: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, title)
        }
    }

    /// With Postgres' code for it.
    #[must_use]
    pub fn sqlstate(mut self, sqlstate: &'static str) -> Self {
        self.sqlstate = Some(sqlstate);
        self
    }

    /// With one more place.
    #[must_use]
    pub fn label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// With something else to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The plain text picture: message, place, the SQL line with a caret, help.
    pub fn render(&self) -> String {
        render::render(self)
    }
}

/// All that is wrong; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// `Err` with these diagnostics, or `Ok(value)` if there is none.
    pub fn unless_empty<T>(value: T, found: Vec<Diagnostic>) -> Result<T, Self> {
        if found.is_empty() {
            Ok(value)
        } else {
            Err(Self(found))
        }
    }

    /// `Err` if one of these stops the compilation, else the value with what is only worth a look.
    pub fn unless_error<T>(value: T, found: Vec<Diagnostic>) -> Result<(T, Vec<Diagnostic>), Self> {
        let (errors, warnings): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|diagnostic| diagnostic.severity == Severity::Error);
        Self::unless_empty((value, warnings), errors)
    }

    /// The diagnostics, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// The plain text pictures of all, a blank line between them.
    pub fn render(&self) -> String {
        self.0
            .iter()
            .map(Diagnostic::render)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Gives the labels that know only line and column the SQL they point into.
    #[must_use]
    pub fn located(mut self, set: &MigrationSet) -> Self {
        locate(&mut self.0, set);
        self
    }
}

/// Gives the labels that know only line and column the SQL they point into.
pub fn locate(diagnostics: &mut [Diagnostic], set: &MigrationSet) {
    for label in diagnostics
        .iter_mut()
        .flat_map(|diagnostic| &mut diagnostic.labels)
    {
        if label.needs_source()
            && let Some(file) = file_of(set, &label.place.file)
        {
            label.locate(&Source::of(file));
        }
    }
}

fn file_of<'s>(set: &'s MigrationSet, path: &Arc<str>) -> Option<&'s SqlFile> {
    set.migrations
        .iter()
        .map(|migration| &migration.up)
        .find(|file| *file.path == **path)
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render())
    }
}

impl Error for Diagnostics {}
