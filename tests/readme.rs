//! What the README shows compiles as it stands there, and does what it says.

#[allow(dead_code, reason = "other tests use more of it")]
mod support;

use diesel::prelude::*;
use diesel::result::Error;
use driftless::Processed;
use driftless::types::BigDecimal;
use marketplace::*;
use serde_json::json;

use support::user;

#[test]
fn the_readme_shows_what_works() {
    let Some(database) = support::marketplace() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let poster = user(conn, UserRole::Poster);
    let told = tell(conn, &poster).unwrap();
    assert_eq!(told, ["insert", "update"]);
    let budget: BigDecimal = 500_000.into();
    assert_eq!(read(conn, &budget).unwrap().len(), 1);
}

fn read(conn: &mut PgConnection, budget: &BigDecimal) -> QueryResult<Vec<(Listing, User)>> {
    let published: Vec<(Listing, User)> = listings::table
        .inner_join(users::table)
        .filter(listings::status.eq(ListingStatus::Published))
        .filter(listings::price_amount.le(budget))
        .order(listings::created_at.desc())
        .select((Listing::as_select(), User::as_select()))
        .load(conn)?;
    Ok(published)
}

fn tell(conn: &mut PgConnection, poster: &User) -> QueryResult<Vec<String>> {
    let audit = Audit::by(Actor::User(poster.id)).request("req-7f3a");

    let listing = NewListing {
        poster_id: poster.id,
        title: "Two rooms near the lake".into(),
        description: "Bright, quiet.".into(),
        r#type: ListingType::Apartment,
        price_amount: 450_000.into(),
        status: ListingStatus::Draft,
    };
    let draft = listings::insert(listing.bedrooms(2))
        .by(&audit)
        .get_result(conn)?;
    assert_eq!(draft.bedrooms, Some(2));
    assert_eq!(draft.price_currency, "RWF");

    let live = listings::update(
        draft.id,
        ListingChanges::default().status(ListingStatus::Published),
    )
    .by(&audit)
    .get_result(conn)?;
    assert_eq!(live.status, ListingStatus::Published);

    let (event_id, payload) = ("wamid.1".to_owned(), json!({"text": "hello"}));
    for expected in [Processed::Done("reply"), Processed::Duplicate] {
        let outcome = inbound_events::event("whatsapp", &event_id, payload.clone())
            .by(&audit)
            .process_once(conn, |_| Ok::<_, Error>("reply"))?;
        assert_eq!(outcome, expected);
    }

    let mut told = Vec::new();
    for change in listings::history(live.id).load(conn)? {
        println!(
            "{} {} {}: {}",
            change.at,
            change.actor,
            change.action,
            change.diff()
        );
        told.push(change.action);
    }
    Ok(told)
}
