//! The build script: compile, write or compare, tell Cargo what to watch.

use super::{
    environment::{Environment, WATCHED},
    input::{self, CONFIG, DIESEL, GENERATED, MIGRATIONS},
    outcome::{FILE, MARKER, Outcome},
    workspace,
};
use crate::{
    HEADER, OutputFile,
    output::{self, DIESEL_HEADER, OUTSIDE, OutputError},
};
use driftless_migrations::fingerprint::fingerprints;
use std::{path::Path, time::SystemTime};

/// Does the work and returns the lines for Cargo.
pub(super) fn run(environment: &Environment, started: SystemTime) -> Vec<String> {
    let root = &environment.root;
    let prefix = workspace::prefix_of(root);
    // Before compiling: a file that changes meanwhile must not pass for what was compiled.
    let read = fingerprints(root).unwrap_or_default();

    let (files, errors) = match input::compiled(&root.join(MIGRATIONS), &prefix) {
        Ok(compiled) => {
            let errors = bring_in_step(environment, &prefix, &compiled.files, started);
            (compiled.files, errors)
        }
        Err(errors) => (Vec::new(), errors),
    };
    let mut lines = watched(root, &files);
    lines.extend(open_mouth(environment, started));
    lines.extend(hand_over(environment, &Outcome::new(errors, &read)));
    lines
}

/// Writes `generated/`, or compares it where it must not be written; returns what rustc shall report.
fn bring_in_step(
    environment: &Environment,
    prefix: &str,
    files: &[OutputFile],
    started: SystemTime,
) -> Vec<String> {
    let generated = environment.root.join(GENERATED);
    if environment.frozen {
        return compare(&generated, prefix, files);
    }
    match output::refresh(&generated, files, started) {
        Ok(_) => Vec::new(),
        // A source tree that cannot be written (vendored, mounted read-only) is compared.
        Err(refused @ OutputError::Write(..)) => {
            let note = format!("\n   = note: {refused}");
            compare(&generated, prefix, files)
                .into_iter()
                .map(|text| text + &note)
                .collect()
        }
        Err(refused) => vec![refused.to_string()],
    }
}

fn compare(generated: &Path, prefix: &str, files: &[OutputFile]) -> Vec<String> {
    match output::check(generated, files) {
        Ok(differences) if differences.is_empty() => Vec::new(),
        Ok(differences) => vec![output::report(
            &format!("{prefix}{GENERATED}"),
            &differences,
        )],
        Err(refused) => vec![refused.to_string()],
    }
}

/// Lets the macro speak: where `mod generated` finds no file, rustc stops before it expands anything.
///
/// That is so before the first build that succeeds. Where a file may not be written, Cargo says a line.
fn open_mouth(environment: &Environment, started: SystemTime) -> Option<String> {
    let generated = environment.root.join(GENERATED);
    let path = input::mounted(&environment.root.join(MIGRATIONS));
    if output::location(&generated, &path).exists() {
        return None;
    }
    let header = if path.starts_with(OUTSIDE) {
        DIESEL_HEADER
    } else {
        HEADER
    };
    let empty = OutputFile {
        text: format!("{header}\n// Nothing yet.\n"),
        path,
    };
    let missing = output::shown(GENERATED, &empty.path).replace("/mod.rs", "/");
    let written = !environment.frozen && output::refresh(&generated, &[empty], started).is_ok();
    let line = format!(
        "cargo::warning={missing} is missing: run `cargo build` without CI or \
         DRIFTLESS_FROZEN (or `cargo driftless generate`) and commit it"
    );
    (!written).then_some(line)
}

/// What must run the build script again.
///
/// A file that does not exist would run it at every build, so the settings are watched only where there
/// are some. The generated files are watched one by one: renaming a file into the directory dates the
/// directory itself, which would then be newer than the run that did it.
fn watched(root: &Path, files: &[OutputFile]) -> Vec<String> {
    let mut paths = vec![MIGRATIONS.to_owned()];
    let settings = [CONFIG, DIESEL].into_iter().map(str::to_owned);
    let settings = settings.chain(input::patch_files(&root.join(MIGRATIONS)));
    paths.extend(settings.filter(|name| root.join(name).is_file()));
    if files.is_empty() {
        // The SQL is wrong, so nobody knows which files there should be.
        let found = output::rust_files(&root.join(GENERATED)).unwrap_or_default();
        let names = found.iter().filter_map(|path| path.file_name()?.to_str());
        paths.extend(names.map(|name| format!("{GENERATED}/{name}")));
    } else {
        paths.extend(
            files
                .iter()
                .map(|file| output::shown(GENERATED, &file.path)),
        );
    }
    let paths = paths
        .into_iter()
        .map(|path| format!("cargo::rerun-if-changed={path}"));
    let variables = WATCHED
        .iter()
        .map(|name| format!("cargo::rerun-if-env-changed={name}"));
    paths.chain(variables).collect()
}

fn hand_over(environment: &Environment, outcome: &Outcome) -> Vec<String> {
    let path = environment.out_dir.join(FILE);
    match outcome.write(&path) {
        Ok(()) => vec![format!("cargo::rustc-env={MARKER}={}", path.display())],
        Err(reason) => {
            vec![format!(
                "cargo::warning=driftless: cannot write {}: {reason}",
                path.display()
            )]
        }
    }
}
