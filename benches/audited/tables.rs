//! The rows the operations work on.

use diesel::QueryResult;
use diesel::prelude::*;
use driftless::types::{BigDecimal, Uuid};
use marketplace::{
    Actor, Audit, ListingId, ListingStatus, ListingType, MatchId, UserId, UserRole, listings,
    matches, users,
};

/// A poster with one listing to update, and matches to delete: one of each kind that Diesel, too, deletes
/// in one statement.
pub(crate) struct Stock {
    pub(crate) poster: UserId,
    pub(crate) listing: ListingId,
    pub(crate) matches: Vec<MatchId>,
}

impl Stock {
    pub(crate) fn new(conn: &mut PgConnection) -> QueryResult<Self> {
        let poster = diesel::insert_into(users::table)
            .values(users::role.eq(UserRole::Poster))
            .returning(users::id)
            .get_result(conn)?;
        let listing = diesel::insert_into(listings::table)
            .values(PlainListing::new(poster))
            .returning(listings::id)
            .get_result(conn)?;
        Ok(Self {
            poster,
            listing,
            matches: Vec::new(),
        })
    }

    /// What a round deletes or leaves behind is put back, so that all rounds are alike.
    pub(crate) fn refill(&mut self, conn: &mut PgConnection, rows: usize) -> QueryResult<()> {
        let mine = listings::table.filter(listings::poster_id.eq(self.poster));
        diesel::delete(mine.filter(listings::id.ne(self.listing))).execute(conn)?;
        let missing = rows - self.matches.len();
        let score = matches::score.eq(BigDecimal::from(1));
        let row = (
            matches::seeker_id.eq(self.poster),
            matches::listing_id.eq(self.listing),
            score,
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
