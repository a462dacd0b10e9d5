//! The crate's own tests, on a clone of the migrated marketplace.

use diesel::prelude::*;
use driftless::{
    migrate::{self, Migrations},
    types::{BigDecimal, DateTime, Utc},
};
use driftless_postgres::{Database, testing};
use marketplace::{
    Actor, Audit, Listing, ListingStatus, ListingType, NewListing, NewUser, User, UserRole,
    ViewingStatus, listings, users, viewings,
};
use pq_sys as _;

const MIGRATIONS: Migrations = driftless::embed_migrations!("../../migrations");

fn marketplace() -> Option<Database> {
    testing::clone_of(
        "downstream",
        |url| -> Result<(), Box<dyn std::error::Error>> {
            migrate::up(&mut PgConnection::establish(url)?, &MIGRATIONS, |_| {})?;
            Ok(())
        },
    )
}

fn audit() -> Audit {
    Audit::by(Actor::System("downstream".into()))
}

fn user(conn: &mut PgConnection, role: UserRole) -> User {
    users::insert(NewUser { role })
        .by(&audit())
        .get_result(conn)
        .unwrap()
}

fn listing(conn: &mut PgConnection, poster: &User, price: i32, status: ListingStatus) -> Listing {
    let listing = NewListing {
        poster_id: poster.id,
        title: "Two rooms near the lake".into(),
        description: "Bright, quiet.".into(),
        r#type: ListingType::Apartment,
        price_amount: price.into(),
        status,
    };
    listings::insert(listing)
        .by(&audit())
        .get_result(conn)
        .unwrap()
}

#[test]
fn offers_are_published_and_within_the_budget() {
    let Some(database) = marketplace() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let poster = user(conn, UserRole::Poster);
    let cheap = listing(conn, &poster, 400_000, ListingStatus::Published);
    listing(conn, &poster, 900_000, ListingStatus::Published);
    listing(conn, &poster, 100_000, ListingStatus::Draft);

    let offers = downstream::offers(conn, BigDecimal::from(500_000)).unwrap();
    assert_eq!(offers, [(cheap, poster)]);
}

#[test]
fn a_viewing_is_proposed_and_the_trail_says_by_whom() {
    let Some(database) = marketplace() else {
        return;
    };
    let conn = &mut database.connect().unwrap();
    let poster = user(conn, UserRole::Poster);
    let seeker = user(conn, UserRole::Seeker);
    let listing = listing(conn, &poster, 400_000, ListingStatus::Published);

    let by_seeker = Audit::by(Actor::User(seeker.id)).request("req-1");
    let at: DateTime<Utc> = DateTime::UNIX_EPOCH;
    let viewing = downstream::propose_viewing(conn, &listing, &seeker, at, &by_seeker).unwrap();
    assert_eq!(viewing.status, ViewingStatus::Proposed);
    assert_eq!(
        viewing.notes.as_deref(),
        Some("about Two rooms near the lake")
    );

    let trail = viewings::history(viewing.id).load(conn).unwrap();
    let [change] = trail.as_slice() else {
        panic!("one write, one entry: {trail:?}")
    };
    assert_eq!(change.action, "insert");
    assert_eq!(change.actor.to_string(), format!("user {}", seeker.id));
}
