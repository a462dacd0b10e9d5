//! One event, one effect.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::prelude::*;
use diesel::result::Error;
use driftless::Processed;
use serde_json::json;

use crate::support::{audit, count, database, logged};
use crate::tables::*;

#[test]
fn a_second_delivery_is_told_and_another_source_is_another_event() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let deliver = |conn: &mut PgConnection, source: &str| {
        event(source, "a:1", json!({"secret": "4711"}))
            .by(&audit())
            .process_once(conn, |conn| Ok::<_, Error>(shelf(conn)))
            .unwrap()
    };
    assert!(matches!(deliver(conn, "whatsapp"), Processed::Done(_)));
    assert_eq!(deliver(conn, "whatsapp"), Processed::Duplicate);
    assert!(matches!(deliver(conn, "telegram"), Processed::Done(_)));
    assert_eq!(count(conn, "SELECT count(*) FROM shelves"), 2);

    let log = logged(conn);
    let told: Vec<_> = log
        .iter()
        .map(|row| (&*row.entity, &*row.entity_id))
        .collect();
    assert_eq!(log.len(), 4);
    assert_eq!(told[0], ("inbound_events", "whatsapp:a:1"));
    assert_eq!(told[2], ("inbound_events", "telegram:a:1"));
    assert!(!format!("{log:?}").contains("4711"));
    let stored = "SELECT count(*) FROM inbound_events WHERE payload = '{\"secret\": \"4711\"}'";
    assert_eq!(count(conn, stored), 2);
}

#[test]
fn an_error_releases_the_claim_and_the_transaction_around_it_goes_on() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let run = |conn: &mut PgConnection, fails: bool| {
        event("whatsapp", "1", json!(null))
            .by(&audit())
            .process_once(conn, |conn| {
                shelf(conn);
                if fails {
                    Err(Error::RollbackTransaction)
                } else {
                    Ok(())
                }
            })
    };
    conn.transaction(|conn| {
        assert_eq!(run(conn, true), Err(Error::RollbackTransaction));
        assert_eq!(logged(conn).len(), 0);
        assert_eq!(run(conn, false), Ok(Processed::Done(())));
        assert_eq!(run(conn, false), Ok(Processed::Duplicate));
        Ok::<_, Error>(())
    })
    .unwrap();
    assert_eq!(logged(conn).len(), 2);
}

#[test]
fn an_event_that_could_be_taken_for_another_is_refused() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    for (source, id) in [("what:sapp", "1"), ("", "1"), ("whatsapp", "")] {
        let refused = event(source, id, json!(null))
            .by(&audit())
            .process_once(conn, |_| Ok::<_, Error>(()));
        assert!(
            matches!(refused, Err(Error::QueryBuilderError(_))),
            "{source} {id}"
        );
    }
}

#[test]
fn thirty_two_threads_have_one_effect() {
    let Some(database) = database() else { return };
    let start = Barrier::new(32);
    let done = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                let conn = &mut database.connect().unwrap();
                start.wait();
                let outcome = event("telegram", "42", json!({}))
                    .by(&audit())
                    .process_once(conn, |conn| Ok::<_, Error>(shelf(conn)));
                if let Processed::Done(_) = outcome.unwrap() {
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let conn = &mut database.connect().unwrap();
    assert_eq!(done.into_inner(), 1);
    assert_eq!(count(conn, "SELECT count(*) FROM shelves"), 1);
    assert_eq!(logged(conn).len(), 2);
}
