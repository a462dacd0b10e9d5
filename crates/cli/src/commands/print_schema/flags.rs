//! The flags of `diesel print-schema`: the same names, and the same meaning.
//!
//! Where `diesel.toml` has several `[print_schema.NAME]`, a flag is for the schema that `--schema-key` named last
//! before it. Clap's derive knows no order of flags, so they are defined and read by hand.

use crate::Failure;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use driftless_compiler::{
    DieselToml,
    config::diesel_toml::{
        ColumnSorting, DEFAULT, Filter, Patch, PrintSchema, SameQuery, WithDocs, Word,
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

/// What was written on the command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    config_file: Option<PathBuf>,
    /// Each flag and its value, in their order; those without one have an empty value.
    given: Vec<(&'static str, String)>,
}

const SCHEMA_KEY: &str = "schema-key";
/// The one flag that takes several values at once.
const EXCEPT_TYPES: &str = "except-custom-type-definitions";

/// Flags that are there or not.
const SWITCHES: [(&str, Option<char>, &str); 4] = [
    (
        "only-tables",
        Some('o'),
        "Print only the tables whose names match",
    ),
    (
        "except-tables",
        Some('e'),
        "Print only the tables whose names do not match",
    ),
    (
        "with-docs",
        None,
        "Print comments, and a sentence where there is none",
    ),
    (
        "no-generate-missing-sql-type-definitions",
        None,
        "Declare no SQL types",
    ),
];

/// Flags with a value.
const VALUES: [(&str, &str, &str); 10] = [
    (
        SCHEMA_KEY,
        "NAME",
        "The [print_schema.NAME] that the flags behind it are for",
    ),
    (
        "schema",
        "NAME",
        "The schema, as a module of this name [default: public, without a module]",
    ),
    ("with-docs-config", "WHICH", "Which comments are printed"),
    (
        "allow-tables-to-appear-in-same-query-config",
        "WHICH",
        "Which tables are listed together",
    ),
    ("column-sorting", "ORDER", "The order of the columns"),
    ("patch-file", "FILE", "A unified diff for the printed text"),
    ("import-types", "PATH", "What every table imports"),
    (
        EXCEPT_TYPES,
        "REGEX",
        "SQL types that are not declared, by their Rust name",
    ),
    (
        "custom-type-derives",
        "DERIVE",
        "What every declared SQL type derives",
    ),
    (
        "pg-domains-as-custom-types",
        "REGEX",
        "Domains that become types of their own",
    ),
];

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        let tables = Arg::new("table-name")
            .value_name("REGEX")
            .num_args(0..)
            .action(ArgAction::Append)
            .help("Tables, for -o or -e");
        let config = Arg::new("config-file")
            .long("config-file")
            .value_name("FILE")
            .value_parser(clap::value_parser!(PathBuf))
            .help("The diesel.toml [default: beside the migrations]");
        let switches = SWITCHES.map(|(name, short, help)| {
            let switch = Arg::new(name).long(name).help(help);
            switch
                .short(short)
                .num_args(0)
                .default_missing_value("")
                .action(ArgAction::Append)
        });
        let values = VALUES.map(|(name, value, help)| {
            let words = words(name);
            let arg = Arg::new(name).long(name).value_name(value).help(help);
            let arg = arg
                .short((name == "schema").then_some('s'))
                .num_args(if name == EXCEPT_TYPES {
                    1..usize::MAX
                } else {
                    1..2
                })
                .action(ArgAction::Append);
            if words.is_empty() {
                arg
            } else {
                arg.value_parser(words)
            }
        });
        command.arg(tables).arg(config).args(switches).args(values)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// The words that a flag takes, if it takes no others.
fn words(flag: &str) -> Vec<&'static str> {
    fn of<W: Word>() -> Vec<&'static str> {
        W::WORDS.iter().map(|(word, _)| *word).collect()
    }
    match flag {
        "with-docs-config" => of::<WithDocs>(),
        "allow-tables-to-appear-in-same-query-config" => of::<SameQuery>(),
        "column-sorting" => of::<ColumnSorting>(),
        _ => Vec::new(),
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let names = ["table-name"].into_iter();
        let names = names.chain(SWITCHES.map(|(name, ..)| name));
        let mut given = Vec::new();
        for name in names.chain(VALUES.map(|(name, ..)| name)) {
            let places = matches.indices_of(name).into_iter().flatten();
            let values = matches.get_raw(name).into_iter().flatten();
            let values = values.map(|value| value.to_string_lossy().into_owned());
            given.extend(
                places
                    .zip(values)
                    .map(|(place, value)| (place, name, value)),
            );
        }
        given.sort_by_key(|(place, ..)| *place);
        let given = given.into_iter().map(|(_, name, value)| (name, value));
        self.given = given.collect();
        self.config_file = matches.get_one("config-file").cloned();
        Ok(())
    }
}

