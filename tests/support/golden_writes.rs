//! The goldens' writes on a real server: every type there and back, keys of several columns, odd names.

use crate::{audited_only, cascades, composite, given, hostile, overrides, types};
use diesel::prelude::*;
use driftless::{
    migrate::{self, Migrations},
    types::{BigDecimal, DateTime, Json, NaiveDate, Utc, Uuid},
};
use driftless_postgres::Database;
use pq_sys as _;

pub(crate) fn migrated(case: &str) -> Option<(Database, PgConnection)> {
    let database = driftless_postgres::testing::database()?;
    let migrations = format!(
        "{}/tests/golden/{case}/migrations",
        env!("CARGO_MANIFEST_DIR")
    );
    let mut conn = database.connect().unwrap();
    migrate::up(&mut conn, &Migrations::read(&migrations).unwrap(), |_| {}).unwrap();
    Some((database, conn))
}

fn sample() -> types::NewSample {
    let moment: DateTime<Utc> = "2026-11-23T07:12:04.250Z".parse().unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    types::NewSample {
        a_bool: true,
        a_smallint: 1,
        an_int: 21,
        a_bigint: 3,
        a_real: 0.5,
        a_double: 0.25,
        a_numeric: "1.00".parse().unwrap(),
        a_text: "text".into(),
        a_varchar: "varchar".into(),
        a_code: "abc".into(),
        a_char: "ab".into(),
        some_bytes: vec![0, 255],
        a_uuid: Uuid::from_u128(7),
        a_date: day,
        a_time: moment.time(),
        a_timestamp: moment.naive_utc(),
        a_moment: moment,
    }
}

#[test]
fn every_type_goes_there_and_back() {
    let Some((_database, mut conn)) = migrated("types") else {
        return;
    };
    let audit = types::Audit::by(types::Actor::System("test".into()));
    let insert = sample()
        .an_oid(26)
        .a_json(Json::from("json"))
        .some_ints(vec![Some(1), None])
        .some_codes(vec![Some("abc".to_owned())]);
    let row = types::samples::insert(insert)
        .by(&audit)
        .get_result(&mut conn)
        .unwrap();
    assert_eq!(
        (row.doubled, row.a_price.clone()),
        (Some(42), BigDecimal::from(0))
    );
    assert_eq!(row.some_ints, [Some(1), None]);
    assert_eq!(row.some_texts, None);

    // The same values once more: nothing changes, and nothing is written to the trail.
    let same = types::SampleChanges::default()
        .a_numeric(row.a_numeric.clone())
        .a_real(row.a_real)
        .a_code(row.a_code.clone())
        .a_char(row.a_char.clone())
        .some_bytes(row.some_bytes.clone())
        .a_time(row.a_time)
        .a_moment(row.a_moment)
        .some_ints(row.some_ints.clone())
        .some_codes(row.some_codes.clone());
    let unchanged = types::samples::update(row.id, same)
        .by(&audit)
        .get_result(&mut conn)
        .unwrap();
    assert_eq!(unchanged, row);
    assert_eq!(
        types::samples::history(row.id)
            .load(&mut conn)
            .unwrap()
            .len(),
        1
    );

    // Equal by `=`, and another stored value: that is a change.
    let scaled = types::SampleChanges::default().a_numeric("1.000".parse::<BigDecimal>().unwrap());
    let scaled = types::samples::update(row.id, scaled)
        .by(&audit)
        .get_result(&mut conn)
        .unwrap();
    assert_eq!(scaled.a_numeric.to_string(), "1.000");
    assert_eq!(
        types::samples::history(row.id)
            .load(&mut conn)
            .unwrap()
            .len(),
        2
    );

    // What an assignment refuses a change refuses too: no cast cuts it short.
    let long = types::SampleChanges::default().a_code("abcd");
    let refused = types::samples::update(row.id, long)
        .by(&audit)
        .get_result(&mut conn);
    assert!(refused.unwrap_err().to_string().contains("too long"));

    let deleted = types::samples::delete(row.id)
        .by(&audit)
        .get_result(&mut conn)
        .unwrap();
    assert_eq!(deleted, scaled);
    assert_eq!(
        types::samples::history(row.id)
            .load(&mut conn)
            .unwrap()
            .len(),
        3
    );
}

