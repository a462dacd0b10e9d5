//! A source tree that nobody may write: in step it builds, out of step it gives the diff.
#![cfg(unix)]

use crate::scratch::Scratch;
use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

#[test]
fn a_read_only_tree_is_compared() {
    let scratch = Scratch::new("read_only");
    scratch.build().passes();
    let copy = Copy::of(&scratch);
    assert_eq!(
        copy.outcome_of_the_build_script().lines().nth(1),
        Some("errors = []")
    );

    fs::set_permissions(copy.root.join("migrations"), mode(0o755)).unwrap();
    let changed = scratch
        .read("migrations/001_users.sql")
        .replace("name", "full_name");
    fs::write(copy.root.join("migrations/001_users.sql"), changed).unwrap();
    let outcome = copy.outcome_of_the_build_script();
    assert!(outcome.contains("[D0501]"), "{outcome}");
    assert!(outcome.contains("+    pub full_name: String,"), "{outcome}");
    assert!(outcome.contains("= note: cannot write"), "{outcome}");
}

/// The crate in a directory that other users can read and not write, and its build script.
struct Copy {
    root: PathBuf,
    script: PathBuf,
    out_dir: PathBuf,
    directory: tempfile::TempDir,
}

impl Copy {
    fn of(scratch: &Scratch) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let [root, out_dir] = ["crate", "out"].map(|name| directory.path().join(name));
        for path in ["migrations", "generated"].map(|name| root.join(name)) {
            fs::create_dir_all(&path).unwrap();
            for entry in
                fs::read_dir(scratch.path(path.file_name().unwrap().to_str().unwrap())).unwrap()
            {
                let entry = entry.unwrap();
                fs::copy(entry.path(), path.join(entry.file_name())).unwrap();
            }
            fs::set_permissions(&path, mode(0o555)).unwrap();
        }
        fs::set_permissions(&root, mode(0o555)).unwrap();
        fs::create_dir(&out_dir).unwrap();
        fs::set_permissions(&out_dir, mode(0o777)).unwrap();
        fs::set_permissions(directory.path(), mode(0o755)).unwrap();
        let script = directory.path().join("build-script");
        fs::copy(scratch.build_script(), &script).unwrap();
        Self {
            root,
            script,
            out_dir,
            directory,
        }
    }

    fn outcome_of_the_build_script(&self) -> String {
        let mut command = Command::new(&self.script);
        command.current_dir(&self.root).env_clear();
        command
            .env("CARGO_MANIFEST_DIR", &self.root)
            .env("OUT_DIR", &self.out_dir);
        if fs::metadata(self.directory.path()).unwrap().uid() == 0 {
            // Nothing is read-only for root.
            command.uid(65_534);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        fs::read_to_string(self.out_dir.join("driftless.toml")).unwrap()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // So that whoever runs this, root or not, can remove the directory.
        for path in [
            &self.root,
            &self.root.join("migrations"),
            &self.root.join("generated"),
        ] {
            let _ = fs::set_permissions(Path::new(path), mode(0o755));
        }
    }
}

fn mode(bits: u32) -> fs::Permissions {
    fs::Permissions::from_mode(bits)
}
