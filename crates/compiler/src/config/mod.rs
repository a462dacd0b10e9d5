//! `driftless.toml`: what SQL cannot say. And `diesel.toml`, which says what `schema.rs` looks like.
//!
//! *Invariant:* every key is read or refused; a key or a name that means nothing is an error at its place,
//! with the nearest name that would.

pub mod diesel_toml;
mod overrides;
mod read;
mod rust;
mod walk;

pub use diesel_toml::DieselToml;
pub use overrides::{SerdeConfig, Skip, TypeConfig};
pub use rust::Rust;

use crate::{
    diagnostic::{Diagnostics, Label},
    output::OUTSIDE,
    source::{Source, Span},
};
use driftless_migrations::Layout;
use std::{collections::BTreeMap, sync::Arc};

/// What `driftless.toml` says. Every part is optional, and so is the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `[schema]`: Diesel's `schema.rs`.
    pub schema: SchemaConfig,
    /// `[rows]`: the tables that get rows, inserts and change sets.
    pub rows: Tables,
    /// `layout`: how the migrations are arranged, where it cannot be recognised.
    pub layout: Option<Said<Layout>>,
    /// `[names]`: the struct of a table, or the field of a `table.column`, where the rule's name is not wanted.
    pub names: BTreeMap<String, Said<String>>,
    /// `[types]`: the Rust type of a `table.column`, of a domain or of a SQL type.
    pub types: BTreeMap<String, Said<TypeConfig>>,
    /// `[derives]`: more of them, by generated type.
    pub derives: BTreeMap<String, Said<Vec<Rust>>>,
    /// `[attributes]`: more of them, by generated type or `table.column`.
    pub attributes: BTreeMap<String, Said<Vec<Rust>>>,
    /// `[serde]`: how a `table.column` goes through Serde.
    pub serde: BTreeMap<String, Said<SerdeConfig>>,
    /// `[audit]`: where writes leave their trail. Without it nothing is audited.
    pub audit: Option<AuditConfig>,
    /// `[inbox]`: the table of events that are processed once.
    pub inbox: Option<InboxConfig>,
    /// `[enums]`, by `table.column`.
    pub enums: BTreeMap<String, Said<EnumConfig>>,
    /// What `diesel.toml`, a file of its own, says.
    pub diesel: DieselToml,
}

/// `[audit]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditConfig {
    /// `table`: the audit log.
    pub table: Said<String>,
    /// `only` and `except`: the tables whose writes are audited.
    pub tables: Tables,
    /// `[audit.actors]`: kinds of actor that are rows of a table.
    pub actors: BTreeMap<String, Said<String>>,
}

/// `[schema]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaConfig {
    /// `file`: where the project has its `schema.rs`, as seen from Cargo.toml.
    pub file: Option<Said<String>>,
    /// `only`: nothing else is generated.
    pub only: bool,
}

/// Whether it is a path that `generated/mod.rs` can name and that every machine has, as seen from Cargo.toml.
fn can_be_place(file: &str) -> bool {
    let below = file.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let is_rust = file
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "rs");
    let taken = file.starts_with("generated/") && file != "generated/schema.rs";
    below && is_rust && !taken && !file.contains(['\\', '"', ':'])
}

/// Which tables a section is about: all, only some, or all but some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tables {
    /// Neither `only` nor `except` is said.
    #[default]
    All,
    /// `only`
    Only(Vec<Said<String>>),
    /// `except`
    Except(Vec<Said<String>>),
}

impl Tables {
    /// Whether the section is about this table.
    pub fn include(&self, table: &str) -> bool {
        let named = || self.named().iter().any(|said| said.value == table);
        match self {
            Self::All => true,
            Self::Only(_) => named(),
            Self::Except(_) => !named(),
        }
    }

    /// The tables that the file names.
    pub fn named(&self) -> &[Said<String>] {
        match self {
            Self::All => &[],
            Self::Only(tables) | Self::Except(tables) => tables,
        }
    }
}

/// `[inbox]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxConfig {
    /// `table`: the inbound events.
    pub table: Said<String>,
}

/// One entry of `[enums]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnumConfig {
    /// The enum's name, where the rule's is not wanted.
    pub name: Option<Said<String>>,
    /// Whether reading a value outside the list gives `Unknown(String)` instead of an error.
    pub unknown: bool,
    /// Variant names of values whose own name the rule cannot make.
    pub variants: BTreeMap<String, Said<String>>,
}

