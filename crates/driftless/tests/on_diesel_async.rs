//! The same statements on diesel-async.
#![allow(unreachable_pub, dead_code)] // The tables are those of the blocking tests.

#[path = "audited/support.rs"]
#[macro_use]
mod support;
#[path = "audited/tables.rs"]
mod tables;

use diesel::result::Error;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use driftless::{CascadingDelete, History, Insert, Processed, Update};
use serde_json::json;

use support::{audit, count, logged};
use tables::{Boxed, NewBox, NewShelf, Shelf, ShelfChanges, event};

/// A future that a multi-threaded runtime takes.
fn sent<F: Future + Send>(future: F) -> F {
    future
}

#[test]
fn every_statement_runs_there_unchanged() {
    let Some(database) = support::database() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let conn = &mut AsyncPgConnection::establish(database.url()).await.unwrap();
        let new = Insert::<Shelf>::new(NewShelf::default());
        let shelf = new.by(&audit()).get_result(conn).await.unwrap();
        let changes = ShelfChanges {
            counted: Some(3),
            ..ShelfChanges::default()
        };
        let update = Update::<Shelf>::new((shelf.id,), changes).by(&audit());
        assert_eq!(update.get_result(conn).await.unwrap().counted, 3);
        let new = NewBox {
            shelf_id: Some(shelf.id),
            ..NewBox::default()
        };
        let inserted = Insert::<Boxed>::new(new).by(&audit()).execute(conn).await;
        assert_eq!(inserted, Ok(1));
        let gone = CascadingDelete::<Shelf>::new((shelf.id,)).by(&audit());
        assert_eq!(sent(gone.get_result_async(conn)).await.unwrap().counted, 3);
        let again = CascadingDelete::<Shelf>::new((shelf.id,)).by(&audit());
        assert_eq!(again.execute_async(conn).await, Ok(0));
        let told = History::<Shelf>::of((shelf.id,)).load(conn).await.unwrap();
        assert_eq!(told.len(), 3);
    });
    let conn = &mut database.connect().unwrap();
    assert_eq!(logged(conn).len(), 5);
}

#[test]
fn an_event_is_processed_once_there_too() {
    let Some(database) = support::database() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let conn = &mut AsyncPgConnection::establish(database.url()).await.unwrap();
        let event = || event("telegram", "1", json!({})).by(&audit());
        let failed = event().process_once_async(conn, async |_: &mut _| {
            Err::<(), _>(Error::RollbackTransaction)
        });
        assert_eq!(failed.await, Err(Error::RollbackTransaction));
        let done = event().process_once_async(conn, async |conn: &mut AsyncPgConnection| {
            let new = Insert::<Shelf>::new(NewShelf::default());
            new.by(&audit()).execute(conn).await
        });
        assert_eq!(sent(done).await, Ok(Processed::Done(1)));
        let again = event().process_once_async(conn, async |_: &mut _| Ok::<_, Error>(0));
        assert_eq!(again.await, Ok(Processed::Duplicate));
    });
    let conn = &mut database.connect().unwrap();
    assert_eq!(count(conn, "SELECT count(*) FROM shelves"), 1);
    assert_eq!(logged(conn).len(), 2);
}
