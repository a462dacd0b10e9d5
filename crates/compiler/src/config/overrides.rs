//! What the file says of Rust: types, names and attributes other than those the rules give.

use super::{
    Rust, Said,
    walk::{Entry, Reader},
};
use crate::diagnostic::{Code, Diagnostic};
use std::collections::BTreeMap;

/// One entry of `[types]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeConfig {
    /// The type's path.
    pub rust: Said<Rust>,
    /// `diesel = true`: it has Diesel's traits for `json` or `jsonb` itself, so nothing wraps it.
    pub diesel: bool,
}

/// One entry of `[serde]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SerdeConfig {
    /// `skip`
    pub skip: Option<Skip>,
    /// `rename`
    pub rename: Option<String>,
}

/// Where Serde leaves a field out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// `true`: it is neither written nor read; reading gives its default.
    Both,
    /// `"serializing"`: it is not written.
    Serializing,
    /// `"deserializing"`: it is not read.
    Deserializing,
}

impl SerdeConfig {
    /// As attributes of the field.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = Rust> {
        let skip = self.skip.map(|skip| match skip {
            Skip::Both => "serde(skip)".to_owned(),
            Skip::Serializing => "serde(skip_serializing)".to_owned(),
            Skip::Deserializing => "serde(skip_deserializing)".to_owned(),
        });
        let rename = self.rename.as_ref();
        let rename = rename.map(|name| format!("serde(rename = {name:?})"));
        let attributes = skip.into_iter().chain(rename);
        attributes.filter_map(|text| Rust::attribute(&text))
    }
}

impl Reader<'_> {
    pub(super) fn types(&mut self, section: &Entry<'_>) -> BTreeMap<String, Said<TypeConfig>> {
        self.each(section, Self::one_type)
    }

    /// A string, or a table with `type`.
    fn one_type(&mut self, entry: &Entry<'_>) -> Option<TypeConfig> {
        if !entry.is_table() {
            let rust = self.string(entry)?;
            let rust = self.rust(rust, "a type", "crate::Money", Rust::ty)?;
            return Some(TypeConfig {
                rust,
                diesel: false,
            });
        }
        let (mut rust, mut diesel) = (None, false);
        for key in self.table(entry)? {
            match key.last() {
                "type" => rust = self.string(&key),
                "diesel" => diesel = self.bool(&key),
                _ => self.unknown(&key, &["type", "diesel"]),
            }
        }
        let rust = self.required(entry, "type", rust)?;
        let rust = self.rust(rust, "a type", "crate::Money", Rust::ty)?;
        Some(TypeConfig { rust, diesel })
    }

    /// `[derives]`
    pub(super) fn derives(&mut self, section: &Entry<'_>) -> BTreeMap<String, Said<Vec<Rust>>> {
        self.each(section, |reader, entry| {
            reader.pieces(entry, "a derive", "strum::EnumIter", Rust::derive)
        })
    }

    /// `[attributes]`
    pub(super) fn attributes(&mut self, section: &Entry<'_>) -> BTreeMap<String, Said<Vec<Rust>>> {
        self.each(section, |reader, entry| {
            let example = "serde(rename_all = \"camelCase\")";
            reader.pieces(entry, "an attribute", example, Rust::attribute)
        })
    }

    pub(super) fn serde(&mut self, section: &Entry<'_>) -> BTreeMap<String, Said<SerdeConfig>> {
        self.each(section, |reader, entry| {
            let mut config = SerdeConfig::default();
            for key in reader.table(entry)? {
                match key.last() {
                    "skip" => config.skip = reader.skip(&key),
                    "rename" => config.rename = reader.string(&key).map(|said| said.value),
                    _ => reader.unknown(&key, &["skip", "rename"]),
                }
            }
            Some(config)
        })
    }

    fn skip(&mut self, entry: &Entry<'_>) -> Option<Skip> {
        if entry.is_string() {
            let said = self.string(entry)?;
            match said.value.as_str() {
                "serializing" => return Some(Skip::Serializing),
                "deserializing" => return Some(Skip::Deserializing),
                _ => {}
            }
            let title = format!("`{}` is not how Serde skips", said.value);
            self.push(
                Diagnostic::error(Code::D0303, title)
                    .label(said.at_value(""))
                    .help("it is `true`, `\"serializing\"` or `\"deserializing\"`"),
            );
            return None;
        }
        self.bool(entry).then_some(Skip::Both)
    }

    /// The entries of a section, by the key below it.
    fn each<T>(
        &mut self,
        section: &Entry<'_>,
        mut read: impl FnMut(&mut Self, &Entry<'_>) -> Option<T>,
    ) -> BTreeMap<String, Said<T>> {
        let mut all = BTreeMap::new();
        for entry in self.table(section).unwrap_or_default() {
            if let Some(value) = read(self, &entry) {
                all.insert(entry.name(section).to_owned(), self.said(&entry, value));
            }
        }
        all
    }

    fn pieces(
        &mut self,
        entry: &Entry<'_>,
        what: &str,
        example: &str,
        parse: fn(&str) -> Option<Rust>,
    ) -> Option<Vec<Rust>> {
        let list = self.list(entry)?.value.into_iter();
        let pieces = list.filter_map(|said| self.rust(said, what, example, parse));
        Some(pieces.map(|said| said.value).collect())
    }

    fn rust(
        &mut self,
        said: Said<String>,
        what: &str,
        example: &str,
        parse: fn(&str) -> Option<Rust>,
    ) -> Option<Said<Rust>> {
        let rust = parse(&said.value);
        if rust.is_none() {
            let title = format!("`{}` is not {what} in Rust", said.value);
            self.push(
                Diagnostic::error(Code::D0307, title)
                    .label(said.at_value("goes into the generated code as it stands"))
                    .help(format!("{what} is written as in `{example}`")),
            );
        }
        rust.map(|rust| said.with(rust))
    }
}
