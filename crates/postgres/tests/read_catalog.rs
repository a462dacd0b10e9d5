//! A live database in the catalog's words.

use diesel::connection::SimpleConnection;
use driftless_compiler::catalog::{
    Catalog, Deferral, Expr, ForeignKeyAction, Identity, Schema, Table, diff,
};
use driftless_postgres::{Database, ReadError, read_catalog, testing};
use pq_sys as _;

fn read(database: &Database, sql: &str) -> Result<Catalog, ReadError> {
    let mut connection = database.connect().unwrap();
    connection.batch_execute(sql).unwrap();
    read_catalog(&mut connection)
}

fn table<'a>(catalog: &'a Catalog, name: &str) -> &'a Table {
    &catalog.schemas["public"].tables[name]
}

#[test]
fn an_empty_database_has_the_schema_public() {
    let Some(database) = testing::database() else {
        return;
    };
    let catalog = read(&database, "SELECT").unwrap();
    assert_eq!(catalog.schemas.keys().collect::<Vec<_>>(), ["public"]);
    assert_eq!(catalog.schemas["public"], Schema::default());
    assert!(catalog.extensions.is_empty());
}

#[test]
fn types_print_as_format_type_does() {
    let Some(database) = testing::database() else {
        return;
    };
    let types = [
        ("integer", None),
        ("character varying(20)[]", Some("20")),
        ("character(5)", Some("5")),
        ("numeric(10,2)", Some("10,2")),
        ("timestamp(3) with time zone", Some("3")),
        ("timestamp without time zone", None),
        ("time(2) without time zone", Some("2")),
        ("double precision[]", None),
        ("bit varying(3)", Some("3")),
        ("interval(3)", Some("3")),
    ];
    for (index, (ty, _)) in types.iter().enumerate() {
        let create = format!("CREATE TABLE t{index} (c {ty})");
        database.connect().unwrap().batch_execute(&create).unwrap();
    }
    let catalog = read(&database, "SELECT").unwrap();
    for (index, (ty, modifier)) in types.iter().enumerate() {
        let column = &table(&catalog, &format!("t{index}")).columns[0];
        assert_eq!(column.ty.to_string(), *ty);
        assert_eq!(column.ty.modifier.as_deref(), *modifier);
    }
}

const EVERYTHING: &str = r#"
        CREATE TABLE parent (a int, b int, UNIQUE (b, a), PRIMARY KEY (a));
        CREATE TABLE keyed (a int, b int, UNIQUE (b) INCLUDE (a) DEFERRABLE);
        COMMENT ON TABLE parent IS 'above';
        CREATE TABLE child (
            id bigint GENERATED ALWAYS AS IDENTITY,
            dropped int,
            "Odd name" text COLLATE "C" NOT NULL DEFAULT 'x',
            x int, y int,
            sum int GENERATED ALWAYS AS (x + y) STORED,
            FOREIGN KEY (y, x) REFERENCES parent (b, a)
                ON DELETE SET NULL (x) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
            CHECK (x > 0) NO INHERIT
        );
        ALTER TABLE child DROP COLUMN dropped;
        ALTER TABLE child ADD CONSTRAINT late CHECK (y > 0) NOT VALID;
        COMMENT ON COLUMN child.x IS 'ex';
        CREATE UNIQUE INDEX odd ON child USING btree
            (x DESC, y NULLS FIRST, lower("Odd name") text_pattern_ops, "Odd name" COLLATE "POSIX")
            INCLUDE (sum) NULLS NOT DISTINCT WITH (fillfactor = 70) WHERE x IS NOT NULL;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER touched BEFORE UPDATE ON child FOR EACH ROW EXECUTE FUNCTION touch();
    "#;

#[test]
fn tables_columns_and_constraints_are_read() {
    let Some(database) = testing::database() else {
        return;
    };
    let catalog = read(&database, EVERYTHING).unwrap();
    let (parent, child) = (table(&catalog, "parent"), table(&catalog, "child"));
    assert_eq!(parent.comment.as_deref(), Some("above"));
    assert_eq!(parent.primary_key.as_ref().unwrap().columns, ["a"]);
    let unique = &table(&catalog, "keyed").uniques[0];
    assert_eq!(unique.columns, ["b"]);
    assert_eq!(unique.include, ["a"]);
    assert_eq!(unique.deferral, Deferral::Deferrable);

    let names: Vec<&str> = child.columns.iter().map(|column| &*column.name).collect();
    assert_eq!(names, ["id", "Odd name", "x", "y", "sum"]);
    assert_eq!(child.columns[0].identity, Some(Identity::Always));
    assert!(child.columns[0].not_null);
    assert_eq!(child.columns[1].collation.as_deref(), Some("C"));
    assert_eq!(child.columns[1].default, Some(Expr::new("'x'::text")));
    assert_eq!(child.columns[2].comment.as_deref(), Some("ex"));
    assert_eq!(
        child.columns[4].generated.as_ref().unwrap().expr,
        Expr::new("(x + y)")
    );
    assert_eq!(child.columns[4].default, None);

    let key = &child.foreign_keys[0];
    assert_eq!(
        (&key.columns[..], &key.referenced[..]),
        (&["y".into(), "x".into()][..], &["b".into(), "a".into()][..])
    );
    assert_eq!(
        (key.on_delete, key.on_update),
        (ForeignKeyAction::SetNull, ForeignKeyAction::Cascade)
    );
    assert_eq!(
        (&key.set_columns[..], key.deferral),
        (&["x".into()][..], Deferral::InitiallyDeferred)
    );
    let checks: Vec<_> = child
        .checks
        .iter()
        .map(|it| (&*it.name, it.validated, it.no_inherit))
        .collect();
    assert_eq!(
        checks,
        [("child_x_check", true, true), ("late", false, false)]
    );
}

