//! Why a generated directory is neither written nor compared.

use super::FORMAT;
use std::{error::Error, fmt, io, path::PathBuf};

/// What stands in the way of writing or comparing the generated files.
#[derive(Debug)]
#[non_exhaustive]
pub enum OutputError {
    /// The directory or a file in it could not be read.
    Read(PathBuf, io::Error),
    /// The directory or a file in it could not be written.
    Write(PathBuf, io::Error),
    /// A file that we would have to write is there already and is not ours.
    Foreign(PathBuf),
    /// Another version of driftless wrote the files.
    OtherFormat {
        /// The generated directory.
        directory: PathBuf,
        /// The format its files say they have.
        found: u32,
    },
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::Write(path, error) => write!(f, "cannot write {}: {error}", path.display()),
            Self::Foreign(path) => write!(
                f,
                "{} was not written by driftless (its first line is not ours) and is left alone: \
                 move it away or delete it",
                path.display()
            ),
            Self::OtherFormat { directory, found } => {
                let name = directory.file_name().unwrap_or(directory.as_os_str());
                write!(
                    f,
                    "{}",
                    other_format(&format!("{}/ was", name.display()), *found)
                )
            }
        }
    }
}

impl Error for OutputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Read(_, error) | Self::Write(_, error) => Some(error),
            _ => None,
        }
    }
}

/// The one sentence about two versions of driftless that disagree; `subject` is what `found` wrote.
pub(crate) fn other_format(subject: &str, found: u32) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let remedy = if found > FORMAT {
        "update the driftless crates"
    } else {
        "run `cargo driftless generate` and commit"
    };
    format!(
        "{subject} written by a driftless of output format {found}, this is {version} with format {FORMAT}: {remedy}"
    )
}
