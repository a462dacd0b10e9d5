//! CHECK lists in every spelling, with Postgres as the referee: each candidate is inserted, and what the server
//! then holds is compared with the enum that the model made.

use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    sql_types::{Nullable, Text},
};
use driftless_compiler::{Config, model, replay};
use driftless_migrations::MigrationSet;
use driftless_postgres::testing;
use pq_sys as _;
use std::{collections::BTreeSet, fs};

/// A column `c`, beside `n int`, and what is done to its table `T`.
struct Case {
    /// The type and the constraints of the column.
    column: &'static str,
    /// Statements after `CREATE TABLE`.
    then: &'static str,
}

const fn case(column: &'static str) -> Case {
    Case { column, then: "" }
}

const fn altered(column: &'static str, then: &'static str) -> Case {
    Case { column, then }
}

/// The server holds a list, and the enum is that list.
const LISTS: &[Case] = &[
    case("text CHECK (c IN ('a', 'b'))"),
    case("text NOT NULL CHECK (c IN ('a', 'b'))"),
    case("text CHECK (((c) IN (('a'), ('b'))))"),
    case("text CHECK (\"c\" in ('a','b'))"),
    case("text CHECK (c IN ('a'))"),
    case("text CHECK (c = 'a')"),
    case("text CHECK ('a' = c)"),
    case("text CHECK (c = ANY (ARRAY['a', 'b']))"),
    case("text CHECK (c = SOME (ARRAY['a', 'b']))"),
    case("text CHECK (c = ANY (ARRAY['a'::text, 'b'::text]))"),
    case("text CHECK (c = ANY ('{a,b}'))"),
    case("text CHECK (c = ANY ('{a,b}'::text[]))"),
    case("text CHECK (c = ANY ('{ \"it''s\" , \"a,b\",\\{a\\}}'::text[]))"),
    case("text CHECK (c = ANY (CAST('{a,b}' AS text[])))"),
    case("text CHECK (c = ANY (ARRAY['a', 'b']::varchar[]))"),
    case("varchar CHECK (c IN ('a', 'b'))"),
    case("varchar(3) CHECK (c IN ('a', 'b', 'abcd'))"),
    case(
        "varchar(9) CHECK ((c)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
    ),
    case(
        "varchar(9) CHECK ((c)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::varchar(1))::text]))",
    ),
    case("text CHECK (c IN ('abc'::varchar(1), 'b'))"),
    case("text CHECK (CAST(c AS text) IN ('a', 'b'))"),
    case("text CHECK (c IN (text 'a', varchar 'b'))"),
    case("char(1) CHECK (c IN ('a', 'b'))"),
    case("char CHECK (c = 'a' OR c = 'b')"),
    case("char(2) CHECK (c::text = 'ab')"),
    case("citext CHECK (c::text IN ('a', 'b'))"),
    case("text CHECK (c = 'a' OR c = 'b')"),
    case("text CHECK ((c = 'a' OR c = 'b') OR (c = 'c' OR 'z' = c))"),
    case("text CHECK (c IN ('a') OR c IN ('b', 'c'))"),
    case("text CHECK (c IS NULL OR c IN ('a', 'b'))"),
    case("text CHECK (c IN ('a', 'b') OR c IS NULL)"),
    case("text CHECK (((c IS NULL) OR (c = ANY (ARRAY['a'::text, 'b'::text]))))"),
    case("text CHECK (c ISNULL OR c = 'a')"),
    case("text CHECK (NOT (c <> ALL (ARRAY['a', 'b'])))"),
    case("text CHECK (NOT (c NOT IN ('a', 'b')))"),
    case("text CHECK (NOT c <> 'a')"),
    case("text CHECK (NOT (c <> 'a' AND c != 'b'))"),
    case("text CHECK (NOT NOT c IN ('a', 'b'))"),
    case("text CHECK (c IS NOT DISTINCT FROM 'a')"),
    case("text CHECK (c IN ('a', 'b') AND n > 0)"),
    case("text CHECK (c IN ('a', 'b') AND length(c) = 1)"),
    case("text CHECK (c IN ('a', 'b', 'c') AND c <> 'b')"),
    case("text CHECK (c IN ('a', 'b')) CHECK (c IN ('b', 'c'))"),
    case("text CHECK (c IN ('a', 'b', 'a'))"),
    case("text CHECK (c IN ('a', '', 'it''s'))"),
    case("text CHECK (c IN (E'a', $$b$$, $x$it's$x$))"),
    case("text CHECK (c IN ('null', 'z'))"),
    case("text CHECK (c IN ('a ', 'b'))"),
    case("text CHECK (c IN ('a', 'b') OR false)"),
    case("text CHECK ((c = 'a' AND n > 0) OR (c = 'b' AND n IS NULL))"),
    case("text COLLATE \"C\" CHECK (c IN ('a', 'b'))"),
    case("text CHECK (c COLLATE \"C\" IN ('a', 'b'))"),
    altered("text", "ALTER TABLE T ADD CHECK (c IN ('a', 'b'))"),
    altered(
        "text",
        "ALTER TABLE T ADD CONSTRAINT k CHECK (c IN ('a', 'b')) NOT VALID; ALTER TABLE T VALIDATE CONSTRAINT k",
    ),
    altered(
        "text CONSTRAINT k CHECK (c IN ('a'))",
        "ALTER TABLE T DROP CONSTRAINT k; ALTER TABLE T ADD CONSTRAINT k CHECK (c IN ('a', 'b'))",
    ),
    altered(
        "text CONSTRAINT k CHECK (c IN ('a', 'b'))",
        "ALTER TABLE T ADD CONSTRAINT l CHECK (c IN ('b')); ALTER TABLE T DROP CONSTRAINT l",
    ),
    altered(
        "text CHECK (c IN ('a', 'b'))",
        "ALTER TABLE T ALTER c TYPE varchar(20)",
    ),
];