/// A value and where the file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    source: Arc<Source>,
    key: Span,
    span: Span,
}

impl<T> Said<T> {
    /// Another value, said at the same place.
    fn with<U>(self, value: U) -> Said<U> {
        Said {
            value,
            source: self.source,
            key: self.key,
            span: self.span,
        }
    }

    /// A remark at the key.
    pub fn at_key(&self, text: impl Into<String>) -> Label {
        Label::at(&self.source, self.key.clone(), text)
    }

    /// A remark at the value.
    pub fn at_value(&self, text: impl Into<String>) -> Label {
        Label::at(&self.source, self.span.clone(), text)
    }
}

impl Config {
    /// Where `schema.rs` lies, as seen from `generated/`: where driftless.toml says, or diesel.toml, if that is
    /// one file of this crate; else it is ours.
    pub(crate) fn schema_path(&self) -> String {
        let mut theirs = self.diesel.print_schema.values();
        let theirs = match (theirs.next(), theirs.next()) {
            (Some(one), None) => one.file.as_deref().filter(|file| can_be_place(file)),
            _ => None,
        };
        let ours = self.schema.file.as_ref().map(|said| said.value.as_str());
        match ours.or(theirs) {
            None | Some("generated/schema.rs") => "schema.rs".to_owned(),
            Some(file) => format!("{OUTSIDE}{file}"),
        }
    }

    /// Reads the text of a `driftless.toml` that messages show as `path`.
    pub fn parse(path: &str, text: &str) -> Result<Self, Diagnostics> {
        read::config(&Source::new(path, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> String {
        Config::parse("driftless.toml", text).unwrap_err().render()
    }

    #[test]
    fn every_key_is_read() {
        let text = "layout = \"goose\"\n[schema]\nfile = \"src/schema.rs\"\n[rows]\nexcept = [\"old\"]\n[names]\nmedia = \"Medium\"\n[audit]\ntable = \"log\"\nonly = [\"a\"]\n[audit.actors]\nuser = \"users\"\n\
                    [inbox]\ntable = \"events\"\n[enums]\n\"a.b\" = { unknown = true, variants = { \"+\" = \"Plus\" } }\n";
        let config = Config::parse("driftless.toml", text).unwrap();
        assert_eq!(config.schema_path(), "../src/schema.rs");
        assert_eq!(config.layout.unwrap().value, Layout::Goose);
        assert!(config.rows.include("a") && !config.rows.include("old"));
        assert_eq!(config.names["media"].value, "Medium");
        let audit = config.audit.unwrap();
        assert_eq!(audit.table.value, "log");
        assert!(audit.tables.include("a") && !audit.tables.include("old"));
        assert_eq!(audit.actors["user"].value, "users");
        assert_eq!(config.inbox.unwrap().table.value, "events");
        let list = &config.enums["a.b"].value;
        assert!(list.unknown);
        assert_eq!(list.variants["+"].value, "Plus");
    }

    #[test]
    fn the_documented_example_is_read() {
        let docs = include_str!("../../../../docs/driftless.toml.md");
        let (_, example) = docs.split_once("```toml\n").unwrap();
        let (example, _) = example.split_once("```").unwrap();
        let config = Config::parse("driftless.toml", example).unwrap();
        assert_eq!((config.types.len(), config.serde.len()), (5, 2));
        assert!(config.types["orders.raw"].value.diesel);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_the_nearest_name() {
        let shown = rendered("[audit]\ntabel = \"audit_log\"\n");
        assert!(shown.contains("unknown key `audit.tabel`"), "{shown}");
        assert!(shown.contains("driftless.toml:2:1"), "{shown}");
        assert!(shown.contains("did you mean `table`?"), "{shown}");
    }

    #[test]
    fn a_missing_table_and_a_wrong_kind_are_errors() {
        assert!(rendered("[inbox]\n").contains("`inbox.table` is missing"));
        assert!(rendered("names = 3\n").contains("`names` is an integer, expected a table"));
        assert!(rendered("[names\n").contains("[D0301]"));
        assert!(rendered("[rows]\nonly = [1]\n").contains("`rows.only` holds an integer"));
    }

    #[test]
    fn a_layout_nobody_has_is_an_error_with_the_nearest_name() {
        let shown = rendered("layout = \"gose\"\n");
        assert!(shown.contains("there is no layout `gose`"), "{shown}");
        assert!(shown.contains("driftless.toml:1:10"), "{shown}");
        assert!(shown.contains("did you mean `goose`?"), "{shown}");
    }
}
