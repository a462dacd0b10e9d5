//! Expressions compared by meaning, with Postgres as the referee: each is written, read back as the server
//! prints it, and must mean what was written there and nothing that was written elsewhere.

use diesel::{
    PgConnection, QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_types::Text,
};
use driftless_compiler::catalog::{Column, Expr, ExprContext, PgType};
use driftless_postgres::testing;
use pq_sys as _;

/// A column of each kind that expressions below name.
const COLUMNS: [(&str, &str); 17] = [
    ("i", "integer"),
    ("s", "smallint"),
    ("b", "bigint"),
    ("n", "numeric"),
    ("f", "double precision"),
    ("t", "text"),
    ("v", "character varying(20)"),
    ("c", "character(5)"),
    ("ts", "timestamp with time zone"),
    ("tn", "timestamp without time zone"),
    ("d", "date"),
    ("j", "jsonb"),
    ("u", "uuid"),
    ("o", "boolean"),
    ("p", "boolean"),
    ("ta", "text[]"),
    ("iv", "interval"),
];

/// Conditions. One line means one thing; two lines mean two.
const CONDITIONS: &[&[&str]] = &[
    &[
        "t IN ('a', 'b')",
        "t in('a','b')",
        "(t = ANY (ARRAY['a', 'b']))",
        "t = any(array['a'::text, 'b'])",
    ],
    &["t IN ('a', 'b', 'c')"],
    &["t IN ('b', 'a')"],
    &["t = 'a'", "t IN ('a')"],
    &["'a' = t AND o OR t = 'b'", "(('a' = t) AND o) OR t = 'b'"],
    &["'a' = t AND (o OR t = 'b')"],
    &["t::varchar(3) = 'a'"],
    &["ts > now() - '1 day'::interval"],
    &["i % 2 = 0"],
    &["- i < 5"],
    &["mod(i, 2) = 0"],
    &["u <> '00000000-0000-0000-0000-000000000000'"],
    &["ta[1] = 'a'"],
    &["greatest(i, s) > 0"],
    &["nullif(t, '') IS NOT NULL", "NULLIF(t, '') is not null"],
    &["t = 'A'"],
    &["t <> 'a'", "t != 'a'", "t NOT IN ('a')"],
    &["t NOT IN ('a', 'b')", "t <> ALL (ARRAY['a', 'b'])"],
    &["NOT (t IN ('a', 'b'))", "NOT t IN ('a', 'b')"],
    &["v IN ('a', 'b')"],
    &["v = 'a'", "(v)::text = 'a'"],
    &["c = 'a'"],
    &["c IN ('a', 'b')"],
    &["t = 'a' OR t = 'b'"],
    &["t IN ('a', v)"],
    &["t IN ('a', 'b', v)"],
    &["i IN (1, 2)", "i = ANY(ARRAY[1,2])"],
    &["s IN (1, 2)"],
    &["b IN (1, 2)"],
    &["n IN (1, 2)"],
    &["n IN (1.0, 2)"],
    &["i > 0"],
    &["i >= 0"],
    &["i > -1", "i > (- 1)"],
    &["i > 1"],
    &["i > 10"],
    &["b > 5000000000"],
    &["n > 0"],
    &["n > 0.5", "n > .5"],
    &["n > 1500", "n > 1.5e3"],
    &["f > 0"],
    &["f > 0.5"],
    &["s > 0"],
    &["i BETWEEN 1 AND 5", "i >= 1 AND i <= 5"],
    &["i NOT BETWEEN 1 AND 5"],
    &["NOT i BETWEEN 1 AND 5"],
    &["i BETWEEN SYMMETRIC 1 AND 5"],
    &["n BETWEEN -90 AND 90"],
    &["n BETWEEN -180 AND 180"],
    &["t LIKE 'a%'", "t ~~ 'a%'"],
    &["t NOT LIKE 'a%'", "t !~~ 'a%'"],
    &["t ILIKE 'a%'"],
    &["t LIKE 'a!%' ESCAPE '!'"],
    &["t SIMILAR TO 'a+'"],
    &["t ~ '^[a-z]+$'"],
    &["t ~* '^[a-z]+$'"],
    &["v ~ '^[a-z]+$'"],
    &["t IS NULL", "t ISNULL"],
    &["t IS NOT NULL", "t NOTNULL"],
    &["t IS DISTINCT FROM 'a'"],
    &["t IS NOT DISTINCT FROM 'a'", "NOT (t IS DISTINCT FROM 'a')"],
    &["o"],
    &["NOT o", "not(o)"],
    &["o IS TRUE"],
    &["o = true"],
    &["o IS NOT TRUE"],
    &["o AND p", "(o) AND (p)"],
    &["o OR p"],
    &["o AND p AND i > 0", "o AND (p AND i > 0)"],
    &["o OR p AND i > 0", "o OR (p AND i > 0)"],
    &["(o OR p) AND i > 0"],
    &["NOT o AND p", "(NOT o) AND p"],
    &["NOT (o AND p)"],
    &["length(t) > 0", "LENGTH(t) > 0", "pg_catalog.length(t) > 0"],
    &["length(v) > 0"],
    &["char_length(t) > 0"],
    &["lower(t) = t"],
    &["lower(v) = v"],
    &["upper(t) = t"],
    &["trim(t) <> ''", "trim(both from t) <> ''"],
    &["btrim(t) <> ''"],
    &["trim(leading from t) <> ''"],
    &["substring(t from 1 for 2) = 'ab'"],
    &["position('@' in t) > 1"],
    &["strpos(t, '@') > 1"],
    &["extract(year from ts) > 2000"],
    &["coalesce(t, v) IS NOT NULL"],
    &["coalesce(v, t) IS NOT NULL"],
    &["num_nonnulls(t, v) = 1"],
    &["(t IS NULL) <> (v IS NULL)"],
    &["CASE WHEN o THEN i > 0 ELSE p END"],
    &[
        "CASE WHEN o THEN i > 0 END",
        "CASE WHEN o THEN i > 0 ELSE NULL END",
    ],
    &["CASE t WHEN 'a' THEN o ELSE p END"],
    &["i + 1 > 2 * s", "(i + 1) > (2 * s)"],
    &["(i + 1) * 2 > s"],
    &["i::text = t", "CAST(i AS text) = t"],
    &["n::integer = i"],
    &["t::integer = i"],
    &["ts > '2020-01-01 00:00:00+00'"],
    &["tn < ts - interval '1 day'", "tn < ts - '1 day'::interval"],
    &["d > tn"],
    &["j ->> 'k' = 'v'", "(j ->> 'k') = 'v'"],
    &["j -> 'k' = '{\"a\": 1}'", "j -> 'k' = '{\"a\":1}'::jsonb"],
    &["jsonb_typeof(j) = 'object'"],
    &["ta <@ ARRAY['a', 'b']"],
    &["(i, s) = (1, 2)", "i = 1 AND s = 2"],
    &["t = 'it''s' OR t = E'a\\nb' OR t COLLATE \"C\" > 'x'"],
];

