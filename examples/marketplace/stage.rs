//! The database the tour plays in: a throw-away one, or an empty one that somebody named.

use crate::screen::Screen;
use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};
use driftless::migrate::{self, Migrations};
use driftless_postgres::{Database, DatabaseUrl, Server};
use std::error::Error;

const MIGRATIONS: Migrations = driftless::embed_migrations!("migrations").with_dev_only();

pub(crate) enum Stage {
    ThrowAway(Server, Database),
    Named(DatabaseUrl),
}

/// Why there is no stage.
pub(crate) enum Missing {
    /// This machine has no `PostgreSQL` server, and here is how to get one.
    Server(driftless_postgres::Error),
    Other(Box<dyn Error>),
}

impl<E: Error + 'static> From<E> for Missing {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

impl Stage {
    pub(crate) fn choose(named: Option<&str>) -> Result<Self, Missing> {
        if let Some(url) = named {
            return Ok(Self::Named(DatabaseUrl::parse(url)?));
        }
        match Server::private() {
            Ok(server) => {
                let database = server.database()?;
                Ok(Self::ThrowAway(server, database))
            }
            Err(error) if error.is_about_this_machine() => Err(Missing::Server(error)),
            Err(error) => Err(error.into()),
        }
    }

    /// Connects, makes sure that nobody lives here, and applies the migrations with the dev seed.
    pub(crate) fn prepare(&self, screen: &Screen) -> Result<PgConnection, Box<dyn Error>> {
        let mut conn = match self {
            Self::ThrowAway(_, database) => {
                screen.chapter("A throw-away Postgres, migrated and seeded");
                database.connect()?
            }
            Self::Named(url) => {
                screen.chapter("The database you named, migrated and seeded");
                url.connect()?
            }
        };
        refuse_inhabited(&mut conn)?;
        for step in migrate::up(&mut conn, &MIGRATIONS, |_| {})? {
            let seed = if step.dev_only { "dev only" } else { "" };
            screen.say(&format!(
                "{:32}  {:>4} ms  {seed}",
                step.path,
                step.took.as_millis()
            ));
        }
        Ok(conn)
    }

    /// Says how to get in, if the database stays.
    pub(crate) fn leave(self, screen: &Screen, keep: bool) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Named(url) => screen.say(&format!("\nThe database stays as it is: {url}")),
            Self::ThrowAway(server, database) if keep => {
                screen.say(&format!(
                    "\nThe server runs on.\n  {}\n  {}",
                    database.url(),
                    database.psql()
                ));
                database.leave();
                if let Some(kept) = server.keep()? {
                    screen.say(&format!("To stop it: {}", kept.stop));
                }
            }
            Self::ThrowAway(..) => {}
        }
        Ok(())
    }
}

#[derive(QueryableByName)]
struct Inhabitants {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The tour writes, so it wants a database of its own.
fn refuse_inhabited(conn: &mut PgConnection) -> Result<(), Box<dyn Error>> {
    let query = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
    match sql_query(query).get_result::<Inhabitants>(conn)?.count {
        0 => Ok(()),
        _ => Err(
            "there are tables in this database already, so it is left as it is: name an empty one"
                .into(),
        ),
    }
}
