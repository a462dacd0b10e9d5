//! What Cargo and the user say in environment variables.

use std::{
    env,
    path::{Path, PathBuf},
};

/// Variables whose change must run the build script again.
pub(super) const WATCHED: &[&str] = &["CI", "DRIFTLESS_FROZEN"];

/// What a build script is told.
pub(super) struct Environment {
    /// The crate that is being built.
    pub(super) root: PathBuf,
    /// Where the build script may write.
    pub(super) out_dir: PathBuf,
    /// Whether `generated/` is compared and not written.
    pub(super) frozen: bool,
}

impl Environment {
    /// Reads the variables; the error is the name of the one that is missing.
    pub(super) fn of_build_script() -> Result<Self, &'static str> {
        let path = |name| env::var_os(name).map(PathBuf::from).ok_or(name);
        let root = path("CARGO_MANIFEST_DIR")?;
        let frozen = WATCHED
            .iter()
            .any(|name| is_on(env::var(name).ok().as_deref()));
        Ok(Self {
            frozen: frozen || is_packaged(&root),
            out_dir: path("OUT_DIR")?,
            root,
        })
    }
}

/// Some systems set `CI=false`, and people write `DRIFTLESS_FROZEN=0`.
fn is_on(value: Option<&str>) -> bool {
    !matches!(value, None | Some("" | "0" | "false"))
}

/// Cargo refuses a package whose build changes its own source.
fn is_packaged(root: &Path) -> bool {
    root.join("Cargo.toml.orig").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_and_off() {
        assert!(is_on(Some("1")) && is_on(Some("true")) && is_on(Some("woodpecker")));
        assert!(!is_on(None) && !is_on(Some("")) && !is_on(Some("0")) && !is_on(Some("false")));
    }
}
