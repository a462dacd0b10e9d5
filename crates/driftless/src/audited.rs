//! What generated code says of a row, an insert and a change set.
//!
//! *Invariant:* the generated code only tells and binds; every SQL text is built by [`statement`].
//!
//! [`statement`]: crate::statement

use diesel::pg::Pg;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;

use crate::{Actor, Table};

/// A row whose table is written through audited statements.
pub trait Audited: Sized + 'static {
    /// The primary key; a tuple when it has several columns.
    type Key: Send + 'static;
    /// The columns of a new row.
    type Insert: Values + Send + 'static;
    /// The columns an update changes.
    type Changes: Values + Send + 'static;
    /// Who may write.
    type Actor: Actor;

    /// The table, its columns in the order of the row's fields.
    fn table() -> &'static Table;

    /// Binds the key's column at `index`, counted within the key.
    fn bind_key<'b>(
        key: &'b Self::Key,
        index: usize,
        out: &mut AstPass<'_, 'b, Pg>,
    ) -> QueryResult<()>;
}

/// Values for some of a table's columns, by position.
pub trait Values {
    /// Whether there is a value for the column. NULL is a value.
    fn is_set(&self, column: usize) -> bool;

    /// Binds the column's value; called only for a column that is set.
    fn bind<'b>(&'b self, column: usize, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()>;
}

/// Binds a value that may have been set; for one that was not there is nothing to bind.
pub fn bind_set<'b, ST, T>(value: &'b Option<T>, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()>
where
    Pg: HasSqlType<ST>,
    T: ToSql<ST, Pg>,
{
    match value {
        Some(value) => out.push_bind_param::<ST, T>(value),
        None => Ok(()),
    }
}
