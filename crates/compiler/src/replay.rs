//! Migrations folded into a catalog.
//!
//! *Invariant:* each file is parsed once. Every independent mistake is reported; what only follows from
//! another one (a table that is missing because its own statement was wrong) is not.

use crate::{
    catalog::{Catalog, Schema, Session},
    diagnostic::{Code, Diagnostic, Diagnostics, Label},
    parse::{self, Stated, Statement, StatementKind, Unread},
    source::Source,
};
use driftless_migrations::{Migration, MigrationSet};
use std::{collections::BTreeSet, sync::Arc};

/// Parsing and reading recurse with the depth of the SQL; this is room for what `parse` lets through.
const STACK: usize = 256 << 20;

/// So many mistakes are reported at once; more would only be scrolled past.
const ENOUGH: usize = 100;

/// The catalog after all migrations.
pub fn replay(set: &MigrationSet) -> Result<Catalog, Diagnostics> {
    replay_until(set, usize::MAX)
}

/// The catalog after the first `count` migrations of the schema; dev-only ones are read, never applied.
pub fn replay_until(set: &MigrationSet, count: usize) -> Result<Catalog, Diagnostics> {
    on_large_stack(|| replay_here(set, count, |_| {}))
}

/// The catalog before the first migration and after each one, dev-only ones included: one more than there
/// are migrations.
pub fn replay_each(set: &MigrationSet) -> Result<Vec<Catalog>, Diagnostics> {
    on_large_stack(|| {
        let mut catalogs = vec![Replay::new().catalog];
        replay_here(set, usize::MAX, |catalog| catalogs.push(catalog.clone()))?;
        Ok(catalogs)
    })
}

fn on_large_stack<T: Send>(
    work: impl FnOnce() -> Result<T, Diagnostics> + Send,
) -> Result<T, Diagnostics> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let run = thread.spawn_scoped(scope, work);
        let run = run.map_err(|error| gave_up(&error.to_string()))?;
        run.join()
            .unwrap_or_else(|_| Err(gave_up("it panicked").into()))
    })
}

/// The statements of a migration whose effect its author states in a comment.
pub fn stated(migration: &Migration) -> Vec<Stated> {
    parse::stated(&Source::of(&migration.up))
}

fn gave_up(why: &str) -> Diagnostic {
    Diagnostic::error(
        Code::D0005,
        format!("the migrations could not be read: {why}"),
    )
    .help("this is a mistake in driftless: please report it")
}

fn replay_here(
    set: &MigrationSet,
    count: usize,
    mut after: impl FnMut(&Catalog),
) -> Result<Catalog, Diagnostics> {
    let mut replay = Replay::new();
    let mut schema_migrations = 0;
    for migration in &set.migrations {
        if migration.directives.dev_only {
            replay.dev_only(migration);
        } else if schema_migrations < count {
            schema_migrations += 1;
            replay.migration(migration);
        }
        after(&replay.catalog);
    }
    Diagnostics::unless_empty(replay.catalog, replay.found)
}

struct Replay {
    catalog: Catalog,
    session: Session,
    found: Vec<Diagnostic>,
    doubts: Vec<Doubt>,
}

/// What a statement that went wrong was about: later mistakes about the same say nothing new.
struct Doubt {
    /// The tables that it would have changed; none if it would have made one.
    tables: BTreeSet<String>,
    /// The other names outside of its brackets: what would be there, or gone, if it were right.
    names: BTreeSet<String>,
}

impl Doubt {
    fn covers(&self, words: &BTreeSet<String>) -> bool {
        let same_table = self.tables.is_empty() || !self.tables.is_disjoint(words);
        same_table && !self.names.is_disjoint(words)
    }
}

impl Replay {
    fn new() -> Self {
        let mut catalog = Catalog::default();
        catalog
            .schemas
            .insert("public".to_owned(), Schema::default());
        Self {
            catalog,
            session: Session::default(),
            found: Vec::new(),
            doubts: Vec::new(),
        }
    }

    fn doubt(&mut self, words: Vec<String>, drops: bool) {
        let is_table = |word: &String| {
            let mut schemas = self.catalog.schemas.values();
            !drops && schemas.any(|schema| schema.tables.contains_key(word))
        };
        let (tables, names) = words.into_iter().partition(is_table);
        self.doubts.push(Doubt { tables, names });
    }

    fn migration(&mut self, migration: &Migration) {
        let source = Source::of(&migration.up);
        for statement in parse::parse(&source) {
            if self.found.len() >= ENOUGH {
                break;
            }
            match statement {
                Ok(statement) => self.statement(&statement, &source),
                Err(unread) => self.unread(unread),
            }
        }
        // The migrator sets it back too: a file means the same whatever ran before it.
        self.session = Session::default();
        self.catalog.end_session();
    }

    fn statement(&mut self, statement: &Statement, source: &Arc<Source>) {
        let Err(error) = self.catalog.apply(&mut self.session, statement, source) else {
            return;
        };
        let words = parse::words(source.slice(&statement.span));
        let all = words.outside.iter().chain(&words.inside).cloned().collect();
        if !self.doubts.iter().any(|doubt| doubt.covers(&all)) {
            self.found.push(*error);
        }
        self.doubt(
            words.outside,
            matches!(statement.kind, StatementKind::Drop(_)),
        );
    }

    fn unread(&mut self, unread: Unread) {
        self.found.push(*unread.diagnostic);
        self.doubt(unread.words, false);
    }

    /// Data for development: read for mistakes, and not allowed to change the schema.
    fn dev_only(&mut self, migration: &Migration) {
        let source = Source::of(&migration.up);
        for statement in parse::parse(&source) {
            match statement {
                Ok(Statement {
                    kind: StatementKind::LeavesCatalogAlone(_) | StatementKind::Run { .. },
                    ..
                }) => {}
                Ok(Statement {
                    kind: StatementKind::Stated(stated, _),
                    ..
                }) if stated.is_empty() => {}
                Ok(statement) => {
                    let line = source
                        .slice(&statement.span)
                        .lines()
                        .next()
                        .unwrap_or_default();
                    let start = statement.span.start;
                    let span = start..start + line.trim_end().len();
                    let title = "a dev-only migration may not change the schema";
                    let label = Label::at(&source, span, "only data here");
                    self.found
                        .push(Diagnostic::error(Code::D0206, title).label(label).help(
                            "move the statement to a migration without `-- driftless: dev-only`",
                        ));
                }
                Err(unread) => self.found.push(*unread.diagnostic),
            }
        }
    }
}
