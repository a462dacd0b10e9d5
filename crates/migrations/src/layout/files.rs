//! The files of a directory, each SQL text read once.

use crate::{ReadError, statements};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A directory's files, those of its folders included, in the order of their names. A hidden folder counts as
/// one file: nobody keeps migrations there, and a `.git` is large.
pub(super) struct Files {
    directory: PathBuf,
    /// What stands before their names in messages.
    pub(super) shown_as: String,
    pub(super) found: Vec<Found>,
    /// The folders right in the directory.
    pub(super) folders: Vec<String>,
}

/// One file.
pub(super) struct Found {
    /// Its path below the directory, with `/`.
    pub(super) below: String,
    /// Its text, if it is SQL.
    pub(super) text: String,
}

impl Files {
    pub(super) fn of(directory: &Path, shown_as: &str) -> Result<Self, ReadError> {
        let mut files = Self {
            directory: directory.to_owned(),
            shown_as: shown_as.to_owned(),
            found: Vec::new(),
            folders: Vec::new(),
        };
        files.walk(directory, "")?;
        files
            .found
            .sort_by(|first, second| first.below.cmp(&second.below));
        files.folders.sort();
        Ok(files)
    }

    fn walk(&mut self, directory: &Path, prefix: &str) -> Result<(), ReadError> {
        let io = |error| ReadError::Io(directory.to_owned(), error);
        for entry in fs::read_dir(directory).map_err(io)? {
            let entry = entry.map_err(io)?;
            let path = entry.path();
            let below = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            if path.is_dir() && !is_hidden {
                // A link in a folder may lead back to where it stands.
                if prefix.is_empty() || !entry.file_type().map_err(io)?.is_symlink() {
                    self.walk(&path, &format!("{below}/"))?;
                }
                if prefix.is_empty() {
                    self.folders.push(below);
                }
                continue;
            }
            let text = if is_sql(&below) && path.is_file() {
                text(&path)?
            } else {
                String::new()
            };
            self.found.push(Found { below, text });
        }
        Ok(())
    }

    /// The path as messages show it.
    pub(super) fn shown(&self, below: &str) -> String {
        format!("{}/{below}", self.shown_as)
    }

    pub(super) fn has(&self, below: &str) -> bool {
        self.found
            .binary_search_by(|found| found.below.as_str().cmp(below))
            .is_ok()
    }

    /// The text of a file that is no SQL, if there is one.
    pub(super) fn read(&self, below: &str) -> Result<Option<String>, ReadError> {
        if self.has(below) {
            text(&self.directory.join(below)).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl Found {
    /// The last part of the path.
    pub(super) fn name(&self) -> &str {
        self.below
            .rsplit_once('/')
            .map_or(&*self.below, |(_, name)| name)
    }

    /// The folder it stands in, if it does not stand right in the directory.
    pub(super) fn folder(&self) -> Option<&str> {
        self.below.rsplit_once('/').map(|(folder, _)| folder)
    }

    pub(super) fn is_sql(&self) -> bool {
        is_sql(&self.below)
    }

    /// Whether a runner that always wraps a file in a transaction can run it.
    pub(super) fn can_be_wrapped(&self) -> bool {
        !statements::any_stands_alone(&self.text)
    }

    /// The name without `.sql`, of a file right in the directory.
    pub(super) fn flat_stem(&self) -> Option<&str> {
        let stem = self.below.strip_suffix(".sql")?;
        (!stem.contains('/') && !stem.starts_with('.')).then_some(stem)
    }
}

fn is_sql(below: &str) -> bool {
    Path::new(below)
        .extension()
        .is_some_and(|extension| extension == "sql")
}

fn text(path: &Path) -> Result<String, ReadError> {
    let bytes = fs::read(path).map_err(|error| ReadError::Io(path.to_owned(), error))?;
    String::from_utf8(bytes).map_err(|_| ReadError::NotUtf8(path.to_owned()))
}
