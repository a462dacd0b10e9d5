//! Databases on a throw-away server: fresh, cloned, and gone afterwards.

use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_types::BigInt};
use driftless_postgres::{Database, Error, Server, testing};

// libpq, built with nothing but a C compiler.
use pq_sys as _;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count(database: &Database, sql: &str) -> i64 {
    let mut connection = database.connect().unwrap();
    diesel::sql_query(sql)
        .get_result::<Count>(&mut connection)
        .unwrap()
        .count
}

#[test]
fn a_database_is_empty_and_gone_afterwards() {
    let Some(server) = testing::server() else {
        return;
    };
    let database = server.database().unwrap();
    assert_eq!(
        count(
            &database,
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ),
        0
    );
    let name = database.name().to_owned();
    // An open connection does not keep it.
    let _connection = database.connect().unwrap();
    drop(database);
    let other = server.database().unwrap();
    let query = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
    assert_eq!(count(&other, &query), 0);
}

#[test]
fn a_clone_holds_what_the_template_held_and_changes_alone() {
    let make = |url: &str| {
        let mut connection = <diesel::PgConnection as diesel::Connection>::establish(url).unwrap();
        connection.batch_execute("CREATE TABLE t AS SELECT generate_series(1, 3) AS n")
    };
    let Some(one) = testing::clone_of("three", make) else {
        return;
    };
    // The template is made once: this closure is not called.
    let unused = |_: &str| -> Result<(), Error> { unreachable!() };
    let two = testing::clone_of("three", unused).unwrap();
    one.connect()
        .unwrap()
        .batch_execute("DELETE FROM t")
        .unwrap();
    assert_eq!(count(&one, "SELECT count(*) FROM t"), 0);
    assert_eq!(count(&two, "SELECT count(*) FROM t"), 3);
}

#[test]
fn a_template_that_failed_is_no_template() {
    let Some(server) = testing::server() else {
        return;
    };
    let error = server
        .template("broken", |_| Err("no such column"))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the template `broken` failed: no such column"
    );
    assert!(server.clone_of("broken").is_err());
}

#[test]
fn threads_clone_at_the_same_time() {
    let Some(server) = testing::server() else {
        return;
    };
    server.template("empty", |_| Ok::<(), Error>(())).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                count(
                    &server.clone_of("empty").unwrap(),
                    "SELECT count(*) FROM pg_class",
                )
            });
        }
    });
}

#[test]
fn private_servers_are_apart() {
    let Some(shared) = testing::server() else {
        return;
    };
    let private = Server::private().unwrap();
    assert_ne!(
        shared
            .database()
            .unwrap()
            .url()
            .split('@')
            .nth(1)
            .unwrap()
            .split('/')
            .next(),
        private
            .database()
            .unwrap()
            .url()
            .split('@')
            .nth(1)
            .unwrap()
            .split('/')
            .next(),
    );
}