/// The same values go into Diesel's own statements and into an audited one.
#[test]
fn a_table_that_is_not_audited_is_written_with_diesel_itself() {
    use audited_only::{
        Actor, Audit, NewCounter, NewOrder, NewUser, OrderState, UserChanges, counters, orders,
        schema, users,
    };
    let Some((_database, mut conn)) = migrated("audited_only") else {
        return;
    };
    let conn = &mut conn;
    let new = || NewUser {
        email: "ada@example.com".into(),
    };
    let ada: audited_only::User = diesel::insert_into(users::table)
        .values(new())
        .get_result(conn)
        .unwrap();
    assert_eq!(ada.bio.as_deref(), Some("new here"), "the default");
    let changes = UserChanges::default()
        .email("lovelace@example.com")
        .bio(None);
    let after: audited_only::User = diesel::update(users::table.find(ada.id))
        .set(changes)
        .get_result(conn)
        .unwrap();
    assert_eq!(
        (after.email.as_str(), after.bio),
        ("lovelace@example.com", None)
    );
    let silent = new().bio(None);
    let silent: audited_only::User = diesel::insert_into(users::table)
        .values(silent)
        .get_result(conn)
        .unwrap();
    assert_eq!(silent.bio, None, "NULL is a value, and not the default");
    let counters: usize = diesel::insert_into(counters::table)
        .values(vec![
            audited_only::CounterInsert::from(NewCounter {}),
            NewCounter {}.hits(2),
        ])
        .execute(conn)
        .unwrap();
    assert_eq!(counters, 2);

    let order = NewOrder {
        user_id: ada.id,
        total: BigDecimal::from(3),
    };
    let order = orders::insert(order.state(OrderState::Paid))
        .by(&Audit::by(Actor::System("test".into())))
        .get_result(conn)
        .unwrap();
    assert_eq!(orders::history(order.id).load(conn).unwrap().len(), 1);
    let rows: i64 = schema::audit_log::table.count().get_result(conn).unwrap();
    assert_eq!(rows, 1, "nothing but the order is audited");
}

/// Types of one's own go there and back, as rows and as the trail sees them.
#[test]
fn types_that_driftless_toml_gives_go_there_and_back() {
    use given::{Area, Email, Meta, Status};
    use overrides::{
        Actor, Audit, Kind, ListingChanges, NewListing, NewPerson, Person, listings, users,
    };
    let Some((_database, mut conn)) = migrated("overrides") else {
        return;
    };
    let conn = &mut conn;
    let ada: Person = diesel::insert_into(users::table)
        .values(NewPerson {
            email: Email("ada@example.com".into()),
        })
        .get_result(conn)
        .unwrap();
    let json = serde_json::to_value(&ada).unwrap();
    assert_eq!(
        json,
        serde_json::json!({ "id": ada.id, "mail": "ada@example.com" })
    );

    let audit = Audit::by(Actor::User(ada.id));
    let price = rust_decimal::Decimal::new(450_050, 2);
    let listing = NewListing {
        poster_id: ada.id,
        kind: Kind::House,
        price,
        meta: Meta { rooms: 2 }.into(),
    };
    let listing = listing.area(Area(80)).instalments(vec![Some(price)]);
    let listing = listings::insert(listing)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    assert_eq!((listing.price, listing.area), (price, Area(80)));
    assert_eq!(listing.instalments, Some(vec![Some(price)]));
    assert_eq!((listing.meta.rooms, listing.draft_meta), (2, None));

    let changes = ListingChanges::default()
        .status(Status("live".into()))
        .meta(Meta { rooms: 3 })
        .draft_meta(driftless::AsJson(Meta { rooms: 4 }));
    let updated = listings::update(listing.id, changes)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    assert_eq!(
        (updated.status, updated.meta.rooms),
        (Status("live".into()), 3)
    );
    assert_eq!(updated.draft_meta, Some(Meta { rooms: 4 }.into()));
    let trail = listings::history(listing.id).load(conn).unwrap();
    assert_eq!(trail.len(), 2);
}

