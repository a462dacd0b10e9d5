//! Reading the trail back.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use driftless::{History, Name, Trail, Who};

use crate::support::{Actor, audit, database};
use crate::tables::*;

#[test]
fn a_rows_changes_are_told_in_order() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let id = shelf(conn);
    let other = shelf(conn);
    for label in ["top", "the top one"] {
        let changes = ShelfChanges {
            label: Some(label.into()),
            ..ShelfChanges::default()
        };
        let by = audit()
            .request("r")
            .reason("why")
            .on_behalf_of(Actor::Bot("b"));
        update::<Shelf>(id, changes).by(&by).execute(conn).unwrap();
    }
    cascade::<Shelf>(id).by(&audit()).execute(conn).unwrap();

    let changes = History::<Shelf>::of((id,)).load(conn).unwrap();

    let told: Vec<String> = changes
        .iter()
        .map(|c| format!("{}: {}", c.action, c.diff()))
        .collect();
    assert_eq!(
        told,
        [
            format!("insert: counted 0, id {id}, label new"),
            "update: label new → top".to_owned(),
            "update: label top → \"the top one\"".to_owned(),
            format!("delete: counted 0, id {id}, label \"the top one\""),
        ]
    );
    let change = &changes[1];
    assert_eq!(change.actor.to_string(), "human 7");
    assert_eq!(change.entity, "shelves");
    assert_eq!(change.entity_id, Some(id.to_string()));
    assert_eq!(change.request.as_deref(), Some("r"));
    assert_eq!(change.reason.as_deref(), Some("why"));
    let bot = Who {
        kind: "bot".into(),
        id: "b".into(),
    };
    assert_eq!(change.on_behalf_of, Some(bot));
    assert_eq!(History::<Shelf>::of((other,)).load(conn).unwrap().len(), 1);
    assert_eq!(
        Trail::of(Name::new("audit_log")).load(conn).unwrap().len(),
        5
    );
}

#[test]
fn a_row_somebody_else_wrote_into_the_log_is_shown_as_far_as_it_is_understood() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    conn.batch_execute(
        "INSERT INTO audit_log (actor_type, actor_id, action, entity, payload) \
         VALUES ('bot', 'old', 'touched', 'things', NULL), ('bot', 'old', 'touched', 'things', '[1]')",
    )
    .unwrap();
    for change in Trail::of(Name::new("audit_log")).load(conn).unwrap() {
        assert_eq!(
            (change.entity_id, change.before, change.after),
            (None, None, None)
        );
    }
}
