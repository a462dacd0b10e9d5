//! The scratch crate and Cargo.
//!
//! All crates share one target directory, so Diesel is compiled once.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, MutexGuard, PoisonError},
};

const MANIFEST: &str = r#"[package]
name = "NAME"
version = "0.1.0"
edition = "2024"

[dependencies]
diesel = { version = "~2.3", default-features = false, features = ["postgres_backend"] }
driftless = { path = "WORKSPACE/crates/driftless" }

[build-dependencies]
driftless-compiler = { path = "WORKSPACE/crates/compiler" }

[workspace]
"#;

pub(crate) const BUILD_SCRIPT: &str = "fn main() { driftless_compiler::build::run() }\n";

/// `src/lib.rs` of the README, and a first line to put lints or uses in.
pub(crate) const LIBRARY: &str = r#"//! The schema.
#[rustfmt::skip]
#[path = "../generated/mod.rs"]
mod generated;
pub use generated::*;
driftless::check!();
"#;

pub(crate) const USERS: &str = "\
CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL
);
";

/// A crate below the target directory, made anew by each test.
pub(crate) struct Scratch {
    pub(crate) root: PathBuf,
    target: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

/// What Cargo did and said.
pub(crate) struct Ran {
    pub(crate) success: bool,
    /// stdout, then stderr.
    pub(crate) text: String,
}

impl Scratch {
    /// The README's crate with one migration, [`USERS`].
    pub(crate) fn new(name: &str) -> Self {
        let scratch = Self::empty(name);
        let manifest = MANIFEST.replace("NAME", name);
        scratch.write(
            "Cargo.toml",
            &manifest.replace("WORKSPACE", workspace().to_str().unwrap()),
        );
        scratch.write("build.rs", BUILD_SCRIPT);
        scratch.write("src/lib.rs", LIBRARY);
        scratch.write("migrations/001_users.sql", USERS);
        scratch
    }

    /// The marketplace and the crate downstream of it, copied; what they depend on is ours in place.
    pub(crate) fn marketplace(name: &str) -> Self {
        let scratch = Self::empty(name);
        let directories = ["migrations", "generated", "src", "examples/downstream/src"];
        let files = [
            "build.rs",
            "driftless.toml",
            "examples/downstream/Cargo.toml",
        ];
        for file in files
            .map(PathBuf::from)
            .into_iter()
            .chain(directories.iter().flat_map(files_in))
        {
            let to = scratch.root.join(&file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(workspace().join(&file), to).unwrap();
        }
        let ours = workspace();
        let manifest = fs::read_to_string(ours.join("Cargo.toml")).unwrap();
        let manifest = manifest
            .replace(r#""schema-macros", "crates/*", "#, "")
            .replace(
                "path = \"crates/",
                &format!("path = \"{}/crates/", ours.display()),
            )
            .replace(
                "path = \"schema-macros",
                &format!("path = \"{}/schema-macros", ours.display()),
            );
        // Only the marketplace's library is built, with the profile that any user has.
        let (workspace, package) = manifest.split_once("[package]").unwrap();
        let (workspace, _) = workspace.split_once("[profile.dev]").unwrap();
        let (package, _) = package.split_once("[dev-dependencies]").unwrap();
        scratch.write("Cargo.toml", &format!("{workspace}[package]{package}"));
        scratch
    }

    fn empty(name: &str) -> Self {
        // Cargo would make the others wait for its lock anyway, and two builds at once only compete.
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumer");
        let (target, root) = (directory.join("target"), directory.join(name));
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        let scratch = Self {
            root,
            target,
            _alone: alone,
        };
        fs::create_dir_all(&scratch.root).unwrap();
        let lock = scratch.path("Cargo.lock");
        fs::copy(workspace().join("Cargo.lock"), lock).unwrap();
        scratch
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} holds no {from:?}:\n{text}");
        self.write(name, &text.replace(from, to));
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    /// Adds uses of the generated types below the README's lines.
    pub(crate) fn uses(&self, code: &str) {
        self.write("src/lib.rs", &format!("{LIBRARY}{code}\n"));
    }

    /// Runs Cargo with nothing of the surrounding build in its environment.
    pub(crate) fn cargo(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(&self.root).args(arguments);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            let foreign = ["CARGO_PKG_", "CARGO_MANIFEST", "DRIFTLESS_", "RUSTFLAGS"];
            if name == "CI" || foreign.iter().any(|prefix| name.starts_with(prefix)) {
                command.env_remove(&*name);
            }
        }
        command
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_NET_OFFLINE", "true");
        command
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_COLOR", "never");
        let output = command.envs(variables.iter().copied()).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        Ran {
            success: output.status.success(),
            text: String::from_utf8_lossy(&text).into_owned(),
        }
    }

    /// The compiled build script of the last build.
    #[cfg(unix)]
    pub(crate) fn build_script(&self) -> PathBuf {
        let package = format!("{}-", self.root.file_name().unwrap().to_str().unwrap());
        let scripts = fs::read_dir(self.target.join("debug/build"))
            .unwrap()
            .filter_map(|entry| {
                let path = entry.unwrap().path();
                let ours = path.file_name()?.to_str()?.starts_with(&package);
                let script = path.join("build-script-build");
                (ours && script.is_file()).then_some(script)
            });
        scripts
            .max_by_key(|path| fs::metadata(path).unwrap().modified().unwrap())
            .unwrap()
    }

    /// `cargo build`, telling what it runs.
    pub(crate) fn build(&self) -> Ran {
        self.cargo(&["build", "-v"], &[])
    }

    /// `cargo build` as a CI server runs it.
    pub(crate) fn build_in_ci(&self) -> Ran {
        self.cargo(&["build", "-v"], &[("CI", "1")])
    }
}

/// The repository.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The files directly in a directory of the repository, from its root.
fn files_in(directory: &&str) -> Vec<PathBuf> {
    fs::read_dir(workspace().join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| Path::new(directory).join(path.file_name().unwrap()))
        .collect()
}

impl Ran {
    #[track_caller]
    pub(crate) fn passes(&self) -> &Self {
        assert!(self.success, "the build failed:\n{}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn fails_with(&self, expected: &[&str]) -> &Self {
        assert!(!self.success, "the build passed:\n{}", self.text);
        self.says(expected)
    }

    /// Each of the lines is there; rustc's indentation of what is not the first line does not count.
    #[track_caller]
    pub(crate) fn says(&self, expected: &[&str]) -> &Self {
        for line in expected {
            assert!(self.text.contains(line), "no {line:?} in:\n{}", self.text);
        }
        self
    }

    /// Neither rustc nor a build script ran.
    #[track_caller]
    pub(crate) fn ran_nothing(&self) {
        self.passes();
        assert!(
            !self.text.contains("Running `"),
            "something ran:\n{}",
            self.text
        );
        assert!(
            self.text.contains("Fresh "),
            "this is not `cargo build -v`:\n{}",
            self.text
        );
    }

    /// How many errors rustc reported, not counting its last line that says so.
    pub(crate) fn errors(&self) -> usize {
        let is_error = |line: &&str| {
            line.starts_with("error") && !line.starts_with("error: could not compile")
        };
        self.text.lines().filter(is_error).count()
    }
}