#[test]
fn keys_of_several_columns_name_one_row() {
    let Some((_database, mut conn)) = migrated("composite") else {
        return;
    };
    let conn = &mut conn;
    let audit = composite::Audit::by(composite::Actor::System("test".into()));
    let user = composite::NewUser {
        email: "a@example.com".into(),
    };
    let user = composite::users::insert(user)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    let group = composite::NewGroup { name: "all".into() };
    let group = composite::groups::insert(group)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    let role = composite::MembershipRole::Member;
    let membership = composite::NewMembership {
        user_id: user.id,
        group_id: group.id,
        role,
    };
    composite::memberships::insert(membership)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    let badge = composite::NewBadge {
        group_id: group.id.0,
        user_id: user.id.0,
        badge: "x".into(),
    };
    composite::badges::insert(badge)
        .by(&audit)
        .get_result(conn)
        .unwrap();

    let key = (group.id, user.id);
    let owner = composite::MembershipChanges::default().role(composite::MembershipRole::Owner);
    let owner = composite::memberships::update(key, owner)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    assert_eq!(owner.role, composite::MembershipRole::Owner);
    composite::memberships::delete(key)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    let history = composite::memberships::history(key).load(conn).unwrap();
    let actions: Vec<&str> = history
        .iter()
        .map(|change| change.action.as_str())
        .collect();
    assert_eq!(actions, ["insert", "update", "delete"]);
    let badges = composite::badges::history((group.id.0, user.id.0, "x".into()))
        .load(conn)
        .unwrap();
    assert_eq!(badges.len(), 2, "the cascade is audited too");
}

#[test]
fn odd_names_are_names() {
    let Some((_database, mut conn)) = migrated("hostile") else {
        return;
    };
    let audit = hostile::Audit::by(hostile::Actor::TwoWords("a \"quoted\" one; --".into()));
    for value in hostile::StructType::ALL {
        let new = hostile::NewStruct {
            r#type: *value,
            value: "'".into(),
            out: "\\".into(),
            row: "$1".into(),
        };
        let row = hostile::struct_::insert(new)
            .by(&audit)
            .get_result(&mut conn)
            .unwrap();
        assert_eq!(
            (row.r#type, row.columns.as_deref()),
            (*value, Some("it's \"##\" \\ {} */ -- ;"))
        );
        let changes = hostile::StructChanges::default()
            .default_(7)
            .__("日本".to_owned())
            .quo_te("\"".to_owned())
            .r#match(3);
        let row = hostile::struct_::update(row.self_, changes)
            .by(&audit)
            .get_result(&mut conn)
            .unwrap();
        assert_eq!((row.default, row.__.as_deref()), (7, Some("日本")));
        let read: hostile::Struct = hostile::struct_::table
            .filter(hostile::struct_::type_.eq(*value))
            .select(hostile::Struct::as_select())
            .first(&mut conn)
            .unwrap();
        assert_eq!(read, row);
        let history = hostile::struct_::history(row.self_)
            .load(&mut conn)
            .unwrap();
        assert_eq!(history.len(), 2);
    }
}

#[test]
fn a_delete_takes_two_levels_along_and_lets_go_of_the_rest() {
    let Some((_database, mut conn)) = migrated("cascades") else {
        return;
    };
    let conn = &mut conn;
    let audit = cascades::Audit::by(cascades::Actor::System("test".into()));
    let team = cascades::NewTeam { name: "a".into() };
    let team = cascades::teams::insert(team)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    let project = cascades::NewProject {
        team_id: team.id,
        name: "b".into(),
    };
    let project = cascades::projects::insert(project)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    let task = cascades::NewTask {
        project_id: project.id,
        title: "c".into(),
    };
    let task = cascades::tasks::insert(task)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    let reminder = cascades::NewReminder {}
        .task_id(task.id)
        .project_id(project.id);
    let reminder = cascades::reminders::insert(reminder)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    cascades::teams::delete(team.id)
        .by(&audit)
        .get_result(conn)
        .unwrap();
    assert_eq!(
        cascades::tasks::history(task.id).load(conn).unwrap().len(),
        2
    );
    let left: cascades::Reminder = cascades::reminders::table
        .select(cascades::Reminder::as_select())
        .first(conn)
        .unwrap();
    assert_eq!((left.task_id, left.project_id), (None, None));
    assert_eq!(
        cascades::reminders::history(reminder.id)
            .load(conn)
            .unwrap()
            .len(),
        2
    );
}
