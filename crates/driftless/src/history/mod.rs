//! Reading the audit log: who changed a row, when, and from what to what.
//!
//! *Invariant:* a row of the log that this version did not write is still shown, with what of its
//! payload can be understood.

mod change;
mod diff;

use std::marker::PhantomData;

use diesel::dsl::{AsSelect, SqlTypeOf};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::{Connection, RunQueryDsl};

use crate::Audited;
use crate::statement::{From, Text};
use crate::table::Name;

pub use change::{Change, Who};
pub use diff::{Diff, Difference};

const COLUMNS: &str =
    "SELECT created_at, actor_type, actor_id, action, entity, entity_id, payload FROM ";
const IN_ORDER: &str = " ORDER BY created_at, id";

/// The changes of one row, oldest first: `.load(conn)` gives a `Vec<Change>`.
#[derive(Clone, Debug)]
#[must_use = "a query does nothing until it is run"]
pub struct History<R: Audited> {
    key: R::Key,
    marker: PhantomData<fn() -> R>,
}

impl<R: Audited> History<R> {
    /// The changes of the row with this key.
    pub fn of(key: R::Key) -> Self {
        Self {
            key,
            marker: PhantomData,
        }
    }
}

impl<R: Audited> QueryFragment<Pg> for History<R> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let table = R::table();
        let text = &mut Text::new(out);
        text.sql("WITH _key AS (SELECT ");
        text.key::<R>(&self.key)?;
        text.sql(") ");
        text.sql(COLUMNS);
        text.name(table.log);
        text.sql(" WHERE entity = ");
        text.literal(&table.entity());
        text.sql(" AND entity_id = (SELECT ");
        text.entity_id(table, From::Row("_key"));
        text.sql(" FROM _key)");
        text.sql(IN_ORDER);
        Ok(())
    }
}

impl<R: Audited> QueryId for History<R> {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<R: Audited> Query for History<R> {
    type SqlType = SqlTypeOf<AsSelect<Change, Pg>>;
}

impl<R: Audited, C: Connection> RunQueryDsl<C> for History<R> {}

/// The whole audit log, oldest first: `.load(conn)` gives a `Vec<Change>`.
#[derive(Clone, Debug)]
#[must_use = "a query does nothing until it is run"]
pub struct Trail {
    log: Name,
}

impl Trail {
    /// All of this audit log.
    pub const fn of(log: Name) -> Self {
        Self { log }
    }
}

impl QueryFragment<Pg> for Trail {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let text = &mut Text::new(out);
        text.sql(COLUMNS);
        text.name(self.log);
        text.sql(IN_ORDER);
        Ok(())
    }
}

impl QueryId for Trail {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Trail {
    type SqlType = SqlTypeOf<AsSelect<Change, Pg>>;
}

impl<C: Connection> RunQueryDsl<C> for Trail {}
