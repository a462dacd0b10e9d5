//! Flyway's files.
//!
//! Flyway takes `V<version>__<description>.sql`, in folders too, in the order of the versions, whose parts
//! are separated by dots or single underscores and compared by number; then `R__<description>.sql`, in the
//! order of the descriptions, again whenever their text has changed. `U<version>__..` undoes a `V`. A file
//! `<name>.sql.conf` may set `executeInTransaction`; without it a file that holds a statement that Postgres
//! refuses in a transaction runs without one. The rows of a COPY follow their statement.

use super::{
    Body, By, Files, Found, Key, Part, Rules,
    names::{is_number, recordable},
    sections::lines,
};
use crate::{ReadError, Run, fingerprint::fingerprint, statements};

pub(super) const RULES: Rules = Rules {
    name: "flyway",
    expects: "V1__users.sql, R__views.sql or U1__users.sql",
    deep: true,
    folder: None,
    by: By::Number,
    looks: |file| split(file).is_some(),
    part,
    foreign,
    belongs: |file| file.below.strip_suffix(".sql.conf").is_some(),
};

enum Kind {
    Versioned(String),
    Undo(String),
    Repeatable,
}

fn split(file: &Found) -> Option<(Kind, &str)> {
    let (version, description) = file.name().strip_suffix(".sql")?.split_once("__")?;
    let kind = match version.split_at_checked(1)? {
        ("V", version) => Kind::Versioned(dotted(version)?),
        ("U", version) => Kind::Undo(dotted(version)?),
        ("R", "") => Kind::Repeatable,
        _ => return None,
    };
    Some((kind, description))
}

fn dotted(version: &str) -> Option<String> {
    let version = version.replace('_', ".");
    version.split('.').all(is_number).then_some(version)
}

fn foreign(file: &Found) -> Option<&'static str> {
    let (stem, extension) = file.name().rsplit_once('.')?;
    let prefixed = |prefixes: &[char]| stem.starts_with(prefixes) && stem.contains("__");
    match extension {
        "java" | "kt" | "groovy" | "class" | "py" | "sh" | "bash" | "ps1" | "bat" | "cmd" => {
            prefixed(&['V', 'R', 'U', 'B']).then_some("a migration that is no SQL")
        }
        "sql" if prefixed(&['B']) => Some("a baseline, which stands for migrations before it"),
        "sql" => ["before", "after", "createSchema"]
            .iter()
            .any(|event| stem.starts_with(event))
            .then_some("a callback, which runs around migrations"),
        _ => None,
    }
}

fn part(files: &Files, file: &Found) -> Result<Option<Part>, ReadError> {
    let Some((kind, description)) = split(file) else {
        return Ok(None);
    };
    let config = Config::of(files, file)?;
    if config.placeholders {
        no_placeholder(files, file)?;
    }
    let in_transaction = config
        .in_transaction
        .unwrap_or_else(|| !statements::any_stands_alone(&file.text));
    let body = Body {
        text: file.text.clone(),
        run: Run {
            no_transaction: !in_transaction,
            copy_data: true,
        },
    };
    let part = |version: String, key| Part::of(version, description, key);
    Ok(Some(match kind {
        Kind::Versioned(version) => Part {
            up: Some(body),
            ..part(version.clone(), key(&version))
        },
        Kind::Undo(version) => Part {
            down: Some(body),
            ..part(version.clone(), key(&version))
        },
        Kind::Repeatable => Part {
            up: Some(body),
            ..part(
                repeatable(description, &file.text),
                Key::text(&description.replace('_', " ")).last(),
            )
        },
    }))
}

/// `1.0` is `1`.
fn key(version: &str) -> Key {
    let mut parts: Vec<&str> = version.split('.').collect();
    while parts.len() > 1
        && parts
            .last()
            .is_some_and(|part| part.bytes().all(|b| b == b'0'))
    {
        parts.pop();
    }
    Key::number(&parts.join("."))
}

/// What of a repeatable migration's version stays when its text changes ends here.
const TEXT_AFTER: char = '@';

/// What stands before a repeatable migration's description, where others have a version.
const REPEATABLE: &str = "R__";

/// The description and the text: a text that has changed is another version, and pending.
fn repeatable(description: &str, text: &str) -> String {
    let description = recordable(description, 30);
    format!(
        "{REPEATABLE}{description}{TEXT_AFTER}{:016x}",
        fingerprint(text)
    )
}

/// What the versions of one repeatable migration have in common; `None` for every other migration's.
pub fn repeatable_stem(version: &str) -> Option<&str> {
    let at = version.rfind(TEXT_AFTER)?;
    version
        .starts_with(REPEATABLE)
        .then(|| version.get(..=at))
        .flatten()
}

/// The `.conf` of a script.
struct Config {
    in_transaction: Option<bool>,
    placeholders: bool,
}

impl Config {
    fn of(files: &Files, file: &Found) -> Result<Self, ReadError> {
        let mut config = Self {
            in_transaction: None,
            placeholders: true,
        };
        let below = format!("{}.conf", file.below);
        let text = files.read(&below)?.unwrap_or_default();
        for line in lines(&text) {
            let setting = line.text.trim();
            if setting.is_empty() || setting.starts_with('#') {
                continue;
            }
            let (key, value) = setting.split_once('=').unwrap_or((setting, ""));
            let value = match value.trim() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            };
            match (key.trim(), value) {
                ("executeInTransaction", Some(value)) => config.in_transaction = Some(value),
                ("placeholderReplacement", Some(value)) => config.placeholders = value,
                ("shouldExecute", Some(true)) => {}
                _ => {
                    return Err(line.wrong(
                        &files.shown(&below),
                        "only `executeInTransaction` and `placeholderReplacement` are understood here, as \
                         true or false",
                    ));
                }
            }
        }
        Ok(config)
    }
}

/// Flyway would replace it by what its own settings say.
fn no_placeholder(files: &Files, file: &Found) -> Result<(), ReadError> {
    match lines(&file.text).find(|line| line.text.contains("${")) {
        None => Ok(()),
        Some(line) => Err(line.wrong(
            &files.shown(&file.below),
            "a placeholder `${..}`, whose value is not in the migrations: write the value, or \
             `placeholderReplacement=false` into the file's .conf if it is none",
        )),
    }
}
