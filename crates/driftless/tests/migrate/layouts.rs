//! A history in each layout: applied by us and replayed by the compiler, both must end in one catalog; and so
//! after each step back.

use crate::support::ask;
use diesel::PgConnection;
use driftless::migrate::{MigrateError, Migrations, down, status, up};
use driftless_compiler::{catalog::diff, replay};
use driftless_migrations::{Layout, MigrationSet};
use driftless_postgres::{read_catalog, testing};
use std::{collections::BTreeSet, fs, path::PathBuf};

fn directory(layout: Layout) -> PathBuf {
    case(layout.name())
}

fn case(name: &str) -> PathBuf {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/layouts");
    PathBuf::from(cases).join(name).join("migrations")
}

/// What the server has is what the applied ones of these migrations make.
fn agrees(conn: &mut PgConnection, set: &MigrationSet) {
    let recorded = ask(
        conn,
        "SELECT COALESCE(string_agg(version, ' '), '') FROM __diesel_schema_migrations",
    );
    let recorded: BTreeSet<&str> = recorded.split(' ').collect();
    let mut applied = set.clone();
    applied
        .migrations
        .retain(|migration| recorded.contains(migration.version.as_str()));
    let ours = replay(&applied).unwrap_or_else(|found| panic!("{found}"));
    let server = read_catalog(conn).unwrap();
    let differences = diff(&ours, &server);
    let name = set.layout.name();
    assert!(
        differences.is_empty(),
        "{name}, {recorded:?}: {differences:#?}"
    );
}

/// Applies everything, then goes back as far as there is a way, comparing after each step.
fn there_and_back(layout: Layout) {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let set = MigrationSet::read(&directory(layout), "migrations").unwrap();
    let migrations = Migrations::from(&set).with_dev_only();
    let steps = up(conn, &migrations, |_| {}).unwrap_or_else(|error| panic!("{error}"));
    let paths: Vec<&str> = steps.iter().map(|step| step.path.as_str()).collect();
    let expected: Vec<&str> = set.migrations.iter().map(|m| m.up.path.as_str()).collect();
    assert_eq!(paths, expected);
    assert!(up(conn, &migrations, |_| {}).unwrap().is_empty());
    agrees(conn, &set);

    let versioned = || {
        let repeatable = driftless_migrations::repeatable_stem;
        let migrations = set.migrations.iter().rev();
        migrations.filter(move |migration| repeatable(&migration.version).is_none())
    };
    for migration in versioned() {
        let reverted = down(conn, &migrations, 1, |_| {});
        let Some(down) = &migration.down else {
            assert!(matches!(reverted, Err(MigrateError::NoDown { .. })));
            break;
        };
        let steps = reverted.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(steps[0].path, down.path);
        agrees(conn, &set);
    }
}

macro_rules! each {
    ($($name:ident: $layout:ident,)*) => {
        $(#[test] fn $name() { there_and_back(Layout::$layout); })*

        #[test]
        fn no_layout_is_left_out() {
            assert_eq!([$(Layout::$layout),*], Layout::ALL);
        }
    };
}

each! {
    diesel: Diesel,
    flat: Flat,
    sqlx: Sqlx,
    refinery: Refinery,
    flyway: Flyway,
    golang_migrate: GolangMigrate,
    goose: Goose,
    dbmate: Dbmate,
    prisma: Prisma,
    pop: Pop,
    pg_dump: PgDump,
}

#[test]
fn the_rows_of_a_dump_arrive() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    up(
        conn,
        &Migrations::read(case("pg_dump_with_sequences")).unwrap(),
        |_| {},
    )
    .unwrap();
    let rows = "SELECT string_agg(accounts::text, '|' ORDER BY id) FROM accounts";
    assert_eq!(
        ask(conn, rows),
        "(1,a@b.c,\"tab\there\nnewline \\\\ it's\")|(2,d@e.f,)"
    );
    let tags = "SELECT tags[2] || length(body) FROM posts";
    assert_eq!(ask(conn, tags), "b c0");
    assert_eq!(
        ask(conn, "SELECT nextval('accounts_id_seq')"),
        "3",
        "the sequences go on"
    );
}

/// The text decides: a changed one is applied again, in the place of the earlier one.
#[test]
fn a_repeatable_migration_is_repeated_when_its_text_has_changed() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
    let function =
        |n: u8| format!("CREATE OR REPLACE FUNCTION n() RETURNS int LANGUAGE sql AS 'SELECT {n}'");
    let read = || Migrations::read_as(directory.path(), Layout::Flyway).unwrap();
    write("V1__a.sql", "CREATE TABLE a (id int)");
    write("R__it's_n.sql", &function(1));
    assert_eq!(up(conn, &read(), |_| {}).unwrap().len(), 2);

    write("R__it's_n.sql", &function(2));
    let now = status(conn, &read()).unwrap();
    assert_eq!(now.pending(false).count(), 1);
    assert!(now.unknown.is_empty(), "{:?}", now.unknown);
    assert_eq!(up(conn, &read(), |_| {}).unwrap().len(), 1);
    assert_eq!(ask(conn, "SELECT n()"), "2");
    let recorded = "SELECT count(*) FROM __diesel_schema_migrations";
    assert_eq!(ask(conn, recorded), "2");
}

#[test]
fn a_down_part_may_stand_alone_and_the_up_part_not() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let text = "-- migrate:up\nCREATE TABLE t (id int);\nCREATE INDEX i ON t (id);\n\
                -- migrate:down transaction:false\nDROP INDEX CONCURRENTLY i;\nDROP TABLE t;\n";
    fs::write(directory.path().join("1_t.sql"), text).unwrap();
    let migrations = Migrations::read(directory.path()).unwrap();
    up(conn, &migrations, |_| {}).unwrap();
    down(conn, &migrations, 1, |_| {}).unwrap();
    assert_eq!(ask(conn, "SELECT to_regclass('t')"), "NULL");
}

/// The place of a failure is that of the file, whatever was cut above it.
#[test]
fn a_failure_below_a_cut_names_the_files_own_line() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let text = "-- +goose Up\nCREATE TABLE t (id int);\n\n-- +goose Down\nDROP TABLE t;\n  DROP TABLE u;\n";
    fs::write(directory.path().join("1_t.sql"), text).unwrap();
    let migrations = Migrations::read(directory.path()).unwrap();
    up(conn, &migrations, |_| {}).unwrap();
    let error = down(conn, &migrations, 1, |_| {}).unwrap_err().to_string();
    assert!(error.contains("1_t.sql:6\n"), "{error}");
    assert!(error.contains("DROP TABLE u;"), "{error}");
}

/// What the macro embeds is what is read: the cut texts, the markers, files in folders.
#[test]
fn embedded_migrations_are_those_read() {
    const GOOSE: Migrations =
        driftless::embed_migrations!("../../tests/golden/layouts/goose/migrations");
    const FLYWAY: Migrations =
        driftless::embed_migrations!("../../tests/golden/layouts/flyway/migrations");
    for (layout, embedded) in [(Layout::Goose, GOOSE), (Layout::Flyway, FLYWAY)] {
        let Some(database) = testing::database() else {
            return;
        };
        let conn = &mut database.connect().unwrap();
        let set = MigrationSet::read(&directory(layout), "migrations").unwrap();
        up(conn, &embedded, |_| {}).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(
            status(conn, &Migrations::from(&set)).unwrap(),
            status(conn, &embedded).unwrap()
        );
        agrees(conn, &set);
        down(conn, &embedded, 2, |_| {}).unwrap_or_else(|error| panic!("{error}"));
        agrees(conn, &set);
    }
}