#[test]
fn indexes_triggers_and_functions_are_read() {
    let Some(database) = testing::database() else {
        return;
    };
    let catalog = read(&database, EVERYTHING).unwrap();
    let child = table(&catalog, "child");
    let index = &child.indexes[0];
    assert!(index.unique && index.nulls_not_distinct);
    let keys: Vec<_> = index
        .keys
        .iter()
        .map(|key| {
            (
                &*key.expr.text,
                key.is_column,
                key.descending,
                key.nulls_first,
            )
        })
        .collect();
    assert_eq!(keys[0], ("x", true, true, true));
    assert_eq!(keys[1], ("y", true, false, true));
    assert_eq!(keys[2], ("lower(\"Odd name\")", false, false, false));
    assert_eq!(index.keys[2].opclass.as_deref(), Some("text_pattern_ops"));
    assert_eq!(index.keys[3].collation.as_deref(), Some("POSIX"));
    assert_eq!(
        (&index.include[..], &index.options[..]),
        (&["sum".into()][..], &["fillfactor=70".into()][..])
    );
    assert!(index.predicate.is_some());

    let trigger = &child.triggers[0];
    assert_eq!(
        trigger.definition,
        "BEFORE UPDATE ON child FOR EACH ROW EXECUTE FUNCTION touch()"
    );
    assert_eq!(
        catalog.schemas["public"].functions["touch()"].body,
        "BEGIN RETURN NEW; END"
    );
    assert_eq!(diff(&catalog, &catalog), []);
}

#[test]
fn what_is_not_the_users_is_left_out() {
    let Some(database) = testing::database() else {
        return;
    };
    let sql = "CREATE SCHEMA __driftless; CREATE TABLE __driftless.mark (x int);
               CREATE TABLE __diesel_schema_migrations (version text PRIMARY KEY);
               CREATE EXTENSION pg_trgm";
    match read(&database, sql) {
        Ok(catalog) => {
            assert_eq!(catalog.schemas["public"], Schema::default());
            assert_eq!(catalog.extensions.keys().collect::<Vec<_>>(), ["pg_trgm"]);
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn what_the_catalog_has_no_word_for_is_named() {
    let Some(database) = testing::database() else {
        return;
    };
    let sql = "CREATE TYPE later; CREATE TABLE s (id serial);
               CREATE FOREIGN DATA WRAPPER w; CREATE SERVER elsewhere FOREIGN DATA WRAPPER w;
               CREATE FOREIGN TABLE f (x int) SERVER elsewhere;";
    let error = read(&database, sql).unwrap_err().to_string();
    let named: Vec<&str> = error.lines().skip(1).map(str::trim).collect();
    let expected = ["foreign table public.f", "shell type public.later"];
    assert_eq!(named, expected);
}

#[test]
fn each_difference_names_object_and_both_sides() {
    let Some(before) = testing::database() else {
        return;
    };
    let after = testing::database().unwrap();
    let create = "CREATE TABLE t (a int NOT NULL, b text DEFAULT 'x' CHECK (b IN ('x', 'y')));
                  CREATE INDEX i ON t (a, b);";
    let sql = read(&before, create).unwrap();
    let changes = "ALTER TABLE t ALTER a DROP NOT NULL, ALTER b SET DEFAULT 'y', ADD c date;
                   ALTER TABLE t DROP CONSTRAINT t_b_check, ADD CONSTRAINT t_b_check CHECK (b IN ('x', 'z'));
                   DROP INDEX i; CREATE INDEX i ON t (b, a); CREATE TABLE extra ();";
    let server = read(&after, &format!("{create}{changes}")).unwrap();
    let differences: Vec<String> = diff(&sql, &server)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        differences,
        [
            "table extra: none in migrations, one in the database",
            "column t.a: NOT NULL in migrations, nullable in the database",
            "column t.b: default 'x'::text in migrations, 'y'::text in the database",
            "column t.c: none in migrations, one in the database",
            "check t_b_check of t: (b = ANY (ARRAY['x'::text, 'y'::text])) in migrations, \
             (b = ANY (ARRAY['x'::text, 'z'::text])) in the database",
            "index i: (a, b) in migrations, (b, a) in the database",
        ]
    );
}