impl Flags {
    pub(crate) fn config_file(&self) -> Option<&Path> {
        self.config_file.as_deref()
    }

    /// The settings with the flags in place of what `diesel.toml` says.
    pub(crate) fn apply(&self, mut toml: DieselToml) -> Result<DieselToml, Failure> {
        let several = toml.print_schema.len() > 1;
        let mut parts = self.given.split(|(name, _)| *name == SCHEMA_KEY);
        let before = parts.next().unwrap_or_default();
        if several && !before.is_empty() {
            return Err(Failure::new(format!(
                "diesel.toml has several [print_schema]: name the one that --{} is for with --{SCHEMA_KEY}",
                before[0].0
            )));
        }
        let keys = self.given.iter().filter(|(name, _)| *name == SCHEMA_KEY);
        let keyed = keys.map(|(_, key)| key.as_str()).zip(parts);
        for (key, flags) in [(DEFAULT, before)].into_iter().chain(keyed) {
            let known: Vec<String> = toml.print_schema.keys().cloned().collect();
            let settings = toml.print_schema.get_mut(key).ok_or_else(|| {
                let known = known.join("`, `");
                Failure::new(format!(
                    "no `[print_schema.{key}]` in diesel.toml: there is `{known}`"
                ))
            })?;
            Given(flags).apply(settings)?;
        }
        Ok(toml)
    }
}

/// The flags for one schema.
struct Given<'f>(&'f [(&'static str, String)]);

impl Given<'_> {
    fn apply(&self, settings: &mut PrintSchema) -> Result<(), Failure> {
        let tables = self.all("table-name")?;
        if self.has("only-tables") {
            settings.filter = Filter::Only(tables);
        } else if self.has("except-tables") {
            settings.filter = Filter::Except(tables);
        } else if !tables.is_empty() {
            return Err(Failure::new(
                "names of tables want -o (only these) or -e (all but these)",
            ));
        }
        if let Some(schema) = self.first("schema") {
            settings.schema = Some(schema.to_owned());
        }
        if self.has("with-docs") {
            settings.with_docs = WithDocs::CommentsOrGenerated;
        }
        self.word("with-docs-config", &mut settings.with_docs);
        self.word(
            "allow-tables-to-appear-in-same-query-config",
            &mut settings.same_query,
        );
        self.word("column-sorting", &mut settings.column_sorting);
        if let Some(path) = self.first("patch-file") {
            settings.patch = Some(patch(path)?);
        }
        settings.no_sql_types |= self.has("no-generate-missing-sql-type-definitions");
        self.list("import-types", &mut settings.import_types)?;
        self.list("custom-type-derives", &mut settings.custom_type_derives)?;
        self.list(EXCEPT_TYPES, &mut settings.except_custom_types)?;
        self.list(
            "pg-domains-as-custom-types",
            &mut settings.domains_as_custom_types,
        )
    }

    fn values(&self, flag: &str) -> impl Iterator<Item = &str> {
        let given = self.0.iter().filter(move |(name, _)| *name == flag);
        given.map(|(_, value)| value.as_str())
    }

    fn has(&self, flag: &str) -> bool {
        self.values(flag).next().is_some()
    }

    fn first(&self, flag: &str) -> Option<&str> {
        self.values(flag).next()
    }

    fn word<W: Word>(&self, flag: &str, into: &mut W) {
        // Clap has refused every other word.
        if let Some(word) = self.first(flag).and_then(W::of_word) {
            *into = word;
        }
    }

    fn all<T: FromStr>(&self, flag: &str) -> Result<Vec<T>, Failure>
    where
        T::Err: std::fmt::Display,
    {
        let parsed = self.values(flag).map(|value| {
            let refused = |error| Failure::new(format!("--{flag} `{value}`: {error}"));
            value.parse().map_err(refused)
        });
        parsed.collect()
    }

    fn list<T: FromStr>(&self, flag: &str, into: &mut Vec<T>) -> Result<(), Failure>
    where
        T::Err: std::fmt::Display,
    {
        if self.has(flag) {
            *into = self.all(flag)?;
        }
        Ok(())
    }
}

fn patch(path: &str) -> Result<Patch, Failure> {
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("cannot read {path}: {error}")))?;
    Ok(Patch {
        path: path.to_owned(),
        text,
    })
}
