//! The migrator against a real Postgres.
#![cfg(feature = "migrate")]

#[path = "migrate/diesel_tools.rs"]
mod diesel_tools;
#[path = "migrate/failures.rs"]
mod failures;
#[path = "migrate/layouts.rs"]
mod layouts;
#[path = "migrate/queue.rs"]
mod queue;
#[path = "migrate/running.rs"]
mod running;
#[path = "migrate/support.rs"]
mod support;
