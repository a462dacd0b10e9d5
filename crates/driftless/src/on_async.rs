//! The two things that are more than one query, on diesel-async's connections.
//!
//! Everything else is a plain Diesel query and runs there as it is. *Invariant:* the statements, and the
//! transaction around them, are those of the blocking side.

use diesel::pg::Pg;
use diesel::result::{Error, QueryResult};
use diesel_async::methods::LoadQuery;
use diesel_async::{AsyncConnection, RunQueryDsl, TransactionManager};

use crate::audit::NamesItsActor;
use crate::statement::{Lock, Statement};
use crate::{Audited, CascadingDelete, InboundEvent, Processed};

// The bound stands on each method: so a missing `.by` is told in words, not as a method that is not there.
impl<R: Audited, S> CascadingDelete<R, S> {
    /// Deletes, and returns the row as it was; `NotFound` when there is none.
    pub async fn get_result_async<C>(self, conn: &mut C) -> QueryResult<R>
    where
        S: NamesItsActor,
        C: AsyncConnection<Backend = Pg>,
        R: Send,
        R::Key: Sync,
        Statement<R>: for<'q> LoadQuery<'q, C, R>,
    {
        let statement = self.statement()?;
        C::TransactionManager::begin_transaction(conn).await?;
        let outcome = delete(statement, conn).await;
        finish(conn, outcome).await
    }

    /// Deletes, and returns how many rows had the key: 1 or 0.
    pub async fn execute_async<C>(self, conn: &mut C) -> QueryResult<usize>
    where
        S: NamesItsActor,
        C: AsyncConnection<Backend = Pg>,
        R: Send,
        R::Key: Sync,
        Statement<R>: for<'q> LoadQuery<'q, C, R>,
    {
        match self.get_result_async(conn).await {
            Ok(_) => Ok(1),
            Err(Error::NotFound) => Ok(0),
            Err(error) => Err(error),
        }
    }
}

async fn delete<R, C>(statement: Statement<R>, conn: &mut C) -> QueryResult<R>
where
    C: AsyncConnection<Backend = Pg>,
    R: Audited + Send,
    R::Key: Sync,
    Statement<R>: for<'q> LoadQuery<'q, C, R>,
{
    for level in statement.plan.locks() {
        let of = &statement;
        let found = conn.execute_returning_count(Lock { level, of }).await?;
        if level == 0 && found == 0 {
            return Err(Error::NotFound);
        }
    }
    statement.get_result(conn).await
}

// The bound stands on each method: so a missing `.by` is told in words, not as a method that is not there.
impl<R: Audited, S> InboundEvent<R, S> {
    /// Claims the event and runs `handle`, in one transaction or in a savepoint of the open one, as
    /// [`process_once`](Self::process_once) does.
    pub async fn process_once_async<C, T, E>(
        self,
        conn: &mut C,
        handle: impl AsyncFnOnce(&mut C) -> Result<T, E>,
    ) -> Result<Processed<T>, E>
    where
        S: NamesItsActor,
        C: AsyncConnection<Backend = Pg>,
        E: From<Error>,
    {
        let claim = self.claim()?;
        C::TransactionManager::begin_transaction(conn).await?;
        let outcome = match conn.execute_returning_count(claim).await {
            Ok(0) => Ok(Processed::Duplicate),
            Ok(_) => handle(conn).await.map(Processed::Done),
            Err(error) => Err(error.into()),
        };
        finish(conn, outcome).await
    }
}

/// Commits what went well and takes back what did not.
async fn finish<C, T, E>(conn: &mut C, outcome: Result<T, E>) -> Result<T, E>
where
    C: AsyncConnection<Backend = Pg>,
    E: From<Error>,
{
    match outcome {
        Ok(value) => {
            C::TransactionManager::commit_transaction(conn).await?;
            Ok(value)
        }
        Err(error) => match C::TransactionManager::rollback_transaction(conn).await {
            // The first error is why the connection is broken.
            Ok(()) | Err(Error::BrokenTransactionManager) => Err(error),
            Err(rollback) => Err(rollback.into()),
        },
    }
}
