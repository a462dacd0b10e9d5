//! Concurrent migrators.

use crate::support::{Directory, ask, recorded};
use driftless::migrate::up;
use driftless_postgres::testing;
use std::{sync::Barrier, thread};

#[test]
fn eight_at_once_apply_each_migration_once() {
    let Some(database) = testing::database() else {
        return;
    };
    // No IF NOT EXISTS: whoever runs one a second time fails. CONCURRENTLY waits for every snapshot, so a
    // migrator that waited for the lock inside Postgres would be in a deadlock with it.
    let directory = Directory::with(&[
        (
            "001_a.sql",
            "CREATE TABLE a (id serial PRIMARY KEY, note text);",
        ),
        (
            "002_b.sql",
            "-- driftless: no-transaction\nCREATE INDEX CONCURRENTLY a_note ON a (note);",
        ),
        ("003_c.sql", "INSERT INTO a (note) VALUES ('once');"),
    ]);
    let migrations = directory.read();
    let barrier = Barrier::new(8);
    let applied: usize = thread::scope(|scope| {
        let migrators: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let conn = &mut database.connect().unwrap();
                    barrier.wait();
                    up(conn, &migrations, |_| {}).unwrap().len()
                })
            })
            .collect();
        migrators
            .into_iter()
            .map(|migrator| migrator.join().unwrap())
            .sum()
    });
    assert_eq!(applied, 3);
    let conn = &mut database.connect().unwrap();
    assert_eq!(recorded(conn), "001 002 003");
    assert_eq!(ask(conn, "SELECT count(*) FROM a"), "1");
}

#[test]
fn a_failure_frees_the_lock() {
    let Some(database) = testing::database() else {
        return;
    };
    let first = &mut database.connect().unwrap();
    let second = &mut database.connect().unwrap();
    let directory = Directory::with(&[("001_a.sql", "SELECT 1/0;")]);
    up(first, &directory.read(), |_| {}).unwrap_err();
    directory.write("001_a.sql", "SELECT 1;");
    assert_eq!(up(second, &directory.read(), |_| {}).unwrap().len(), 1);
}
