//! The rows the operations work on.

use diesel::QueryResult;
use diesel::prelude::*;
use driftless::types::{BigDecimal, Uuid};
use marketplace::{
    Actor, Audit, ListingId, ListingStatus, ListingType, MatchId, UserId, UserRole, listings,
    matches, users,
};

/// Enough rows that an operation rarely meets what the one before it left behind.
const LISTINGS: usize = 1_000;

/// A poster with listings to update, and matches to delete: Diesel, too, deletes a match in one statement.
pub(crate) struct Stock {
    pub(crate) poster: UserId,
    pub(crate) matches: Vec<MatchId>,
    listings: Vec<ListingId>,
    updated: usize,
}

impl Stock {
    pub(crate) fn new(conn: &mut PgConnection) -> QueryResult<Self> {
        let poster = diesel::insert_into(users::table)
            .values(users::role.eq(UserRole::Poster))
            .returning(users::id)
            .get_result(conn)?;
        let new: Vec<_> = (0..LISTINGS).map(|_| PlainListing::new(poster)).collect();
        let listings = diesel::insert_into(listings::table)
            .values(new)
            .returning(listings::id)
            .get_results(conn)?;
        Ok(Self {
            poster,
            matches: Vec::new(),
            listings,
            updated: 0,
        })
    }

    /// The next listing to update, and a change that it has not seen yet.
    pub(crate) fn next_change(&mut self) -> (ListingId, ListingStatus, i32) {
        self.updated += 1;
        let listing = self.listings[self.updated % LISTINGS];
        let status = ListingStatus::ALL[self.updated / LISTINGS % ListingStatus::ALL.len()];
        (
            listing,
            status,
            i32::try_from(self.updated).unwrap_or(i32::MAX),
        )
    }

    /// Puts back the matches that a round has deleted.
    pub(crate) fn refill(&mut self, conn: &mut PgConnection, rows: usize) -> QueryResult<()> {
        let missing = rows.saturating_sub(self.matches.len());
        if missing == 0 {
            return Ok(());
        }
        let row = (
            matches::seeker_id.eq(self.poster),
            matches::listing_id.eq(self.listings[0]),
            matches::score.eq(BigDecimal::from(1)),
        );
        let new: Vec<_> = std::iter::repeat_n(row, missing).collect();
        let new: Vec<MatchId> = diesel::insert_into(matches::table)
            .values(new)
            .returning(matches::id)
            .get_results(conn)?;
        self.matches.extend(new);
        Ok(())
    }
}

pub(crate) fn audit() -> Audit {
    Audit::by(Actor::User(UserId(Uuid::nil()))).request("req-7f3a")
}

/// The insert struct somebody would have written by hand.
#[derive(Insertable)]
#[diesel(table_name = listings)]
pub(crate) struct PlainListing {
    poster_id: UserId,
    title: &'static str,
    description: &'static str,
    type_: ListingType,
    price_amount: BigDecimal,
    bedrooms: Option<i32>,
    address_text: Option<&'static str>,
    status: ListingStatus,
}

impl PlainListing {
    pub(crate) fn new(poster_id: UserId) -> Self {
        Self {
            poster_id,
            title: "Two rooms near the lake",
            description: "Bright, quiet.",
            type_: ListingType::Apartment,
            price_amount: 450_000.into(),
            bedrooms: Some(2),
            address_text: None,
            status: ListingStatus::Draft,
        }
    }
}

/// The change set somebody would have written by hand.
#[derive(AsChangeset)]
#[diesel(table_name = listings)]
pub(crate) struct PlainChanges {
    pub(crate) title: Option<&'static str>,
    pub(crate) status: Option<ListingStatus>,
    pub(crate) quality_score: Option<i32>,
}
