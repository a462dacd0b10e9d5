//! What a generated directory would hold for `tables.sql`.

use diesel::prelude::*;
use diesel::sql_types::{
    Bytea, Date, Int4, Json as SqlJson, Jsonb, Nullable, Numeric, Text, Timestamptz,
    Uuid as SqlUuid,
};
use driftless::types::{BigDecimal, DateTime, Json, NaiveDate, Utc, Uuid};
use driftless::{CascadingDelete, Child, Column, Delete, Image, Insert, Name, Table, Update};

mod schema {
    diesel::table! {
        shelves (id) { id -> Uuid, label -> Text, counted -> Int4, }
    }
    diesel::table! {
        boxes (id) { id -> Uuid, shelf_id -> Uuid, label -> Nullable<Text>, }
    }
    diesel::table! {
        items (id) { id -> Uuid, box_id -> Uuid, spare_box_id -> Nullable<Uuid>, }
    }
    diesel::table! {
        moves (id) { id -> Uuid, from_shelf -> Nullable<Uuid>, to_shelf -> Nullable<Uuid>, }
    }
    diesel::table! {
        samples (id) {
            id -> Uuid,
            amount -> Nullable<Numeric>,
            price -> Nullable<Numeric>,
            at -> Nullable<Timestamptz>,
            on_day -> Nullable<Date>,
            seal -> Nullable<Bytea>,
            facts -> Nullable<Jsonb>,
            raw -> Nullable<Json>,
            code -> Nullable<Text>,
            pad -> Nullable<Text>,
        }
    }
    diesel::table! {
        odd (a, kind, at) { a -> Text, kind -> Int4, at -> Timestamptz, select -> Nullable<Text>, }
    }
    diesel::table! {
        inbound_events (id) {
            id -> Text, source -> Text, received_at -> Timestamptz, payload -> Nullable<Jsonb>,
        }
    }
}

const LOG: Name = Name::new("audit_log");

