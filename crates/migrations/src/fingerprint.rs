//! Recognising migrations again: what was compiled in against what is on disk.
//!
//! Cargo looks at times only. A file overwritten in place with an older date (`cp -p`, some sync tools) is
//! invisible to it, so a test that `driftless::check!()` adds compares contents.

use crate::{MigrationSet, ReadError, config};
use std::{
    error::Error,
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// One file that was compiled in: its path below the crate, and the [`fingerprint`] of its text.
pub type Fingerprint<'a> = (&'a str, u64);

/// FNV-1a: it only has to notice a change, not to withstand an attacker.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What the crate in `root` would compile now: the settings where there are some, then the migrations.
pub fn fingerprints(root: &Path) -> Result<Vec<(String, u64)>, ReadError> {
    let mut found = Vec::new();
    for name in [config::FILE, "diesel.toml"] {
        let settings = root.join(name);
        match fs::read_to_string(&settings) {
            Ok(text) => found.push((name.to_owned(), fingerprint(&text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(ReadError::Io(settings, error)),
        }
    }
    let set = MigrationSet::read(&root.join("migrations"), "migrations")?;
    found.extend(
        set.migrations
            .iter()
            .map(|m| (m.up.path.clone(), fingerprint(&m.up.text))),
    );
    Ok(found)
}

/// Compares the crate in `root` with what was compiled into it.
pub fn compare(root: &Path, compiled: &[Fingerprint<'_>]) -> Result<(), OutOfStep> {
    let found = fingerprints(root).map_err(OutOfStep::Unreadable)?;
    let differs = |path: &str, hash: u64| !compiled.contains(&(path, hash));
    let changed = found.iter().find(|(path, hash)| differs(path, *hash));
    let removed = compiled
        .iter()
        .find(|(path, _)| !found.iter().any(|(name, _)| name == path));
    match (changed, removed) {
        (None, None) => Ok(()),
        (Some((path, _)), _) => Err(OutOfStep::Changed(root.join(path))),
        (None, Some((path, _))) => Err(OutOfStep::Changed(root.join(path))),
    }
}

/// The migrations on disk are not those that the generated code was made from.
///
/// `Debug` prints the sentence too: it is what a test that returns this error shows.
#[non_exhaustive]
pub enum OutOfStep {
    /// This file was changed, added or removed.
    Changed(PathBuf),
    /// The migrations cannot be read.
    Unreadable(ReadError),
}

impl fmt::Display for OutOfStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => write!(
                f,
                "{} is not what was compiled in, and Cargo did not notice because of its date: \
                 `touch migrations` and build again",
                path.display()
            ),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for OutOfStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for OutOfStep {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Changed(_) => None,
            Self::Unreadable(error) => Some(error),
        }
    }
}
