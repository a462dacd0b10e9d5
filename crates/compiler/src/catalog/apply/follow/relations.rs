//! The relations of `pg_catalog` and `information_schema` that bodies ask about, with the rows that the
//! catalog makes.
//!
//! *Invariant:* every row a server would have is here, Postgres' own objects as one row of [`Datum::System`];
//! a column that is not made is unknown, and so is every relation that is not listed.

mod information;

use super::datum::{Datum, Kind};
use crate::catalog::{
    Catalog, Index, RoutineKind, Schema, Table, Trigger,
    functions::{Brings, builtin, of_extension},
    recorded,
    walk::Key,
};
use std::collections::BTreeMap;

/// A row by its columns' names.
pub(super) type Row = BTreeMap<&'static str, Datum>;

/// The rows of a relation; `None` if they are not known: a table of the migrations, or one of Postgres' that
/// is not listed.
pub(super) fn rows(catalog: &Catalog, schema: Option<&str>, relation: &str) -> Option<Vec<Row>> {
    match schema {
        Some("information_schema") => information::rows(catalog, relation),
        None | Some("pg_catalog") => of_pg_catalog(catalog, relation),
        Some(_) => None,
    }
}

fn of_pg_catalog(catalog: &Catalog, relation: &str) -> Option<Vec<Row>> {
    Some(match relation {
        "pg_namespace" => namespaces(catalog),
        "pg_class" => classes(catalog),
        "pg_tables" => tables(catalog),
        "pg_views" => views(catalog, false, "viewname"),
        "pg_matviews" => views(catalog, true, "matviewname"),
        "pg_indexes" => indexes(catalog),
        "pg_index" => index_rows(catalog),
        "pg_sequences" => sequences(catalog),
        "pg_attribute" => attributes(catalog),
        "pg_constraint" => constraints(catalog),
        "pg_type" => types(catalog),
        "pg_enum" => enum_values(catalog),
        "pg_extension" => extensions(catalog),
        "pg_proc" => routines(catalog),
        "pg_trigger" => triggers(catalog),
        "pg_policy" | "pg_policies" => policies(catalog),
        _ => return None,
    })
}

fn text(text: &str) -> Datum {
    Datum::text_of(text)
}

