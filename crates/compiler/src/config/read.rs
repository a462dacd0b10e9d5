//! The sections of the file and what each key means.

use super::{
    AuditConfig, Config, EnumConfig, InboxConfig, Said, SchemaConfig, Tables, can_be_place,
    walk::{self, Entry, File, Reader, entries},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    nearest::nearest,
    source::Source,
};
use driftless_migrations::Layout;
use std::{collections::BTreeMap, sync::Arc};
use toml::de::DeTable;

const FILE: File = File {
    name: "driftless.toml",
    not_a_key: "not a key of driftless",
    unreadable: Code::D0301,
    unknown_key: Code::D0302,
    wrong_value: Code::D0303,
};

pub(super) fn config(source: &Arc<Source>) -> Result<Config, Diagnostics> {
    walk::read(&FILE, source, root)
}

fn root(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Config {
    let mut config = Config::default();
    let sections = entries("", table);
    for entry in &sections {
        match entry.path.as_str() {
            "layout" => config.layout = reader.layout(entry),
            "schema" => config.schema = reader.schema(entry),
            "rows" => config.rows = reader.rows(entry),
            "names" => config.names = reader.strings(entry),
            "types" => config.types = reader.types(entry),
            "derives" => config.derives = reader.derives(entry),
            "attributes" => config.attributes = reader.attributes(entry),
            "serde" => config.serde = reader.serde(entry),
            "audit" => config.audit = reader.audit(entry),
            "inbox" => config.inbox = reader.inbox(entry),
            "enums" => config.enums = reader.enums(entry),
            _ => reader.unknown(
                entry,
                &[
                    "layout",
                    "schema",
                    "rows",
                    "names",
                    "types",
                    "derives",
                    "attributes",
                    "serde",
                    "audit",
                    "inbox",
                    "enums",
                ],
            ),
        }
    }
    if config.schema.only {
        reader.refuse_beyond_schema(&sections);
    }
    config
}

impl Reader<'_> {
    fn schema(&mut self, section: &Entry<'_>) -> SchemaConfig {
        let mut config = SchemaConfig::default();
        for entry in self.table(section).unwrap_or_default() {
            match entry.path.as_str() {
                "schema.file" => config.file = self.schema_file(&entry),
                "schema.only" => config.only = self.bool(&entry),
                _ => self.unknown(&entry, &["file", "only"]),
            }
        }
        config
    }

    fn schema_file(&mut self, entry: &Entry<'_>) -> Option<Said<String>> {
        let file = self.string(entry)?;
        if can_be_place(&file.value) {
            return Some(file);
        }
        let title = format!("`{}` cannot be the place of schema.rs", file.value);
        self.push(
            Diagnostic::error(Code::D0303, title)
                .label(file.at_value("not a Rust file of this crate"))
                .help("name it as seen from Cargo.toml, with `/`: `src/schema.rs`"),
        );
        None
    }

    /// `only` leaves out what these sections are about.
    fn refuse_beyond_schema(&mut self, sections: &[Entry<'_>]) {
        let beyond = ["rows", "audit", "inbox"];
        for section in sections
            .iter()
            .filter(|section| beyond.contains(&section.path.as_str()))
        {
            let title = format!(
                "`[{}]` asks for more than `schema.only` lets be",
                section.path
            );
            let label = self
                .said(section, ())
                .at_key("nothing of this is generated");
            self.push(
                Diagnostic::error(Code::D0306, title)
                    .label(label)
                    .help("take out `only = true`: the next step of the adoption is here"),
            );
        }
    }

    fn rows(&mut self, section: &Entry<'_>) -> Tables {
        let (mut only, mut except) = (None, None);
        for entry in self.table(section).unwrap_or_default() {
            match entry.path.as_str() {
                "rows.only" => only = self.list(&entry),
                "rows.except" => except = self.list(&entry),
                _ => self.unknown(&entry, &["only", "except"]),
            }
        }
        self.tables(only, except)
    }

    fn tables(
        &mut self,
        only: Option<Said<Vec<Said<String>>>>,
        except: Option<Said<Vec<Said<String>>>>,
    ) -> Tables {
        match (only, except) {
            (None, None) => Tables::All,
            (Some(only), None) => Tables::Only(only.value),
            (None, Some(except)) => Tables::Except(except.value),
            (Some(only), Some(except)) => {
                let title = "`only` and `except` say the same in two ways";
                self.push(
                    Diagnostic::error(Code::D0306, title)
                        .label(except.at_key("the second"))
                        .label(only.at_key("the first"))
                        .help("keep one of them"),
                );
                Tables::All
            }
        }
    }

    fn layout(&mut self, entry: &Entry<'_>) -> Option<Said<Layout>> {
        let name = self.string(entry)?;
        if let Some(layout) = Layout::named(&name.value) {
            return Some(self.said(entry, layout));
        }
        let names = Layout::ALL.iter().map(|layout| layout.name().to_owned());
        let help = match nearest(&name.value, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the layouts are {}", Layout::names()),
        };
        let title = format!("there is no layout `{}`", name.value);
        self.push(
            Diagnostic::error(Code::D0303, title)
                .label(name.at_value(""))
                .help(help),
        );
        None
    }

    fn audit(&mut self, section: &Entry<'_>) -> Option<AuditConfig> {
        let (mut table, mut actors) = (None, BTreeMap::new());
        let (mut only, mut except) = (None, None);
        for entry in self.table(section)? {
            match entry.path.as_str() {
                "audit.table" => table = self.string(&entry),
                "audit.only" => only = self.list(&entry),
                "audit.except" => except = self.list(&entry),
                "audit.actors" => actors = self.strings(&entry),
                _ => self.unknown(&entry, &["table", "only", "except", "actors"]),
            }
        }
        let tables = self.tables(only, except);
        let table = self.required(section, "table", table)?;
        Some(AuditConfig {
            table,
            tables,
            actors,
        })
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
            let name = entry.name(section).to_owned();
            let value = self.one_enum(&entry);
            enums.insert(name, self.said(&entry, value));
        }
        enums
    }

    fn one_enum(&mut self, section: &Entry<'_>) -> EnumConfig {
        let mut config = EnumConfig::default();
        for entry in self.table(section).unwrap_or_default() {
            match entry.name(section) {
                "name" => config.name = self.string(&entry),
                "unknown" => config.unknown = self.bool(&entry),
                "variants" => config.variants = self.strings(&entry),
                _ => self.unknown(&entry, &["name", "unknown", "variants"]),
            }
        }
        config
    }
}
