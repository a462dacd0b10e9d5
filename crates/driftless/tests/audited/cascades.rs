//! A delete audits everything it takes along.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use driftless::types::Uuid;

use crate::support::{Logged, audit, count, database, logged};
use crate::tables::*;

fn item(conn: &mut PgConnection, box_id: Uuid, spare: Option<Uuid>) -> Uuid {
    let new = NewItem {
        box_id: Some(box_id),
        spare_box_id: Some(spare),
        ..NewItem::default()
    };
    insert::<Item>(new)
        .by(&audit())
        .get_result(conn)
        .unwrap()
        .id
}

fn moved(conn: &mut PgConnection, from: Option<Uuid>, to: Option<Uuid>) -> Uuid {
    let new = NewMove {
        from_shelf: Some(from),
        to_shelf: Some(to),
        ..NewMove::default()
    };
    insert::<Move>(new)
        .by(&audit())
        .get_result(conn)
        .unwrap()
        .id
}

fn told(row: &Logged) -> String {
    let (before, after) = (&row.payload["before"], &row.payload["after"]);
    format!(
        "{} {} {} {before} {after}",
        row.entity, row.action, row.entity_id
    )
}

#[test]
fn children_go_and_are_changed_level_by_level() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    conn.batch_execute("INSERT INTO shelves (id) VALUES ('00000000-0000-0000-0000-000000000001')")
        .unwrap();
    let gone = shelf(conn);
    let stays = shelf(conn);
    let (first, second, third) = (boxed(conn, gone), boxed(conn, gone), boxed(conn, stays));
    let inner = item(conn, first, None);
    // Reached twice: once to be deleted, once to be set to NULL.
    let both = item(conn, first, Some(second));
    let spare = item(conn, third, Some(second));
    let untouched = item(conn, third, Some(third));
    let from = moved(conn, Some(gone), Some(stays));
    let to = moved(conn, Some(stays), Some(gone));
    let round = moved(conn, Some(gone), Some(gone));
    conn.batch_execute("DELETE FROM audit_log").unwrap();

    let row = cascade::<Shelf>(gone)
        .by(&audit())
        .get_result(conn)
        .unwrap();

    assert_eq!(row.id, gone);
    let fallback = "00000000-0000-0000-0000-000000000001";
    let mut log: Vec<String> = logged(conn).iter().map(told).collect();
    let mut expected = vec![
        format!(r#"shelves delete {gone} {{"counted":0,"id":"{gone}","label":"new"}} null"#),
        format!(r#"boxes delete {first} {{"id":"{first}","label":null,"shelf_id":"{gone}"}} null"#),
        format!(
            r#"boxes delete {second} {{"id":"{second}","label":null,"shelf_id":"{gone}"}} null"#
        ),
        format!(
            r#"items delete {inner} {{"box_id":"{first}","id":"{inner}","spare_box_id":null}} null"#
        ),
        format!(
            r#"items delete {both} {{"box_id":"{first}","id":"{both}","spare_box_id":"{second}"}} null"#
        ),
        format!(r#"items update {spare} {{"spare_box_id":"{second}"}} {{"spare_box_id":null}}"#),
        format!(r#"moves update {from} {{"from_shelf":"{gone}"}} {{"from_shelf":null}}"#),
        format!(r#"moves update {to} {{"to_shelf":"{gone}"}} {{"to_shelf":"{fallback}"}}"#),
        format!(
            r#"moves update {round} {{"from_shelf":"{gone}","to_shelf":"{gone}"}} {{"from_shelf":null,"to_shelf":"{fallback}"}}"#
        ),
    ];
    log.sort();
    expected.sort();
    assert_eq!(log, expected);
    assert_eq!(count(conn, "SELECT count(*) FROM items"), 2);
    let rows = format!("SELECT count(*) FROM items WHERE id IN ('{spare}', '{untouched}')");
    assert_eq!(count(conn, &rows), 2);
}

#[test]
fn inside_a_transaction_it_is_a_savepoint() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let gone = shelf(conn);
    boxed(conn, gone);
    let rolled_back = conn.transaction(|conn| {
        assert_eq!(cascade::<Shelf>(gone).by(&audit()).execute(conn), Ok(1));
        Err::<(), _>(diesel::result::Error::RollbackTransaction)
    });
    assert!(rolled_back.is_err());
    assert_eq!(count(conn, "SELECT count(*) FROM boxes"), 1);
    assert_eq!(logged(conn).len(), 2);
}

const WAITING: &str = "SELECT count(*) FROM pg_stat_activity \
    WHERE datname = current_database() AND wait_event_type = 'Lock'";

/// What is inserted while the delete waits is audited too, on each level: without the lock that comes
/// first it would be taken along by the foreign key, unseen.
#[test]
fn children_committed_while_the_delete_waits_are_audited() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let watch = &mut database.connect().unwrap();
    for level in ["boxes", "items"] {
        let gone = shelf(conn);
        let first = boxed(conn, gone);
        let deleted = |conn: &mut PgConnection| {
            let deletes = "SELECT count(*) FROM audit_log WHERE action = 'delete' AND entity";
            count(conn, &format!("{deletes} = '{level}'"))
        };
        let before = deleted(conn);
        std::thread::scope(|scope| {
            conn.transaction(|conn| {
                match level {
                    "boxes" => boxed(conn, gone),
                    _ => item(conn, first, None),
                };
                let mut other = database.connect().unwrap();
                let delete =
                    scope.spawn(move || cascade::<Shelf>(gone).by(&audit()).execute(&mut other));
                while count(watch, WAITING) == 0 {
                    assert!(!delete.is_finished(), "the delete did not wait");
                    std::thread::yield_now();
                }
                Ok::<_, diesel::result::Error>(())
            })
            .unwrap();
        });
        assert_eq!(count(conn, &format!("SELECT count(*) FROM {level}")), 0);
        let expected = if level == "boxes" { 2 } else { 1 };
        assert_eq!(deleted(conn) - before, expected, "{level}");
    }
}
