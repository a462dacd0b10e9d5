//! What a query gives, what it stands on and why it is refused: the compiler and a server about the same views.
//!
//! `queries/schema.sql` is replayed by both; each line of `taken.sql` becomes a view on the server, whose columns
//! and dependencies must be those the compiler finds; each line of `refused.sql` must be refused with the same
//! SQLSTATE.

use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    result::Error,
    sql_query,
    sql_types::{Bool, Nullable, Text},
};
use driftless_compiler::{
    Diagnostic,
    catalog::{
        Attribute, Catalog, CompositeType, Domain, EnumType, EnumValue, PgType, RangeType, Schema,
        Use,
        query::{Described, describe_expression, describe_query, describe_view},
    },
    replay,
};
use driftless_migrations::MigrationSet;
use driftless_postgres::testing;
use pq_sys as _;
use std::collections::BTreeSet;

const SCHEMA: &str = include_str!("queries/schema.sql");
const TAKEN: &str = include_str!("queries/taken.sql");
const REFUSED: &str = include_str!("queries/refused.sql");

/// The catalog after the schema, and with the types that only a server can replay so far.
fn catalog() -> Catalog {
    let people = "CREATE TABLE people (id integer PRIMARY KEY, m text, p text, t text, s text, w text, n text, \
                  a text, r text, ms text, aa text);";
    let set = MigrationSet::of_texts([("schema.sql", SCHEMA), ("types.sql", people)]).unwrap();
    let mut catalog = replay(&set).unwrap_or_else(|errors| panic!("{errors}"));
    add_types(catalog.schemas.get_mut("public").unwrap());
    catalog
}

/// What `types.sql` makes.
fn add_types(schema: &mut Schema) {
    let own = |name: &str| PgType {
        schema: Some("public".to_owned()),
        ..PgType::builtin(name)
    };
    let array = |ty: PgType| PgType { array: true, ..ty };
    let varchar = |length: &str| PgType {
        modifier: Some(length.to_owned()),
        ..PgType::builtin("varchar")
    };
    let values = ["sad", "ok", "happy"].map(|label| EnumValue {
        label: label.to_owned(),
        place: None,
        renames: Vec::new(),
    });
    let mood = EnumType {
        name: "mood".to_owned(),
        values: values.to_vec(),
        ..EnumType::default()
    };
    schema.enums.insert("mood".to_owned(), mood);
    let domains = [
        ("posint", PgType::builtin("int4"), None),
        ("tiny", own("posint"), None),
        ("short", varchar("10"), None),
        ("words", array(PgType::builtin("text")), None),
        ("plain", PgType::builtin("text"), Some("C".to_owned())),
    ];
    for (name, base, collation) in domains {
        let domain = Domain {
            name: name.to_owned(),
            base,
            not_null: false,
            default: None,
            collation,
            checks: Vec::new(),
            comment: None,
            place: None,
            renames: Vec::new(),
        };
        schema.domains.insert(name.to_owned(), domain);
    }
    let attributes = [
        ("street", PgType::builtin("text")),
        ("zip", varchar("5")),
        ("feeling", own("mood")),
    ];
    let attributes = attributes.map(|(name, ty)| Attribute {
        name: name.to_owned(),
        ty,
        collation: None,
        comment: None,
        renames: Vec::new(),
    });
    let address = CompositeType {
        name: "address".to_owned(),
        attributes: attributes.to_vec(),
        ..CompositeType::default()
    };
    schema.composites.insert("address".to_owned(), address);
    let range = RangeType {
        name: "floatrange".to_owned(),
        subtype: PgType::builtin("float8"),
        opclass: None,
        collation: None,
        subtype_diff: None,
        multirange: "floatranges".to_owned(),
        multirange_schema: "public".to_owned(),
        comment: None,
        place: None,
        renames: Vec::new(),
    };
    schema.ranges.insert("floatrange".to_owned(), range);
    let types = [
        "mood",
        "posint",
        "tiny",
        "short",
        "words",
        "plain",
        "address",
        "floatrange",
    ];
    let arrays = [array(own("mood")), array(own("address"))];
    let types = types.map(own).into_iter().chain(arrays);
    let people = schema.tables.get_mut("people").unwrap();
    for (column, ty) in people.columns.iter_mut().skip(1).zip(types) {
        // A column of a domain takes over its collation, which is the type's own then.
        column.ty = ty;
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with("--"))
}

/// A column as both sides show it.
#[derive(Debug, PartialEq, Eq)]
struct Column {
    name: String,
    ty: Option<PgType>,
    collation: Option<String>,
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    type_schema: Option<String>,
    #[diesel(sql_type = Text)]
    type_name: String,
    #[diesel(sql_type = Bool)]
    is_array: bool,
    #[diesel(sql_type = Nullable<Text>)]
    modifier: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
}

#[derive(QueryableByName)]
struct UseRow {
    #[diesel(sql_type = Text)]
    used: String,
}

