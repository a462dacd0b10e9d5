//! Who writes, and why.
//!
//! *Invariant:* there is no way to make an [`Audit`] without an actor: no `Default`, no setter that
//! takes one away.

use serde_json::{Map, Value, json};

/// Somebody who writes: implemented by the `Actor` enum that is generated from the CHECK on the
/// audit log's `actor_type`.
pub trait Actor {
    /// The kind of actor, as `actor_type` stores it: `"user"`.
    fn kind(&self) -> &'static str;

    /// The actor within its kind, as `actor_id` stores it.
    fn id(&self) -> String;
}

/// Who writes, and optionally for which request, why and on whose behalf.
///
/// ```
/// use driftless::{Actor, Audit};
///
/// enum Who { Agent(&'static str), User(i32) }
/// impl Actor for Who {
///     fn kind(&self) -> &'static str {
///         match self { Who::Agent(_) => "agent", Who::User(_) => "user" }
///     }
///     fn id(&self) -> String {
///         match self { Who::Agent(name) => (*name).to_owned(), Who::User(id) => id.to_string() }
///     }
/// }
///
/// let audit = Audit::by(Who::Agent("review-1"))
///     .on_behalf_of(Who::User(7))
///     .request("req-7f3a")
///     .reason("photos checked");
/// assert_eq!(audit.actor().id(), "review-1");
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Audit<A> {
    actor: A,
    request: Option<String>,
    reason: Option<String>,
    on_behalf_of: Option<A>,
}

impl<A: Actor> Audit<A> {
    /// Starts from the one thing every write must name.
    pub fn by(actor: A) -> Self {
        Self {
            actor,
            request: None,
            reason: None,
            on_behalf_of: None,
        }
    }

    /// The request that led to the write, so that the trail can be joined with the logs.
    pub fn request(mut self, id: impl Into<String>) -> Self {
        self.request = Some(id.into());
        self
    }

    /// Why it is written.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// For whom the actor acts.
    pub fn on_behalf_of(mut self, actor: A) -> Self {
        self.on_behalf_of = Some(actor);
        self
    }

    /// Who writes.
    pub fn actor(&self) -> &A {
        &self.actor
    }

    pub(crate) fn named(&self) -> By {
        let mut said = Map::new();
        if let Some(request) = &self.request {
            said.insert("request".into(), json!(request));
        }
        if let Some(reason) = &self.reason {
            said.insert("reason".into(), json!(reason));
        }
        if let Some(other) = &self.on_behalf_of {
            said.insert(
                "for".into(),
                json!({"type": other.kind(), "id": other.id()}),
            );
        }
        By {
            kind: self.actor.kind(),
            id: self.actor.id(),
            said: Value::Object(said).to_string(),
        }
    }
}

/// A statement that knows its actor.
#[derive(Clone, Debug)]
pub struct By {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    /// The JSON object that is added to the payload: request, reason and for, where they were said.
    pub(crate) said: String,
}

/// A statement whose actor is still missing.
#[derive(Clone, Copy, Debug)]
pub struct NoActor;

/// What a statement must do before it can run.
#[diagnostic::on_unimplemented(
    message = "this write has no actor: call `.by(&audit)` before running it",
    label = "nobody is named as the one who writes this"
)]
pub trait NamesItsActor: sealed::Sealed {
    #[doc(hidden)]
    fn named(&self) -> &By;
}

impl NamesItsActor for By {
    fn named(&self) -> &By {
        self
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::By {}
}
