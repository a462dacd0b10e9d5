//! Two ids swapped.
use marketplace::{ListingId, NewMatch, UserId};

fn matched(seeker_id: UserId, listing_id: ListingId) -> NewMatch {
    NewMatch { seeker_id: listing_id, listing_id: seeker_id, score: 1.into() }
}

fn main() {}
