//! The foreign types that generated code names, so that a schema crate need not depend on them.
//!
//! *Invariant:* what is re-exported here is what Diesel reads and writes with the features that this
//! crate turns on.

pub use bigdecimal::BigDecimal;
pub use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
pub use serde_json::Value as Json;
pub use uuid::Uuid;