fn server_columns(conn: &mut PgConnection, relation: &str) -> Vec<Column> {
    let rows: Vec<ColumnRow> = sql_query(include_str!("queries/columns.sql"))
        .bind::<Text, _>(relation)
        .load(conn)
        .unwrap();
    let column = |row: ColumnRow| Column {
        name: row.name,
        ty: Some(PgType {
            schema: row.type_schema,
            name: row.type_name,
            modifier: row.modifier,
            array: row.is_array,
        }),
        collation: row.collation,
    };
    rows.into_iter().map(column).collect()
}

fn server_uses(conn: &mut PgConnection) -> BTreeSet<String> {
    // So that every name has its schema.
    conn.batch_execute("SET search_path TO ''").unwrap();
    let rows: Vec<UseRow> = sql_query(include_str!("queries/uses.sql"))
        .load(conn)
        .unwrap();
    conn.batch_execute("SET search_path TO public, probe")
        .unwrap();
    // A function's argument types are shown without the schema that everything is in.
    let shown = |row: UseRow| match row.used.split_once('(') {
        Some((name, arguments)) => format!("{name}({}", arguments.replace("public.", "")),
        None => row.used,
    };
    rows.into_iter().map(shown).collect()
}

fn shown(used: &Use) -> String {
    match used {
        Use::Relation { schema, relation } => format!("relation {schema}.{relation}"),
        Use::Column {
            schema,
            relation,
            column,
        } => format!("column {schema}.{relation}.{column}"),
        Use::Type { schema, name } => format!("type {schema}.{name}"),
        Use::Function { schema, signature } => format!("function {schema}.{signature}"),
        Use::Sequence { schema, name } => format!("sequence {schema}.{name}"),
        Use::Constraint {
            schema,
            table,
            name,
        } => format!("constraint {schema}.{table}.{name}"),
    }
}

fn same_columns(ours: &Described, theirs: &[Column]) -> Result<(), String> {
    if ours.columns.len() != theirs.len() {
        let ours = ours.columns.len();
        return Err(format!("{} columns, {ours} ours", theirs.len()));
    }
    for (ours, theirs) in ours.columns.iter().zip(theirs) {
        let ours = Column {
            name: ours.name.clone(),
            ty: ours.ty.clone(),
            collation: ours.collation.clone(),
        };
        let unknown = ours.ty.is_none() && ours.name == theirs.name;
        if !unknown && ours != *theirs {
            return Err(format!("server {theirs:?}\n       ours   {ours:?}"));
        }
    }
    Ok(())
}

fn compare(conn: &mut PgConnection, ours: &Described) -> Result<(), String> {
    same_columns(ours, &server_columns(conn, "v"))?;
    if ours.columns.iter().any(|column| column.ty.is_none()) {
        return Err("a column without a type".to_owned());
    }
    let theirs = server_uses(conn);
    let ours: BTreeSet<String> = ours.uses.iter().map(shown).collect();
    if ours != theirs {
        let missing: Vec<_> = theirs.difference(&ours).collect();
        let extra: Vec<_> = ours.difference(&theirs).collect();
        return Err(format!("uses: missing {missing:?}, too many {extra:?}"));
    }
    Ok(())
}

/// The server's SQLSTATE and message for a view of this query; `None` if it made one.
fn refusal(conn: &mut PgConnection, query: &str, names: &[String]) -> Option<(String, String)> {
    #[derive(QueryableByName)]
    struct Refusal {
        #[diesel(sql_type = Nullable<Text>)]
        refusal: Option<String>,
    }
    let list = if names.is_empty() {
        String::new()
    } else {
        format!("({})", names.join(", "))
    };
    let row: Refusal = sql_query("SELECT refusal($1)")
        .bind::<Text, _>(format!("CREATE VIEW v {list} AS {query}"))
        .get_result(conn)
        .unwrap();
    let text = row.refusal?;
    let (state, message) = text.split_once(' ').unwrap();
    Some((state.to_owned(), message.to_owned()))
}

fn prepared(conn: &mut PgConnection) -> Catalog {
    conn.batch_execute(SCHEMA).unwrap();
    conn.batch_execute(include_str!("queries/types.sql"))
        .unwrap();
    conn.batch_execute(
        "CREATE SCHEMA probe; CREATE FUNCTION probe.refusal(sql text) RETURNS text LANGUAGE plpgsql AS $$ \
         BEGIN EXECUTE sql; RETURN NULL; EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE || ' ' || SQLERRM; END $$; \
         SET search_path TO public, probe",
    )
    .unwrap();
    catalog()
}

