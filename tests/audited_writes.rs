//! Each statement on each table writes exactly one audit row per changed row, whatever the session's
//! settings are, and what it writes is what Postgres itself says of the row.

mod support;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{Jsonb, Text};
use driftless::Processed;
use driftless::types::{DateTime, Json, Utc};
use marketplace::*;
use serde_json::json;

use support::{count, draft, listing, system, user};

const SESSIONS: [&str; 2] = [
    "SET TimeZone = 'UTC'",
    "SET TimeZone = 'Pacific/Chatham'; SET DateStyle = 'German'; SET bytea_output = 'escape'; \
     SET IntervalStyle = 'sql_standard'",
];

/// A connection that writes under its own settings, and one that looks on under the defaults.
struct Desk {
    conn: PgConnection,
    observer: PgConnection,
    by: Audit,
    actor: String,
    seen: i64,
}

#[derive(QueryableByName)]
struct Logged {
    #[diesel(sql_type = Text)]
    actor: String,
    #[diesel(sql_type = Text)]
    action: String,
    #[diesel(sql_type = Text)]
    entity: String,
    #[diesel(sql_type = Text)]
    entity_id: String,
    #[diesel(sql_type = Jsonb)]
    payload: Json,
}

impl Desk {
    fn new(database: &driftless_postgres::Database, session: &str) -> Self {
        let mut conn = database.connect().unwrap();
        conn.batch_execute(session).unwrap();
        let mut observer = database.connect().unwrap();
        let someone = user(&mut observer, UserRole::Admin);
        let seen = count(&mut observer, "SELECT count(*) FROM audit_log");
        Self {
            conn,
            observer,
            by: Audit::by(Actor::User(someone.id))
                .request("req-7f3a")
                .reason("test"),
            actor: format!("user {}", someone.id),
            seen,
        }
    }

    /// The one audit row that was written since: it names the actor and the row.
    fn wrote(&mut self, action: &str, entity: &str, id: &str) -> Json {
        let mut new: Vec<Logged> = diesel::sql_query(format!(
            "SELECT actor_type || ' ' || actor_id AS actor, action, entity, entity_id, payload \
             FROM audit_log ORDER BY created_at OFFSET {}",
            self.seen
        ))
        .load(&mut self.observer)
        .unwrap();
        assert_eq!(new.len(), 1, "{action} {entity}");
        self.seen += 1;
        let logged = new.remove(0);
        let named = (
            &*logged.actor,
            &*logged.action,
            &*logged.entity,
            &*logged.entity_id,
        );
        assert_eq!(named, (&*self.actor, action, entity, id));
        let payload = logged.payload;
        assert_eq!(payload["v"], 1);
        assert_eq!(payload["op"], action);
        assert_eq!(payload["key"], json!({"id": id}));
        assert_eq!(
            (&payload["request"], &payload["reason"]),
            (&json!("req-7f3a"), &json!("test"))
        );
        payload
    }

    /// The row as Postgres shows it.
    fn stored(&mut self, entity: &str, id: &str) -> Json {
        diesel::select(diesel::dsl::sql::<Jsonb>(&format!(
            "(SELECT to_jsonb(t) FROM {entity} t WHERE id::text = '{id}')"
        )))
        .get_result(&mut self.observer)
        .unwrap()
    }

    fn inserted(&mut self, entity: &str, id: &impl ToString) {
        let id = id.to_string();
        let payload = self.wrote("insert", entity, &id);
        assert_eq!(payload["before"], Json::Null);
        assert_same(&payload["after"], &self.stored(entity, &id));
    }

    fn updated(&mut self, entity: &str, id: &impl ToString, before: &Json, after: &Json) {
        let payload = self.wrote("update", entity, &id.to_string());
        assert_same(&payload["before"], before);
        assert_same(&payload["after"], after);
    }

    fn deleted(&mut self, entity: &str, id: &impl ToString, before: &Json) {
        let payload = self.wrote("delete", entity, &id.to_string());
        assert_same(&payload["before"], before);
        assert_eq!(payload["after"], Json::Null);
    }
}

/// The same columns with the same values; of a time only the instant counts.
fn assert_same(image: &Json, stored: &Json) {
    let instant = |value: &Json| value.as_str()?.parse::<DateTime<Utc>>().ok();
    let (image, stored) = (image.as_object().unwrap(), stored.as_object().unwrap());
    assert!(image.keys().eq(stored.keys()), "{image:?} {stored:?}");
    for (column, value) in image {
        if let Some(at) = instant(value) {
            assert_eq!(Some(at), instant(&stored[column]), "{column}");
            let text = value.as_str().unwrap();
            assert!(text.ends_with('Z') && text.len() == 27, "{column}: {text}");
        } else {
            assert_eq!(value, &stored[column], "{column}");
        }
    }
}

