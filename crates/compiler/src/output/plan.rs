//! What is in the directory, beside what should be.

use super::{
    FORMAT, OutputError, OutputFile,
    file::{format_of, format_to_replace, location},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The whole difference between a directory and the files it should hold.
pub(super) struct Plan<'a> {
    pub(super) directory: &'a Path,
    /// Each wanted file that is missing or different, in the order given.
    pub(super) outdated: Vec<Outdated<'a>>,
    /// Files of ours that are wanted no more, by name.
    pub(super) stale: Vec<String>,
    /// The first format other than ours that a file of ours says it has.
    other_format: Option<u32>,
}

pub(super) struct Outdated<'a> {
    pub(super) wanted: &'a OutputFile,
    /// What is there now; `None` when nothing is.
    pub(super) found: Option<String>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(directory: &'a Path, files: &'a [OutputFile]) -> Result<Self, OutputError> {
        let mut plan = Self {
            directory,
            outdated: Vec::new(),
            stale: Vec::new(),
            other_format: None,
        };
        for wanted in files {
            plan.compare(wanted)?;
        }
        for path in rust_files(directory)? {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if !files.iter().any(|file| file.path == name) {
                plan.note_stale(&path, name)?;
            }
        }
        Ok(plan)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.outdated.is_empty() && self.stale.is_empty()
    }

    /// A diff between two versions' outputs would tell nobody anything.
    pub(super) fn refuse_other_format(&self) -> Result<(), OutputError> {
        match self.other_format {
            Some(found) => Err(OutputError::OtherFormat {
                directory: self.directory.to_owned(),
                found,
            }),
            None => Ok(()),
        }
    }

    fn compare(&mut self, wanted: &'a OutputFile) -> Result<(), OutputError> {
        let path = location(self.directory, &wanted.path);
        let found = read(&path)?;
        if let Some(text) = &found {
            match format_to_replace(&wanted.path, text) {
                Some(format) => self.note_format(format),
                None => return Err(OutputError::Foreign(path)),
            }
        }
        // A checkout with CRLF line ends is in step: git made it so and will undo it.
        let same = found
            .as_ref()
            .is_some_and(|text| text.replace("\r\n", "\n") == wanted.text);
        if !same {
            self.outdated.push(Outdated { wanted, found });
        }
        Ok(())
    }

    fn note_stale(&mut self, path: &Path, name: String) -> Result<(), OutputError> {
        if let Some(text) = read(path)?
            && let Some(format) = format_of(&text)
        {
            self.note_format(format);
            self.stale.push(name);
        }
        Ok(())
    }

    fn note_format(&mut self, format: u32) {
        if format != FORMAT {
            self.other_format.get_or_insert(format);
        }
    }
}

fn read(path: &Path) -> Result<Option<String>, OutputError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::Read(path.to_owned(), error)),
    }
}

/// The `.rs` files directly in `directory`, by name; none when it does not exist.
pub(crate) fn rust_files(directory: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let failed = |error| OutputError::Read(directory.to_owned(), error);
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
