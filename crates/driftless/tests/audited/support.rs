//! A database with `tables.sql`, and what a test asks of the audit log.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use driftless::types::Json;
use driftless_postgres::Database;

/// Who writes in these tests.
#[derive(Clone, Debug)]
pub enum Actor {
    Human(i32),
    Bot(&'static str),
}

impl driftless::Actor for Actor {
    fn kind(&self) -> &'static str {
        match self {
            Self::Human(_) => "human",
            Self::Bot(_) => "bot",
        }
    }

    fn id(&self) -> String {
        match self {
            Self::Human(id) => id.to_string(),
            Self::Bot(name) => (*name).to_owned(),
        }
    }
}

pub type Audit = driftless::Audit<Actor>;

pub fn audit() -> Audit {
    Audit::by(Actor::Human(7))
}

pub fn database() -> Option<Database> {
    driftless_postgres::testing::clone_of("driftless-audited", |url| {
        let mut conn = PgConnection::establish(url).map_err(|error| error.to_string())?;
        conn.batch_execute(include_str!("tables.sql"))
            .map_err(|error| error.to_string())
    })
}

/// What the audit log says, in order: actor, action, entity, entity id and payload.
#[derive(Debug, QueryableByName)]
pub struct Logged {
    #[diesel(sql_type = Text)]
    pub actor: String,
    #[diesel(sql_type = Text)]
    pub action: String,
    #[diesel(sql_type = Text)]
    pub entity: String,
    #[diesel(sql_type = Text)]
    pub entity_id: String,
    #[diesel(sql_type = diesel::sql_types::Jsonb)]
    pub payload: Json,
}

pub fn logged(conn: &mut PgConnection) -> Vec<Logged> {
    diesel::sql_query(
        "SELECT actor_type || ' ' || actor_id AS actor, action, entity, entity_id, payload \
         FROM audit_log ORDER BY created_at",
    )
    .load(conn)
    .unwrap()
}

pub fn count(conn: &mut PgConnection, query: &str) -> i64 {
    diesel::select(diesel::dsl::sql::<BigInt>(&format!("({query})")))
        .get_result(conn)
        .unwrap()
}

/// A table as generated code would tell it: row, insert, change set and what the statements ask.
macro_rules! entity {
    (
        $row:ident, $insert:ident, $changes:ident, $table:expr, $schema:path,
        key ($($key:ident: $key_type:ty = $key_sql:ty),+),
        { $($column:ident: $type:ty = $sql:ty),+ $(,)? }
    ) => {
        #[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
        #[diesel(table_name = $schema)]
        pub struct $row { $(pub $column: $type),+ }

        #[derive(Clone, Debug, Default)]
        pub struct $insert { $(pub $column: Option<$type>),+ }

        #[derive(Clone, Debug, Default)]
        pub struct $changes { $(pub $column: Option<$type>),+ }

        entity!(@values $insert, $($column: $sql),+);
        entity!(@values $changes, $($column: $sql),+);

        impl driftless::Audited for $row {
            type Key = ($($key_type,)+);
            type Insert = $insert;
            type Changes = $changes;
            type Actor = crate::support::Actor;

            fn table() -> &'static driftless::Table {
                $table
            }

            fn bind_key<'b>(
                ($($key,)+): &'b Self::Key,
                index: usize,
                out: &mut diesel::query_builder::AstPass<'_, 'b, diesel::pg::Pg>,
            ) -> QueryResult<()> {
                let mut at = 0;
                $(
                    if index == at {
                        return out.push_bind_param::<$key_sql, $key_type>($key);
                    }
                    at += 1;
                )+
                unreachable!("{at} columns in the key")
            }
        }
    };
    (@values $values:ident, $($column:ident: $sql:ty),+) => {
        impl driftless::Values for $values {
            fn is_set(&self, column: usize) -> bool {
                [$(self.$column.is_some()),+][column]
            }

            fn bind<'b>(
                &'b self,
                column: usize,
                out: &mut diesel::query_builder::AstPass<'_, 'b, diesel::pg::Pg>,
            ) -> QueryResult<()> {
                let mut at = 0;
                $(
                    if column == at {
                        return match &self.$column {
                            Some(value) => out.push_bind_param::<$sql, _>(value),
                            None => unreachable!("a column that is not set is not bound"),
                        };
                    }
                    at += 1;
                )+
                unreachable!("{at} columns")
            }
        }
    };
}