/// Defaults, with the type of their column.
const DEFAULTS: &[(&str, &[&str])] = &[
    ("text", &["'RWF'", "'RWF'::text", "('RWF')"]),
    ("text", &["'rwf'"]),
    ("text", &["''"]),
    ("text", &["'a' || 'b'"]),
    ("text", &["current_user"]),
    ("character varying(20)", &["'RWF'", "'RWF'::varchar"]),
    ("character(5)", &["'ab'"]),
    ("integer", &["0", "'0'::int", "0::integer"]),
    ("integer", &["-1", "(-1)"]),
    ("integer", &["1"]),
    ("bigint", &["0"]),
    ("bigint", &["5000000000"]),
    ("smallint", &["3"]),
    ("numeric", &["0", "'0'"]),
    ("numeric", &["0.0"]),
    ("numeric(10,2)", &["1.50"]),
    ("numeric(10,2)", &["-1.5"]),
    ("double precision", &["1"]),
    ("real", &["0.5"]),
    ("boolean", &["true", "'t'", "TRUE"]),
    ("boolean", &["false", "'f'::boolean"]),
    ("boolean", &["(NOT true)"]),
    (
        "uuid",
        &[
            "gen_random_uuid()",
            "GEN_RANDOM_UUID()",
            "pg_catalog.gen_random_uuid()",
        ],
    ),
    ("uuid", &["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'"]),
    (
        "timestamp with time zone",
        &["now()", "Now()", "(now())", "now()::timestamptz"],
    ),
    (
        "timestamp with time zone",
        &["CURRENT_TIMESTAMP", "current_timestamp"],
    ),
    ("timestamp with time zone", &["clock_timestamp()"]),
    (
        "timestamp with time zone",
        &["now() + interval '1 day'", "now() + '1 day'::interval"],
    ),
    ("timestamp without time zone", &["now()"]),
    (
        "timestamp without time zone",
        &["(now() AT TIME ZONE 'utc')", "(now() at time zone 'utc')"],
    ),
    ("timestamp without time zone", &["timezone('utc', now())"]),
    ("date", &["CURRENT_DATE"]),
    ("date", &["now()"]),
    ("jsonb", &["'{}'", "'{}'::jsonb", "'{ }'::jsonb"]),
    ("jsonb", &["'[]'", "'[]'::jsonb"]),
    ("jsonb", &["'{\"a\":[1,2]}'", "'{\"a\": [1, 2]}'::jsonb"]),
    ("jsonb", &["jsonb_build_object('a', 1)"]),
    ("json", &["'{}'"]),
    ("text[]", &["'{}'", "'{}'::text[]"]),
    ("text[]", &["ARRAY[]::text[]"]),
    ("text[]", &["ARRAY['a', 'b']", "array['a','b']::text[]"]),
    ("integer[]", &["ARRAY[1, 2]"]),
    ("interval", &["'1 day'", "interval '1 day'"]),
    ("bytea", &["'\\x00'"]),
];

