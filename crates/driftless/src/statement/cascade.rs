//! Delete one row with the rows of other tables that go with it.
//!
//! A child committed while the delete waits for its parent is invisible to the statement's snapshot:
//! the foreign key would remove it without an audit row, and a lock in the same statement does not help.
//! So the parent, and each next level that has children itself, is locked first, and the statement that
//! follows sees every child. *Invariant:* when it is done, no foreign key had anything left to do.

use diesel::connection::LoadConnection;
use diesel::dsl::{AsSelect, SqlTypeOf};
use diesel::expression::{Expression, Selectable};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::query_dsl::methods::LoadQuery;
use diesel::result::{Error, QueryResult};
use diesel::{Connection, RunQueryDsl};

use super::plan::Plan;
use super::text::Text;
use crate::Audited;
use crate::audit::{Audit, By, NamesItsActor, NoActor};

/// A delete by key of a row whose children are deleted or changed with it, each with its own audit row.
///
/// It is two or more statements in one transaction, or in a savepoint of the transaction that is open,
/// and therefore no Diesel query: it has its own `get_result` and `execute`.
#[derive(Clone, Debug)]
#[must_use = "a statement does nothing until it is run"]
pub struct CascadingDelete<R: Audited, S = NoActor> {
    key: R::Key,
    by: S,
}

impl<R: Audited> CascadingDelete<R> {
    /// The delete of the row with this key, still without an actor.
    pub fn new(key: R::Key) -> Self {
        Self { key, by: NoActor }
    }

    /// Names who writes.
    pub fn by(self, audit: &Audit<R::Actor>) -> CascadingDelete<R, By> {
        CascadingDelete {
            key: self.key,
            by: audit.named(),
        }
    }
}

// The bound stands on each method: so a missing `.by` is told in words, not as a method that is not there.
impl<R: Audited, S> CascadingDelete<R, S> {
    pub(crate) fn statement(self) -> QueryResult<Statement<R>>
    where
        S: NamesItsActor,
    {
        Ok(Statement {
            plan: Plan::of(R::table())?,
            by: self.by.named().clone(),
            key: self.key,
        })
    }

    /// Deletes, and returns the row as it was; `NotFound` when there is none.
    pub fn get_result<C>(self, conn: &mut C) -> QueryResult<R>
    where
        S: NamesItsActor,
        C: Connection<Backend = Pg> + LoadConnection,
        Statement<R>: for<'q> LoadQuery<'q, C, R>,
    {
        let statement = self.statement()?;
        conn.transaction(|conn| {
            for level in statement.plan.locks() {
                let found = conn.execute_returning_count(&Lock {
                    level,
                    of: &statement,
                })?;
                if level == 0 && found == 0 {
                    return Err(Error::NotFound);
                }
            }
            statement.get_result(conn)
        })
    }

    /// Deletes, and returns how many rows had the key: 1 or 0.
    pub fn execute<C>(self, conn: &mut C) -> QueryResult<usize>
    where
        S: NamesItsActor,
        C: Connection<Backend = Pg> + LoadConnection,
        Statement<R>: for<'q> LoadQuery<'q, C, R>,
    {
        match self.get_result(conn) {
            Ok(_) => Ok(1),
            Err(Error::NotFound) => Ok(0),
            Err(error) => Err(error),
        }
    }
}

/// `SELECT .. FOR UPDATE` of one level.
pub(crate) struct Lock<'q, R: Audited> {
    pub(crate) level: usize,
    pub(crate) of: &'q Statement<R>,
}

impl<R: Audited> QueryFragment<Pg> for Lock<'_, R> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let Statement { plan, key, .. } = self.of;
        plan.lock::<R>(self.level, key, &mut Text::new(out))
    }
}

impl<R: Audited> QueryId for Lock<'_, R> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

/// The audited statement that follows the locks.
#[doc(hidden)]
#[derive(Debug)]
pub struct Statement<R: Audited> {
    pub(crate) plan: Plan,
    key: R::Key,
    by: By,
}

impl<R: Audited> QueryFragment<Pg> for Statement<R> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.plan
            .delete::<R>(&self.key, &self.by, &mut Text::new(out))
    }
}

impl<R: Audited> QueryId for Statement<R> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<R> Query for Statement<R>
where
    R: Audited + Selectable<Pg>,
    R::SelectExpression: QueryId + Expression,
{
    type SqlType = SqlTypeOf<AsSelect<R, Pg>>;
}

impl<R: Audited, C: Connection> RunQueryDsl<C> for Statement<R> {}
