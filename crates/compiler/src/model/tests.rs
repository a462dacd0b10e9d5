//! The model's decisions on small catalogs.

use super::{fixture::catalog, *};
use crate::{
    catalog::{Catalog, ForeignKey, ForeignKeyAction},
    config::Config,
};

const AUDIT: &str = "table audit_log\nid uuid pk default\nactor_type text in user|system\nactor_id text\n\
    action text\nentity text\nentity_id text null\npayload jsonb null default\ncreated_at timestamptz default\n";

fn config(text: &str) -> Config {
    Config::parse("driftless.toml", text).unwrap()
}

fn lowered(catalog: &Catalog, config: &Config) -> Model {
    let (model, warnings) = lower(catalog, config).unwrap();
    assert_eq!(warnings, []);
    model
}

fn refused(tables: &str, toml: &str) -> String {
    lower(&catalog(tables), &config(toml)).unwrap_err().render()
}

fn entity<'m>(model: &'m Model, table: &str) -> &'m Entity {
    model
        .entities
        .iter()
        .find(|entity| entity.names.sql == table)
        .unwrap()
}

fn field<'e>(entity: &'e Entity, column: &str) -> &'e Field {
    entity
        .fields
        .iter()
        .find(|field| field.ident.sql == column)
        .unwrap()
}

#[test]
fn foreign_keys_take_the_id_of_the_table_they_refer_to_through_shared_keys() {
    let tables = "table users\nid uuid pk default\ntable profiles\nuser_id uuid pk -> users\n\
                  table photos\nid int8 pk default\nprofile_id uuid null -> profiles\n";
    let model = lowered(&catalog(tables), &Config::default());
    let user = RustType::Id("UserId".into());
    assert_eq!(field(entity(&model, "profiles"), "user_id").ty.rust, user);
    assert_eq!(entity(&model, "profiles").key.id, None);
    assert_eq!(field(entity(&model, "photos"), "profile_id").ty.rust, user);
    assert_eq!(
        field(entity(&model, "photos"), "id").ty.rust,
        RustType::Id("PhotoId".into())
    );
    assert_eq!(entity(&model, "photos").relations[0].parent, "Profile");
}

#[test]
fn required_is_what_nothing_else_gives_a_value() {
    let tables = "table users\nid uuid pk default\nname text\nnote text null\nrank int4 default\n";
    let model = lowered(&catalog(tables), &Config::default());
    let writes: Vec<Write> = model.entities[0]
        .fields
        .iter()
        .map(|field| field.insert)
        .collect();
    assert_eq!(
        writes,
        [
            Write::Optional,
            Write::Required,
            Write::Optional,
            Write::Optional
        ]
    );
    assert!(!model.entities[0].fields[0].changes);
}

#[test]
fn a_delete_that_runs_in_a_circle_is_not_offered() {
    let tables = format!(
        "{AUDIT}table a\nid uuid pk\nb uuid null -> b cascade\ntable b\nid uuid pk\na uuid null -> a cascade\n\
         table tree\nid uuid pk\nparent uuid null -> tree set-null\n"
    );
    let model = lowered(
        &catalog(&tables),
        &config("[audit]\ntable = \"audit_log\"\n"),
    );
    let ends = |table| {
        matches!(
            &entity(&model, table).role,
            Role::Audited { delete: true, .. }
        )
    };
    assert!(!ends("a") && !ends("b") && ends("tree"));
    let Role::Audited { children, .. } = &entity(&model, "tree").role else {
        panic!()
    };
    assert_eq!(children[0].action, ChildAction::SetNull(vec![]));
}

#[test]
fn a_column_that_changes_other_tables_is_not_offered_to_updates() {
    let mut catalog = catalog(&format!(
        "{AUDIT}table a\nid uuid pk\ncode text\ntable b\nid uuid pk\na_code text\n"
    ));
    let tables = &mut catalog.schemas.get_mut("public").unwrap().tables;
    tables.get_mut("b").unwrap().foreign_keys.push(ForeignKey {
        referenced: vec!["code".into()],
        on_update: ForeignKeyAction::Cascade,
        ..fixture::foreign_key("b", "a_code", &[], "a")
    });
    let model = lowered(&catalog, &config("[audit]\ntable = \"audit_log\"\n"));
    assert!(!field(entity(&model, "a"), "code").changes);
    assert!(field(entity(&model, "b"), "a_code").changes);

    let plain = lowered(&catalog, &Config::default());
    assert!(field(entity(&plain, "a"), "code").changes);
}

