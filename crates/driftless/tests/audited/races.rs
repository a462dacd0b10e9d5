//! Writers that wait for each other.

use std::collections::BTreeMap;
use std::sync::Mutex;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use driftless::types::Uuid;

use crate::support::{audit, count, database, logged};
use crate::tables::*;

const WRITERS: i32 = 10;

/// 2,000 updates of 3 rows, a third of them two to a transaction.
#[test]
fn racing_updates_leave_an_unbroken_chain() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let shelves = [shelf(conn), shelf(conn), shelf(conn)];
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let mut conn = database.connect().unwrap();
            scope.spawn(move || {
                for round in 0..100_i32 {
                    let set = |conn: &mut PgConnection, shelf: Uuid, counted: i32| {
                        let changes = ShelfChanges {
                            counted: Some(counted),
                            ..ShelfChanges::default()
                        };
                        update::<Shelf>(shelf, changes).by(&audit()).execute(conn)
                    };
                    let value = 1 + writer * 1_000 + round * 2;
                    let at = usize::try_from(writer + round).unwrap();
                    let (one, two) = (shelves[at % 3], shelves[(at + 1) % 3]);
                    if round % 3 == 0 {
                        // In the order of the keys, so that no two wait for each other.
                        let (one, two) = (one.min(two), one.max(two));
                        conn.transaction(|conn| {
                            set(conn, one, value)?;
                            set(conn, two, value + 1)
                        })
                        .unwrap();
                    } else {
                        set(&mut conn, one, value).unwrap();
                        set(&mut conn, two, value + 1).unwrap();
                    }
                }
            });
        }
    });

    let mut current: BTreeMap<String, i64> = BTreeMap::new();
    let log = logged(conn);
    assert_eq!(log.len(), 3 + 2_000);
    for row in log {
        let after = row.payload["after"]["counted"].as_i64().unwrap();
        let before = row.payload["before"]["counted"].as_i64();
        assert_eq!(current.insert(row.entity_id, after), before);
    }
    for shelf in shelves {
        let stored = count(
            conn,
            &format!("SELECT counted::bigint FROM shelves WHERE id = '{shelf}'"),
        );
        assert_eq!(current[&shelf.to_string()], stored);
    }
}

/// At least 1,000 inserts of children on two levels, while their parents are deleted.
#[test]
fn no_child_goes_without_an_audit_row() {
    let Some(database) = database() else { return };
    let known: Mutex<Vec<(Uuid, Vec<Uuid>)>> = Mutex::default();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let mut conn = database.connect().unwrap();
            let known = &known;
            scope.spawn(move || {
                for round in 0..100 {
                    churn(&mut conn, known, writer + round);
                }
                conn.batch_execute("SELECT pg_stat_force_next_flush()")
                    .unwrap();
            });
        }
    });

    let conn = &mut database.connect().unwrap();
    for table in ["shelves", "boxes", "items"] {
        let deleted =
            format!("SELECT n_tup_del FROM pg_stat_user_tables WHERE relname = '{table}'");
        let audited = format!(
            "SELECT count(*) FROM audit_log WHERE action = 'delete' AND entity = '{table}'"
        );
        let deleted = count(conn, &deleted);
        assert!(deleted > 20, "{table}: {deleted} deleted");
        assert_eq!(deleted, count(conn, &audited), "{table}");
    }
}

/// Two child inserts into what others know, and now and then a delete of it.
fn churn(conn: &mut PgConnection, known: &Mutex<Vec<(Uuid, Vec<Uuid>)>>, round: i32) {
    let latest = known.lock().unwrap().last().cloned();
    let (shelf_id, boxes) = latest.unwrap_or_else(|| {
        let id = shelf(conn);
        known.lock().unwrap().push((id, Vec::new()));
        (id, Vec::new())
    });
    let new = NewBox {
        shelf_id: Some(shelf_id),
        ..NewBox::default()
    };
    if let Some(row) = unless_orphaned(insert::<Boxed>(new).by(&audit()).get_result(conn)) {
        let mut known = known.lock().unwrap();
        if let Some((_, boxes)) = known.iter_mut().find(|(id, _)| *id == shelf_id) {
            boxes.push(row.id);
        }
    }
    if let Some(&box_id) = boxes.get(usize::try_from(round).unwrap() % boxes.len().max(1)) {
        let new = NewItem {
            box_id: Some(box_id),
            ..NewItem::default()
        };
        unless_orphaned(insert::<Item>(new).by(&audit()).get_result(conn));
    }
    match round % 6 {
        0 => {
            cascade::<Shelf>(shelf_id)
                .by(&audit())
                .execute(conn)
                .unwrap();
            known.lock().unwrap().retain(|(id, _)| *id != shelf_id);
        }
        3 => {
            if let Some(&box_id) = boxes.last() {
                cascade::<Boxed>(box_id).by(&audit()).execute(conn).unwrap();
            }
        }
        _ => {}
    }
}

/// The parent may be gone by now; any other error is a failure.
fn unless_orphaned<T>(result: QueryResult<T>) -> Option<T> {
    match result {
        Ok(row) => Some(row),
        Err(Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => None,
        Err(error) => panic!("{error}"),
    }
}
