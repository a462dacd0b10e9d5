//! Diesel's own harness and ours read and write one record.

use crate::support::{Directory, names, recorded};
use diesel_migrations::MigrationHarness;
use driftless::migrate::{down, up};
use driftless_postgres::testing;

#[test]
fn diesels_harness_and_ours_take_turns() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let directory = Directory::with(&[
        ("2024-01-01-000000_a/up.sql", "CREATE TABLE a (id int);"),
        ("2024-01-01-000000_a/down.sql", "DROP TABLE a;"),
        (
            "2024-01-02-000000_b/up.sql",
            "CREATE INDEX CONCURRENTLY b ON a (id);",
        ),
        ("2024-01-02-000000_b/down.sql", "DROP INDEX b;"),
        (
            "2024-01-02-000000_b/metadata.toml",
            "run_in_transaction = false",
        ),
    ]);
    let migrations = directory.read();
    conn.run_next_migration(migrations.clone()).unwrap();
    assert_eq!(recorded(conn), "20240101000000");
    assert_eq!(
        names(&up(conn, &migrations, |_| {}).unwrap()),
        ["20240102000000_b"]
    );
    assert!(!conn.has_pending_migration(migrations.clone()).unwrap());
    conn.revert_last_migration(migrations.clone()).unwrap();
    assert_eq!(
        names(&down(conn, &migrations, 1, |_| {}).unwrap()),
        ["20240101000000_a"]
    );
}

#[test]
fn diesels_harness_is_told_when_its_order_would_be_wrong() {
    let Some(database) = testing::database() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let migrations = Directory::with(&[("9_a.sql", "SELECT 1"), ("10_b.sql", "SELECT 1")]).read();
    let error = conn
        .run_pending_migrations(migrations)
        .unwrap_err()
        .to_string();
    assert!(error.contains("10_b before 9_a"), "{error}");
}
