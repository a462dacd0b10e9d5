//! The rarer types of Postgres on a real server: there and back, equal to what the server prints, and in the
//! trail the same whatever the session's settings are.

use crate::{builtin_types as golden, golden_writes::migrated};
use diesel::{connection::SimpleConnection, prelude::*, sql_types::Text};
use driftless::types::{
    Bits, Circle, DateTime, IpNetwork, Json, Line, NaiveDate, PgBox, PgInterval, PgLsn, PgMoney,
    PgPath, PgRange, Point, Polygon, Segment, TimeTz, TsQuery, TsVector, Utc, Weight,
};
use golden::{arrays, flags, hosts, ranges, scalars};
use std::{collections::BTreeMap, ops::Bound};

/// Settings that change how Postgres prints values, and with them what `to_jsonb` makes of most.
const SESSIONS: [&str; 2] = [
    "SET TimeZone = 'UTC'",
    "SET TimeZone = 'Australia/Adelaide'; SET DateStyle = 'SQL, DMY'; SET IntervalStyle = 'sql_standard'; \
     SET bytea_output = 'escape'; SET lc_monetary = 'C'; SET xmloption = 'content'",
];

fn audit() -> golden::Audit {
    golden::Audit::by(golden::Actor::System("test".into()))
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn network(text: &str) -> IpNetwork {
    text.parse().unwrap()
}

fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

fn words() -> TsVector {
    let rat = BTreeMap::from([(1, Weight::A), (5, Weight::D)]);
    TsVector(BTreeMap::from([
        ("rat".to_owned(), rat),
        ("it's".to_owned(), BTreeMap::new()),
    ]))
}

fn scalar() -> golden::ScalarInsert {
    let corners = vec![point(0.0, 0.0), point(1.0, 0.5), point(-1.0, 2.0)];
    let fat = TsQuery::word("fat").or(TsQuery::word("thin"));
    golden::NewScalar {
        an_interval: PgInterval::new(-1_500_000, 3, 14),
        some_money: PgMoney(-123_456),
        an_address: network("10.1.2.3/8"),
        a_network: network("2001:db8::/32"),
        a_mac: [8, 0, 43, 1, 2, 3],
        a_long_mac: [8, 0, 43, 1, 2, 3, 4, 5],
        some_bits: "101000001".parse::<Bits>().unwrap(),
        a_zoned_time: "23:59:59.25-09:30".parse::<TimeTz>().unwrap(),
        a_letter: "x".into(),
        a_name: "a \"name\"".into(),
        a_document: "<a b=\"c\">d</a>".into(),
        a_path: "$.a[*]?(@ > 1)".into(),
        a_place: PgLsn(0x16_B374_D848),
        a_question: fat.followed_by(2, TsQuery::word("it's").not()),
        a_point: point(0.1, -2.5),
        a_line: Line {
            a: 1.0,
            b: -1.0,
            c: 0.5,
        },
        a_segment: Segment {
            start: point(0.0, 0.0),
            end: point(1.0, 1.0),
        },
        a_box: PgBox {
            high: point(2.0, 2.0),
            low: point(1.0, 1.0),
        },
        a_track: PgPath {
            closed: true,
            points: corners.clone(),
        },
        a_polygon: Polygon(corners),
        a_circle: Circle {
            center: point(1.0, 1.0),
            radius: 3.0,
        },
    }
    .some_words(words())
}

#[derive(QueryableByName)]
struct Shown {
    #[diesel(sql_type = Text)]
    shown: String,
}

fn shown(conn: &mut PgConnection, table: &str, column: &str) -> String {
    let query = format!("SELECT {column}::text AS shown FROM {table}");
    let shown: Shown = diesel::sql_query(query).get_result(conn).unwrap();
    shown.shown
}

#[test]
fn scalars_are_what_the_server_prints() {
    let Some((_database, mut conn)) = migrated("builtin_types") else {
        return;
    };
    let conn = &mut conn;
    let row = scalars::insert(scalar())
        .by(&audit())
        .get_result(conn)
        .unwrap();
    let prints = [
        ("an_interval", "1 year 2 mons 3 days -00:00:01.5"),
        ("some_money", "-$1,234.56"),
        ("an_address", "10.1.2.3/8"),
        ("a_network", "2001:db8::/32"),
        ("a_mac", "08:00:2b:01:02:03"),
        ("a_long_mac", "08:00:2b:01:02:03:04:05"),
        ("some_bits", "101000001"),
        ("a_zoned_time", "23:59:59.25-09:30"),
        ("a_letter", "x"),
        ("a_name", "a \"name\""),
        ("a_document", "<a b=\"c\">d</a>"),
        ("a_path", "$.\"a\"[*]?(@ > 1)"),
        ("a_place", "16/B374D848"),
        ("some_words", "'it''s' 'rat':1A,5"),
        ("a_question", "( 'fat' | 'thin' ) <2> !'it''s'"),
        ("a_point", "(0.1,-2.5)"),
        ("a_line", "{1,-1,0.5}"),
        ("a_segment", "[(0,0),(1,1)]"),
        ("a_box", "(2,2),(1,1)"),
        ("a_track", "((0,0),(1,0.5),(-1,2))"),
        ("a_polygon", "((0,0),(1,0.5),(-1,2))"),
        ("a_circle", "<(1,1),3>"),
    ];
    for (column, printed) in prints {
        assert_eq!(shown(conn, "scalars", column), printed, "{column}");
    }
    assert_eq!(row.some_words.to_string(), "'it''s' 'rat':1A,5");
    assert_eq!(row.a_question.to_string(), "('fat' | 'thin') <2> !'it''s'");
    assert_eq!(row.some_words, words());
    let json = serde_json::to_value(&row).unwrap();
    assert_eq!(json["an_interval"], "P14M3DT-1.500000S");
    assert_eq!(serde_json::from_value::<golden::Scalar>(json).unwrap(), row);

    // As it stands, the row says nothing new; the same values in another order do not exist here.
    let same = golden::ScalarChanges::default()
        .an_interval(row.an_interval)
        .some_money(row.some_money)
        .some_bits(row.some_bits.clone())
        .a_letter(row.a_letter.clone())
        .a_name(row.a_name.clone())
        .a_document(row.a_document.clone())
        .a_path(row.a_path.clone())
        .some_words(row.some_words.clone())
        .a_question(row.a_question.clone())
        .a_polygon(row.a_polygon.clone());
    let again = scalars::update(row.id, same)
        .by(&audit())
        .get_result(conn)
        .unwrap();
    assert_eq!(again, row);
    assert_eq!(scalars::history(row.id).load(conn).unwrap().len(), 1);

    // A day more is a change, though Postgres calls it the same length.
    let month = PgInterval::new(-1_500_000, 33, 13);
    let longer = golden::ScalarChanges::default().an_interval(month);
    let longer = scalars::update(row.id, longer)
        .by(&audit())
        .get_result(conn)
        .unwrap();
    assert_eq!(longer.an_interval, month);
    assert_eq!(scalars::history(row.id).load(conn).unwrap().len(), 2);
    scalars::delete(row.id)
        .by(&audit())
        .get_result(conn)
        .unwrap();

    // Diesel filters by them too.
    let found: i64 = scalars::table
        .filter(scalars::a_point.is_not_null())
        .count()
        .get_result(conn)
        .unwrap();
    assert_eq!(found, 0);
}

fn from<T>(start: T) -> PgRange<T> {
    (Bound::Included(start), Bound::Unbounded)
}

fn until<T>(start: T, end: T) -> PgRange<T> {
    (Bound::Included(start), Bound::Excluded(end))
}

fn range() -> golden::RangeInsert {
    let (early, late) = (
        moment("2026-11-23T22:12:04.250Z"),
        moment("2026-12-01T00:00:00Z"),
    );
    golden::NewRange {
        ints: until(1, 5),
        bigints: from(-7),
        numbers: (Bound::Excluded("1.50".parse().unwrap()), Bound::Unbounded),
        days: until(day("2026-11-02"), day("2026-12-03")),
        times: until(early.naive_utc(), late.naive_utc()),
        moments: until(early, late),
        many_bigints: vec![until(1, 2), until(4, 9)],
        many_numbers: vec![],
        many_days: vec![until(day("2026-11-02"), day("2026-12-03"))],
        many_times: vec![from(early.naive_utc())],
        many_moments: vec![until(early, late), from(moment("2027-01-01T00:00:00Z"))],
    }
    .many_ints(vec![until(1, 2)])
}

fn array() -> golden::ArrayInsert {
    let early = moment("2026-11-23T22:12:04.250Z");
    golden::NewArray {
        moments: vec![Some(early), None],
        secrets: vec![Some(vec![0, 92, 255]), None],
        texts: vec![Some(Json::from("\u{e9}")), None],
        intervals: vec![Some(PgInterval::from_days(1)), None],
        amounts: vec![Some(PgMoney(100)), None],
        addresses: vec![Some(network("::1/128")), None],
    }
    .macs(vec![Some([1; 6]), None])
    .bits(vec![Some(Bits(vec![true])), None])
    .zoned_times(vec![Some("12:00:00+02:00".parse().unwrap())])
    .names(vec![Some("n".into())])
    .letters(vec![Some("x".to_owned()), None])
    .paths(vec![Some("$.\"a\"".into())])
    .documents(vec![Some("<a/>".into())])
    .words(vec![Some(words())])
    .points(vec![Some(point(1.0, 2.0))])
    .boxes(vec![])
    .spans(vec![Some(from(early)), None])
    .calendars(vec![Some(vec![from(early)]), None])
    .days(vec![Some(until(day("2026-11-02"), day("2026-12-03")))])
}

#[test]
fn images_of_all_types_do_not_depend_on_the_session() {
    let Some((database, _conn)) = migrated("builtin_types") else {
        return;
    };
    let mut seen = Vec::new();
    for session in SESSIONS {
        let conn = &mut database.connect().unwrap();
        conn.batch_execute(session).unwrap();
        let scalar = scalars::insert(scalar())
            .by(&audit())
            .get_result(conn)
            .unwrap();
        let range = ranges::insert(range())
            .by(&audit())
            .get_result(conn)
            .unwrap();
        let array = arrays::insert(array())
            .by(&audit())
            .get_result(conn)
            .unwrap();
        let changed = golden::RangeChanges::default()
            .days((
                Bound::Excluded(day("2026-11-02")),
                Bound::Excluded(day("2026-11-03")),
            ))
            .maybe_moments(from(moment("2026-11-23T22:12:04.250Z")));
        let changed = ranges::update(range.id, changed)
            .by(&audit())
            .get_result(conn)
            .unwrap();
        assert_eq!(changed.maybe_many, None);
        scalars::delete(scalar.id)
            .by(&audit())
            .execute(conn)
            .unwrap();
        ranges::delete(range.id).by(&audit()).execute(conn).unwrap();
        arrays::delete(array.id).by(&audit()).execute(conn).unwrap();
        seen.push(payloads(conn));
    }
    let [left, right] = &seen[..] else { panic!() };
    assert_eq!(left, right);
    let (scalar, range, array) = (&left[0]["after"], &left[1]["after"], &left[2]["after"]);
    assert_eq!(scalar["an_interval"], "P14M3DT-1.500000S");
    assert_eq!(scalar["some_money"], -123_456);
    assert_eq!(range["days"], "[2026-11-02,2026-12-03)");
    assert_eq!(
        range["moments"],
        "[2026-11-23T22:12:04.250000Z,2026-12-01T00:00:00.000000Z)"
    );
    assert_eq!(
        range["many_times"],
        serde_json::json!(["[2026-11-23T22:12:04.25,)"])
    );
    assert_eq!(range["maybe_many"], Json::Null);
    assert_eq!(left[3]["after"]["days"], "empty");
    assert_eq!(
        array["moments"],
        serde_json::json!(["2026-11-23T22:12:04.250000Z", null])
    );
    assert_eq!(array["secrets"], serde_json::json!(["005cff", null]));
    assert_eq!(array["amounts"], serde_json::json!([100, null]));
    assert_eq!(
        array["calendars"],
        serde_json::json!([["[2026-11-23T22:12:04.250000Z,)"], null])
    );
}

/// What the trail holds, without the keys that identity columns count up; then empties it.
fn payloads(conn: &mut PgConnection) -> Vec<Json> {
    let mut payloads = Vec::new();
    for change in golden::audit_log::trail().load(conn).unwrap() {
        let mut images = serde_json::json!({"before": change.before, "after": change.after});
        for image in ["before", "after"] {
            if let Some(columns) = images[image].as_object_mut() {
                columns.remove("id");
            }
        }
        payloads.push(images);
    }
    conn.batch_execute("DELETE FROM audit_log").unwrap();
    payloads
}

#[test]
fn keys_may_be_addresses_and_bits() {
    let Some((_database, mut conn)) = migrated("builtin_types") else {
        return;
    };
    let conn = &mut conn;
    let host = golden::NewHost {
        address: golden::HostId(network("10.0.0.1/32")),
    };
    let host = hosts::insert(host.seen(PgInterval::from_months(1)))
        .by(&audit())
        .get_result(conn)
        .unwrap();
    let flag = golden::NewFlag {
        flag: golden::FlagId("01".parse().unwrap()),
    };
    let flag = flags::insert(flag.host(host.address))
        .by(&audit())
        .get_result(conn)
        .unwrap();
    assert_eq!(
        flags::history(flag.flag.clone()).load(conn).unwrap().len(),
        1
    );
    hosts::delete(host.address)
        .by(&audit())
        .get_result(conn)
        .unwrap();
    let left: golden::Flag = flags::table
        .find(&flag.flag)
        .select(golden::Flag::as_select())
        .first(conn)
        .unwrap();
    assert_eq!(left.host, None);
    assert_eq!(flags::history(flag.flag).load(conn).unwrap().len(), 2);
}
