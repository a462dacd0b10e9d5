//! The audit row, written by the statement that makes the change.
//!
//! *Invariant:* one row for each row of the source, with the time at which it was written: `now()`
//! would be the start of the transaction and put rows that waited for each other in the wrong order.

use diesel::result::QueryResult;

use super::text::{From, Text};
use crate::audit::By;
use crate::table::Table;

/// What is written down of one kind of change.
pub(super) struct Trail<'t> {
    pub(super) table: &'t Table,
    /// The CTE whose rows were changed.
    pub(super) source: &'t str,
    pub(super) action: &'static str,
    pub(super) before: Option<(From<'t>, &'t [usize])>,
    pub(super) after: Option<(From<'t>, &'t [usize])>,
}

/// The numbers of the binds that say who writes, once they are bound.
#[derive(Clone, Copy)]
pub(super) struct ActorBinds {
    kind: usize,
    id: usize,
    said: usize,
}

impl Trail<'_> {
    /// `INSERT INTO audit_log .. FROM source`; the source's alias is `w`.
    pub(super) fn write<'b>(
        &self,
        text: &mut Text<'_, 'b>,
        by: &'b By,
        bound: Option<ActorBinds>,
    ) -> QueryResult<ActorBinds> {
        text.sql("INSERT INTO ");
        text.name(self.table.log);
        text.sql(" (actor_type, actor_id, action, entity, entity_id, payload, created_at) SELECT ");
        let kind = match bound {
            Some(bound) => again(text, bound.kind),
            None => text.bind_static(&by.kind)?,
        };
        text.sql(", ");
        let id = match bound {
            Some(bound) => again(text, bound.id),
            None => text.bind_text(&by.id)?,
        };
        text.sql(", ");
        text.literal(self.action);
        text.sql(", ");
        text.literal(&self.table.entity());
        text.sql(", ");
        text.entity_id(self.table, From::Row("w"));
        text.sql(", ");
        self.payload(text);
        text.sql(" || ");
        let said = match bound {
            Some(bound) => again(text, bound.said),
            None => text.bind_text(&by.said)?,
        };
        text.sql("::jsonb, clock_timestamp() FROM ");
        text.sql(self.source);
        text.sql(" w");
        Ok(ActorBinds { kind, id, said })
    }

    fn payload(&self, text: &mut Text<'_, '_>) {
        text.sql("jsonb_build_object('v', 1, 'op', ");
        text.literal(self.action);
        text.sql(", 'key', ");
        text.object(self.table, From::Row("w"), self.table.key);
        for (name, image) in [(", 'before', ", self.before), (", 'after', ", self.after)] {
            text.sql(name);
            match image {
                Some((from, columns)) => text.object(self.table, from, columns),
                None => text.sql("NULL"),
            }
        }
        text.sql(")");
    }
}

fn again(text: &mut Text<'_, '_>, bind: usize) -> usize {
    text.again(bind);
    bind
}
