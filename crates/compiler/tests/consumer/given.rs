//! A type that driftless.toml gives a column: one that cannot carry it is told by the column and the key.

use crate::scratch::{LIBRARY, Scratch};

const NAME: &str = r#"
/// A name.
#[derive(Clone, Debug, PartialEq, driftless::serde::Serialize, driftless::serde::Deserialize)]
#[serde(crate = "driftless::serde")]
pub struct Name(pub String);
"#;

const TRAITS: &str = r"
use diesel::{deserialize, expression::AsExpression, pg::Pg, serialize, sql_types::Text};

impl deserialize::FromSql<Text, Pg> for Name {
    fn from_sql(value: diesel::pg::PgValue<'_>) -> deserialize::Result<Self> {
        <String as deserialize::FromSql<Text, Pg>>::from_sql(value).map(Self)
    }
}

impl serialize::ToSql<Text, Pg> for Name {
    fn to_sql<'b>(&'b self, out: &mut serialize::Output<'b, '_, Pg>) -> serialize::Result {
        <str as serialize::ToSql<Text, Pg>>::to_sql(&self.0, out)
    }
}
";

#[test]
fn a_type_without_diesels_traits_is_told_by_column_and_key() {
    let scratch = Scratch::new("given");
    scratch.write(
        "driftless.toml",
        "[types]\n\"users.name\" = \"crate::Name\"\n",
    );
    scratch.write("src/lib.rs", &format!("{LIBRARY}{NAME}"));
    let ran = scratch.build();
    ran.fails_with(&["given by `[types]` `users.name` in driftless.toml"]);
    let first = ran.text.lines().find(|line| line.starts_with("error"));
    assert_eq!(
        first,
        Some("error[E0277]: `crate::Name` cannot be the type of the column `users.name`"),
        "{}",
        ran.text
    );

    // The control: with the traits it is the column's type.
    let derives = NAME.replace(
        "#[derive(",
        "#[derive(AsExpression, deserialize::FromSqlRow, ",
    );
    let derives = derives.replace("pub struct", "#[diesel(sql_type = Text)]\npub struct");
    scratch.write("src/lib.rs", &format!("{LIBRARY}{derives}{TRAITS}"));
    scratch.build().passes();

    // A jsonb column takes whatever Serde takes.
    scratch.replace("migrations/001_users.sql", "name text", "name jsonb");
    scratch.write("src/lib.rs", &format!("{LIBRARY}{NAME}"));
    scratch.build().passes();
}