/// Insert, update and delete of one row of a table, as generated code spells them.
macro_rules! each_statement {
    ($desk:ident, $table:ident, $new:expr, $changes:expr, $before:tt => $after:tt) => {{
        let by = $desk.by.clone();
        let table = stringify!($table);
        let row = $table::insert($new)
            .by(&by)
            .get_result(&mut $desk.conn)
            .unwrap();
        $desk.inserted(table, &row.id);
        let changed = $table::update(row.id, $changes)
            .by(&by)
            .get_result(&mut $desk.conn)
            .unwrap();
        assert_eq!(changed.id, row.id);
        $desk.updated(table, &row.id, &json!($before), &json!($after));
        let same = $table::update(row.id, $changes)
            .by(&by)
            .get_result(&mut $desk.conn);
        assert_eq!(same.as_ref(), Ok(&changed));
        let stored = $desk.stored(table, &row.id.to_string());
        let gone = $table::delete(row.id)
            .by(&by)
            .get_result(&mut $desk.conn)
            .unwrap();
        assert_eq!(gone, changed);
        $desk.deleted(table, &row.id, &stored);
        let again = $table::delete(row.id).by(&by).get_result(&mut $desk.conn);
        assert_eq!(again, Err(Error::NotFound));
        let unknown = $table::update(row.id, $changes)
            .by(&by)
            .get_result(&mut $desk.conn);
        assert_eq!(unknown, Err(Error::NotFound));
    }};
}

#[test]
fn people_and_their_conversations() {
    let Some(database) = support::marketplace() else {
        return;
    };
    for session in SESSIONS {
        let desk = &mut Desk::new(&database, session);
        each_statement!(
            desk,
            users,
            NewUser { role: UserRole::Seeker }.name(Some("Ada".to_owned())),
            UserChanges::default().role(UserRole::Poster).name(None),
            {"role": "seeker", "name": "Ada"} => {"role": "poster", "name": null}
        );
        let seeker = user(&mut desk.observer, UserRole::Seeker);
        desk.seen += 1;
        let yesterday: DateTime<Utc> = "2026-11-22T00:00:00Z".parse().unwrap();
        each_statement!(
            desk,
            seeker_profiles,
            NewSeekerProfile { user_id: seeker.id }.budget_min(Some(100.into())).updated_at(yesterday),
            SeekerProfileChanges::default()
                .areas(json!(["Kicukiro"]))
                .updated_at("2026-11-23T07:12:04.5Z".parse::<DateTime<Utc>>().unwrap())
                .budget_min(None),
            {
                "areas": [], "budget_min": 100,
                "updated_at": "2026-11-22T00:00:00.000000Z",
            } => {
                "areas": ["Kicukiro"], "budget_min": null,
                "updated_at": "2026-11-23T07:12:04.500000Z",
            }
        );
        let session = NewChatSession {
            channel: ChatSessionChannel::Telegram,
            peer_id: "p-1".into(),
            agent_id: "concierge".into(),
        };
        each_statement!(
            desk,
            chat_sessions,
            session.clone(),
            ChatSessionChanges::default().user_id(seeker.id).state(json!({"step": 2})),
            {"user_id": null, "state": {}} => {"user_id": seeker.id, "state": {"step": 2}}
        );
    }
}

#[test]
fn listings_and_what_hangs_on_them() {
    let Some(database) = support::marketplace() else {
        return;
    };
    for session in SESSIONS {
        let desk = &mut Desk::new(&database, session);
        let poster = user(&mut desk.observer, UserRole::Poster);
        let home = listing(&mut desk.observer, &poster);
        desk.seen += 2;
        each_statement!(
            desk,
            listings,
            draft(&poster).bedrooms(2),
            ListingChanges::default().status(ListingStatus::Published).bedrooms(None),
            {"status": "draft", "bedrooms": 2} => {"status": "published", "bedrooms": null}
        );
        each_statement!(
            desk,
            listing_media,
            NewListingMedia { listing_id: home.id, url: "a.jpg".into(), kind: ListingMediaKind::Photo },
            ListingMediaChanges::default().meta(None),
            {"meta": {}} => {"meta": null}
        );
        each_statement!(
            desk,
            reviews,
            NewReview { listing_id: home.id, result: ReviewResult::NeedsChanges }.reviewer_id(poster.id),
            ReviewChanges::default().result(ReviewResult::Approved),
            {"result": "needs_changes"} => {"result": "approved"}
        );
        each_statement!(
            desk,
            matches,
            NewMatch { seeker_id: poster.id, listing_id: home.id, score: "0.90".parse().unwrap() },
            MatchChanges::default().score("0.9".parse::<driftless::types::BigDecimal>().unwrap()),
            {"score": 0.90} => {"score": 0.9}
        );
        let viewing = NewViewing {
            listing_id: home.id,
            seeker_id: poster.id,
            scheduled_at: "2026-12-24T10:00:00Z".parse().unwrap(),
            status: ViewingStatus::Proposed,
        };
        each_statement!(
            desk,
            viewings,
            viewing.clone(),
            ViewingChanges::default()
                .scheduled_at("2026-12-24T11:00:00Z".parse::<DateTime<Utc>>().unwrap()),
            {"scheduled_at": "2026-12-24T10:00:00.000000Z"}
                => {"scheduled_at": "2026-12-24T11:00:00.000000Z"}
        );
    }
}

