//! One row of the audit log.

use std::fmt;

use diesel::deserialize::{self, Queryable};
use diesel::expression::{Expression, Selectable, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::query_builder::QueryId;
use diesel::sql_types::{Jsonb, Nullable, Text, Timestamptz};

use super::Diff;
use crate::types::{DateTime, Json, Utc};

/// Somebody, as the audit log names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// What kind of actor: `user`.
    pub kind: String,
    /// Which one of that kind.
    pub id: String,
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)
    }
}

/// A change of one row, as the audit log has it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// When the row was written, under its lock: the order of changes is the order of these.
    pub at: DateTime<Utc>,
    /// Who changed it.
    pub actor: Who,
    /// For whom, where that was said.
    pub on_behalf_of: Option<Who>,
    /// `insert`, `update` or `delete`.
    pub action: String,
    /// The table.
    pub entity: String,
    /// The key's text; a JSON array when it has several columns.
    pub entity_id: Option<String>,
    /// What was there: of an update the columns that were to change, of a delete all of them.
    pub before: Option<Json>,
    /// What is there since: of an update the columns that were to change, of an insert all of them.
    pub after: Option<Json>,
    /// The request that led to it, where that was said.
    pub request: Option<String>,
    /// Why, where that was said.
    pub reason: Option<String>,
}

impl Change {
    /// What changed, from what to what: `status draft → published`.
    pub fn diff(&self) -> Diff {
        Diff::between(self.before.as_ref(), self.after.as_ref())
    }
}

type Row = (
    DateTime<Utc>,
    String,
    String,
    String,
    String,
    Option<String>,
    Option<Json>,
);

/// The columns a change is read from. It is a type only: the text is written by the query.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, QueryId)]
pub struct Columns;

impl Expression for Columns {
    type SqlType = (
        Timestamptz,
        Text,
        Text,
        Text,
        Text,
        Nullable<Text>,
        Nullable<Jsonb>,
    );
}

impl<G> ValidGrouping<G> for Columns {
    type IsAggregate = is_aggregate::Never;
}

impl Selectable<Pg> for Change {
    type SelectExpression = Columns;

    fn construct_selection() -> Columns {
        Columns
    }
}

impl Queryable<<Columns as Expression>::SqlType, Pg> for Change {
    type Row = Row;

    fn build((at, kind, id, action, entity, entity_id, payload): Row) -> deserialize::Result<Self> {
        let mut payload = payload.unwrap_or(Json::Null);
        let mut take = |name: &str| match payload.get_mut(name).map(Json::take) {
            None | Some(Json::Null) => None,
            found => found,
        };
        Ok(Self {
            at,
            actor: Who { kind, id },
            on_behalf_of: take("for").as_ref().and_then(who),
            action,
            entity,
            entity_id,
            before: take("before"),
            after: take("after"),
            request: take("request").as_ref().and_then(text),
            reason: take("reason").as_ref().and_then(text),
        })
    }
}

fn who(value: &Json) -> Option<Who> {
    Some(Who {
        kind: text(value.get("type")?)?,
        id: text(value.get("id")?)?,
    })
}

fn text(value: &Json) -> Option<String> {
    value.as_str().map(str::to_owned)
}