/// The server holds more than the check names: no enum.
const FREE: &[Case] = &[
    case("text"),
    case("text CHECK (c IN ('a', NULL))"),
    case("text CHECK (c = ANY (ARRAY['a', NULL]))"),
    case("text CHECK (c = ANY ('{a,NULL}'::text[]))"),
    case("text CHECK (c NOT IN ('a', 'b'))"),
    case("text CHECK (c <> 'a')"),
    case("text CHECK (NOT (c IN ('a', 'b')))"),
    case("text CHECK (c IN ('a', 'b') OR n IS NULL)"),
    case("text CHECK (c IN ('a', 'b') OR length(c) > 2)"),
    case("text CHECK (c IN ('a', 'b') OR NULL)"),
    case("text CHECK (n IS NULL OR c IN ('a', 'b'))"),
    case("text CHECK (lower(c) IN ('a', 'b'))"),
    case("text CHECK (c::varchar(1) IN ('a', 'b'))"),
    case("text CHECK (c::char(1) IN ('a', 'b'))"),
    case("text CHECK (c::bpchar IN ('a', 'b'))"),
    case("text CHECK (c::citext IN ('a', 'b'))"),
    case("citext CHECK (c IN ('a', 'b'))"),
    case("citext CHECK (c = ANY ('{a,b}'))"),
    // Stored with blanks, as no enum of the named values would be read.
    case("char(3) CHECK (c IN ('a', 'b'))"),
    case("text CHECK (c ~ '^[ab]')"),
    case("text CHECK (c LIKE 'a%')"),
    case("text CHECK (c BETWEEN 'a' AND 'b')"),
    case("text CHECK (c = c)"),
    altered(
        "text",
        "INSERT INTO T (c) VALUES ('z'); ALTER TABLE T ADD CONSTRAINT k CHECK (c IN ('a', 'b')) NOT VALID",
    ),
    altered(
        "text CONSTRAINT k CHECK (c IN ('a', 'b'))",
        "ALTER TABLE T DROP CONSTRAINT k",
    ),
    altered(
        "text CONSTRAINT k CHECK (c IN ('a', 'b'))",
        "ALTER TABLE T DROP COLUMN c; ALTER TABLE T ADD COLUMN c text",
    ),
];

