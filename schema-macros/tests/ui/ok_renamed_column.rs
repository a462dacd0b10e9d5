//! The control of `err_renamed_column`.
use diesel::prelude::*;

driftless::schema!("renamed_column/migrations");

fn read(listing: &Listing) -> &str {
    &listing.headline
}

fn main() {
    let _ = listings::table.select(listings::headline);
    let _ = NewListing { headline: "Two rooms".into() };
    let _ = read;
}
