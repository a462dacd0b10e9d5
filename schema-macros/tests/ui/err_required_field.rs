//! A required column left out is named.
use marketplace::{ListingStatus, ListingType, NewListing, UserId};

fn draft(poster_id: UserId) -> NewListing {
    NewListing {
        poster_id,
        description: "Bright, quiet.".into(),
        r#type: ListingType::Apartment,
        price_amount: 450_000.into(),
        status: ListingStatus::Draft,
    }
}

fn main() {}
