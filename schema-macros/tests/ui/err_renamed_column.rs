//! Code that was not told of a rename: as a field, as a Diesel column and in an insert.
use diesel::prelude::*;

driftless::schema!("renamed_column/migrations");

fn read(listing: &Listing) -> &str {
    &listing.title
}

fn main() {
    let _ = listings::table.select(listings::title);
    let _ = NewListing { title: "Two rooms".into() };
}
