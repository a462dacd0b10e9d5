//! The types of columns that generated code names, so that a schema crate need not depend on their crates.
//!
//! *Invariant:* what is re-exported here is what Diesel reads and writes with the features that this
//! crate turns on; what is defined here Diesel has no Rust type for, and `schema.rs` declares its SQL type.

mod bits;
pub mod diesel_serde;
mod geometry;
mod stores;
mod text;
mod time_tz;
mod ts_query;
mod ts_vector;
mod wire;

use std::ops::Bound;

pub use bigdecimal::BigDecimal;
pub use bits::Bits;
pub use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
pub use diesel::data_types::{PgInterval, PgMoney};
pub use diesel::pg::data_types::PgLsn;
pub use geometry::{Circle, Line, PgBox, PgPath, Point, Polygon, Segment};
pub use ipnetwork::IpNetwork;
pub use serde_json::Value as Json;
pub use stores::Stores;
pub use text::{JsonPath, PgName, Xml};
pub use time_tz::TimeTz;
pub use ts_query::{TsQuery, TsQueryItem};
pub use ts_vector::{TsVector, Weight, Weights};
pub use uuid::Uuid;

/// A range as Diesel reads and writes it: its lower and its upper bound.
///
/// An empty range is read as one whose two bounds exclude the same value, and written as such it is empty.
pub type PgRange<T> = (Bound<T>, Bound<T>);

/// A multirange as Diesel reads and writes it.
pub type PgMultirange<T> = Vec<PgRange<T>>;
