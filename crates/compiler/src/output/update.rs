//! Writing: each file to a temporary one beside it, then renamed over it.

use super::{OutputError, OutputFile, file::location, plan::Plan};
use std::{
    fs,
    io::{self, Write},
    path::Path,
    time::{Duration, SystemTime},
};

/// Makes `directory` hold `files`, and returns the names of those written or removed.
///
/// This is what a command does that somebody gave: files of another format are replaced too.
pub fn update(directory: &Path, files: &[OutputFile]) -> Result<Vec<String>, OutputError> {
    write(&Plan::of(directory, files)?, None)
}

/// Like [`update`], from a build that began at `started`.
///
/// The files are dated two seconds before that, so that Cargo, which watches them, sees nothing newer
/// than its own last run and does not build a second time. Files of another format are left alone: two
/// versions of driftless in one team must not rewrite each other's output at every build.
pub fn refresh(
    directory: &Path,
    files: &[OutputFile],
    started: SystemTime,
) -> Result<Vec<String>, OutputError> {
    let plan = Plan::of(directory, files)?;
    plan.refuse_other_format()?;
    write(&plan, started.checked_sub(Duration::from_secs(2)))
}

fn write(plan: &Plan<'_>, modified: Option<SystemTime>) -> Result<Vec<String>, OutputError> {
    if plan.is_empty() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for outdated in &plan.outdated {
        let name = &outdated.wanted.path;
        let path = location(plan.directory, name);
        replace(&path, &outdated.wanted.text, modified)
            .map_err(|error| OutputError::Write(path, error))?;
        names.push(name.clone());
    }
    for stale in &plan.stale {
        let path = plan.directory.join(stale);
        fs::remove_file(&path).map_err(|error| OutputError::Write(path, error))?;
        names.push(stale.clone());
    }
    Ok(names)
}

fn replace(path: &Path, text: &str, modified: Option<SystemTime>) -> io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(directory)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Builds run at the same time (an editor's and a terminal's), so each process has a name of its own.
    let temporary = directory.join(format!(".{name}.{}.tmp", std::process::id()));
    let written =
        write_temporary(&temporary, text, modified).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first error is the one to report; what is left over is only litter.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn write_temporary(path: &Path, text: &str, modified: Option<SystemTime>) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    match modified {
        Some(time) => file.set_modified(time),
        None => Ok(()),
    }
}
