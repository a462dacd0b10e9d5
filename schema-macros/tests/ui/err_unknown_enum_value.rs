//! A value that the CHECK does not list.
use marketplace::{ListingChanges, ListingStatus};

fn sold() -> ListingChanges {
    ListingChanges::default().status(ListingStatus::Sold)
}

fn main() {}
