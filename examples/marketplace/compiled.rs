//! What the SQL becomes; all of the tour that needs no server.

use crate::screen::{Screen, Style};
use driftless_compiler::{Config, OutputFile, compile};
use driftless_migrations::MigrationSet;
use std::{error::Error, fs, path::Path};

/// Compiles `migrations/` here and now, without a database; with `all`, shows a piece of both sides.
pub(crate) fn show(screen: &Screen, all: bool) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let set = MigrationSet::read(&root.join("migrations"), "migrations")?;
    let config = fs::read_to_string(root.join("driftless.toml"))?;
    let config = Config::parse("driftless.toml", &config).map_err(|e| e.render())?;
    let files = compile(&set, &config).map_err(|e| e.render())?.files;

    screen.chapter("SQL becomes Rust, without a database");
    let tables = set
        .schema()
        .map(|m| m.up.text.matches("CREATE TABLE").count())
        .sum::<usize>();
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    screen.say(&format!(
        "migrations/  {} files, {tables} tables\ngenerated/   {} files, {lines} lines: schema.rs, rows, enums, \
         audited writes",
        set.migrations.len(),
        files.len(),
    ));
    if all {
        show_both_sides(screen, &set, &files);
    }
    Ok(())
}

fn show_both_sides(screen: &Screen, set: &MigrationSet, files: &[OutputFile]) {
    let sql = set
        .migrations
        .iter()
        .map(|m| &m.up)
        .find(|file| file.text.contains("TABLE viewings"));
    if let Some(sql) = sql {
        screen.say("");
        screen.say_in(Style::Dim, &sql.path);
        screen.say(&piece(&sql.text, "CREATE TABLE viewings", ");"));
    }
    if let Some(rust) = files.iter().find(|file| file.path == "viewings.rs") {
        screen.say("");
        screen.say_in(Style::Dim, "generated/viewings.rs");
        screen.say(&piece(&rust.text, "pub struct Viewing ", "}"));
    }
}

/// The lines from the one that starts so to the one that is exactly that.
fn piece(text: &str, start: &str, end: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().skip_while(|line| !line.starts_with(start)) {
        lines.push(line);
        if line == end {
            break;
        }
    }
    lines.join("\n")
}

/// What could not be shown, and how to see it.
pub(crate) fn without_a_server(screen: &Screen, reason: &driftless_postgres::Error) {
    screen.chapter("What you do not see here");
    screen.say(
        "The migrations applied to a server, a day in the marketplace through the generated code, its audit \
         trail,\nand Postgres' own count of written rows against the audit rows.",
    );
    screen.say("");
    screen.say(&reason.to_string());
}
