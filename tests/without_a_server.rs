//! Without Postgres server binaries every other test says that it was skipped; this one fails, once, and
//! says what to install. Cargo runs the marketplace's tests last and these files by name: nothing that needs
//! no server is left undone.

use pq_sys as _;

#[test]
fn a_server_is_to_be_had() {
    driftless_postgres::testing::require_server();
}