#[test]
fn two_things_with_one_name_are_both_named() {
    let shown = refused("table user\nid uuid pk\ntable users\nid uuid pk\n", "");
    assert!(shown.contains(
        "[D0403] the row of table `user` and the row of table `users` would both be `User`"
    ));
    let shown = refused("table t\nid uuid pk\nkind text in a-b|a_b\n", "");
    assert!(
        shown.contains("value `a-b` and value `a_b` would both be `AB`"),
        "{shown}"
    );
    assert!(shown.contains("m/1.sql:3"), "{shown}");
    let shown = refused("table t\nid uuid pk\na-b text\na_b text\n", "");
    assert!(
        shown.contains("column `a-b` and column `a_b` would both be `a_b`"),
        "{shown}"
    );
}

#[test]
fn variants_can_be_named() {
    let toml = "[enums]\n\"t.kind\" = { variants = { \"a-b\" = \"Dash\" } }\n";
    let model = lowered(
        &catalog("table t\nid uuid pk\nkind text in a-b|a_b\n"),
        &config(toml),
    );
    let names: Vec<&str> = model.entities[0].enums[0]
        .variants
        .iter()
        .map(|v| v.ident.rust.as_str())
        .collect();
    assert_eq!(names, ["Dash", "AB"]);
}

#[test]
fn what_driftless_toml_names_must_exist() {
    let tables = format!("{AUDIT}table users\nid uuid pk\n");
    let cases = [
        (
            "[names]\nuser = \"Person\"\n",
            "there is no table `user`",
            "did you mean `users`?",
        ),
        (
            "[audit]\ntable = \"audit_logs\"\n",
            "table `audit_logs` does not exist",
            "did you mean `audit_log`?",
        ),
        (
            "[audit]\ntable = \"audit_log\"\nactors = { users = \"users\" }\n",
            "`users` is no kind of actor",
            "did you mean `user`?",
        ),
        (
            "[audit]\ntable = \"audit_log\"\nactors = { user = \"usres\" }\n",
            "table `usres` does not exist",
            "did you mean `users`?",
        ),
        (
            "[enums]\n\"audit_log.actor_typ\" = { unknown = true }\n",
            "there is no column with a CHECK list `audit_log.actor_typ`",
            "did you mean `audit_log.actor_type`?",
        ),
        (
            "[names]\nusers = \"a b\"\n",
            "`a b` cannot be the name of a struct",
            "camel case",
        ),
        (
            "[inbox]\ntable = \"users\"\n",
            "an inbox needs an audit log",
            "`[audit]`",
        ),
    ];
    for (toml, title, help) in cases {
        let shown = refused(&tables, toml);
        assert!(shown.contains(title) && shown.contains(help), "{shown}");
        assert!(shown.contains("driftless.toml:"), "{shown}");
    }
}

#[test]
fn tables_must_fit_their_role() {
    let log = "[audit]\ntable = \"audit_log\"\n";
    let shown = refused(&AUDIT.replace("in user|system", ""), log);
    assert!(
        shown.contains("`audit_log.actor_type` has no list of actors"),
        "{shown}"
    );
    let shown = refused(&AUDIT.replace("payload jsonb", "payload text"), log);
    assert!(
        shown.contains("`audit_log.payload` has type `text`"),
        "{shown}"
    );
    let fading = AUDIT.replace("actor_id text", "actor_id uuid -> users cascade");
    let shown = refused(&format!("{fading}table users\nid uuid pk\n"), log);
    assert!(
        shown.contains("deleting from `users` would change the audit log"),
        "{shown}"
    );
    let shown = refused(&format!("{AUDIT}extra int4\n"), log);
    assert!(
        shown.contains("`audit_log.extra` must be named in every insert"),
        "{shown}"
    );
    let shown = refused(
        &format!("{AUDIT}table e\nid text pk\npayload jsonb\n"),
        &format!("{log}[inbox]\ntable = \"e\"\n"),
    );
    assert!(shown.contains("`e` has no column `source`"), "{shown}");
}

