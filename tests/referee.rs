//! Postgres is the referee: whatever the compiler's catalog claims, the same SQL is run on a real server
//! and compared with what `pg_catalog` then says. After each migration of the marketplace, and after each
//! of ten more that change it.

use diesel::{PgConnection, connection::SimpleConnection};
use driftless_compiler::{
    catalog::{Catalog, Expr, ForeignKeyAction, Table, diff},
    replay, replay_until,
};
use driftless_migrations::{Migration, MigrationSet};
use driftless_postgres::{read_catalog, testing};
use pq_sys as _;
use std::path::Path;

/// The marketplace's migrations, and the ten follow-ups behind them.
fn migrations() -> MigrationSet {
    let read = |directory: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
        MigrationSet::read(&path, directory).unwrap()
    };
    let mut set = read("migrations");
    set.migrations.extend(read("tests/referee").migrations);
    set
}

/// Runs a migration. One that holds only a comment is legal, but libpq calls it an empty query.
fn run(connection: &mut PgConnection, migration: &Migration) {
    let sql = format!("SELECT;\n{}", migration.up.text);
    connection
        .batch_execute(&sql)
        .unwrap_or_else(|error| panic!("{}: {error}", migration.up.path));
}

fn differences(ours: &Catalog, server: &Catalog) -> Vec<String> {
    diff(ours, server).iter().map(ToString::to_string).collect()
}

#[test]
fn after_every_migration_the_catalog_is_what_postgres_says() {
    let Some(database) = testing::database() else {
        return;
    };
    let connection = &mut database.connect().unwrap();
    let set = migrations();
    let mut done = 0;
    for migration in set.schema() {
        run(connection, migration);
        done += 1;
        let ours = replay_until(&set, done).unwrap_or_else(|error| panic!("{error}"));
        let server = read_catalog(connection).unwrap();
        let path = &migration.up.path;
        assert_eq!(
            differences(&ours, &server),
            Vec::<String>::new(),
            "after {path}"
        );
    }
    assert_eq!(done, 14);
    // The comparison compared something.
    let ours = replay(&set).unwrap_or_else(|error| panic!("{error}"));
    let tables = &ours.schemas["public"].tables;
    assert_eq!(tables.len(), 9);
    assert_eq!(
        tables
            .values()
            .map(|table| table.columns.len())
            .sum::<usize>(),
        71
    );
}

/// The dev seed changes rows and nothing else.
#[test]
fn the_seed_leaves_the_catalog_alone() {
    let Some(database) = testing::database() else {
        return;
    };
    let connection = &mut database.connect().unwrap();
    let set = migrations();
    for migration in set.migrations.iter().take(5) {
        run(connection, migration);
    }
    let ours = replay_until(&set, 4).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        differences(&ours, &read_catalog(connection).unwrap()),
        Vec::<String>::new()
    );
}

/// A mistake seeded into the compiler's catalog, and the object that the referee must name.
type Mistake = (&'static str, fn(&mut Catalog));

const MISTAKES: [Mistake; 5] = [
    ("column listings.title", |catalog| {
        let column = table(catalog, "listings")
            .columns
            .iter_mut()
            .find(|it| it.name == "title");
        column.unwrap().not_null = false;
    }),
    ("column listings.price_currency", |catalog| {
        let columns = &mut table(catalog, "listings").columns;
        let column = columns.iter_mut().find(|it| it.name == "price_currency");
        column.unwrap().default = Some(Expr::new("'RWf'"));
    }),
    ("check listings_status_check of listings", |catalog| {
        let checks = &mut table(catalog, "listings").checks;
        let check = checks
            .iter_mut()
            .find(|it| it.name == "listings_status_check")
            .unwrap();
        check.expr = Expr::new(check.expr.text.replace("'archived'", "'archive'"));
    }),
    (
        "foreign key listing_media_listing_id_fkey of listing_media",
        |catalog| {
            table(catalog, "listing_media").foreign_keys[0].on_delete = ForeignKeyAction::NoAction;
        },
    ),
    ("index idx_listings_geo", |catalog| {
        let indexes = &mut table(catalog, "listings").indexes;
        indexes
            .iter_mut()
            .find(|it| it.name == "idx_listings_geo")
            .unwrap()
            .keys
            .swap(0, 1);
    }),
];

fn table<'a>(catalog: &'a mut Catalog, name: &str) -> &'a mut Table {
    catalog
        .schemas
        .get_mut("public")
        .unwrap()
        .tables
        .get_mut(name)
        .unwrap()
}

#[test]
fn a_seeded_mistake_is_named() {
    let Some(database) = testing::database() else {
        return;
    };
    let connection = &mut database.connect().unwrap();
    let set = migrations();
    for migration in set.schema().take(4) {
        run(connection, migration);
    }
    let server = read_catalog(connection).unwrap();
    let right = replay_until(&set, 4).unwrap_or_else(|error| panic!("{error}"));
    for (object, mistake) in MISTAKES {
        let mut wrong = right.clone();
        mistake(&mut wrong);
        let found = diff(&wrong, &server);
        let objects: Vec<&str> = found.iter().map(|difference| &*difference.object).collect();
        assert_eq!(objects, [object]);
        assert!(found[0].place.is_some(), "{object} has no place");
    }
}