#[test]
fn a_listing_goes_with_all_that_hangs_on_it_and_each_row_is_audited() {
    let Some(database) = support::marketplace() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let poster = user(conn, UserRole::Poster);
    let home = listing(conn, &poster);
    let by = &system();
    for url in ["a.jpg", "b.jpg"] {
        let kind = ListingMediaKind::Photo;
        let new = NewListingMedia {
            listing_id: home.id,
            url: url.into(),
            kind,
        };
        listing_media::insert(new).by(by).execute(conn).unwrap();
    }
    let new = NewReview {
        listing_id: home.id,
        result: ReviewResult::Approved,
    };
    reviews::insert(new.agent_id(Some("review-1".to_owned())))
        .by(by)
        .execute(conn)
        .unwrap();
    let score = 1.into();
    let new = NewMatch {
        seeker_id: poster.id,
        listing_id: home.id,
        score,
    };
    matches::insert(new).by(by).execute(conn).unwrap();

    assert_eq!(
        listings::delete(home.id).by(by).get_result(conn),
        Ok(home.clone())
    );

    for (table, rows) in [
        ("listings", 1),
        ("listing_media", 2),
        ("reviews", 1),
        ("matches", 1),
    ] {
        let audited = format!(
            "SELECT count(*) FROM audit_log WHERE action = 'delete' AND entity = '{table}'"
        );
        assert_eq!(count(conn, &audited), rows, "{table}");
        assert_eq!(
            count(conn, &format!("SELECT count(*) FROM {table}")),
            0,
            "{table}"
        );
    }
    let told: Vec<String> = listings::history(home.id)
        .load(conn)
        .unwrap()
        .iter()
        .map(|change| change.action.clone())
        .collect();
    assert_eq!(told, ["insert", "delete"]);
    assert_eq!(
        audit_log::trail().load(conn).unwrap().len(),
        1 + 1 + 2 + 1 + 1 + 5
    );
}

#[test]
fn an_inbound_event_is_processed_once_and_its_payload_is_not_in_the_trail() {
    let Some(database) = support::marketplace() else {
        return;
    };
    let desk = &mut Desk::new(&database, SESSIONS[1]);
    let by = desk.by.clone();
    let deliver = |desk: &mut Desk| {
        inbound_events::event("whatsapp", "wamid.1", json!({"text": "secret"}))
            .by(&by)
            .process_once(&mut desk.conn, |_| Ok::<_, Error>("handled"))
            .unwrap()
    };
    assert_eq!(deliver(desk), Processed::Done("handled"));
    let payload = desk.wrote("insert", "inbound_events", "whatsapp:wamid.1");
    assert_eq!(payload["after"]["source"], "whatsapp");
    assert!(!payload.to_string().contains("secret"));
    assert_eq!(deliver(desk), Processed::Duplicate);
    assert_eq!(
        count(&mut desk.observer, "SELECT count(*) FROM audit_log"),
        desk.seen
    );

    let stored: InboundEvent = inbound_events::table.first(&mut desk.observer).unwrap();
    assert_eq!(stored.payload, Some(json!({"text": "secret"})));
    let by = desk.by.clone();
    let redacted = InboundEventChanges::default().payload(None);
    inbound_events::update(stored.id.clone(), redacted)
        .by(&by)
        .execute(&mut desk.conn)
        .unwrap();
    desk.updated("inbound_events", &stored.id, &json!({}), &json!({}));
    inbound_events::delete(stored.id.clone())
        .by(&by)
        .execute(&mut desk.conn)
        .unwrap();
    let payload = desk.wrote("delete", "inbound_events", "whatsapp:wamid.1");
    assert_eq!(payload["before"].as_object().unwrap().len(), 3);
}
