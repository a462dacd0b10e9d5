//! What no migration can make yet: types of one's own, and partitions. The expectations are what `diesel_cli` printed.

use super::*;
use crate::{
    catalog::{Domain, EnumType, Parent, PartitionBound, PartitionOf, PgType},
    config::diesel_toml::PrintSchema,
    model::fixture,
};

fn own(name: &str, array: bool) -> PgType {
    PgType {
        schema: Some("public".to_owned()),
        array,
        ..PgType::builtin(name)
    }
}

fn domain(name: &str, base: PgType, not_null: bool) -> (String, Domain) {
    let domain = Domain {
        name: name.to_owned(),
        base,
        not_null,
        default: None,
        collation: None,
        checks: Vec::new(),
        comment: None,
        place: None,
        renames: Vec::new(),
    };
    (name.to_owned(), domain)
}

#[test]
fn domains_are_what_they_stand_on_and_an_underscore_is_an_array() {
    let columns: &[(&str, PgType, &str)] = &[
        ("mood", own("mood", false), "Nullable<Mood>"),
        (
            "moods",
            own("mood", true),
            "Nullable<Array<Nullable<Mood>>>",
        ),
        ("odd", own("_odd", false), "Nullable<Array<Nullable<Odd>>>"),
        ("odds", own("_odd", true), "Nullable<Array<Nullable<Odd>>>"),
        ("taken", own("odd", true), "Nullable<Array<Nullable<Odd>>>"),
        ("email", own("email", false), "Nullable<Varchar>"),
        (
            "emails",
            own("email", true),
            "Nullable<Array<Nullable<Email>>>",
        ),
        ("strict", own("strict", false), "Int4"),
        (
            "stricts",
            own("strict", true),
            "Nullable<Array<Nullable<Strict>>>",
        ),
        ("inner", own("inner_d", false), "Nullable<Email>"),
        (
            "ints",
            own("ints", false),
            "Nullable<Array<Nullable<Int4>>>",
        ),
    ];
    let mut catalog = fixture::catalog("table t\nid int4 pk\n");
    let public = catalog.schemas.get_mut("public").unwrap();
    let long = |name: &str| PgType {
        modifier: Some("99".to_owned()),
        ..PgType::builtin(name)
    };
    let ints = PgType {
        array: true,
        ..PgType::builtin("int4")
    };
    public.domains.extend([
        domain("email", long("varchar"), false),
        domain("strict", PgType::builtin("int4"), true),
        domain("inner_d", own("email", false), false),
        domain("ints", ints, false),
    ]);
    for name in ["mood", "_odd", "odd"] {
        public.enums.insert(name.to_owned(), EnumType::default());
    }
    let table = public.tables.get_mut("t").unwrap();
    for (name, ty, _) in columns {
        let mut column = table.columns[0].clone();
        column.name = (*name).to_owned();
        column.ty = ty.clone();
        column.not_null = false;
        table.columns.push(column);
    }
    let (schema, _) = DieselSchema::of(&catalog, &PrintSchema::default());
    for ((name, _, expected), column) in columns.iter().zip(&schema.tables[0].columns[1..]) {
        assert_eq!(column.ty, *expected, "{name}");
        let length = (*name == "email").then_some(99);
        assert_eq!(column.max_length, length, "{name}");
    }

    let settings = PrintSchema {
        domains_as_custom_types: vec!["^email$".parse().unwrap()],
        ..PrintSchema::default()
    };
    let (schema, _) = DieselSchema::of(&catalog, &settings);
    let email = &schema.tables[0].columns[6];
    assert_eq!(
        (email.ty.as_str(), email.max_length),
        ("Nullable<Email>", Some(99))
    );
}

#[test]
fn partitions_have_the_joins_that_postgres_keeps_for_them() {
    let mut catalog = fixture::catalog(
        "table r\nid int4 pk\ntable r_0\nid int4 pk\ntable r_0_0\nid int4 pk\ntable r_1\nid int4 pk\n\
         table t\nid int4 pk\nr_id int4 -> r\ntable t_0\nid int4 pk\nr_id int4\n\
         table t_1\nid int4 pk\nr_id int4 -> r\ntable t_1_0\nid int4 pk\nr_id int4\n\
         table plain\nid int4 pk\nr_id int4 -> r\n",
    );
    let public = catalog.schemas.get_mut("public").unwrap();
    for (part, parent) in [
        ("r_0", "r"),
        ("r_0_0", "r_0"),
        ("r_1", "r"),
        ("t_0", "t"),
        ("t_1", "t"),
        ("t_1_0", "t_1"),
    ] {
        let part = public.tables.get_mut(part).unwrap();
        part.partition_of = Some(PartitionOf {
            parent: Parent {
                schema: "public".to_owned(),
                table: parent.to_owned(),
            },
            bound: PartitionBound::Default,
        });
    }
    let (schema, _) = DieselSchema::of(&catalog, &PrintSchema::default());
    let joins = schema.joins.iter();
    let joins: Vec<String> = joins
        .map(|join| format!("{} {}", join.child.sql, join.parent.sql))
        .collect();
    assert_eq!(
        joins,
        [
            "plain r",
            "plain r_0",
            "plain r_0_0",
            "plain r_1",
            "t r",
            "t r_0",
            "t r_0_0",
            "t r_1",
            "t_0 r",
            "t_1 r",
            "t_1_0 r",
        ]
    );
}
