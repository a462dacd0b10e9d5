//! `information_schema`.

use super::{Row, constraints_of, row, system, text};
use crate::catalog::apply::follow::datum::Datum;
use crate::catalog::{
    Catalog, Column, ForeignKeyAction, PgType, RoutineKind, Table, function::shown,
};

pub(super) fn rows(catalog: &Catalog, relation: &str) -> Option<Vec<Row>> {
    Some(match relation {
        "schemata" => {
            let own = ["pg_catalog", "pg_toast", "information_schema"];
            let names = catalog.schemas.keys().map(String::as_str).chain(own);
            names.map(|it| row([("schema_name", text(it))])).collect()
        }
        "tables" => tables(catalog),
        "views" => views(catalog),
        "columns" => columns(catalog),
        "table_constraints" | "check_constraints" => constraints(catalog),
        "key_column_usage" => key_columns(catalog),
        "constraint_column_usage" => used_columns(catalog),
        "referential_constraints" => references(catalog),
        "routines" => routines(catalog),
        "sequences" => sequences(catalog),
        "triggers" => triggers(catalog),
        _ => return None,
    })
}

fn tables(catalog: &Catalog) -> Vec<Row> {
    let of = |schema: &str, name: &str, kind: &str| {
        row([
            ("table_catalog", Datum::Database),
            ("table_schema", text(schema)),
            ("table_name", text(name)),
            ("table_type", text(kind)),
        ])
    };
    let tables = catalog.tables();
    let tables = tables.map(|(schema, it)| of(schema, &it.name, "BASE TABLE"));
    let views = catalog.views().filter(|(_, it)| !it.materialized);
    let views = views.map(|(schema, it)| of(schema, &it.name, "VIEW"));
    let own = system(["table_schema", "table_name"]);
    tables.chain(views).chain([own]).collect()
}

fn views(catalog: &Catalog) -> Vec<Row> {
    let views = catalog.views().filter(|(_, it)| !it.materialized);
    let views = views.map(|(schema, it)| {
        row([
            ("table_schema", text(schema)),
            ("table_name", text(&it.name)),
        ])
    });
    views
        .chain([system(["table_schema", "table_name"])])
        .collect()
}

fn columns(catalog: &Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    let of = |schema: &str, relation: &str, column: &str| {
        row([
            ("table_catalog", Datum::Database),
            ("table_schema", text(schema)),
            ("table_name", text(relation)),
            ("column_name", text(column)),
        ])
    };
    for (schema, table) in catalog.tables() {
        for column in &table.columns {
            let mut row = of(schema, &table.name, &column.name);
            about(catalog, column, &mut row);
            rows.push(row);
        }
    }
    for (schema, view) in catalog.views().filter(|(_, it)| !it.materialized) {
        rows.extend(
            view.columns
                .iter()
                .map(|it| of(schema, &view.name, &it.name)),
        );
    }
    rows.push(system(["table_schema", "table_name"]));
    rows
}

/// What is known of a column beside its name.
fn about(catalog: &Catalog, column: &Column, row: &mut Row) {
    let yes = |yes: bool| text(if yes { "YES" } else { "NO" });
    row.insert("is_nullable", yes(!column.not_null));
    row.insert("is_identity", yes(column.identity.is_some()));
    if column.default.is_none() && column.identity.is_none() {
        row.insert("column_default", Datum::Null);
    }
    let generated = if column.generated.is_some() {
        "ALWAYS"
    } else {
        "NEVER"
    };
    row.insert("is_generated", text(generated));
    row.insert("data_type", text(&data_type(catalog, &column.ty)));
    let udt = if column.ty.array { "_" } else { "" };
    row.insert("udt_name", text(&format!("{udt}{}", column.ty.name)));
    let length = column.ty.modifier.as_ref().and_then(|it| it.parse().ok());
    let length = length.filter(|_| matches!(&*column.ty.name, "varchar" | "bpchar"));
    let length = length.map_or(Datum::Null, Datum::Number);
    row.insert("character_maximum_length", length);
}

/// What `information_schema` calls a type: a domain by what it stands on.
fn data_type(catalog: &Catalog, ty: &PgType) -> String {
    if ty.array {
        return "ARRAY".to_owned();
    }
    let Some(schema) = &ty.schema else {
        let plain = PgType {
            modifier: None,
            ..ty.clone()
        };
        return shown(&plain);
    };
    let domain = catalog.schemas.get(schema);
    match domain.and_then(|it| it.domains.get(&ty.name)) {
        Some(domain) => data_type(catalog, &domain.base),
        None => "USER-DEFINED".to_owned(),
    }
}

fn constraints(catalog: &Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    for (schema, table) in catalog.tables() {
        for (name, kind, _) in constraints_of(table) {
            let kind = match kind {
                "p" => "PRIMARY KEY",
                "u" => "UNIQUE",
                "f" => "FOREIGN KEY",
                "c" => "CHECK",
                _ => continue,
            };
            let mut row = of_constraint(schema, table, name);
            row.insert("constraint_type", text(kind));
            rows.push(row);
        }
        // `2200_16385_1_not_null`
        if table.columns.iter().any(|it| it.not_null) {
            let mut row = of_constraint(schema, table, "");
            row.insert("constraint_name", Datum::System);
            row.insert("constraint_type", text("CHECK"));
            rows.push(row);
        }
    }
    rows.push(system([
        "constraint_schema",
        "constraint_name",
        "table_schema",
        "table_name",
    ]));
    rows
}

