//! A crate that uses the marketplace: it reads through a join and writes through an audited statement.
//!
//! *Invariant:* nothing of the schema is stated here, and no file of it is stored here. When a column is
//! renamed in the marketplace's SQL, the lines below that name it stop compiling.

use diesel::{connection::LoadConnection, pg::Pg, prelude::*};
use driftless::types::{BigDecimal, DateTime, Utc};
use marketplace::{
    Audit, Listing, ListingStatus, NewViewing, User, Viewing, ViewingStatus, listings, users,
    viewings,
};

/// Published listings within a budget and who posted them, the newest first.
pub fn offers<C>(conn: &mut C, budget: BigDecimal) -> QueryResult<Vec<(Listing, User)>>
where
    C: LoadConnection<Backend = Pg>,
{
    listings::table
        .inner_join(users::table)
        .filter(listings::status.eq(ListingStatus::Published))
        .filter(listings::price_amount.le(budget))
        .order(listings::created_at.desc())
        .select((Listing::as_select(), User::as_select()))
        .load(conn)
}

/// Proposes a viewing; the audit trail says who did.
pub fn propose_viewing<C>(
    conn: &mut C,
    listing: &Listing,
    seeker: &User,
    scheduled_at: DateTime<Utc>,
    audit: &Audit,
) -> QueryResult<Viewing>
where
    C: LoadConnection<Backend = Pg>,
{
    let viewing = NewViewing {
        listing_id: listing.id,
        seeker_id: seeker.id,
        scheduled_at,
        status: ViewingStatus::Proposed,
    };
    viewings::insert(viewing.notes(format!("about {}", listing.title)))
        .by(audit)
        .get_result(conn)
}
