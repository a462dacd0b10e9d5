//! What the build script found out, on its way to the macro.

use crate::output::{FORMAT, other_format};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

/// The variable that tells the macro where the outcome is, and with that, that a build script ran.
pub(super) const MARKER: &str = "DRIFTLESS_OUTCOME";

/// The file's name in `OUT_DIR`.
pub(super) const FILE: &str = "driftless.toml";

/// All that the macro needs to know of what the build script did.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outcome {
    /// The format of whoever wrote this.
    format: u32,
    /// What rustc shall report, one error each.
    pub(super) errors: Vec<String>,
    /// What was compiled in, by path; 16 hexadecimal digits each, as TOML's integers are signed.
    compiled: BTreeMap<String, String>,
}

impl Outcome {
    pub(super) fn new(errors: Vec<String>, compiled: &[(String, u64)]) -> Self {
        let compiled = compiled
            .iter()
            .map(|(path, hash)| (path.clone(), format!("{hash:016x}")))
            .collect();
        Self {
            format: FORMAT,
            errors,
            compiled,
        }
    }

    /// The files that were compiled in.
    pub(super) fn compiled(&self) -> impl Iterator<Item = (&str, u64)> {
        self.compiled
            .iter()
            .filter_map(|(path, hash)| Some((path.as_str(), u64::from_str_radix(hash, 16).ok()?)))
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), String> {
        let text = toml::to_string(self).map_err(|error| error.to_string())?;
        fs::write(path, text).map_err(|error| error.to_string())
    }

    /// Reads what a build script wrote, perhaps one of another version.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let unreadable =
            |reason: String| format!("cannot read {}: {reason}: build again", path.display());
        let text = fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| unreadable(error.to_string()))?;
        match table.get("format").and_then(toml::Value::as_integer) {
            Some(format) if format == i64::from(FORMAT) => table
                .try_into()
                .map_err(|error: toml::de::Error| unreadable(error.to_string())),
            Some(format) => Err(other_format(
                "the build script's outcome was",
                u32::try_from(format).unwrap_or_default(),
            )),
            None => Err(unreadable("it has no format".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_survives_the_way_and_another_version_is_one_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(FILE);
        let outcome = Outcome::new(
            vec!["two\n  lines \"quoted\" \\ '''".to_owned()],
            &[("migrations/1_a.sql".to_owned(), u64::MAX)],
        );
        outcome.write(&path).unwrap();
        assert_eq!(Outcome::read(&path).unwrap(), outcome);
        assert_eq!(
            outcome.compiled().collect::<Vec<_>>(),
            [("migrations/1_a.sql", u64::MAX)]
        );

        fs::write(&path, "format = 9\nunknown = true\n").unwrap();
        let sentence = Outcome::read(&path).unwrap_err();
        assert!(sentence.contains("output format 9"), "{sentence}");
    }
}