static SHELVES: Table = Table::new(
    Name::new("shelves"),
    &[
        Column::new("id", "uuid"),
        Column::new("label", "text"),
        Column::new("counted", "integer"),
    ],
    &[0],
    LOG,
)
.children(&[
    Child::cascade(&BOXES, &[1], &[0]),
    Child::set_null(&MOVES, &[1], &[0], &[]),
    Child::set_default(&MOVES, &[2], &[0], &[]),
]);
static BOXES: Table = Table::new(
    Name::new("boxes"),
    &[
        Column::new("id", "uuid"),
        Column::new("shelf_id", "uuid"),
        Column::new("label", "text"),
    ],
    &[0],
    LOG,
)
.children(&[
    Child::cascade(&ITEMS, &[1], &[0]),
    Child::set_null(&ITEMS, &[2], &[0], &[]),
]);
static ITEMS: Table = Table::new(
    Name::new("items"),
    &[
        Column::new("id", "uuid"),
        Column::new("box_id", "uuid"),
        Column::new("spare_box_id", "uuid"),
    ],
    &[0],
    LOG,
);
static MOVES: Table = Table::new(
    Name::new("moves"),
    &[
        Column::new("id", "uuid"),
        Column::new("from_shelf", "uuid"),
        Column::new("to_shelf", "uuid"),
    ],
    &[0],
    LOG,
);
static SAMPLES: Table = Table::new(
    Name::new("samples"),
    &[
        Column::new("id", "uuid"),
        Column::new("amount", "numeric"),
        Column::new("price", "numeric(10,2)"),
        Column::new("at", "timestamp with time zone").image(Image::Utc),
        Column::new("on_day", "date"),
        Column::new("seal", "bytea").image(Image::Hex),
        Column::new("facts", "jsonb"),
        Column::new("raw", "json").image(Image::Text),
        Column::new("code", "character varying"),
        Column::new("pad", "character"),
    ],
    &[0],
    LOG,
);
static ODD: Table = Table::new(
    Name::in_schema("odd one", r#"it's "quoted""#),
    &[
        Column::new(r#"a "b"#, "text"),
        Column::new("type", "integer"),
        Column::new("at", "timestamp with time zone").image(Image::Utc),
        Column::new("sel'ect", "text"),
    ],
    &[0, 1, 2],
    LOG,
);
static EVENTS: Table = Table::new(
    Name::new("inbound_events"),
    &[
        Column::new("id", "text"),
        Column::new("source", "text"),
        Column::new("received_at", "timestamp with time zone").image(Image::Utc),
        Column::new("payload", "jsonb").image(Image::Omit),
    ],
    &[0],
    LOG,
);

entity!(Shelf, NewShelf, ShelfChanges, &SHELVES, schema::shelves, key (id: Uuid = SqlUuid), {
    id: Uuid = SqlUuid, label: String = Text, counted: i32 = Int4,
});
entity!(Boxed, NewBox, BoxChanges, &BOXES, schema::boxes, key (id: Uuid = SqlUuid), {
    id: Uuid = SqlUuid, shelf_id: Uuid = SqlUuid, label: Option<String> = Nullable<Text>,
});
entity!(Item, NewItem, ItemChanges, &ITEMS, schema::items, key (id: Uuid = SqlUuid), {
    id: Uuid = SqlUuid, box_id: Uuid = SqlUuid, spare_box_id: Option<Uuid> = Nullable<SqlUuid>,
});
entity!(Move, NewMove, MoveChanges, &MOVES, schema::moves, key (id: Uuid = SqlUuid), {
    id: Uuid = SqlUuid,
    from_shelf: Option<Uuid> = Nullable<SqlUuid>,
    to_shelf: Option<Uuid> = Nullable<SqlUuid>,
});
entity!(Sample, NewSample, SampleChanges, &SAMPLES, schema::samples, key (id: Uuid = SqlUuid), {
    id: Uuid = SqlUuid,
    amount: Option<BigDecimal> = Nullable<Numeric>,
    price: Option<BigDecimal> = Nullable<Numeric>,
    at: Option<DateTime<Utc>> = Nullable<Timestamptz>,
    on_day: Option<NaiveDate> = Nullable<Date>,
    seal: Option<Vec<u8>> = Nullable<Bytea>,
    facts: Option<Json> = Nullable<Jsonb>,
    raw: Option<Json> = Nullable<SqlJson>,
    code: Option<String> = Nullable<Text>,
    pad: Option<String> = Nullable<Text>,
});
entity!(
    Odd, NewOdd, OddChanges, &ODD, schema::odd,
    key (a: String = Text, kind: i32 = Int4, at: DateTime<Utc> = Timestamptz),
    {
        a: String = Text,
        kind: i32 = Int4,
        at: DateTime<Utc> = Timestamptz,
        select: Option<String> = Nullable<Text>,
    }
);
entity!(Event, NewEvent, EventChanges, &EVENTS, schema::inbound_events, key (id: String = Text), {
    id: String = Text,
    source: String = Text,
    received_at: DateTime<Utc> = Timestamptz,
    payload: Option<Json> = Nullable<Jsonb>,
});

pub fn event(source: &str, id: &str, payload: Json) -> driftless::InboundEvent<Event> {
    driftless::InboundEvent::new(source, id, |id| NewEvent {
        id: Some(id),
        source: Some(source.to_owned()),
        received_at: None,
        payload: Some(Some(payload)),
    })
}

pub fn insert<R: driftless::Audited>(row: R::Insert) -> Insert<R> {
    Insert::new(row)
}

pub fn update<R: driftless::Audited<Key = (Uuid,)>>(id: Uuid, changes: R::Changes) -> Update<R> {
    Update::new((id,), changes)
}

pub fn delete<R: driftless::Audited<Key = (Uuid,)>>(id: Uuid) -> Delete<R> {
    Delete::new((id,))
}

pub fn cascade<R: driftless::Audited<Key = (Uuid,)>>(id: Uuid) -> CascadingDelete<R> {
    CascadingDelete::new((id,))
}

pub fn shelf(conn: &mut PgConnection) -> Uuid {
    insert::<Shelf>(NewShelf::default())
        .by(&crate::support::audit())
        .get_result(conn)
        .unwrap()
        .id
}

pub fn boxed(conn: &mut PgConnection, shelf_id: Uuid) -> Uuid {
    let new = NewBox {
        shelf_id: Some(shelf_id),
        ..NewBox::default()
    };
    let by = crate::support::audit();
    insert::<Boxed>(new).by(&by).get_result(conn).unwrap().id
}
