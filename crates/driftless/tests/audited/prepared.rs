//! How many statements a connection keeps prepared.

use diesel::prelude::*;

use crate::support::{audit, count, database, logged};
use crate::tables::*;

const PREPARED: &str = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'WITH _%'";

#[test]
fn each_shape_is_prepared_once() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    for counted in 0..5 {
        let new = NewMove {
            to_shelf: Some(None),
            ..NewMove::default()
        };
        let moved = insert::<Move>(new).by(&audit()).get_result(conn).unwrap();
        delete::<Move>(moved.id).by(&audit()).execute(conn).unwrap();
        let id = shelf(conn);
        let changes = ShelfChanges {
            counted: Some(counted),
            ..ShelfChanges::default()
        };
        update::<Shelf>(id, changes)
            .by(&audit())
            .execute(conn)
            .unwrap();
        cascade::<Shelf>(id).by(&audit()).execute(conn).unwrap();
    }
    assert_eq!(count(conn, PREPARED), 5);
}

#[test]
fn beyond_64_shapes_nothing_more_is_kept() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let id = insert::<Sample>(NewSample::default())
        .by(&audit())
        .get_result(conn)
        .unwrap()
        .id;
    let before = count(conn, PREPARED);
    for shape in 1..200_u32 {
        let set = |bit: u32| shape >> bit & 1 == 1;
        let changes = SampleChanges {
            amount: set(0).then(|| Some(shape.into())),
            price: set(1).then(|| Some(shape.into())),
            facts: set(2).then(|| Some(shape.into())),
            raw: set(3).then(|| Some(shape.into())),
            code: set(4).then(|| Some(shape.to_string())),
            pad: set(5).then(|| Some(shape.to_string())),
            seal: set(6).then(|| Some(vec![1])),
            on_day: set(7).then_some(None),
            ..SampleChanges::default()
        };
        update::<Sample>(id, changes)
            .by(&audit())
            .execute(conn)
            .unwrap();
    }
    let kept = count(conn, PREPARED) - before;
    assert!((1..=64).contains(&kept), "{kept} kept");
    assert!(logged(conn).len() > 100);
}
