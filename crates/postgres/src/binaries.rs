//! Where the server's programs are.

use crate::{Error, install};
use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The folders where systems keep the programs; `*` stands for a version.
const USUAL: [&str; 10] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/usr/lib/postgresql*/bin",
    "/usr/lib64/postgresql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin",
];

/// The oldest version whose catalog and statements we speak.
const OLDEST: u32 = 15;

/// A server's programs.
#[derive(Clone, Debug)]
pub(crate) struct Binaries {
    pub(crate) initdb: PathBuf,
    pub(crate) postgres: PathBuf,
    /// The version as the server prints it, `15.18`.
    pub(crate) version: String,
}

/// The programs of `PG_BIN` and no others if that is set; else those of PATH; else the newest of the
/// usual places.
pub(crate) fn find() -> Result<Binaries, Error> {
    let mut looked = Vec::new();
    if let Some(folder) = env::var_os("PG_BIN").filter(|folder| !folder.is_empty()) {
        let folder = PathBuf::from(folder);
        if let Some(found) = in_folder(&folder, &mut looked) {
            return Ok(found);
        }
        looked.insert(0, format!("PG_BIN={}", folder.display()));
        return Err(Error::NoBinaries {
            looked,
            install: install::command(),
        });
    }
    looked.push("PATH".to_owned());
    for folder in on_path(&env::var_os("PATH").unwrap_or_default()) {
        if let Some(found) = in_folder(&folder, &mut looked) {
            return Ok(found);
        }
    }
    for pattern in USUAL {
        looked.push(pattern.to_owned());
        let newest = expand(pattern)
            .iter()
            .filter_map(|folder| in_folder(folder, &mut looked))
            .max_by_key(|found| major(&found.version));
        if let Some(found) = newest {
            return Ok(found);
        }
    }
    Err(Error::NoBinaries {
        looked,
        install: install::command(),
    })
}

/// The folders behind the `initdb`s of PATH: often only links to the folder that also has `postgres`.
fn on_path(path: &OsStr) -> Vec<PathBuf> {
    env::split_paths(path)
        .filter(|folder| folder.is_absolute())
        .filter_map(|folder| fs::canonicalize(folder.join("initdb")).ok())
        .filter_map(|initdb| initdb.parent().map(Path::to_path_buf))
        .collect()
}

/// The programs in this folder. A version too old is noted among the places looked in.
fn in_folder(folder: &Path, looked: &mut Vec<String>) -> Option<Binaries> {
    let (initdb, postgres) = (folder.join("initdb"), folder.join("postgres"));
    if !initdb.is_file() || !postgres.is_file() {
        return None;
    }
    let output = Command::new(&postgres).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    // `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`
    let version = text.split_whitespace().nth(2)?.to_owned();
    if major(&version) < OLDEST {
        looked.push(format!("{}, which has only {version}", folder.display()));
        return None;
    }
    Some(Binaries {
        initdb,
        postgres,
        version,
    })
}

/// The first number: `15.18` and `19beta1` begin with one.
fn major(version: &str) -> u32 {
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// The folders that a pattern with one `*` stands for.
fn expand(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else {
        return vec![PathBuf::from(pattern)];
    };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let Ok(entries) = fs::read_dir(format!("{parent}/")) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path().join(after.trim_start_matches('/')))
        .collect();
    folders.sort();
    folders
}

#[cfg(test)]
mod tests {
    use super::{expand, major};

    #[test]
    fn a_pattern_stands_for_the_folders_that_exist() {
        let temp = tempfile::tempdir().unwrap();
        for version in ["pg-15/bin", "pg-16/bin", "other/bin"] {
            std::fs::create_dir_all(temp.path().join(version)).unwrap();
        }
        let found = expand(&format!("{}/pg-*/bin", temp.path().display()));
        let expected = vec![temp.path().join("pg-15/bin"), temp.path().join("pg-16/bin")];
        assert_eq!(found, expected);
        assert_eq!(expand("/nowhere/*/bin"), Vec::<std::path::PathBuf>::new());
    }

    #[test]
    fn versions_begin_with_a_number() {
        assert_eq!(major("15.18"), 15);
        assert_eq!(major("19beta1"), 19);
        assert_eq!(major("devel"), 0);
    }
}
