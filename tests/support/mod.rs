//! A migrated marketplace of one's own, and what a test asks of its audit log.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use driftless::migrate::{self, Migrations};
use driftless_postgres::Database;
use marketplace::{
    Actor, Audit, Listing, ListingStatus, ListingType, NewListing, NewUser, User, UserRole,
};
use pq_sys as _;

/// A clone of the migrated marketplace, without the dev seed.
pub(crate) fn marketplace() -> Option<Database> {
    driftless_postgres::testing::clone_of("marketplace", |url| {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let migrations = Migrations::read(directory).map_err(|error| error.to_string())?;
        let mut conn = PgConnection::establish(url).map_err(|error| error.to_string())?;
        migrate::up(&mut conn, &migrations, |_| {}).map_err(|error| error.to_string())?;
        Ok::<_, String>(())
    })
}

pub(crate) fn system() -> Audit {
    Audit::by(Actor::System("test".into()))
}

pub(crate) fn user(conn: &mut PgConnection, role: UserRole) -> User {
    let new = NewUser { role };
    marketplace::users::insert(new)
        .by(&system())
        .get_result(conn)
        .unwrap()
}

pub(crate) fn draft(poster: &User) -> NewListing {
    NewListing {
        poster_id: poster.id,
        title: "Two rooms near the lake".into(),
        description: "Bright, quiet.".into(),
        r#type: ListingType::Apartment,
        price_amount: 450_000.into(),
        status: ListingStatus::Draft,
    }
}

pub(crate) fn listing(conn: &mut PgConnection, poster: &User) -> Listing {
    let new = draft(poster);
    marketplace::listings::insert(new)
        .by(&system())
        .get_result(conn)
        .unwrap()
}

pub(crate) fn count(conn: &mut PgConnection, query: &str) -> i64 {
    diesel::select(diesel::dsl::sql::<BigInt>(&format!("({query})")))
        .get_result(conn)
        .unwrap()
}

/// Makes what this session counted visible to others now.
#[allow(dead_code, reason = "each test file uses its own part of this room")]
pub(crate) fn publish_counters(conn: &mut PgConnection) {
    conn.batch_execute("SELECT pg_stat_force_next_flush()")
        .unwrap();
}
