//! How the files of a directory become migrations.

use crate::{Directives, Migration, ReadError, SqlFile};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// How migrations are arranged on disk, and with that the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// `001_users.sql`, its down part `001_users.down.sql` beside it; ordered by number.
    Numbered,
    /// `2024-01-31-120000_users/{up,down}.sql` with an optional `metadata.toml`, as `diesel migration`
    /// writes them; ordered by the version's text, dashes removed.
    Diesel,
}

impl Layout {
    /// Every layout, in the order of their names.
    pub const ALL: &[Self] = &[Self::Diesel, Self::Numbered];

    /// The name that `--layout` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Numbered => "numbered",
            Self::Diesel => "diesel",
        }
    }

    /// Looks at the directory's entries and says which layout they follow.
    pub fn recognise(directory: &Path) -> Result<Self, ReadError> {
        let entries = entries(directory)?;
        let file = entries.iter().find(|path| is_sql_file(path));
        let folder = entries.iter().find(|path| path.join("up.sql").is_file());
        match (file, folder) {
            (Some(file), Some(folder)) => Err(ReadError::Mixed {
                file: file.clone(),
                folder: folder.clone(),
            }),
            (Some(_), None) => Ok(Self::Numbered),
            (None, Some(_)) => Ok(Self::Diesel),
            (None, None) => Err(ReadError::Empty(directory.to_owned())),
        }
    }
}

pub(crate) fn read(
    directory: &Path,
    shown_as: &str,
    layout: Layout,
) -> Result<Vec<Migration>, ReadError> {
    let mut migrations = match layout {
        Layout::Numbered => numbered(directory, shown_as)?,
        Layout::Diesel => diesel(directory, shown_as)?,
    };
    match layout {
        Layout::Numbered => migrations.sort_by(|a, b| number(&a.version).cmp(&number(&b.version))),
        Layout::Diesel => migrations.sort_by(|a, b| a.version.cmp(&b.version)),
    }
    for pair in migrations.windows(2) {
        if let [first, second] = pair
            && number(&first.version) == number(&second.version)
        {
            return Err(ReadError::Clash {
                version: second.version.clone(),
                first: first.up.path.clone(),
                second: second.up.path.clone(),
            });
        }
    }
    Ok(migrations)
}

fn numbered(directory: &Path, shown_as: &str) -> Result<Vec<Migration>, ReadError> {
    let files: Vec<PathBuf> = entries(directory)?
        .into_iter()
        .filter(|path| is_sql_file(path))
        .collect();
    let mut migrations = Vec::new();
    for path in &files {
        let stem = file_name(path);
        let stem = stem.strip_suffix(".sql").unwrap_or(&stem).to_owned();
        if let Some(up) = stem.strip_suffix(".down") {
            if !files.contains(&directory.join(format!("{up}.sql"))) {
                return Err(ReadError::OnlyDown(path.clone()));
            }
            continue;
        }
        let (version, name) = split(&stem).ok_or_else(|| ReadError::Unnamed(path.clone()))?;
        let up = sql_file(path, format!("{shown_as}/{stem}.sql"))?;
        let down = directory.join(format!("{stem}.down.sql"));
        let down = if down.is_file() {
            Some(sql_file(&down, format!("{shown_as}/{stem}.down.sql"))?)
        } else {
            None
        };
        migrations.push(Migration {
            directives: Directives::of_header(&up.path, &up.text)?,
            version: version.to_owned(),
            name: name.to_owned(),
            up,
            down,
        });
    }
    Ok(migrations)
}

fn diesel(directory: &Path, shown_as: &str) -> Result<Vec<Migration>, ReadError> {
    let mut migrations = Vec::new();
    for path in entries(directory)?.into_iter().filter(|path| path.is_dir()) {
        let folder = file_name(&path);
        if folder.starts_with('.') {
            continue;
        }
        let up = path.join("up.sql");
        let (version, name) = split(&folder)
            .filter(|_| up.is_file())
            .ok_or_else(|| ReadError::Unnamed(path.clone()))?;
        let up = sql_file(&up, format!("{shown_as}/{folder}/up.sql"))?;
        let down = path.join("down.sql");
        let down = if down.is_file() {
            Some(sql_file(&down, format!("{shown_as}/{folder}/down.sql"))?)
        } else {
            None
        };
        let mut directives = Directives::of_header(&up.path, &up.text)?;
        directives.no_transaction |= !runs_in_transaction(&path.join("metadata.toml"))?;
        migrations.push(Migration {
            version: version.replace('-', ""),
            name: name.to_owned(),
            up,
            down,
            directives,
        });
    }
    Ok(migrations)
}

/// `run_in_transaction` of Diesel's `metadata.toml`, `true` where the file or the key is missing.
fn runs_in_transaction(path: &Path) -> Result<bool, ReadError> {
    if !path.is_file() {
        return Ok(true);
    }
    let wrong = |reason: String| ReadError::Metadata(path.to_owned(), reason);
    let table: toml::Table = text(path)?
        .parse()
        .map_err(|e: toml::de::Error| wrong(e.to_string()))?;
    match table.get("run_in_transaction") {
        None => Ok(true),
        Some(toml::Value::Boolean(value)) => Ok(*value),
        Some(other) => Err(wrong(format!(
            "run_in_transaction is {other}, expected true or false"
        ))),
    }
}

/// `001_users` is version `001` and name `users`; a version starts with a digit.
fn split(stem: &str) -> Option<(&str, &str)> {
    let (version, name) = stem.split_once('_').unwrap_or((stem, ""));
    let digits = version.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (digits && version.starts_with(|c: char| c.is_ascii_digit())).then_some((version, name))
}

/// A version's order by number: leading zeros do not count, and no number is too large.
fn number(version: &str) -> (usize, &str) {
    let digits = version.trim_start_matches('0');
    (digits.len(), digits)
}

fn entries(directory: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let io = |error| ReadError::Io(directory.to_owned(), error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).map_err(io)? {
        paths.push(entry.map_err(io)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn is_sql_file(path: &Path) -> bool {
    let hidden = file_name(path).starts_with('.');
    !hidden && path.extension().is_some_and(|extension| extension == "sql") && path.is_file()
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn sql_file(path: &Path, shown: String) -> Result<SqlFile, ReadError> {
    Ok(SqlFile {
        path: shown,
        text: text(path)?,
    })
}

fn text(path: &Path) -> Result<String, ReadError> {
    let bytes = fs::read(path).map_err(|error| ReadError::Io(path.to_owned(), error))?;
    String::from_utf8(bytes).map_err(|_| ReadError::NotUtf8(path.to_owned()))
}
