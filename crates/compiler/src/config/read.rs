//! Reading the file: a walk over TOML that knows where each key stands.

use super::{AuditConfig, Config, EnumConfig, InboxConfig, Said};
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

pub(super) fn config(source: &Arc<Source>) -> Result<Config, Diagnostics> {
    let root = DeTable::parse(source.text()).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        Diagnostic::error(Code::D0301, format!("driftless.toml: {}", error.message()))
            .label(Label::at(source, span, ""))
    })?;
    let mut reader = Reader {
        source,
        found: Vec::new(),
    };
    let config = reader.root(root.get_ref());
    Diagnostics::unless_empty(config, reader.found)
}

struct Reader<'s> {
    source: &'s Arc<Source>,
    found: Vec<Diagnostic>,
}

/// A key with its value, and the path that messages call it.
struct Entry<'t> {
    path: String,
    key: Span,
    value: &'t Spanned<DeValue<'t>>,
}

impl Reader<'_> {
    fn root(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for entry in entries("", table) {
            match entry.path.as_str() {
                "names" => config.names = self.strings(&entry),
                "audit" => config.audit = self.audit(&entry),
                "inbox" => config.inbox = self.inbox(&entry),
                "enums" => config.enums = self.enums(&entry),
                _ => self.unknown(&entry, &["names", "audit", "inbox", "enums"]),
            }
        }
        config
    }

    fn audit(&mut self, section: &Entry<'_>) -> Option<AuditConfig> {
        let (mut table, mut actors) = (None, BTreeMap::new());
        for entry in self.table(section)? {
            match entry.path.as_str() {
                "audit.table" => table = self.string(&entry),
                "audit.actors" => actors = self.strings(&entry),
                _ => self.unknown(&entry, &["table", "actors"]),
            }
        }
        let table = self.required(section, "table", table)?;
        Some(AuditConfig { table, actors })
    }

    fn inbox(&mut self, section: &Entry<'_>) -> Option<InboxConfig> {
        let mut table = None;
        for entry in self.table(section)? {
            match entry.path.as_str() {
                "inbox.table" => table = self.string(&entry),
                _ => self.unknown(&entry, &["table"]),
            }
        }
        let table = self.required(section, "table", table)?;
        Some(InboxConfig { table })
    }

    fn enums(&mut self, section: &Entry<'_>) -> BTreeMap<String, Said<EnumConfig>> {
        let mut enums = BTreeMap::new();
        for entry in self.table(section).unwrap_or_default() {
            let name = entry
                .path
                .strip_prefix("enums.")
                .unwrap_or_default()
                .to_owned();
            let value = self.one_enum(&entry);
            enums.insert(name, self.said(&entry, value));
        }
        enums
    }

    fn one_enum(&mut self, section: &Entry<'_>) -> EnumConfig {
        let mut config = EnumConfig::default();
        for entry in self.table(section).unwrap_or_default() {
            match entry.path.strip_prefix(&format!("{}.", section.path)) {
                Some("unknown") => config.unknown = self.bool(&entry),
                Some("variants") => config.variants = self.strings(&entry),
                _ => self.unknown(&entry, &["unknown", "variants"]),
            }
        }
        config
    }

    fn table<'t>(&mut self, section: &Entry<'t>) -> Option<Vec<Entry<'t>>> {
        match section.value.get_ref() {
            DeValue::Table(table) => Some(entries(&section.path, table)),
            _ => self.wrong_kind(section, "a table"),
        }
    }

    fn strings(&mut self, section: &Entry<'_>) -> BTreeMap<String, Said<String>> {
        let prefix = format!("{}.", section.path);
        let mut strings = BTreeMap::new();
        for entry in self.table(section).unwrap_or_default() {
            if let Some(value) = self.string(&entry) {
                let name = entry.path.strip_prefix(&prefix).unwrap_or(&entry.path);
                strings.insert(name.to_owned(), value);
            }
        }
        strings
    }

    fn string(&mut self, entry: &Entry<'_>) -> Option<Said<String>> {
        match entry.value.get_ref() {
            DeValue::String(text) => Some(self.said(entry, text.to_string())),
            _ => self.wrong_kind(entry, "a string"),
        }
    }

    fn bool(&mut self, entry: &Entry<'_>) -> bool {
        match entry.value.get_ref() {
            DeValue::Boolean(value) => *value,
            _ => self.wrong_kind(entry, "true or false").unwrap_or_default(),
        }
    }

    fn said<T>(&self, entry: &Entry<'_>, value: T) -> Said<T> {
        Said {
            value,
            source: Arc::clone(self.source),
            key: entry.key.clone(),
            span: entry.value.span(),
        }
    }

    fn required<T>(&mut self, section: &Entry<'_>, key: &str, value: Option<T>) -> Option<T> {
        let wrong_already = self.found.iter().any(|d| d.title.contains(&section.path));
        if value.is_none() && !wrong_already {
            let title = format!("`{}.{key}` is missing", section.path);
            self.say(
                Code::D0303,
                title,
                section.key.clone(),
                "names no table",
                None,
            );
        }
        value
    }

    fn unknown(&mut self, entry: &Entry<'_>, known: &[&str]) {
        let key = entry.path.rsplit('.').next().unwrap_or_default();
        let help = match nearest(key, known.iter().map(ToString::to_string)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are `{}`", known.join("`, `")),
        };
        let title = format!("unknown key `{}`", entry.path);
        self.say(
            Code::D0302,
            title,
            entry.key.clone(),
            "not a key of driftless",
            Some(help),
        );
    }

    fn wrong_kind<T>(&mut self, entry: &Entry<'_>, expected: &str) -> Option<T> {
        let found = match entry.value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a float",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        let title = format!("`{}` is {found}, expected {expected}", entry.path);
        self.say(Code::D0303, title, entry.value.span(), "", None);
        None
    }

    fn say(&mut self, code: Code, title: String, span: Span, text: &str, help: Option<String>) {
        let mut problem = Diagnostic::error(code, title).label(Label::at(self.source, span, text));
        problem.help.extend(help);
        self.found.push(problem);
    }
}

/// The entries of a table, in the order in which the file says them.
fn entries<'t>(path: &str, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
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
