//! Every clause is read or refused: `tests/golden/clauses/` holds statements with one clause marked «so».
//!
//! Each line says what the clause must do. `changes`: the catalog differs from the one without it. `refused`:
//! there is an error, and its place is inside the marks. `same`: neither, for the reason that follows `--`.
//! Where the whole statement is marked, the catalog without it is that of the `setup` lines.

mod support;

use driftless_compiler::{Code, Diagnostics, catalog::Catalog};
use std::{collections::BTreeSet, fs, path::Path};

const CLAUSES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/clauses");

#[test]
fn every_clause_changes_the_catalog_or_is_refused() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let cases = cases(&text);
        assert!(cases.len() > 10, "{name} holds {} cases", cases.len());
        for case in cases {
            seen += 1;
            if let Err(why) = check(&setup(&text), &case) {
                wrong.push(format!(
                    "{name}:{}: {} {}\n    {why}",
                    case.line, case.outcome, case.sql
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {seen} clauses:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(seen > 180, "only {seen} clauses");
}

fn files() -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = fs::read_dir(Path::new(CLAUSES))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

struct Case<'t> {
    line: usize,
    outcome: &'t str,
    sql: &'t str,
}

/// The statements before each case, in lines that start with `setup`.
fn setup(text: &str) -> String {
    text.lines()
        .filter_map(|line| line.strip_prefix("setup "))
        .fold(String::new(), |all, line| all + line.trim() + "\n")
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut seen = BTreeSet::new();
    let mut cases = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let Some((outcome, sql)) = line.split_once(' ') else {
            continue;
        };
        if !matches!(outcome, "changes" | "refused" | "same") {
            let silent = line.starts_with('#') || outcome == "setup";
            assert!(silent, "line {}: what is {outcome}?", index + 1);
            continue;
        }
        assert!(seen.insert(line), "line {} is there twice", index + 1);
        cases.push(Case {
            line: index + 1,
            outcome,
            sql: sql.trim(),
        });
    }
    cases
}

fn check(setup: &str, case: &Case<'_>) -> Result<(), String> {
    let (sql, reason) = match case.sql.split_once(" -- ") {
        Some((sql, reason)) => (sql.trim(), reason.trim()),
        None => (case.sql, ""),
    };
    let (before, rest) = sql.split_once('«').ok_or("no mark")?;
    let (clause, after) = rest.split_once('»').ok_or("the mark is not closed")?;
    let without = || {
        let catalog = support::catalog(&format!("{setup}{before}{after};"));
        catalog.map_err(|error| format!("without the clause: {error}"))
    };
    let with = support::catalog(&format!("{setup}{before}{clause}{after};"));
    let start = setup.chars().filter(|&c| c == '\n').count();
    let column = before.chars().count() + 1;
    let place = (start + 1, column, column + clause.chars().count());
    match case.outcome {
        "changes" => changes(&without()?, with),
        "same" if reason.is_empty() => Err("say why, after --".to_owned()),
        "same" => match with {
            Ok(with) if same(&without()?, &with) => Ok(()),
            Ok(_) => Err("the catalog differs".to_owned()),
            Err(error) => Err(format!("refused:\n{error}")),
        },
        _ => refused(with, place, reason),
    }
}

fn changes(without: &Catalog, with: Result<Catalog, Diagnostics>) -> Result<(), String> {
    match with {
        Ok(with) if same(without, &with) => Err("the catalog does not differ".to_owned()),
        Ok(_) => Ok(()),
        Err(error) => Err(format!("refused:\n{error}")),
    }
}

fn refused(
    with: Result<Catalog, Diagnostics>,
    (line, from, to): (usize, usize, usize),
    reason: &str,
) -> Result<(), String> {
    let Err(errors) = with else {
        return Err("passed".to_owned());
    };
    let found: Vec<_> = errors.iter().collect();
    let [error] = found.as_slice() else {
        return Err(format!("{} errors:\n{errors}", found.len()));
    };
    let place = &error.labels[0].place;
    let column = usize::try_from(place.column).unwrap();
    if usize::try_from(place.line) != Ok(line) || !(from..to).contains(&column) {
        return Err(format!(
            "the error is at {place}, not inside the clause:\n{errors}"
        ));
    }
    // A clause of Postgres 15 is a syntax error only where the parser does not know it, and then the line says so.
    if error.code == Code::D0002 && reason.is_empty() {
        return Err(format!("a syntax error:\n{errors}"));
    }
    Ok(())
}

/// Compares what a server would know; places differ wherever the text does.
fn same(a: &Catalog, b: &Catalog) -> bool {
    support::describe(a) == support::describe(b)
}
