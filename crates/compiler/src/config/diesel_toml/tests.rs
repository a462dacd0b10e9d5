use super::*;

fn no_patch(path: &str) -> io::Result<String> {
    Err(io::Error::new(io::ErrorKind::NotFound, path.to_owned()))
}

fn parsed(text: &str) -> DieselToml {
    DieselToml::parse("diesel.toml", text, &no_patch).unwrap()
}

fn rendered(text: &str) -> String {
    DieselToml::parse("diesel.toml", text, &no_patch)
        .unwrap_err()
        .render()
}

#[test]
fn every_key_is_read() {
    let text = r#"
[print_schema]
file = "src/schema.rs"
with_docs = true
allow_tables_to_appear_in_same_query_config = "fk_related_tables"
filter = { except_tables = ["^old_", "tmp$"] }
column_sorting = "name"
schema = "app"
patch_file = "schema.patch"
import_types = ["crate::types::*"]
generate_missing_sql_type_definitions = false
except_custom_type_definitions = ["^Geo"]
custom_type_derives = ["Clone"]
sqlite_integer_primary_key_is_bigint = true
pg_domains_as_custom_types = ["^email$"]

[migrations_directory]
dir = "db"
"#;
    let patch = |path: &str| Ok(format!("patch of {path}"));
    let toml = DieselToml::parse("diesel.toml", text, &patch).unwrap();
    assert_eq!(toml.migrations_directory.as_deref(), Some("db"));
    assert_eq!(toml.patch_files().collect::<Vec<_>>(), ["schema.patch"]);
    let patterns = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(
        toml.print_schema[DEFAULT],
        PrintSchema {
            file: Some("src/schema.rs".into()),
            with_docs: WithDocs::CommentsOrGenerated,
            same_query: SameQuery::Related,
            filter: Filter::Except(patterns(&["^old_", "tmp$"])),
            column_sorting: ColumnSorting::Name,
            schema: Some("app".into()),
            patch: Some(Patch {
                path: "schema.patch".into(),
                text: "patch of schema.patch".into()
            }),
            import_types: vec!["crate::types::*".into()],
            no_sql_types: true,
            except_custom_types: patterns(&["^Geo"]),
            custom_type_derives: vec!["Clone".into()],
            domains_as_custom_types: patterns(&["^email$"]),
        }
    );
}

#[test]
fn named_schemas_stand_beside_the_default() {
    let toml = parsed(
        "[print_schema.b]\nschema = \"b\"\n[print_schema.a]\nfilter.only_tables = [\"x\"]\n",
    );
    assert_eq!(
        toml.print_schema.keys().collect::<Vec<_>>(),
        ["a", "b", "default"]
    );
    assert!(toml.print_schema["a"].filter.leaves_out("y"));
    assert!(!toml.print_schema["a"].filter.leaves_out("axe"));
    assert_eq!(toml.print_schema[DEFAULT], PrintSchema::default());
}

#[test]
fn what_diesel_does_not_know_is_an_error_with_the_nearest_name() {
    let shown = rendered("[print_schema]\ncolum_sorting = \"name\"\n");
    assert!(
        shown.contains("[D0312] unknown key `print_schema.colum_sorting`"),
        "{shown}"
    );
    assert!(shown.contains("diesel.toml:2:1"), "{shown}");
    assert!(shown.contains("did you mean `column_sorting`?"), "{shown}");
    let shown = rendered("[print_schema.a]\nfilter = { only_table = [] }\n");
    assert!(shown.contains("did you mean `only_tables`?"), "{shown}");
    let shown = rendered("[print_schema]\nwith_docs = \"only-database-comment\"\n");
    assert!(
        shown.contains("did you mean `only-database-comments`?"),
        "{shown}"
    );
}

#[test]
fn wrong_values_are_errors() {
    for (text, expected) in [
        ("[print_schema", "[D0311]"),
        ("print_schema = 1", "expected a table"),
        (
            "[print_schema]\nimport_types = \"x\"",
            "expected an array of strings",
        ),
        (
            "[print_schema]\nimport_types = [1]",
            "holds an integer, expected strings",
        ),
        (
            "[print_schema]\npatch_file = \"no\"",
            "cannot read the patch file `no`",
        ),
        (
            "[print_schema]\nfilter = { only_tables = [\"a(\"] }",
            "unclosed group",
        ),
        (
            "[print_schema]\nfilter = { only_tables = [], except_tables = [] }",
            "takes one of its keys",
        ),
        (
            "[print_schema]\nsqlite_integer_primary_key_is_bigint = 1",
            "expected true or false",
        ),
    ] {
        let shown = rendered(text);
        assert!(shown.contains(expected), "{text}: {shown}");
    }
}
