//! What Postgres counted is what the audit log says, whoever waited for whom.

mod support;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use driftless::Processed;
use marketplace::*;
use serde_json::json;

use support::{count, listing, publish_counters, system, user};

const TABLES: [&str; 3] = ["listings", "listing_media", "viewings"];

#[test]
fn media_and_viewings_racing_the_delete_of_their_listing_are_all_audited() {
    let Some(database) = support::marketplace() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let poster = user(conn, UserRole::Poster);
    let current = Mutex::new(listing(conn, &poster).id);
    publish_counters(conn);
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let (mut conn, poster, current) = (database.connect().unwrap(), &poster, &current);
            scope.spawn(move || {
                for round in 0..60 {
                    let home = *current.lock().unwrap();
                    hang_something_on(&mut conn, home, poster.id);
                    if (writer + round) % 12 == 0 {
                        *current.lock().unwrap() = listing(&mut conn, poster).id;
                        listings::delete(home)
                            .by(&system())
                            .execute(&mut conn)
                            .unwrap();
                    }
                }
                publish_counters(&mut conn);
            });
        }
    });
    for table in TABLES {
        let deleted =
            format!("SELECT n_tup_del FROM pg_stat_user_tables WHERE relname = '{table}'");
        let audited = format!(
            "SELECT count(*) FROM audit_log WHERE action = 'delete' AND entity = '{table}'"
        );
        let deleted = count(conn, &deleted);
        assert!(deleted > 10, "{table}: {deleted}");
        assert_eq!(deleted, count(conn, &audited), "{table}");
    }
}

fn hang_something_on(conn: &mut PgConnection, home: ListingId, seeker: UserId) {
    let media = NewListingMedia {
        listing_id: home,
        url: "a.jpg".into(),
        kind: ListingMediaKind::Photo,
    };
    let viewing = NewViewing {
        listing_id: home,
        seeker_id: seeker,
        scheduled_at: "2026-12-24T10:00:00Z".parse().unwrap(),
        status: ViewingStatus::Proposed,
    };
    for outcome in [
        listing_media::insert(media).by(&system()).execute(conn),
        viewings::insert(viewing).by(&system()).execute(conn),
    ] {
        match outcome {
            // The listing was deleted meanwhile.
            Ok(1) | Err(Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn thirty_two_deliveries_of_one_event_have_one_effect() {
    let Some(database) = support::marketplace() else {
        return;
    };
    let done = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                let conn = &mut database.connect().unwrap();
                let outcome = inbound_events::event("telegram", "update-1", json!({}))
                    .by(&system())
                    .process_once(conn, |conn| Ok::<_, Error>(user(conn, UserRole::Seeker)))
                    .unwrap();
                if matches!(outcome, Processed::Done(_)) {
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let conn = &mut database.connect().unwrap();
    assert_eq!(done.into_inner(), 1);
    assert_eq!(count(conn, "SELECT count(*) FROM users"), 1);
    assert_eq!(count(conn, "SELECT count(*) FROM audit_log"), 2);
}