#[derive(QueryableByName)]
struct Printed {
    #[diesel(sql_type = Text)]
    text: String,
}

fn ask(connection: &mut PgConnection, query: &str) -> Vec<String> {
    let rows: Vec<Printed> = diesel::sql_query(query).load(connection).unwrap();
    rows.into_iter().map(|row| row.text).collect()
}

fn column(name: &str, format_type: &str) -> Column {
    Column {
        name: name.to_owned(),
        // The spelling does for a comparison: `Display` gives it back.
        ty: PgType {
            name: format_type.to_owned(),
            ..PgType::builtin("")
        },
        not_null: false,
        default: None,
        identity: None,
        generated: None,
        local: true,
        collation: None,
        comment: None,
        place: None,
        renames: Vec::new(),
    }
}

#[test]
fn a_condition_means_what_the_server_made_of_it_and_nothing_else() {
    let Some(database) = testing::database() else {
        return;
    };
    let connection = &mut database.connect().unwrap();
    let columns: Vec<Column> = COLUMNS.iter().map(|(name, ty)| column(name, ty)).collect();
    let definitions: Vec<String> = COLUMNS
        .iter()
        .map(|(name, ty)| format!("{name} {ty}"))
        .collect();
    connection
        .batch_execute(&format!("CREATE TABLE t ({})", definitions.join(", ")))
        .unwrap();
    let mut printed = Vec::new();
    for (meaning, spellings) in CONDITIONS.iter().enumerate() {
        for spelling in *spellings {
            let add = format!("ALTER TABLE t ADD CONSTRAINT k CHECK ({spelling})");
            connection
                .batch_execute(&add)
                .unwrap_or_else(|error| panic!("{spelling}: {error}"));
            let query = "SELECT pg_get_expr(conbin, conrelid) AS text FROM pg_constraint WHERE conname = 'k'";
            printed.push((meaning, *spelling, ask(connection, query).remove(0)));
            connection
                .batch_execute("ALTER TABLE t DROP CONSTRAINT k")
                .unwrap();
        }
    }
    let context = ExprContext {
        columns: &columns,
        target: None,
    };
    judge(&printed, context);
}

#[test]
fn a_default_means_what_the_server_made_of_it_and_nothing_else() {
    let Some(database) = testing::database() else {
        return;
    };
    let connection = &mut database.connect().unwrap();
    let mut types: Vec<&str> = DEFAULTS.iter().map(|(ty, _)| *ty).collect();
    types.dedup();
    for ty in types {
        let mut printed = Vec::new();
        let of_type = DEFAULTS.iter().enumerate().filter(|(_, (of, _))| *of == ty);
        for (meaning, (_, spellings)) in of_type {
            for spelling in *spellings {
                let create = format!("CREATE TABLE t (c {ty} DEFAULT {spelling})");
                connection
                    .batch_execute(&create)
                    .unwrap_or_else(|error| panic!("{spelling}: {error}"));
                let query = "SELECT pg_get_expr(adbin, adrelid) AS text FROM pg_attrdef";
                printed.push((meaning, *spelling, ask(connection, query).remove(0)));
                connection.batch_execute("DROP TABLE t").unwrap();
            }
        }
        let target = column("c", ty).ty;
        judge(
            &printed,
            ExprContext {
                columns: &[],
                target: Some(&target),
            },
        );
    }
}

/// Every spelling against every server's print.
fn judge(printed: &[(usize, &str, String)], context: ExprContext<'_>) {
    let mut wrong = Vec::new();
    for (ours, spelling, _) in printed {
        for (theirs, _, server) in printed {
            let same = Expr::new(*spelling).means(&Expr::new(server), context);
            if same != (ours == theirs) {
                let (a, b) = (
                    Expr::new(*spelling).canonical(),
                    Expr::new(server).canonical(),
                );
                let verdict = if same { "taken for" } else { "not taken for" };
                wrong.push(format!("{spelling}\n  {verdict} {server}\n  {a}\n  {b}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
