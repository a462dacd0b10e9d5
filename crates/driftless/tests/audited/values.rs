//! Values that are easily lost, and settings that change how they look.

use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use driftless::types::Json;
use serde_json::json;

use crate::support::{audit, count, database, logged};
use crate::tables::*;

fn full() -> NewSample {
    NewSample {
        amount: Some(Some("12345678901234567890.0100".parse().unwrap())),
        price: Some(Some("1.50".parse().unwrap())),
        at: Some(Some("2026-07-01T22:00:00.123456Z".parse().unwrap())),
        on_day: Some(Some("2026-07-01".parse().unwrap())),
        seal: Some(Some(vec![0, 0xAB, b'\\'])),
        facts: Some(Some(json!({"a": [1, null]}))),
        raw: Some(Some(json!("\u{0}"))),
        code: Some(Some("abcd".into())),
        pad: Some(Some("ab".into())),
        ..NewSample::default()
    }
}

#[test]
fn images_do_not_depend_on_the_session() {
    let Some(database) = database() else { return };
    let sessions = [
        "SET TimeZone = 'UTC'",
        "SET TimeZone = 'Australia/Adelaide'; SET DateStyle = 'SQL, DMY'; SET bytea_output = 'escape'; \
         SET IntervalStyle = 'sql_standard'; SET extra_float_digits = 0",
    ];
    let mut seen = Vec::new();
    for session in sessions {
        let conn = &mut database.connect().unwrap();
        conn.batch_execute(session).unwrap();
        let row = insert::<Sample>(full())
            .by(&audit())
            .get_result(conn)
            .unwrap();
        let changes = SampleChanges {
            at: Some(Some("2026-07-02T00:00:00Z".parse().unwrap())),
            seal: Some(None),
            ..SampleChanges::default()
        };
        update::<Sample>(row.id, changes)
            .by(&audit())
            .execute(conn)
            .unwrap();
        delete::<Sample>(row.id).by(&audit()).execute(conn).unwrap();
        let mut images = Vec::new();
        for logged in logged(conn) {
            for image in ["before", "after"] {
                let mut image = logged.payload[image].clone();
                if let Some(columns) = image.as_object_mut() {
                    columns.remove("id");
                }
                images.push(image);
            }
        }
        conn.batch_execute("DELETE FROM audit_log").unwrap();
        seen.push(images);
    }
    assert_eq!(seen[0], seen[1]);
    let after = &seen[0][1];
    assert_eq!(after["at"], "2026-07-01T22:00:00.123456Z");
    assert_eq!(after["on_day"], "2026-07-01");
    assert_eq!(after["seal"], "00ab5c");
    assert_eq!(after["raw"], "\"\\u0000\"");
    assert_eq!(after["pad"], "ab  ");
    assert_eq!(
        seen[0][2],
        json!({"at": "2026-07-01T22:00:00.123456Z", "seal": "00ab5c"})
    );
    assert_eq!(
        seen[0][3],
        json!({"at": "2026-07-02T00:00:00.000000Z", "seal": null})
    );
}

#[test]
fn a_change_that_compares_equal_is_a_change() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let row = insert::<Sample>(full())
        .by(&audit())
        .get_result(conn)
        .unwrap();
    let amount = |digits: &str| SampleChanges {
        amount: Some(Some(digits.parse().unwrap())),
        ..SampleChanges::default()
    };
    for digits in ["1.0", "1.00", "1.00"] {
        let statement = update::<Sample>(row.id, amount(digits)).by(&audit());
        statement.execute(conn).unwrap();
    }
    assert_eq!(logged(conn).len(), 3);
    assert_eq!(
        count(
            conn,
            "SELECT count(*) FROM samples WHERE amount::text = '1.00'"
        ),
        1
    );
}

#[test]
fn the_columns_own_type_decides_what_is_the_same() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let row = insert::<Sample>(full())
        .by(&audit())
        .get_result(conn)
        .unwrap();
    let same = SampleChanges {
        price: Some(Some("1.5".parse().unwrap())),
        facts: row.facts.clone().map(Some),
        code: Some(Some("abcd".into())),
        ..SampleChanges::default()
    };
    update::<Sample>(row.id, same)
        .by(&audit())
        .execute(conn)
        .unwrap();
    assert_eq!(logged(conn).len(), 1);

    let too_long = SampleChanges {
        code: Some(Some("abcde".into())),
        ..SampleChanges::default()
    };
    let error = update::<Sample>(row.id, too_long)
        .by(&audit())
        .execute(conn);
    assert!(error.unwrap_err().to_string().contains("too long"));
    assert_eq!(logged(conn).len(), 1);
}

