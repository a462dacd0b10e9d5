//! Wrong SQL, expanded in place.
driftless::schema!("wrong_sql");

fn main() {}
