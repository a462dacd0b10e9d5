//! `diesel.toml`: what `diesel print-schema` is told, and so what `schema.rs` looks like.
//!
//! *Invariant:* the keys are those of `diesel_cli` 2.3, with its defaults and its rules; what it would silently
//! take for something else is an error here.

mod read;
#[cfg(test)]
mod tests;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Source,
};
use regex::Regex;
use std::{collections::BTreeMap, fs, io, path::Path, str::FromStr};

/// What `diesel.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DieselToml {
    /// `[print_schema]` as `default`, and each `[print_schema.NAME]`; never empty.
    pub print_schema: BTreeMap<String, PrintSchema>,
    /// `migrations_directory.dir`.
    pub migrations_directory: Option<String>,
}

/// One `[print_schema]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintSchema {
    /// `file`: where the user's `schema.rs` is.
    pub file: Option<String>,
    /// `with_docs`.
    pub with_docs: WithDocs,
    /// `allow_tables_to_appear_in_same_query_config`.
    pub same_query: SameQuery,
    /// `filter`.
    pub filter: Filter,
    /// `column_sorting`.
    pub column_sorting: ColumnSorting,
    /// `schema`: another one than `public`, or `public` as a module of its own.
    pub schema: Option<String>,
    /// `patch_file`, read.
    pub patch: Option<Patch>,
    /// `import_types`.
    pub import_types: Vec<String>,
    /// The opposite of `generate_missing_sql_type_definitions`.
    pub no_sql_types: bool,
    /// `except_custom_type_definitions`, matched against the Rust name.
    pub except_custom_types: Vec<Pattern>,
    /// `custom_type_derives`.
    pub custom_type_derives: Vec<String>,
    /// `pg_domains_as_custom_types`, matched against the domain's name.
    pub domains_as_custom_types: Vec<Pattern>,
}

/// Which comments are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WithDocs {
    /// None.
    #[default]
    No,
    /// Those of the database.
    OnlyComments,
    /// Those of the database, and Diesel's own where there are none.
    CommentsOrGenerated,
}

/// Which tables are listed together in `allow_tables_to_appear_in_same_query!`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameQuery {
    /// All.
    #[default]
    All,
    /// Those that foreign keys connect.
    Related,
    /// None.
    None,
}

/// The order of the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnSorting {
    /// As in the table.
    #[default]
    OrdinalPosition,
    /// By name.
    Name,
}

/// Which tables are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    None,
    /// Those that one of the patterns matches.
    Only(Vec<Pattern>),
    /// Those that none of the patterns matches.
    Except(Vec<Pattern>),
}

impl Filter {
    /// Whether a table of this name is left out.
    pub fn leaves_out(&self, table: &str) -> bool {
        match self {
            Self::None => false,
            Self::Only(patterns) => !patterns.iter().any(|pattern| pattern.is_match(table)),
            Self::Except(patterns) => patterns.iter().any(|pattern| pattern.is_match(table)),
        }
    }
}

/// A unified diff for the printed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// The file as messages show it.
    pub path: String,
    /// The diff.
    pub text: String,
}

/// A regular expression.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Whether it matches somewhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for Pattern {}

impl FromStr for Pattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Regex::new(text)
            .map(Self)
            .map_err(|error| error.to_string())
    }
}

/// A value that is a word of a list.
pub trait Word: Copy + Sized + 'static {
    /// The words, as Diesel writes them.
    const WORDS: &'static [(&'static str, Self)];

    /// The value of a word.
    fn of_word(word: &str) -> Option<Self> {
        let known = Self::WORDS.iter().find(|(known, _)| *known == word);
        known.map(|(_, value)| *value)
    }
}

impl Word for WithDocs {
    const WORDS: &'static [(&'static str, Self)] = &[
        (
            "database-comments-fallback-to-auto-generated-doc-comment",
            Self::CommentsOrGenerated,
        ),
        ("only-database-comments", Self::OnlyComments),
        ("no-doc-comments", Self::No),
    ];
}

impl Word for SameQuery {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("fk_related_tables", Self::Related),
        ("all_tables", Self::All),
        ("none", Self::None),
    ];
}

impl Word for ColumnSorting {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("ordinal_position", Self::OrdinalPosition),
        ("name", Self::Name),
    ];
}

/// What `[print_schema]` itself is called beside `[print_schema.NAME]`.
pub const DEFAULT: &str = "default";

impl Default for DieselToml {
    /// What Diesel does without a file.
    fn default() -> Self {
        Self {
            print_schema: BTreeMap::from([(DEFAULT.to_owned(), PrintSchema::default())]),
            migrations_directory: None,
        }
    }
}

impl DieselToml {
    /// Reads the file, which messages show as `shown`; one that does not exist says nothing.
    pub fn read(path: &Path, shown: &str) -> Result<Self, Diagnostics> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                let title = format!("cannot read {shown}: {error}");
                return Err(Diagnostic::error(Code::D0311, title).into());
            }
        };
        let beside = |name: &str| fs::read_to_string(path.with_file_name(name));
        Self::parse(shown, &text, &beside)
    }

    /// Reads the text of a `diesel.toml` that messages show as `path`.
    ///
    /// `beside` reads a patch file, which the text names as seen from its own directory.
    pub fn parse(
        path: &str,
        text: &str,
        beside: &dyn Fn(&str) -> io::Result<String>,
    ) -> Result<Self, Diagnostics> {
        read::diesel_toml(&Source::new(path, text), beside)
    }

    /// Whether `schema.rs` has this table of `public`, and not in a module.
    pub fn has_at_root(&self, table: &str) -> bool {
        let mut roots = self.print_schema.values().filter(|p| p.schema.is_none());
        roots.any(|settings| !settings.filter.leaves_out(table))
    }

    /// The patch files, as `diesel.toml` names them.
    pub fn patch_files(&self) -> impl Iterator<Item = &str> {
        let patches = self.print_schema.values().filter_map(|p| p.patch.as_ref());
        patches.map(|patch| patch.path.as_str())
    }
}
