//! The control of `err_required_field`, `err_swapped_ids`, `err_missing_by` and `err_unknown_enum_value`:
//! the same code, corrected.
use diesel::{QueryResult, RunQueryDsl};
use driftless::types::Uuid;
use marketplace::{
    Audit, Listing, ListingChanges, ListingId, ListingStatus, ListingType, NewListing, UserId, listings,
};

fn draft(poster_id: UserId) -> NewListing {
    NewListing {
        poster_id,
        title: "Two rooms near the lake".into(),
        description: "Bright, quiet.".into(),
        r#type: ListingType::Apartment,
        price_amount: 450_000.into(),
        status: ListingStatus::Draft,
    }
}

fn publish<C>(id: ListingId, audit: &Audit, conn: &mut C) -> QueryResult<Listing>
where
    C: diesel::connection::LoadConnection<Backend = diesel::pg::Pg>,
{
    let changes = ListingChanges::default().status(ListingStatus::Published);
    listings::update(id, changes).by(audit).get_result(conn)
}

fn main() {
    let _ = draft(UserId(Uuid::nil()));
}
