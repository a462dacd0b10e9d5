//! Update one row by key.
//!
//! *Invariant:* the update depends on the locked read, so that the before-image is that of the very
//! row version that is replaced; stored images are compared, so that a change that compares equal
//! (1.0 and 1.00) is still a change.

use diesel::dsl::{AsSelect, SqlTypeOf};
use diesel::expression::{Expression, Selectable};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::{Connection, RunQueryDsl};

use super::text::{From, Text};
use super::trail::Trail;
use crate::audit::{Audit, By, NamesItsActor, NoActor};
use crate::{Audited, Values};

/// An update by key, which returns the row as it then stands; `NotFound` when there is none.
///
/// One that changes nothing writes neither the row nor the audit log. `.execute(conn)` returns the
/// number of rows found, changed or not.
#[derive(Clone, Debug)]
#[must_use = "a statement does nothing until it is run"]
pub struct Update<R: Audited, S = NoActor> {
    key: R::Key,
    changes: R::Changes,
    by: S,
    keep: bool,
}

impl<R: Audited> Update<R> {
    /// The update of the row with this key, still without an actor.
    pub fn new(key: R::Key, changes: R::Changes) -> Self {
        Self {
            key,
            changes,
            by: NoActor,
            keep: false,
        }
    }

    /// Names who writes.
    pub fn by(self, audit: &Audit<R::Actor>) -> Update<R, By> {
        let table = R::table();
        Update {
            keep: table.updates.keep(table.columns.len(), &self.changes),
            key: self.key,
            changes: self.changes,
            by: audit.named(),
        }
    }
}

impl<R: Audited, S: NamesItsActor> Update<R, S> {
    /// `WITH _old AS (locked read), _new AS (update), _audit AS (..) SELECT ..`
    fn write<'b>(&'b self, set: &[usize], text: &mut Text<'_, 'b>) -> QueryResult<()> {
        let table = R::table();
        text.sql("WITH _old AS (");
        self.read(text)?;
        // Children may be inserted meanwhile: they take only a key share of this row.
        text.sql(" FOR NO KEY UPDATE), _new AS (");
        self.change(set, text)?;
        text.sql("), _audit AS (");
        let trail = Trail {
            table,
            source: "_new",
            action: "update",
            before: Some((From::Was("w"), set)),
            after: Some((From::Row("w"), set)),
        };
        trail.write(text, self.by.named(), None)?;
        text.sql(") SELECT ");
        text.columns(table, "w");
        text.sql(" FROM _new w UNION ALL SELECT ");
        text.columns(table, "o");
        text.sql(" FROM _old o WHERE NOT EXISTS (SELECT FROM _new)");
        Ok(())
    }

    fn read<'b>(&'b self, text: &mut Text<'_, 'b>) -> QueryResult<()> {
        let table = R::table();
        text.sql("SELECT ");
        text.columns(table, "o");
        text.sql(" FROM ");
        text.name(table.name);
        text.sql(" o WHERE ");
        text.key_is::<R>("o", &self.key)
    }

    fn change<'b>(&'b self, set: &[usize], text: &mut Text<'_, 'b>) -> QueryResult<()> {
        let table = R::table();
        text.sql("UPDATE ");
        text.name(table.name);
        text.sql(" n SET ");
        let mut binds = Vec::with_capacity(set.len());
        for (index, &column) in set.iter().enumerate() {
            text.sql(if index > 0 { ", " } else { "" });
            text.identifier(table.columns[column].name);
            text.sql(" = ");
            binds.push(text.bind_value(&self.changes, column)?);
        }
        text.sql(" FROM _old o WHERE ");
        text.same_key(table, "n", "o");
        text.sql(" AND NOT record_image_eq(ROW(");
        for (index, &column) in set.iter().enumerate() {
            text.sql(if index > 0 { ", " } else { "" });
            text.column(table, From::Row("o"), column);
        }
        text.sql("), ROW(");
        for (index, (&column, &bind)) in set.iter().zip(&binds).enumerate() {
            text.sql(if index > 0 { ", " } else { "" });
            text.again(bind);
            text.sql("::");
            text.sql(table.columns[column].cast);
        }
        text.sql(")) RETURNING ");
        text.columns_and_was(table, set);
        Ok(())
    }
}

impl<R: Audited, S: NamesItsActor> QueryFragment<Pg> for Update<R, S> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if !self.keep {
            out.unsafe_to_cache_prepared();
        }
        let set: Vec<usize> = (0..R::table().columns.len())
            .filter(|&column| self.changes.is_set(column))
            .collect();
        let text = &mut Text::new(out);
        if set.is_empty() {
            return self.read(text);
        }
        self.write(&set, text)
    }
}

impl<R: Audited, S> QueryId for Update<R, S> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<R, S> Query for Update<R, S>
where
    R: Audited + Selectable<Pg>,
    R::SelectExpression: QueryId + Expression,
    S: NamesItsActor,
{
    type SqlType = SqlTypeOf<AsSelect<R, Pg>>;
}

impl<R: Audited, S, C: Connection> RunQueryDsl<C> for Update<R, S> {}
