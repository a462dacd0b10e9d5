//! Wrong SQL, expanded in place.
driftless::schema!("wrong_sql/migrations");

fn main() {}
