//! A write that names nobody.
use diesel::{QueryResult, RunQueryDsl};
use marketplace::{Listing, ListingChanges, ListingId, ListingStatus, listings};

fn publish<C>(id: ListingId, conn: &mut C) -> QueryResult<Listing>
where
    C: diesel::connection::LoadConnection<Backend = diesel::pg::Pg>,
{
    let changes = ListingChanges::default().status(ListingStatus::Published);
    listings::update(id, changes).get_result(conn)
}

fn main() {}
