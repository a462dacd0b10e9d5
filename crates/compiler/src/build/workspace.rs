//! Paths as messages show them: relative to the workspace's root, where rustc's own paths start too.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

/// What stands before a directory's files in messages: empty at the workspace's root, else `crates/db/`.
pub(super) fn prefix_of(root: &Path) -> String {
    let workspace = workspace_of(root);
    let below = workspace
        .as_deref()
        .and_then(|workspace| root.strip_prefix(workspace).ok());
    let parts = below
        .into_iter()
        .flat_map(Path::components)
        .filter_map(|part| match part {
            Component::Normal(name) => Some(format!("{}/", name.to_string_lossy())),
            _ => None,
        });
    parts.collect()
}

/// The nearest directory at or above `root` whose Cargo.toml has a `[workspace]`.
fn workspace_of(root: &Path) -> Option<PathBuf> {
    root.ancestors()
        .find(|directory| is_workspace(&directory.join("Cargo.toml")))
        .map(Path::to_owned)
}

fn is_workspace(manifest: &Path) -> bool {
    // A line is enough: this decides how a path is shown, and parsing every manifest above is not free.
    fs::read_to_string(manifest).is_ok_and(|text| {
        text.lines().any(|line| {
            let line = line.trim_start();
            line.starts_with("[workspace]") || line.starts_with("[workspace.")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_shown_below_its_workspace() {
        let dir = tempfile::tempdir().unwrap();
        let member = dir.path().join("crates/db");
        fs::create_dir_all(&member).unwrap();
        fs::write(member.join("Cargo.toml"), "[package]\nname = \"db\"\n").unwrap();
        assert_eq!(prefix_of(&member), "", "no workspace at all");
        fs::write(
            dir.path().join("Cargo.toml"),
            "[workspace]\nmembers = [\"crates/*\"]\n",
        )
        .unwrap();
        assert_eq!(prefix_of(&member), "crates/db/");
        assert_eq!(prefix_of(dir.path()), "");
    }
}
