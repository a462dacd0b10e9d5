//! From files to migrations: parts are put together, brought in order, and what is left over is looked at.

use super::{Body, Files, Found, Key, Part, Rules};
use crate::{Directives, Migration, ReadError, SqlFile, Warning};
use std::collections::{BTreeMap, BTreeSet};

/// A migration of which some files are still to come.
struct Draft {
    part: Part,
    directives: Directives,
    up: Option<SqlFile>,
    down: Option<SqlFile>,
}

pub(super) fn assemble(
    files: &Files,
    rules: &Rules,
) -> Result<(Vec<Migration>, Vec<Warning>), ReadError> {
    folders(files, rules)?;
    let mut drafts: BTreeMap<Key, Draft> = BTreeMap::new();
    let mut warnings = Vec::new();
    let mut passed_over = BTreeSet::new();
    for file in &files.found {
        if let Some(part) = (rules.part)(files, file)? {
            take(&mut drafts, part, files.shown(&file.below))?;
        } else {
            let stray = stray(files, file, rules)?.filter(|stray| passed_over.insert(*stray));
            warnings.extend(stray.map(|stray| Warning::NoMigration(files.shown(stray))));
        }
    }
    if drafts.is_empty() {
        return Err(ReadError::Empty(files.shown_as.clone(), rules.expects));
    }
    let mut drafts: Vec<Draft> = drafts.into_values().collect();
    drafts.sort_by(|first, second| first.part.sort.cmp(&second.part.sort));
    let migrations = drafts.into_iter().map(Draft::finish);
    Ok((migrations.collect::<Result<_, _>>()?, warnings))
}

/// Where each folder is a migration, one without its file is none.
fn folders(files: &Files, rules: &Rules) -> Result<(), ReadError> {
    let Some(file) = rules.folder else {
        return Ok(());
    };
    let lacks = |folder: &&String| !files.has(&format!("{folder}/{file}"));
    match files.folders.iter().find(lacks) {
        Some(folder) if files.has(&format!("{folder}/down.sql")) => Err(ReadError::OnlyDown(
            files.shown(&format!("{folder}/down.sql")),
        )),
        Some(folder) => Err(ReadError::Unnamed(files.shown(folder), rules.expects)),
        None => Ok(()),
    }
}

fn take(drafts: &mut BTreeMap<Key, Draft>, mut part: Part, path: String) -> Result<(), ReadError> {
    let (up, down) = (part.up.take(), part.down.take());
    let draft = drafts.entry(part.identity.clone()).or_insert(Draft {
        part,
        directives: Directives::default(),
        up: None,
        down: None,
    });
    if let Some(body) = up {
        draft.directives = Directives::of_header(&path, &body.text)?;
        draft.set(|draft| &mut draft.up, body, path.clone())?;
    }
    match down {
        Some(body) => draft.set(|draft| &mut draft.down, body, path),
        None => Ok(()),
    }
}

impl Draft {
    fn set(
        &mut self,
        place: impl FnOnce(&mut Self) -> &mut Option<SqlFile>,
        body: Body,
        path: String,
    ) -> Result<(), ReadError> {
        let version = self.part.version.clone();
        let mut run = body.run;
        run.no_transaction |= Directives::of_header(&path, &body.text)?.no_transaction;
        let place = place(self);
        if let Some(first) = place {
            return Err(ReadError::Clash {
                version,
                first: first.path.clone(),
                second: path,
            });
        }
        *place = Some(SqlFile {
            path,
            text: body.text,
            run,
        });
        Ok(())
    }

    fn finish(self) -> Result<Migration, ReadError> {
        let Self {
            part,
            directives,
            up,
            mut down,
        } = self;
        let Some(up) = up else {
            let down = down.map(|file| file.path).unwrap_or_default();
            return Err(ReadError::OnlyDown(down));
        };
        if let Some(down) = &mut down {
            down.run.no_transaction |= directives.no_transaction;
        }
        Ok(Migration {
            version: part.version,
            name: part.name,
            up,
            down,
            directives,
        })
    }
}

/// What stands beside migrations without being one, and is known to be harmless.
const PASSES: [&str; 10] = [
    ".DS_Store",
    ".diesel_lock",
    ".git",
    ".gitattributes",
    ".gitignore",
    ".gitkeep",
    ".keep",
    "README",
    "README.md",
    "driftless.lock",
];

/// What to say of a file that is no migration: nothing, its path, or that its folder is not read.
fn stray<'f>(files: &Files, file: &'f Found, rules: &Rules) -> Result<Option<&'f str>, ReadError> {
    if let Some(what) = (rules.foreign)(file) {
        return Err(ReadError::Foreign(files.shown(&file.below), what));
    }
    if PASSES.contains(&file.name()) || (rules.belongs)(file) {
        return Ok(None);
    }
    let folder = file.below.split_once('/').map(|(folder, _)| folder);
    if file.is_sql() && !file.name().starts_with('.') && (rules.deep || folder.is_none()) {
        return Err(ReadError::Unnamed(files.shown(&file.below), rules.expects));
    }
    let whole_folder = folder.filter(|_| !rules.deep && rules.folder.is_none());
    Ok(Some(whole_folder.unwrap_or(&file.below)))
}
