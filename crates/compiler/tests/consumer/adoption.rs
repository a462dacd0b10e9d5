//! Three projects of different layouts, none with an audit log, go step by step to audited writes; each step builds.

use crate::scratch::{LIBRARY, Scratch, USERS};

/// What the project has before: Diesel's file, of an older schema.
const DIESELS: &str = "// @generated automatically by Diesel CLI.\n\n";

const NOTES: &str =
    "CREATE TABLE notes (\n  id bigserial PRIMARY KEY,\n  user_id uuid REFERENCES users\n);\n";

/// As `driftless check` notes it.
const AUDIT_LOG: &str = include_str!("../../src/model/audit_log.sql");

const SCHEMA_ONLY: &str = r"//! The schema.
pub mod schema;
driftless::check!();

/// Reads with what the project has always had.
pub fn read() -> String {
    use diesel::prelude::*;
    let query = schema::users::table.inner_join(schema::notes::table).select(schema::users::name);
    diesel::debug_query::<diesel::pg::Pg, _>(&query).to_string()
}
";

const PLAIN: &str = r#"
/// Writes with Diesel itself.
pub fn write(id: UserId) -> String {
    use diesel::prelude::*;
    let new = NewUser { name: "Ada".into() };
    let insert = diesel::insert_into(users::table).values(new);
    let update = diesel::update(users::table.find(id)).set(UserChanges::default().name("Eva"));
    let note = diesel::insert_into(notes::table).values(NewNote {}.user_id(id));
    let shown = diesel::debug_query::<diesel::pg::Pg, _>(&insert).to_string();
    shown
        + &diesel::debug_query::<diesel::pg::Pg, _>(&update).to_string()
        + &diesel::debug_query::<diesel::pg::Pg, _>(&note).to_string()
}
"#;

const AUDITED: &str = r#"
/// The same values, with a trail; notes stay as they were.
pub fn write(audit: &Audit, id: UserId) -> String {
    let _ = users::insert(NewUser { name: "Ada".into() }).by(audit);
    let _ = users::update(id, UserChanges::default().name("Eva")).by(audit);
    let note = diesel::insert_into(notes::table).values(NewNote {}.user_id(id));
    diesel::debug_query::<diesel::pg::Pg, _>(&note).to_string()
}
"#;

/// A layout: its migrations' files by name, and what driftless.toml must say of schema.rs.
struct Project {
    name: &'static str,
    file: fn(usize, &str) -> String,
    schema: &'static str,
    diesel_toml: Option<&'static str>,
}

impl Project {
    fn settings(&self, only: bool, rest: &str) -> String {
        let only = if only { "only = true\n" } else { "" };
        format!("[schema]\n{}{only}{rest}", self.schema)
    }

    fn goes_all_the_way(&self) -> Scratch {
        let scratch = Scratch::new(self.name);
        scratch.remove("migrations/001_users.sql");
        for (number, (name, sql)) in [("users", USERS), ("notes", NOTES)].into_iter().enumerate() {
            scratch.write(&(self.file)(number + 1, name), sql);
        }

        if let Some(text) = self.diesel_toml {
            scratch.write("diesel.toml", text);
        }

        // Diesel's file alone, in the place of Diesel's own.
        scratch.write("src/schema.rs", DIESELS);
        scratch.write("src/lib.rs", SCHEMA_ONLY);
        scratch.write("driftless.toml", &self.settings(true, ""));
        scratch.build().passes();
        let schema = scratch.read("src/schema.rs");
        assert!(
            schema.starts_with(DIESELS) && schema.contains("notes (id)"),
            "{schema}"
        );
        assert!(!scratch.path("generated").exists());
        scratch.build().ran_nothing();

        // Rows, and Diesel's own inserts and changes.
        scratch.write("src/lib.rs", &format!("{LIBRARY}{PLAIN}"));
        scratch.write("driftless.toml", &self.settings(false, ""));
        scratch.build().passes();
        assert_eq!(scratch.read("src/schema.rs"), schema);
        assert!(!scratch.read("generated/mod.rs").contains("Audit"));

        // A trail for one of the two.
        scratch.write(&(self.file)(3, "audit_log"), AUDIT_LOG);
        scratch.write("src/lib.rs", &format!("{LIBRARY}{AUDITED}"));
        let audit = "[audit]\ntable = \"audit_log\"\nonly = [\"users\"]\n";
        scratch.write("driftless.toml", &self.settings(false, audit));
        scratch.build().passes();
        scratch.build().ran_nothing();
        scratch
    }
}

#[test]
fn a_project_with_diesels_folders_adopts_step_by_step() {
    let project = Project {
        name: "adopts_diesel",
        file: |number, name| format!("migrations/2024-01-0{number}-000000_{name}/up.sql"),
        schema: "",
        diesel_toml: Some("[print_schema]\nfile = \"src/schema.rs\"\n"),
    };
    let scratch = project.goes_all_the_way();
    scratch.build_in_ci().passes();
    scratch.replace("src/schema.rs", "notes (id)", "notes (user_id)");
    scratch
        .build_in_ci()
        .fails_with(&["[D0501] src/schema.rs does not match migrations/"]);
}

#[test]
fn a_flat_project_adopts_step_by_step() {
    let project = Project {
        name: "adopts_flat",
        file: |number, name| format!("migrations/{number:03}_{name}.sql"),
        schema: "file = \"src/schema.rs\"\n",
        diesel_toml: None,
    };
    project.goes_all_the_way();
}

#[test]
fn a_project_of_sqlx_adopts_step_by_step() {
    let project = Project {
        name: "adopts_sqlx",
        file: |number, name| format!("migrations/2024010{number}000000_{name}.up.sql"),
        schema: "file = \"src/schema.rs\"\n",
        diesel_toml: None,
    };
    project.goes_all_the_way();
}
