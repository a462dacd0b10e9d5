//! Insert one row.

use std::marker::PhantomData;

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

/// An insert of one row, which returns the row as it was stored.
///
/// `.execute(conn)` returns the number of rows inserted, without their audit rows.
#[derive(Clone, Debug)]
#[must_use = "a statement does nothing until it is run"]
pub struct Insert<R: Audited, S = NoActor> {
    row: R::Insert,
    by: S,
    keep: bool,
    marker: PhantomData<fn() -> R>,
}

impl<R: Audited> Insert<R> {
    /// The insert of `row`, still without an actor.
    pub fn new(row: R::Insert) -> Self {
        Self {
            row,
            by: NoActor,
            keep: false,
            marker: PhantomData,
        }
    }

    /// Names who writes.
    pub fn by(self, audit: &Audit<R::Actor>) -> Insert<R, By> {
        let table = R::table();
        Insert {
            keep: table.inserts.keep(table.columns.len(), &self.row),
            row: self.row,
            by: audit.named(),
            marker: PhantomData,
        }
    }
}

fn write<'b, R: Audited>(
    row: &'b R::Insert,
    by: &'b By,
    or_nothing: bool,
    text: &mut Text<'_, 'b>,
) -> QueryResult<()> {
    let table = R::table();
    let all: Vec<usize> = (0..table.columns.len()).collect();
    let set: Vec<usize> = all.iter().copied().filter(|&c| row.is_set(c)).collect();
    text.sql("WITH _new AS (INSERT INTO ");
    text.name(table.name);
    text.sql(" AS n ");
    if set.is_empty() {
        text.sql("DEFAULT VALUES");
    } else {
        for (index, &column) in set.iter().enumerate() {
            text.sql(if index > 0 { ", " } else { "(" });
            text.identifier(table.columns[column].name);
        }
        for (index, &column) in set.iter().enumerate() {
            text.sql(if index > 0 { ", " } else { ") VALUES (" });
            text.bind_value(row, column)?;
        }
        text.sql(")");
    }
    if or_nothing {
        text.sql(" ON CONFLICT DO NOTHING");
    }
    text.sql(" RETURNING ");
    text.columns(table, "n");
    text.sql("), _audit AS (");
    let trail = Trail {
        table,
        source: "_new",
        action: "insert",
        before: None,
        after: Some((From::Row("w"), &all)),
    };
    trail.write(text, by, None)?;
    text.sql(") SELECT ");
    text.columns(table, "w");
    text.sql(" FROM _new w");
    Ok(())
}

impl<R: Audited, S: NamesItsActor> QueryFragment<Pg> for Insert<R, S> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if !self.keep {
            out.unsafe_to_cache_prepared();
        }
        write::<R>(&self.row, self.by.named(), false, &mut Text::new(out))
    }
}

impl<R: Audited, S> QueryId for Insert<R, S> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<R, S> Query for Insert<R, S>
where
    R: Audited + Selectable<Pg>,
    R::SelectExpression: QueryId + Expression,
    S: NamesItsActor,
{
    type SqlType = SqlTypeOf<AsSelect<R, Pg>>;
}

impl<R: Audited, S, C: Connection> RunQueryDsl<C> for Insert<R, S> {}

/// Inserts the row unless its key is taken. Run with `execute`, it returns 1 or 0.
pub(crate) struct Claim<R: Audited> {
    row: R::Insert,
    by: By,
}

pub(crate) fn claim<R: Audited>(row: R::Insert, by: By) -> Claim<R> {
    Claim { row, by }
}

impl<R: Audited> QueryFragment<Pg> for Claim<R> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        write::<R>(&self.row, &self.by, true, &mut Text::new(out))
    }
}

/// An event always sets the same columns, so its text is one.
impl<R: Audited> QueryId for Claim<R> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