#[test]
fn nan_and_infinity_are_recorded() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    conn.batch_execute(
        "INSERT INTO samples (amount, at, code) VALUES ('NaN', 'infinity', 'x'), (1, '-infinity', 'y')",
    )
    .unwrap();
    let id = |conn: &mut PgConnection, code: &str| {
        diesel::select(diesel::dsl::sql::<diesel::sql_types::Uuid>(&format!(
            "(SELECT id FROM samples WHERE code = '{code}')"
        )))
        .get_result::<driftless::types::Uuid>(conn)
        .unwrap()
    };
    for code in ["x", "y"] {
        let id = id(conn, code);
        let changes = SampleChanges {
            amount: Some(Some(2.into())),
            at: Some(None),
            ..SampleChanges::default()
        };
        update::<Sample>(id, changes)
            .by(&audit())
            .execute(conn)
            .unwrap();
    }
    let images: Vec<Json> = logged(conn)
        .iter()
        .map(|l| l.payload["before"].clone())
        .collect();
    assert_eq!(
        images,
        [
            json!({"amount": "NaN", "at": "infinity"}),
            json!({"amount": 1, "at": "-infinity"})
        ]
    );
}

#[test]
fn a_nul_in_text_is_an_error_and_nothing_is_written() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let new = NewSample {
        code: Some(Some("a\0".into())),
        ..NewSample::default()
    };
    let error = insert::<Sample>(new)
        .by(&audit())
        .execute(conn)
        .unwrap_err();
    assert!(error.to_string().contains("0x00"), "{error}");
    let by = audit().reason("a\0");
    let error = insert::<Sample>(NewSample::default())
        .by(&by)
        .execute(conn)
        .unwrap_err();
    assert!(error.to_string().contains("Unicode escape"), "{error}");
    assert_eq!(count(conn, "SELECT count(*) FROM samples"), 0);
    assert_eq!(logged(conn).len(), 0);
}

#[test]
fn json_null_is_a_value_and_null_is_not() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let row = insert::<Sample>(NewSample::default())
        .by(&audit())
        .get_result(conn)
        .unwrap();
    assert_eq!(row.facts, None);
    let null = SampleChanges {
        facts: Some(Some(Json::Null)),
        ..SampleChanges::default()
    };
    let row = update::<Sample>(row.id, null)
        .by(&audit())
        .get_result(conn)
        .unwrap();
    assert_eq!(row.facts, Some(Json::Null));
    assert_eq!(logged(conn).len(), 2);
}

static WIDE: OnceLock<driftless::Table> = OnceLock::new();

struct Wide;

impl driftless::Audited for Wide {
    type Key = i32;
    type Insert = NewShelf;
    type Changes = ShelfChanges;
    type Actor = crate::support::Actor;

    fn table() -> &'static driftless::Table {
        WIDE.get().unwrap()
    }

    fn bind_key<'b>(
        key: &'b i32,
        _: usize,
        out: &mut diesel::query_builder::AstPass<'_, 'b, diesel::pg::Pg>,
    ) -> QueryResult<()> {
        out.push_bind_param::<diesel::sql_types::Int4, i32>(key)
    }
}

#[test]
fn more_than_fifty_columns_fit_into_an_image() {
    let Some(database) = database() else { return };
    let conn = &mut database.connect().unwrap();
    let names: Vec<String> = (0..120).map(|n| format!("c{n}")).collect();
    let columns = names.join(" int, ");
    conn.batch_execute(&format!(
        "CREATE TABLE wide ({columns} int); INSERT INTO wide VALUES (1)"
    ))
    .unwrap();
    let name = |name: &String| &*name.clone().leak();
    let columns: Vec<_> = names
        .iter()
        .map(|n| driftless::Column::new(name(n), "int"))
        .collect();
    let log = driftless::Name::new("audit_log");
    let table = driftless::Table::new(driftless::Name::new("wide"), columns.leak(), &[0], log);
    WIDE.set(table).unwrap();

    let statement = driftless::Delete::<Wide>::new(1).by(&audit());

    assert_eq!(conn.execute_returning_count(&statement), Ok(1));
    let log = logged(conn);
    assert_eq!(
        log[0].payload["before"]
            .as_object()
            .map(serde_json::Map::len),
        Some(120)
    );
}