fn of_constraint(schema: &str, table: &Table, name: &str) -> Row {
    row([
        ("constraint_catalog", Datum::Database),
        ("constraint_schema", text(schema)),
        ("constraint_name", text(name)),
        ("table_catalog", Datum::Database),
        ("table_schema", text(schema)),
        ("table_name", text(&table.name)),
    ])
}

fn key_columns(catalog: &Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    for (schema, table) in catalog.tables() {
        let primary = table.primary_key.iter().map(|it| (&it.name, &it.columns));
        let uniques = table.uniques.iter().map(|it| (&it.name, &it.columns));
        let foreign = table.foreign_keys.iter().map(|it| (&it.name, &it.columns));
        for (name, columns) in primary.chain(uniques).chain(foreign) {
            rows.extend(columns.iter().map(|column| {
                let mut row = of_constraint(schema, table, name);
                row.insert("column_name", text(column));
                row
            }));
        }
    }
    rows.push(system([
        "constraint_schema",
        "constraint_name",
        "table_schema",
        "table_name",
    ]));
    rows
}

fn used_columns(catalog: &Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    for (schema, table) in catalog.tables() {
        let primary = table.primary_key.iter().map(|it| (&it.name, &it.columns));
        let uniques = table.uniques.iter().map(|it| (&it.name, &it.columns));
        for (name, columns) in primary.chain(uniques) {
            rows.extend(columns.iter().map(|column| {
                let mut row = of_constraint(schema, table, name);
                row.insert("column_name", text(column));
                row
            }));
        }
        for check in &table.checks {
            let named = table.columns.iter().filter(|it| check.expr.names(&it.name));
            rows.extend(named.map(|column| {
                let mut row = of_constraint(schema, table, &check.name);
                row.insert("column_name", text(&column.name));
                row
            }));
        }
        for foreign in &table.foreign_keys {
            rows.extend(foreign.referenced.iter().map(|column| {
                row([
                    ("constraint_schema", text(schema)),
                    ("constraint_name", text(&foreign.name)),
                    ("table_schema", text(&foreign.schema)),
                    ("table_name", text(&foreign.table)),
                    ("column_name", text(column)),
                ])
            }));
        }
    }
    rows.push(system([
        "constraint_schema",
        "constraint_name",
        "table_schema",
        "table_name",
    ]));
    rows
}

fn references(catalog: &Catalog) -> Vec<Row> {
    let rule = |action: ForeignKeyAction| {
        text(match action {
            ForeignKeyAction::NoAction => "NO ACTION",
            ForeignKeyAction::Restrict => "RESTRICT",
            ForeignKeyAction::Cascade => "CASCADE",
            ForeignKeyAction::SetNull => "SET NULL",
            ForeignKeyAction::SetDefault => "SET DEFAULT",
        })
    };
    let all = catalog.tables();
    let all = all.flat_map(|(schema, table)| {
        table.foreign_keys.iter().map(move |foreign| {
            row([
                ("constraint_schema", text(schema)),
                ("constraint_name", text(&foreign.name)),
                ("delete_rule", rule(foreign.on_delete)),
                ("update_rule", rule(foreign.on_update)),
            ])
        })
    });
    all.collect()
}

fn routines(catalog: &Catalog) -> Vec<Row> {
    let ours = catalog.functions();
    let ours =
        ours.filter(|(_, it)| matches!(it.kind, RoutineKind::Function | RoutineKind::Procedure));
    let ours = ours.map(|(schema, it)| {
        row([
            ("routine_schema", text(schema)),
            ("routine_name", text(&it.name)),
            ("routine_type", text(&it.kind.word().to_uppercase())),
        ])
    });
    let mut rows: Vec<Row> = ours.collect();
    rows.push(row([("routine_schema", Datum::System)]));
    rows
}

fn sequences(catalog: &Catalog) -> Vec<Row> {
    let all = catalog.schemas.iter();
    let all = all.flat_map(|(schema, objects)| {
        let plain = objects.sequences.values();
        let plain = plain.filter(|it| !it.owner.as_ref().is_some_and(|it| it.identity));
        plain.map(move |it| {
            row([
                ("sequence_schema", text(schema)),
                ("sequence_name", text(&it.name)),
            ])
        })
    });
    all.collect()
}

fn triggers(catalog: &Catalog) -> Vec<Row> {
    let all = catalog.tables();
    let all = all.flat_map(|(schema, table)| {
        table.triggers.iter().map(move |it| {
            row([
                ("trigger_schema", text(schema)),
                ("trigger_name", text(&it.name)),
                ("event_object_schema", text(schema)),
                ("event_object_table", text(&table.name)),
            ])
        })
    });
    all.collect()
}
