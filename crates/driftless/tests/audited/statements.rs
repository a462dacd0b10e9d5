//! One statement, one row, one audit row.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use driftless::types::Uuid;
use serde_json::json;

use crate::support::{Actor, Audit, audit, count, database, logged};
use crate::tables::*;

#[test]
fn an_insert_returns_the_stored_row_and_leaves_one_audit_row() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let by = Audit::by(Actor::Bot("clerk"))
        .on_behalf_of(Actor::Human(9))
        .request("req-1")
        .reason("it's \"new\"");
    let new = NewShelf {
        label: Some("top".into()),
        ..NewShelf::default()
    };

    let shelf = insert::<Shelf>(new).by(&by).get_result(conn).unwrap();

    assert_eq!((shelf.label.as_str(), shelf.counted), ("top", 0));
    let [row] = &logged(conn)[..] else {
        panic!("one audit row")
    };
    assert_eq!(
        (row.actor.as_str(), row.action.as_str(), row.entity.as_str()),
        ("bot clerk", "insert", "shelves")
    );
    assert_eq!(row.entity_id, shelf.id.to_string());
    assert_eq!(
        row.payload,
        json!({
            "v": 1, "op": "insert", "key": {"id": shelf.id},
            "before": null, "after": {"id": shelf.id, "label": "top", "counted": 0},
            "request": "req-1", "reason": "it's \"new\"", "for": {"type": "human", "id": "9"},
        })
    );
}

#[test]
fn an_insert_of_nothing_is_the_defaults() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let statement = insert::<Shelf>(NewShelf::default()).by(&audit());
    assert_eq!(statement.execute(conn), Ok(1));
    assert_eq!(
        count(conn, "SELECT count(*) FROM shelves WHERE label = 'new'"),
        1
    );
    assert_eq!(logged(conn).len(), 1);
}

#[test]
fn an_update_says_what_was_and_what_is() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let id = shelf(conn);
    let changes = ShelfChanges {
        label: Some("top".into()),
        counted: Some(3),
        ..ShelfChanges::default()
    };

    let row = update::<Shelf>(id, changes)
        .by(&audit())
        .get_result(conn)
        .unwrap();

    assert_eq!((row.label.as_str(), row.counted), ("top", 3));
    let row = &logged(conn)[1];
    assert_eq!(row.action, "update");
    assert_eq!(
        row.payload,
        json!({
            "v": 1, "op": "update", "key": {"id": id},
            "before": {"label": "new", "counted": 0}, "after": {"label": "top", "counted": 3},
        })
    );
}

#[test]
fn an_update_that_changes_nothing_leaves_no_trace() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let id = shelf(conn);
    let version = format!("SELECT xmin::text::bigint FROM shelves WHERE id = '{id}'");
    let before = count(conn, &version);
    let same = ShelfChanges {
        label: Some("new".into()),
        ..ShelfChanges::default()
    };

    for changes in [same, ShelfChanges::default()] {
        let row = update::<Shelf>(id, changes)
            .by(&audit())
            .get_result(conn)
            .unwrap();
        assert_eq!(row.label, "new");
    }

    assert_eq!(count(conn, &version), before);
    assert_eq!(logged(conn).len(), 1);
}

#[test]
fn an_unknown_key_is_not_found() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let nobody = Uuid::new_v4();
    let some = ShelfChanges {
        counted: Some(1),
        ..ShelfChanges::default()
    };
    for changes in [some.clone(), ShelfChanges::default()] {
        let statement = update::<Shelf>(nobody, changes).by(&audit());
        assert_eq!(statement.get_result(conn), Err(Error::NotFound));
    }
    assert_eq!(
        update::<Shelf>(nobody, some).by(&audit()).execute(conn),
        Ok(0)
    );
    assert_eq!(
        delete::<Item>(nobody).by(&audit()).get_result(conn),
        Err(Error::NotFound)
    );
    assert_eq!(
        cascade::<Shelf>(nobody).by(&audit()).get_result(conn),
        Err(Error::NotFound)
    );
    assert_eq!(cascade::<Shelf>(nobody).by(&audit()).execute(conn), Ok(0));
    assert_eq!(logged(conn).len(), 0);
}

#[test]
fn a_delete_returns_and_records_what_was_there() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let moved = insert::<Move>(NewMove {
        to_shelf: Some(None),
        ..NewMove::default()
    });
    let moved = moved.by(&audit()).get_result(conn).unwrap();

    let gone = delete::<Move>(moved.id)
        .by(&audit())
        .get_result(conn)
        .unwrap();

    assert_eq!(gone, moved);
    assert_eq!(count(conn, "SELECT count(*) FROM moves"), 0);
    let row = &logged(conn)[1];
    assert_eq!(row.action, "delete");
    assert_eq!(
        row.payload,
        json!({
            "v": 1, "op": "delete", "key": {"id": moved.id},
            "before": {"id": moved.id, "from_shelf": null, "to_shelf": null}, "after": null,
        })
    );
}

#[test]
fn a_refused_write_leaves_nothing() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let orphan = NewBox {
        shelf_id: Some(Uuid::new_v4()),
        ..NewBox::default()
    };
    let error = insert::<Boxed>(orphan).by(&audit()).get_result(conn);
    assert!(matches!(
        error,
        Err(Error::DatabaseError(
            DatabaseErrorKind::ForeignKeyViolation,
            _
        ))
    ));
    assert_eq!(logged(conn).len(), 0);
}

#[test]
fn names_are_quoted_and_a_key_may_have_several_columns() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    conn.batch_execute("SET TimeZone = 'Asia/Tokyo'; SET DateStyle = 'German'")
        .unwrap();
    let at = "2026-11-23T23:30:00Z".parse().unwrap();
    let key = ("it's \"a\"".to_owned(), 4, at);
    let new = NewOdd {
        a: Some(key.0.clone()),
        kind: Some(4),
        at: Some(at),
        select: Some(None),
    };
    insert::<Odd>(new).by(&audit()).execute(conn).unwrap();
    let changes = OddChanges {
        select: Some(Some("x".into())),
        ..OddChanges::default()
    };
    let statement = driftless::Update::<Odd>::new(key.clone(), changes).by(&audit());
    assert_eq!(
        statement.get_result(conn).unwrap().select.as_deref(),
        Some("x")
    );
    let history = driftless::History::<Odd>::of(key.clone())
        .load(conn)
        .unwrap();
    assert_eq!(history.len(), 2);
    driftless::Delete::<Odd>::new(key)
        .by(&audit())
        .execute(conn)
        .unwrap();

    for row in logged(conn) {
        assert_eq!(row.entity, r#"odd one.it's "quoted""#);
        assert_eq!(
            row.entity_id,
            r#"["it's \"a\"", 4, "2026-11-23T23:30:00.000000Z"]"#
        );
        assert_eq!(
            row.payload["key"],
            json!({"a \"b": "it's \"a\"", "type": 4, "at": "2026-11-23T23:30:00.000000Z"})
        );
    }
}
