//! The control of `err_swapped_ids`.
use marketplace::{ListingId, NewMatch, UserId};

fn matched(seeker_id: UserId, listing_id: ListingId) -> NewMatch {
    NewMatch { seeker_id, listing_id, score: 1.into() }
}

fn main() {
    let _ = matched;
}
