//! The command as somebody runs it, against a real Postgres where it needs one.

#[path = "cli/files.rs"]
mod files;
#[path = "cli/layouts.rs"]
mod layouts;
#[path = "cli/migrate.rs"]
mod migrate;
#[path = "cli/passwords.rs"]
mod passwords;
#[path = "cli/print_schema.rs"]
mod print_schema;
#[path = "cli/reset.rs"]
mod reset;
#[path = "cli/support.rs"]
mod support;
#[path = "cli/verify.rs"]
mod verify;