fn row<const N: usize>(columns: [(&'static str, Datum); N]) -> Row {
    Row::from(columns)
}

/// The row that stands for all of Postgres' own.
fn system<const N: usize>(columns: [&'static str; N]) -> Row {
    columns.into_iter().map(|it| (it, Datum::System)).collect()
}

/// Every schema with its name as a key starts.
fn each(catalog: &Catalog) -> impl Iterator<Item = (&String, &Schema)> {
    catalog.schemas.iter()
}

fn namespaces(catalog: &Catalog) -> Vec<Row> {
    let own = ["pg_catalog", "pg_toast", "information_schema"];
    let names = catalog.schemas.keys().map(String::as_str).chain(own);
    let rows = names.map(|name| row([("nspname", text(name)), ("oid", Datum::schema(name))]));
    rows.collect()
}

fn classes(catalog: &Catalog) -> Vec<Row> {
    let class = |schema: &str, name: &str, kind: &str, table: Option<&Table>| {
        let key = (schema.to_owned(), name.to_owned());
        let security = table.map(|it| it.row_security);
        row([
            ("oid", Datum::relation(&key)),
            ("relname", text(name)),
            ("relnamespace", Datum::schema(schema)),
            ("relkind", text(kind)),
            (
                "relrowsecurity",
                Datum::Bool(security.is_some_and(|it| it.enabled)),
            ),
            (
                "relforcerowsecurity",
                Datum::Bool(security.is_some_and(|it| it.forced)),
            ),
            (
                "relispartition",
                Datum::Bool(table.is_some_and(|it| it.partition_of.is_some())),
            ),
        ])
    };
    let mut rows = Vec::new();
    for (schema, objects) in each(catalog) {
        for table in objects.tables.values() {
            let parted = table.partition_key.is_some();
            let kind = if parted { "p" } else { "r" };
            rows.push(class(schema, &table.name, kind, Some(table)));
            for name in index_names(table) {
                rows.push(class(schema, name, if parted { "I" } else { "i" }, None));
            }
        }
        for view in objects.views.values() {
            let kind = if view.materialized { "m" } else { "v" };
            rows.push(class(schema, &view.name, kind, None));
            for index in &view.indexes {
                rows.push(class(schema, &index.name, "i", None));
            }
        }
        for name in objects.sequences.keys() {
            rows.push(class(schema, name, "S", None));
        }
        for name in objects.composites.keys() {
            rows.push(class(schema, name, "c", None));
        }
    }
    rows.push(system(["oid", "relname", "relnamespace"]));
    rows
}

/// The names of a table's indexes, those of constraints first.
fn index_names(table: &Table) -> impl Iterator<Item = &str> {
    let primary = table.primary_key.iter().map(|it| it.name.as_str());
    let uniques = table.uniques.iter().map(|it| it.name.as_str());
    let exclusions = table.exclusions.iter().map(|it| it.name.as_str());
    let indexes = table.indexes.iter().map(|it| it.name.as_str());
    primary.chain(uniques).chain(exclusions).chain(indexes)
}

fn tables(catalog: &Catalog) -> Vec<Row> {
    let tables = catalog.tables().map(|(schema, table)| {
        row([
            ("schemaname", text(schema)),
            ("tablename", text(&table.name)),
            ("rowsecurity", Datum::Bool(table.row_security.enabled)),
        ])
    });
    tables
        .chain([system(["schemaname", "tablename"])])
        .collect()
}

fn views(catalog: &Catalog, materialized: bool, column: &'static str) -> Vec<Row> {
    let views = catalog.views();
    let views = views.filter(|(_, view)| view.materialized == materialized);
    let mut rows: Vec<Row> = views
        .map(|(schema, view)| row([("schemaname", text(schema)), (column, text(&view.name))]))
        .collect();
    if !materialized {
        rows.push(system(["schemaname", column]));
    }
    rows
}

fn indexes(catalog: &Catalog) -> Vec<Row> {
    let of = |schema: &str, relation: &str, name: &str| {
        row([
            ("schemaname", text(schema)),
            ("tablename", text(relation)),
            ("indexname", text(name)),
        ])
    };
    let mut rows = Vec::new();
    for (schema, table) in catalog.tables() {
        rows.extend(index_names(table).map(|it| of(schema, &table.name, it)));
    }
    for (schema, view) in catalog.views() {
        rows.extend(
            view.indexes
                .iter()
                .map(|it| of(schema, &view.name, &it.name)),
        );
    }
    rows.push(system(["schemaname", "tablename", "indexname"]));
    rows
}

fn index_rows(catalog: &Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    for (schema, table) in catalog.tables() {
        let on = (schema.to_owned(), table.name.clone());
        let primary = table.primary_key.as_ref().map(|it| it.name.as_str());
        let is_unique = |name: &str| {
            let mut unique = table.indexes.iter().filter(|it: &&Index| it.unique);
            primary == Some(name)
                || table.uniques.iter().any(|it| it.name == name)
                || unique.any(|it| it.name == name)
        };
        for name in index_names(table) {
            rows.push(row([
                (
                    "indexrelid",
                    Datum::relation(&(on.0.clone(), name.to_owned())),
                ),
                ("indrelid", Datum::relation(&on)),
                ("indisunique", Datum::Bool(is_unique(name))),
                ("indisprimary", Datum::Bool(primary == Some(name))),
                ("indisvalid", Datum::Bool(true)),
            ]));
        }
    }
    rows.push(system(["indexrelid", "indrelid"]));
    rows
}

fn sequences(catalog: &Catalog) -> Vec<Row> {
    let sequences = each(catalog).flat_map(|(schema, objects)| {
        let names = objects.sequences.keys();
        names.map(move |it| row([("schemaname", text(schema)), ("sequencename", text(it))]))
    });
    sequences.collect()
}

fn attributes(catalog: &Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    let of = |key: &Key, name: &str, not_null: bool| {
        row([
            ("attrelid", Datum::relation(key)),
            ("attname", text(name)),
            ("attnotnull", Datum::Bool(not_null)),
            ("attisdropped", Datum::Bool(false)),
        ])
    };
    for (schema, table) in catalog.tables() {
        let key = (schema.to_owned(), table.name.clone());
        let columns = table.columns.iter();
        rows.extend(columns.map(|it| {
            let mut row = of(&key, &it.name, it.not_null);
            let kind = it.identity.map_or("", |it| match it {
                crate::catalog::Identity::Always => "a",
                crate::catalog::Identity::ByDefault => "d",
            });
            row.insert("attidentity", text(kind));
            row.insert(
                "atthasdef",
                Datum::Bool(it.default.is_some() || it.generated.is_some()),
            );
            row
        }));
    }
    for (schema, view) in catalog.views() {
        let key = (schema.to_owned(), view.name.clone());
        rows.extend(view.columns.iter().map(|it| of(&key, &it.name, false)));
    }
    // Their names are those that anybody would give.
    rows.push(system(["attrelid"]));
    rows
}

fn constraints(catalog: &Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    for (schema, table) in catalog.tables() {
        for (name, kind, validated) in constraints_of(table) {
            let key = (schema.to_owned(), table.name.clone());
            rows.push(row([
                ("conname", text(name)),
                ("connamespace", Datum::schema(schema)),
                ("conrelid", Datum::relation(&key)),
                ("contype", text(kind)),
                ("convalidated", Datum::Bool(validated)),
            ]));
        }
        for foreign in &table.foreign_keys {
            let to = Datum::relation(&(foreign.schema.clone(), foreign.table.clone()));
            let same = rows.iter_mut().rev();
            let mut same = same.filter(|it| it.get("conname") == Some(&text(&foreign.name)));
            if let Some(row) = same.next() {
                row.insert("confrelid", to);
            }
        }
    }
    for (schema, objects) in each(catalog) {
        for domain in objects.domains.values() {
            let of = Datum::Object(Kind::Type, (schema.clone(), domain.name.clone()));
            rows.extend(domain.checks.iter().map(|check| {
                row([
                    ("conname", text(&check.name)),
                    ("connamespace", Datum::schema(schema)),
                    ("contypid", of.clone()),
                    ("contype", text("c")),
                ])
            }));
        }
    }
    rows.push(system(["conname", "connamespace", "conrelid"]));
    rows
}

/// The constraints of a table: name, `contype`, and whether the rows there were checked.
fn constraints_of(table: &Table) -> impl Iterator<Item = (&str, &'static str, bool)> {
    let primary = table
        .primary_key
        .iter()
        .map(|it| (it.name.as_str(), "p", true));
    let uniques = table.uniques.iter().map(|it| (it.name.as_str(), "u", true));
    let foreign = table.foreign_keys.iter();
    let foreign = foreign.map(|it| (it.name.as_str(), "f", it.validated));
    let checks = table.checks.iter();
    let checks = checks.map(|it| (it.name.as_str(), "c", it.validated));
    let exclusions = table
        .exclusions
        .iter()
        .map(|it| (it.name.as_str(), "x", true));
    let all = primary.chain(uniques).chain(foreign);
    all.chain(checks).chain(exclusions)
}

fn types(catalog: &Catalog) -> Vec<Row> {
    let of = |schema: &str, name: &str, kind: &str| {
        row([
            (
                "oid",
                Datum::Object(Kind::Type, (schema.to_owned(), name.to_owned())),
            ),
            ("typname", text(name)),
            ("typnamespace", Datum::schema(schema)),
            ("typtype", text(kind)),
        ])
    };
    let mut rows = Vec::new();
    for (schema, objects) in each(catalog) {
        let named = [
            ("e", objects.enums.keys().collect::<Vec<_>>()),
            ("d", objects.domains.keys().collect()),
            ("c", objects.composites.keys().collect()),
            ("r", objects.ranges.keys().collect()),
            (
                "m",
                objects.ranges.values().map(|it| &it.multirange).collect(),
            ),
            ("c", objects.tables.keys().collect()),
            ("c", objects.views.keys().collect()),
        ];
        for (kind, names) in named {
            for name in names {
                rows.push(of(schema, name, kind));
                rows.push(of(schema, &format!("_{name}"), "b"));
            }
        }
    }
    for extension in catalog.extensions.values() {
        let brought = of_extension(&extension.name, Brings::Types);
        rows.extend(brought.map(|name| of(&extension.schema, name, "b")));
    }
    // Their names are words that anybody would use: `name`, `path`.
    let mut own = system(["oid", "typnamespace"]);
    own.insert("typtype", Datum::Unknown);
    let builtin = recorded::names(recorded::Kind::Type).map(|name| {
        let mut row = own.clone();
        row.insert("typname", text(name));
        row
    });
    rows.extend(builtin);
    rows.push(system(["oid", "typname", "typnamespace"]));
    rows
}

fn enum_values(catalog: &Catalog) -> Vec<Row> {
    let enums = each(catalog).flat_map(|(schema, objects)| {
        let enums = objects.enums.values();
        enums.flat_map(move |it| {
            let of = Datum::Object(Kind::Type, (schema.clone(), it.name.clone()));
            let values = it.values.iter();
            values.map(move |value| {
                row([("enumtypid", of.clone()), ("enumlabel", text(&value.label))])
            })
        })
    });
    enums.collect()
}

fn extensions(catalog: &Catalog) -> Vec<Row> {
    let ours = catalog.extensions.values();
    let ours = ours.map(|it| {
        row([
            ("extname", text(&it.name)),
            ("extnamespace", Datum::schema(&it.schema)),
        ])
    });
    let language = row([
        ("extname", text("plpgsql")),
        ("extnamespace", Datum::System),
    ]);
    ours.chain([language]).collect()
}

fn routines(catalog: &Catalog) -> Vec<Row> {
    let ours = catalog.functions().map(|(schema, it)| {
        let kind = match it.kind {
            RoutineKind::Function => "f",
            RoutineKind::Procedure => "p",
            RoutineKind::Aggregate => "a",
            RoutineKind::Window => "w",
        };
        row([
            (
                "oid",
                Datum::Object(Kind::Function, (schema.to_owned(), it.signature())),
            ),
            ("proname", text(&it.name)),
            ("pronamespace", Datum::schema(schema)),
            ("prokind", text(kind)),
        ])
    });
    let own = builtin().map(|name| {
        row([
            ("oid", Datum::System),
            ("proname", text(name)),
            ("pronamespace", Datum::System),
        ])
    });
    let extensions = catalog.extensions.values();
    let brought = extensions.flat_map(|extension| {
        of_extension(&extension.name, Brings::Functions).map(|name| {
            // `*` stands for those whose names are not at hand.
            let name = if name == "*" {
                Datum::Unknown
            } else {
                text(name)
            };
            row([
                ("proname", name),
                ("pronamespace", Datum::schema(&extension.schema)),
            ])
        })
    });
    ours.chain(own).chain(brought).collect()
}

fn triggers(catalog: &Catalog) -> Vec<Row> {
    let of = |schema: &str, relation: &str, trigger: &Trigger| {
        row([
            ("tgname", text(&trigger.name)),
            (
                "tgrelid",
                Datum::relation(&(schema.to_owned(), relation.to_owned())),
            ),
            ("tgisinternal", Datum::Bool(false)),
        ])
    };
    let mut rows = Vec::new();
    for (schema, table) in catalog.tables() {
        rows.extend(table.triggers.iter().map(|it| of(schema, &table.name, it)));
    }
    for (schema, view) in catalog.views() {
        rows.extend(view.triggers.iter().map(|it| of(schema, &view.name, it)));
    }
    // Those that keep foreign keys.
    let mut own = system(["tgname"]);
    own.insert("tgisinternal", Datum::Bool(true));
    rows.push(own);
    rows
}

fn policies(catalog: &Catalog) -> Vec<Row> {
    let policies = catalog.tables().flat_map(|(schema, table)| {
        table.policies.iter().map(move |policy| {
            let key = (schema.to_owned(), table.name.clone());
            row([
                ("polname", text(&policy.name)),
                ("policyname", text(&policy.name)),
                ("polrelid", Datum::relation(&key)),
                ("schemaname", text(schema)),
                ("tablename", text(&table.name)),
            ])
        })
    });
    policies.collect()
}
