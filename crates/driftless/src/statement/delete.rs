//! Delete one row that no other table's rows go with.

use diesel::dsl::{AsSelect, SqlTypeOf};
use diesel::expression::{Expression, Selectable};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::{Connection, RunQueryDsl};

use super::text::{From, Text};
use super::trail::Trail;
use crate::Audited;
use crate::audit::{Audit, By, NamesItsActor, NoActor};

/// A delete by key, which returns the row as it was; `NotFound` when there is none.
///
/// `.execute(conn)` returns the number of rows deleted, without their audit rows.
#[derive(Clone, Debug)]
#[must_use = "a statement does nothing until it is run"]
pub struct Delete<R: Audited, S = NoActor> {
    key: R::Key,
    by: S,
}

impl<R: Audited> Delete<R> {
    /// The delete of the row with this key, still without an actor.
    pub fn new(key: R::Key) -> Self {
        Self { key, by: NoActor }
    }

    /// Names who writes.
    pub fn by(self, audit: &Audit<R::Actor>) -> Delete<R, By> {
        Delete {
            key: self.key,
            by: audit.named(),
        }
    }
}

impl<R: Audited, S: NamesItsActor> QueryFragment<Pg> for Delete<R, S> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let table = R::table();
        let all: Vec<usize> = (0..table.columns.len()).collect();
        let text = &mut Text::new(out);
        text.sql("WITH _old AS (DELETE FROM ");
        text.name(table.name);
        text.sql(" o WHERE ");
        text.key_is::<R>("o", &self.key)?;
        text.sql(" RETURNING ");
        text.columns(table, "o");
        text.sql("), _audit AS (");
        let trail = Trail {
            table,
            source: "_old",
            action: "delete",
            before: Some((From::Row("w"), &all)),
            after: None,
        };
        trail.write(text, self.by.named(), None)?;
        text.sql(") SELECT ");
        text.columns(table, "w");
        text.sql(" FROM _old w");
        Ok(())
    }
}

/// The text depends on the table alone.
impl<R: Audited, S: 'static> QueryId for Delete<R, S> {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<R, S> Query for Delete<R, S>
where
    R: Audited + Selectable<Pg>,
    R::SelectExpression: QueryId + Expression,
    S: NamesItsActor,
{
    type SqlType = SqlTypeOf<AsSelect<R, Pg>>;
}

impl<R: Audited, S, C: Connection> RunQueryDsl<C> for Delete<R, S> {}