/// The server holds a list that the compiler does not see: it errs on this side.
const NOT_FOLLOWED: &[Case] = &[
    case("text CHECK (c SIMILAR TO 'a|b')"),
    case("text CHECK (ARRAY['a', 'b'] @> ARRAY[c])"),
    case("text CHECK (CASE WHEN c = 'a' THEN true ELSE c = 'b' END)"),
    case("text CHECK ((c IN ('a', 'b')) IS TRUE)"),
    case("text CHECK (c IN ('a' || '', 'b'))"),
    case("text CHECK (c = 'a'::citext OR c = 'b'::citext)"),
    // The rows of a child table, which need not keep to it, would be the table's too.
    case("text CHECK (c IN ('a', 'b')) NO INHERIT"),
];

/// What is inserted everywhere.
const CANDIDATES: &[&str] = &[
    "a", "b", "c", "z", "A", "B", "a ", "b ", " a", "a  ", "ab", "AB", "abc", "abcd", "it's",
    "a,b", "{a}", "", " ", "null", "NULL", "ü",
];

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Nullable<Text>)]
    c: Option<String>,
}

fn sql(case: &Case, table: &str) -> String {
    let Case { column, then } = case;
    let then = then.replace(" T ", &format!(" {table} "));
    let create = format!(
        "CREATE TABLE {table} (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int, c {column});\n"
    );
    if then.is_empty() {
        create
    } else {
        format!("{create}{then};\n")
    }
}

/// What the server holds after everything was tried, NULL aside. A refused value is no error here.
fn stored(conn: &mut PgConnection, table: &str) -> BTreeSet<String> {
    let mut rows = CANDIDATES
        .iter()
        .map(|text| format!("'{}'", text.replace('\'', "''")))
        .collect::<Vec<_>>();
    rows.push("NULL".to_owned());
    for value in rows {
        for n in ["NULL", "1"] {
            let insert = format!("INSERT INTO {table} (c, n) VALUES ({value}, {n})");
            drop(conn.batch_execute(&insert));
        }
    }
    let rows = diesel::sql_query(format!("SELECT c FROM {table}"));
    let rows: Vec<Stored> = rows.load(conn).unwrap();
    rows.into_iter().filter_map(|row| row.c).collect()
}

#[test]
fn an_enum_has_what_can_be_stored_and_nothing_else() {
    let Some(database) = testing::database() else {
        return;
    };
    let all: Vec<(&Case, String)> = [LISTS, FREE, NOT_FOLLOWED]
        .iter()
        .flat_map(|cases| cases.iter())
        .enumerate()
        .map(|(index, case)| (case, format!("t{index}")))
        .collect();
    assert!(LISTS.len() + FREE.len() >= 40);
    let text: String = all.iter().map(|(case, table)| sql(case, table)).collect();
    let text = format!("CREATE EXTENSION citext;\n{text}");

    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("001_cases.sql"), &text).unwrap();
    let set = MigrationSet::read(directory.path(), "migrations").unwrap();
    let catalog = replay(&set).unwrap_or_else(|found| panic!("{found}"));
    let (model, _) =
        model::lower(&catalog, &Config::default()).unwrap_or_else(|found| panic!("{found}"));

    let conn = &mut database.connect().unwrap();
    conn.batch_execute(&text).unwrap();
    for (index, (case, table)) in all.iter().enumerate() {
        let entity = model
            .entities
            .iter()
            .find(|entity| entity.names.sql == *table)
            .unwrap();
        let list = entity.enums.first().map(|list| {
            let values = list
                .variants
                .iter()
                .map(|variant| variant.ident.sql.clone());
            values.collect::<BTreeSet<String>>()
        });
        let stored = stored(conn, table);
        if index < LISTS.len() {
            assert_eq!(list, Some(stored), "{}", sql(case, table));
        } else {
            assert_eq!(list, None, "{}", sql(case, table));
            let is_free = stored
                .iter()
                .any(|value| !matches!(value.as_str(), "a" | "b"));
            assert_eq!(
                is_free,
                index < LISTS.len() + FREE.len(),
                "{stored:?}: {}",
                sql(case, table)
            );
        }
    }
}
