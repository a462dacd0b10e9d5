//! Events from outside, each handled once.
//!
//! *Invariant:* the claim, what the handler did and their audit rows are committed together or not at
//! all; the stored id is `source:event_id`, and nothing else makes one.

use std::marker::PhantomData;

use diesel::Connection;
use diesel::pg::Pg;
use diesel::result::{Error, QueryResult};

use crate::Audited;
use crate::audit::{Audit, By, NamesItsActor, NoActor};
use crate::statement::{Claim, claim};

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Processed<T> {
    /// It was handled now, with this outcome.
    Done(T),
    /// It had been handled before: the handler did not run.
    Duplicate,
}

/// An event that was delivered, once or again; `R` is the row of the inbox.
#[derive(Clone, Debug)]
#[must_use = "an event is not processed until `process_once` is called"]
pub struct InboundEvent<R: Audited, S = NoActor> {
    row: Result<R::Insert, &'static str>,
    by: S,
    marker: PhantomData<fn() -> R>,
}

impl<R: Audited> InboundEvent<R> {
    /// The event `event_id` of `source`; `row` makes the inbox row of the id that is stored.
    pub fn new(source: &str, event_id: &str, row: impl FnOnce(String) -> R::Insert) -> Self {
        let row = if source.is_empty() || event_id.is_empty() {
            Err("an inbound event needs a source and an id: without them two events would be one")
        } else if source.contains(':') {
            Err("the source of an inbound event holds no `:`: it ends where the event's id begins")
        } else {
            Ok(row(format!("{source}:{event_id}")))
        };
        Self {
            row,
            by: NoActor,
            marker: PhantomData,
        }
    }

    /// Names who processes it.
    pub fn by(self, audit: &Audit<R::Actor>) -> InboundEvent<R, By> {
        InboundEvent {
            row: self.row,
            by: audit.named(),
            marker: PhantomData,
        }
    }
}

// The bound stands on each method: so a missing `.by` is told in words, not as a method that is not there.
impl<R: Audited, S> InboundEvent<R, S> {
    pub(crate) fn claim(self) -> QueryResult<Claim<R>>
    where
        S: NamesItsActor,
    {
        let row = self
            .row
            .map_err(|refused| Error::QueryBuilderError(refused.into()))?;
        Ok(claim::<R>(row, self.by.named().clone()))
    }

    /// Claims the event and runs `handle`, in one transaction or in a savepoint of the open one.
    ///
    /// Somebody else's claim of the same event is waited for. An error of `handle` releases the claim,
    /// so that the next delivery is handled.
    pub fn process_once<C, T, E>(
        self,
        conn: &mut C,
        handle: impl FnOnce(&mut C) -> Result<T, E>,
    ) -> Result<Processed<T>, E>
    where
        S: NamesItsActor,
        C: Connection<Backend = Pg>,
        E: From<Error>,
    {
        let claim = self.claim()?;
        conn.transaction(|conn| {
            if conn.execute_returning_count(&claim)? == 0 {
                return Ok(Processed::Duplicate);
            }
            handle(conn).map(Processed::Done)
        })
    }
}