#[test]
fn a_view_has_the_columns_and_stands_on_what_a_server_says() {
    let Some(database) = testing::database() else {
        return;
    };
    let mut conn = database.connect().unwrap();
    let catalog = prepared(&mut conn);
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for query in lines(TAKEN) {
        let mut names = Vec::new();
        let mut refused = refusal(&mut conn, query, &names);
        // Several columns of one name: then the view names them.
        if let Some((state, _)) = &refused
            && state == "42701"
        {
            let columns = describe_query(&catalog, &["public"], query).map(|it| it.columns.len());
            names = (1..=columns.unwrap_or(0))
                .map(|at| format!("c{at}"))
                .collect();
            refused = refusal(&mut conn, query, &names);
        }
        if let Some((state, message)) = refused {
            wrong.push(format!("{query}\n       server {state} {message}"));
            continue;
        }
        compared += 1;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let found = describe_view(&catalog, &["public"], &names, query)
            .map_err(|error| error.render())
            .and_then(|ours| compare(&mut conn, &ours));
        if let Err(why) = found {
            wrong.push(format!("{query}\n       {why}"));
        }
        conn.batch_execute("DROP VIEW v").unwrap();
    }
    let found = wrong.join("\n");
    assert!(
        wrong.is_empty(),
        "{} of {compared} wrong\n{found}",
        wrong.len()
    );
    assert!(compared >= 400, "{compared} compared");
}

/// The views that Postgres itself brings, as it prints them: long ones, written by somebody else.
#[test]
fn the_views_of_postgres_have_their_columns() {
    #[derive(QueryableByName)]
    struct ViewRow {
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Text)]
        definition: String,
    }
    let Some(database) = testing::database() else {
        return;
    };
    let mut conn = database.connect().unwrap();
    let catalog = catalog();
    conn.batch_execute("SET search_path TO ''").unwrap();
    let views: Vec<ViewRow> = sql_query(
        "SELECT oid::regclass::text AS name, pg_get_viewdef(oid) AS definition FROM pg_class \
         WHERE relkind = 'v' ORDER BY 1",
    )
    .load(&mut conn)
    .unwrap();
    assert!(views.len() >= 120, "{} views", views.len());
    let mut wrong = Vec::new();
    for view in views {
        let theirs = server_columns(&mut conn, &view.name);
        match describe_query(&catalog, &[], &view.definition) {
            Ok(ours) => {
                if let Err(why) = same_columns(&ours, &theirs) {
                    wrong.push(format!("{}\n       {why}", view.name));
                }
                let open: Vec<_> = ours.columns.iter().filter(|it| it.ty.is_none()).collect();
                if !open.is_empty() {
                    wrong.push(format!("{}\n       no type: {open:?}", view.name));
                }
            }
            Err(error) => wrong.push(format!("{}\n{}", view.name, error.render())),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// An expression alone has the type that it has as the only column of a query.
#[test]
fn an_expression_has_the_type_of_its_column() {
    let catalog = catalog();
    let mut compared = 0;
    for query in lines(TAKEN) {
        let Some(expr) = query
            .strip_prefix("SELECT ")
            .and_then(|it| it.strip_suffix(" FROM users"))
        else {
            continue;
        };
        let table = Some(("public", "users"));
        let Ok(value) = describe_expression(&catalog, &["public"], table, expr) else {
            continue;
        };
        let described = describe_query(&catalog, &["public"], query).unwrap();
        // `t.*` is one value here, and many columns there.
        let [column] = described.columns.as_slice() else {
            continue;
        };
        assert_eq!(value.ty, column.ty, "{query}");
        compared += 1;
    }
    assert!(compared >= 50, "{compared} compared");
}

/// The same SQLSTATE, the same words, the same place.
fn same_refusal(
    conn: &mut PgConnection,
    query: &str,
    state: &str,
    ours: &Diagnostic,
) -> Result<(), String> {
    let before = "CREATE VIEW v AS ";
    let Err(Error::DatabaseError(_, theirs)) = conn.batch_execute(&format!("{before}{query}"))
    else {
        return Err("the server takes it".to_owned());
    };
    let message = theirs.message();
    if ours.sqlstate != Some(state) || ours.title != message {
        return Err(format!("server {state} {message}"));
    }
    let place = theirs.statement_position().map(|position| {
        let position = usize::try_from(position).unwrap();
        position - before.chars().count()
    });
    let ours = usize::try_from(ours.labels[0].place.column).unwrap();
    match place {
        Some(place) if place != ours => Err(format!("server at {place}, ours at {ours}")),
        _ => Ok(()),
    }
}

#[test]
fn what_a_server_refuses_is_refused_for_the_same_reason() {
    let Some(database) = testing::database() else {
        return;
    };
    let mut conn = database.connect().unwrap();
    let catalog = prepared(&mut conn);
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for query in lines(REFUSED) {
        let Some((state, message)) = refusal(&mut conn, query, &[]) else {
            wrong.push(format!("{query}\n       the server takes it"));
            conn.batch_execute("DROP VIEW v").unwrap();
            continue;
        };
        compared += 1;
        match describe_view(&catalog, &["public"], &[], query) {
            Ok(_) => wrong.push(format!(
                "{query}\n       server {state} {message}\n       ours takes it"
            )),
            Err(error) => {
                if let Err(why) = same_refusal(&mut conn, query, &state, &error) {
                    wrong.push(format!("{query}\n       {why}\n{}", error.render()));
                }
            }
        }
    }
    let found = wrong.join("\n");
    assert!(
        wrong.is_empty(),
        "{} of {compared} wrong\n{found}",
        wrong.len()
    );
    assert!(compared >= 200, "{compared} compared");
}
