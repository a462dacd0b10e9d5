//! A walk over TOML that knows where each key stands, for every file of settings.

use super::Said;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Label},
    nearest::nearest,
    source::{Source, Span},
};
use std::{collections::BTreeMap, sync::Arc};
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

/// What a file's errors are called.
pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) not_a_key: &'static str,
    pub(super) unreadable: Code,
    pub(super) unknown_key: Code,
    pub(super) wrong_value: Code,
}

/// Reads a file; `root` takes its outermost table.
pub(super) fn read<T>(
    file: &'static File,
    source: &Arc<Source>,
    root: impl FnOnce(&mut Reader<'_>, &DeTable<'_>) -> T,
) -> Result<T, Diagnostics> {
    let table = DeTable::parse(source.text()).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let title = format!("{}: {}", file.name, error.message());
        Diagnostic::error(file.unreadable, title).label(Label::at(source, span, ""))
    })?;
    let mut reader = Reader {
        file,
        source,
        found: Vec::new(),
    };
    let value = root(&mut reader, table.get_ref());
    Diagnostics::unless_empty(value, reader.found)
}

/// Reads values and collects what is wrong with them.
pub(super) struct Reader<'s> {
    file: &'static File,
    source: &'s Arc<Source>,
    found: Vec<Diagnostic>,
}

/// A key with its value, and the path that messages call it.
pub(super) struct Entry<'t> {
    pub(super) path: String,
    pub(super) key: Span,
    pub(super) value: &'t Spanned<DeValue<'t>>,
}

impl Entry<'_> {
    /// The name of the key in its section.
    pub(super) fn name(&self, section: &Self) -> &str {
        let below = self.path.strip_prefix(section.path.as_str());
        let name = below.and_then(|name| name.strip_prefix('.'));
        name.unwrap_or(&self.path)
    }

    /// The last part of the key.
    pub(super) fn last(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self.value.get_ref(), DeValue::Table(_))
    }

    pub(super) fn is_string(&self) -> bool {
        matches!(self.value.get_ref(), DeValue::String(_))
    }
}

impl Reader<'_> {
    pub(super) fn push(&mut self, problem: Diagnostic) {
        self.found.push(problem);
    }

    pub(super) fn table<'t>(&mut self, section: &Entry<'t>) -> Option<Vec<Entry<'t>>> {
        match section.value.get_ref() {
            DeValue::Table(table) => Some(entries(&section.path, table)),
            _ => self.wrong_kind(section, "a table"),
        }
    }

    pub(super) fn strings(&mut self, section: &Entry<'_>) -> BTreeMap<String, Said<String>> {
        let mut strings = BTreeMap::new();
        for entry in self.table(section).unwrap_or_default() {
            if let Some(value) = self.string(&entry) {
                strings.insert(entry.name(section).to_owned(), value);
            }
        }
        strings
    }

    pub(super) fn string(&mut self, entry: &Entry<'_>) -> Option<Said<String>> {
        match entry.value.get_ref() {
            DeValue::String(text) => Some(self.said(entry, text.to_string())),
            _ => self.wrong_kind(entry, "a string"),
        }
    }

    /// An array of strings.
    pub(super) fn list(&mut self, entry: &Entry<'_>) -> Option<Said<Vec<Said<String>>>> {
        let DeValue::Array(items) = entry.value.get_ref() else {
            return self.wrong_kind(entry, "an array of strings");
        };
        let mut list = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => list.push(Said {
                    value: text.to_string(),
                    source: Arc::clone(self.source),
                    key: item.span(),
                    span: item.span(),
                }),
                other => {
                    let title = format!("`{}` holds {}, expected strings", entry.path, kind(other));
                    self.wrong_value(title, item.span(), "");
                }
            }
        }
        Some(self.said(entry, list))
    }

    pub(super) fn bool(&mut self, entry: &Entry<'_>) -> bool {
        match entry.value.get_ref() {
            DeValue::Boolean(value) => *value,
            _ => self.wrong_kind(entry, "true or false").unwrap_or_default(),
        }
    }

    pub(super) fn said<T>(&self, entry: &Entry<'_>, value: T) -> Said<T> {
        Said {
            value,
            source: Arc::clone(self.source),
            key: entry.key.clone(),
            span: entry.value.span(),
        }
    }

    pub(super) fn required<T>(
        &mut self,
        section: &Entry<'_>,
        key: &str,
        value: Option<T>,
    ) -> Option<T> {
        let wrong_already = self.found.iter().any(|d| d.title.contains(&section.path));
        if value.is_none() && !wrong_already {
            let title = format!("`{}.{key}` is missing", section.path);
            self.wrong_value(title, section.key.clone(), "names no table");
        }
        value
    }

    pub(super) fn unknown(&mut self, entry: &Entry<'_>, known: &[&str]) {
        let help = match nearest(entry.last(), known.iter().map(ToString::to_string)) {
            Some(near) => format!("did you mean `{near}`?"),
            // TOML makes a table of each part of a key without quotes.
            None if entry.path.split('.').count() == 3 => format!(
                "the keys here are `{}`; a column is one key, in quotes: `\"table.column\"`",
                known.join("`, `")
            ),
            None => format!("the keys here are `{}`", known.join("`, `")),
        };
        let title = format!("unknown key `{}`", entry.path);
        let label = Label::at(self.source, entry.key.clone(), self.file.not_a_key);
        self.push(
            Diagnostic::error(self.file.unknown_key, title)
                .label(label)
                .help(help),
        );
    }

    fn wrong_kind<T>(&mut self, entry: &Entry<'_>, expected: &str) -> Option<T> {
        let found = kind(entry.value.get_ref());
        let title = format!("`{}` is {found}, expected {expected}", entry.path);
        self.wrong_value(title, entry.value.span(), "");
        None
    }

    pub(super) fn wrong_value(&mut self, title: String, span: Span, text: &str) {
        let label = Label::at(self.source, span, text);
        self.push(Diagnostic::error(self.file.wrong_value, title).label(label));
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

/// The entries of a table, in the order in which the file says them.
pub(super) fn entries<'t>(path: &str, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut entries: Vec<Entry<'t>> = table
        .iter()
        .map(|(key, value): (&Spanned<DeString<'_>>, _)| Entry {
            path: if path.is_empty() {
                key.get_ref().to_string()
            } else {
                format!("{path}.{}", key.get_ref())
            },
            key: key.span(),
            value,
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.start);
    entries
}