#[test]
fn what_has_no_rust_is_refused() {
    let shown = refused("table t\nid uuid pk\nname regclass\n", "");
    assert!(
        shown.contains("[D0402] column `t.name` has type `regclass`"),
        "{shown}"
    );
    assert!(refused("table t\ngen uuid pk\n", "").contains("[D0404] `gen` cannot be a name"));
    assert!(
        refused("table mod\nid uuid pk\nmod text\n", "")
            .contains("`mod` cannot be a name in Diesel")
    );
    assert!(refused("table options\nid uuid pk\n", "").contains("cannot be called `Option`"));
}

#[test]
fn tables_are_in_or_out() {
    let mut catalog = catalog("table a\nid uuid pk\ntable b\nid uuid pk\na uuid -> a\n");
    let names = |model: &Model| -> Vec<String> {
        let names = model.entities.iter().map(|entity| entity.names.sql.clone());
        names.collect()
    };
    let model = lowered(&catalog, &config("[rows]\nexcept = [\"a\"]\n"));
    assert_eq!(names(&model), ["b"]);
    // There is no `AId` where `a` has no rows, and no `A` to belong to.
    let b = entity(&model, "b");
    assert_eq!(field(b, "a").ty.rust, RustType::Carried("Uuid"));
    assert!(b.relations.is_empty());
    assert_eq!(model.schemas[0].tables.len(), 2, "schema.rs has them all");
    let model = lowered(&catalog, &config("[rows]\nonly = [\"a\"]\n"));
    assert_eq!(names(&model), ["a"]);

    let tables = &mut catalog.schemas.get_mut("public").unwrap().tables;
    tables.get_mut("b").unwrap().primary_key = None;
    let (model, warnings) = lower(&catalog, &Config::default()).unwrap();
    assert_eq!(names(&model), ["a"]);
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].title, "table `b` has no primary key");
    lowered(&catalog, &config("[rows]\nexcept = [\"b\"]\n"));
}

#[test]
fn what_is_not_audited_leaves_no_trail_and_no_audited_table_behind() {
    let tables = format!(
        "{AUDIT}table users\nid uuid pk\ntable sessions\nid uuid pk\nuser_id uuid -> users cascade\n\
         table events\nid uuid pk\nsession_id uuid -> sessions cascade\n"
    );
    let audit = |only: &str| {
        config(&format!(
            "[audit]\ntable = \"audit_log\"\nonly = [{only}]\n"
        ))
    };
    let lower = |only: &str| lower(&catalog(&tables), &audit(only)).unwrap();
    let delete = |model: &Model, table: &str| match &entity(model, table).role {
        Role::Audited {
            delete, children, ..
        } => (*delete, children.len()),
        role => panic!("{role:?}"),
    };

    // The end of the way is audited: the delete cannot follow it there, and the detour is said.
    let (model, warnings) = lower("\"users\", \"events\"");
    assert_eq!(entity(&model, "sessions").role, Role::Plain);
    assert_eq!(delete(&model, "users"), (false, 0));
    assert_eq!(delete(&model, "events"), (true, 0));
    assert_eq!(warnings.len(), 1);
    assert!(
        warnings[0]
            .title
            .contains("deleting from `sessions`, which is not audited, changes `events`"),
        "{warnings:?}"
    );

    // Nothing on the way is: the foreign keys are Postgres' business.
    let (model, warnings) = lower("\"users\"");
    assert_eq!(delete(&model, "users"), (true, 0));
    assert_eq!(warnings, []);

    let (model, warnings) = lower("\"users\", \"sessions\", \"events\"");
    assert_eq!(delete(&model, "users"), (true, 1));
    assert_eq!(warnings, []);
}
