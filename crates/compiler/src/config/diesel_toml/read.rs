//! What each key of `diesel.toml` means.

use super::{DEFAULT, DieselToml, Filter, Patch, Pattern, PrintSchema, WithDocs, Word};
use crate::{
    config::{
        Said,
        walk::{self, Entry, File, Reader, entries},
    },
    diagnostic::{Code, Diagnostics},
    nearest::nearest,
    source::Source,
};
use std::{collections::BTreeMap, io, sync::Arc};
use toml::de::DeValue;

const FILE: File = File {
    name: "diesel.toml",
    not_a_key: "not a key of Diesel 2.3",
    unreadable: Code::D0311,
    unknown_key: Code::D0312,
    wrong_value: Code::D0313,
};

/// The keys of a `[print_schema]`, as `diesel_cli` 2.3 knows them.
const KEYS: &[&str] = &[
    "file",
    "with_docs",
    "allow_tables_to_appear_in_same_query_config",
    "filter",
    "column_sorting",
    "schema",
    "patch_file",
    "import_types",
    "generate_missing_sql_type_definitions",
    "except_custom_type_definitions",
    "custom_type_derives",
    "sqlite_integer_primary_key_is_bigint",
    "pg_domains_as_custom_types",
];

type ReadPatch<'p> = &'p dyn Fn(&str) -> io::Result<String>;

pub(super) fn diesel_toml(
    source: &Arc<Source>,
    patch: ReadPatch<'_>,
) -> Result<DieselToml, Diagnostics> {
    walk::read(&FILE, source, |reader, root| {
        let mut toml = DieselToml::default();
        for entry in entries("", root) {
            match entry.path.as_str() {
                "print_schema" => toml.print_schema = root_of(reader, &entry, patch),
                "migrations_directory" => toml.migrations_directory = directory(reader, &entry),
                _ => reader.unknown(&entry, &["print_schema", "migrations_directory"]),
            }
        }
        toml
    })
}

fn directory(reader: &mut Reader<'_>, section: &Entry<'_>) -> Option<String> {
    let mut dir = None;
    for entry in reader.table(section)? {
        match entry.name(section) {
            "dir" => dir = reader.string(&entry),
            _ => reader.unknown(&entry, &["dir"]),
        }
    }
    dir.map(|dir| dir.value)
}

/// `[print_schema]`, and the tables in it that are no key of its own: `[print_schema.NAME]`.
fn root_of(
    reader: &mut Reader<'_>,
    section: &Entry<'_>,
    patch: ReadPatch<'_>,
) -> BTreeMap<String, PrintSchema> {
    let mut default = PrintSchema::default();
    let mut all = BTreeMap::new();
    for entry in reader.table(section).unwrap_or_default() {
        let name = entry.name(section).to_owned();
        let is_table = matches!(entry.value.get_ref(), DeValue::Table(_));
        if KEYS.contains(&name.as_str()) || !is_table {
            key(reader, section, &entry, &mut default, patch);
        } else {
            let mut named = PrintSchema::default();
            for inner in reader.table(&entry).unwrap_or_default() {
                key(reader, &entry, &inner, &mut named, patch);
            }
            all.insert(name, named);
        }
    }
    all.entry(DEFAULT.to_owned()).or_insert(default);
    all
}

fn key(
    reader: &mut Reader<'_>,
    section: &Entry<'_>,
    entry: &Entry<'_>,
    into: &mut PrintSchema,
    patch: ReadPatch<'_>,
) {
    match entry.name(section) {
        "file" => into.file = reader.string(entry).map(|said| said.value),
        "with_docs" => into.with_docs = with_docs(reader, entry),
        "allow_tables_to_appear_in_same_query_config" => into.same_query = word(reader, entry),
        "filter" => into.filter = filter(reader, entry),
        "column_sorting" => into.column_sorting = word(reader, entry),
        "schema" => into.schema = reader.string(entry).map(|said| said.value),
        "patch_file" => into.patch = patch_file(reader, entry, patch),
        "import_types" => into.import_types = strings(reader, entry),
        "generate_missing_sql_type_definitions" => into.no_sql_types = !reader.bool(entry),
        "except_custom_type_definitions" => into.except_custom_types = patterns(reader, entry),
        "custom_type_derives" => into.custom_type_derives = strings(reader, entry),
        // SQLite's alone: read so that a wrong value is still an error.
        "sqlite_integer_primary_key_is_bigint" => {
            reader.bool(entry);
        }
        "pg_domains_as_custom_types" => into.domains_as_custom_types = patterns(reader, entry),
        _ => reader.unknown(entry, KEYS),
    }
}

fn with_docs(reader: &mut Reader<'_>, entry: &Entry<'_>) -> WithDocs {
    match entry.value.get_ref() {
        DeValue::Boolean(true) => WithDocs::CommentsOrGenerated,
        DeValue::Boolean(false) => WithDocs::No,
        _ => word(reader, entry),
    }
}

fn word<W: Word + Default>(reader: &mut Reader<'_>, entry: &Entry<'_>) -> W {
    let Some(said) = reader.string(entry) else {
        return W::default();
    };
    W::of_word(&said.value).unwrap_or_else(|| {
        let words: Vec<&str> = W::WORDS.iter().map(|(word, _)| *word).collect();
        let near = nearest(&said.value, words.iter().map(ToString::to_string));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of `{}`", words.join("`, `")),
        };
        let title = format!("`{}` cannot be `{}`", entry.path, said.value);
        reader.wrong_value(title, entry.value.span(), &help);
        W::default()
    })
}

fn filter(reader: &mut Reader<'_>, section: &Entry<'_>) -> Filter {
    let (mut only, mut except) = (None, None);
    for entry in reader.table(section).unwrap_or_default() {
        match entry.name(section) {
            "only_tables" => only = Some(patterns(reader, &entry)),
            "except_tables" => except = Some(patterns(reader, &entry)),
            _ => reader.unknown(&entry, &["only_tables", "except_tables"]),
        }
    }
    match (only, except) {
        (None, None) => Filter::None,
        (Some(only), None) => Filter::Only(only),
        (None, Some(except)) => Filter::Except(except),
        (Some(_), Some(_)) => {
            let title = format!("`{}` takes one of its keys", section.path);
            let text = "only_tables and except_tables";
            reader.wrong_value(title, section.key.clone(), text);
            Filter::None
        }
    }
}

fn patterns(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for said in list(reader, entry) {
        match said.value.parse::<Pattern>() {
            Ok(pattern) => patterns.push(pattern),
            Err(why) => {
                let title = format!("`{}` is no regular expression", said.value);
                // The library draws a picture; its last line is the reason.
                let why = why.lines().last().unwrap_or_default();
                let why = why.strip_prefix("error: ").unwrap_or(why);
                reader.wrong_value(title, said.span.clone(), why);
            }
        }
    }
    patterns
}

fn patch_file(reader: &mut Reader<'_>, entry: &Entry<'_>, read: ReadPatch<'_>) -> Option<Patch> {
    let path = reader.string(entry)?.value;
    match read(&path) {
        Ok(text) => Some(Patch { path, text }),
        Err(error) => {
            let title = format!("cannot read the patch file `{path}`");
            reader.wrong_value(title, entry.value.span(), &error.to_string());
            None
        }
    }
}

fn strings(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Vec<String> {
    let strings = list(reader, entry).into_iter();
    strings.map(|said| said.value).collect()
}

fn list(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Vec<Said<String>> {
    reader
        .list(entry)
        .map(|said| said.value)
        .unwrap_or_default()
}
