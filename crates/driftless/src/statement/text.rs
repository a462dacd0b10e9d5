//! Writing SQL text and binds into a Diesel query.
//!
//! *Invariant:* every name is quoted and every literal escaped here, and nowhere else. The statements
//! are always top level, so the n-th bind is `$n` and may be named again.

use diesel::pg::Pg;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;

use super::image::image;
use crate::table::{Image, Name, Table};
use crate::{Audited, Values};

/// How a column is reached.
#[derive(Clone, Copy)]
pub(crate) enum From<'s> {
    /// By its own name, in a source with this alias.
    Row(&'s str),
    /// As the value it had before an update, in a source with this alias.
    Was(&'s str),
}

pub(crate) struct Text<'a, 'b> {
    out: AstPass<'a, 'b, Pg>,
    binds: usize,
    key: Vec<usize>,
}

impl<'a, 'b> Text<'a, 'b> {
    pub(crate) fn new(out: AstPass<'a, 'b, Pg>) -> Self {
        Self {
            out,
            binds: 0,
            key: Vec::new(),
        }
    }

    pub(crate) fn sql(&mut self, sql: &str) {
        self.out.push_sql(sql);
    }

    pub(crate) fn number(&mut self, number: usize) {
        self.out.push_sql(&number.to_string());
    }

    pub(crate) fn name(&mut self, name: Name) {
        if let Some(schema) = name.schema {
            self.identifier(schema);
            self.sql(".");
        }
        self.identifier(name.name);
    }

    pub(crate) fn identifier(&mut self, name: &str) {
        self.sql(&quoted(name));
    }

    pub(crate) fn literal(&mut self, text: &str) {
        self.out.push_sql("'");
        for (index, part) in text.split('\'').enumerate() {
            if index > 0 {
                self.out.push_sql("''");
            }
            self.out.push_sql(part);
        }
        self.out.push_sql("'");
    }

    /// Binds a text and returns its number.
    pub(crate) fn bind_text(&mut self, text: &'b String) -> QueryResult<usize> {
        self.out
            .push_bind_param::<diesel::sql_types::Text, String>(text)?;
        Ok(self.bound())
    }

    /// Binds a text that is a constant of the program and returns its number.
    pub(crate) fn bind_static(&mut self, text: &'b &'static str) -> QueryResult<usize> {
        self.out
            .push_bind_param::<diesel::sql_types::Text, &'static str>(text)?;
        Ok(self.bound())
    }

    pub(crate) fn bind_value(
        &mut self,
        values: &'b impl Values,
        column: usize,
    ) -> QueryResult<usize> {
        values.bind(column, &mut self.out)?;
        Ok(self.bound())
    }

    fn bound(&mut self) -> usize {
        self.binds += 1;
        self.binds
    }

    /// Names a bind again.
    pub(crate) fn again(&mut self, bind: usize) {
        self.out.push_sql("$");
        self.number(bind);
    }

    /// `alias.key = $1 AND ..`; the key is bound once, however often it is asked for.
    pub(crate) fn key_is<R: Audited>(&mut self, alias: &str, key: &'b R::Key) -> QueryResult<()> {
        let table = R::table();
        for (index, &column) in table.key.iter().enumerate() {
            self.sql(if index > 0 { " AND " } else { "" });
            self.column(table, From::Row(alias), column);
            self.sql(" = ");
            if let Some(&bind) = self.key.get(index) {
                self.again(bind);
            } else {
                R::bind_key(key, index, &mut self.out)?;
                let bind = self.bound();
                self.key.push(bind);
            }
        }
        Ok(())
    }

    /// `$1::type AS key, ..`: the key as a row of its own.
    pub(crate) fn key<R: Audited>(&mut self, key: &'b R::Key) -> QueryResult<()> {
        let table = R::table();
        for (index, &column) in table.key.iter().enumerate() {
            self.sql(if index > 0 { ", " } else { "" });
            R::bind_key(key, index, &mut self.out)?;
            self.bound();
            self.sql("::");
            self.sql(table.columns[column].cast);
            self.sql(" AS ");
            self.identifier(table.columns[column].name);
        }
        Ok(())
    }

    /// `a.key = b.key AND ..`
    pub(crate) fn same_key(&mut self, table: &Table, left: &str, right: &str) {
        for (index, &column) in table.key.iter().enumerate() {
            self.sql(if index > 0 { " AND " } else { "" });
            self.column(table, From::Row(left), column);
            self.sql(" = ");
            self.column(table, From::Row(right), column);
        }
    }

    pub(crate) fn column(&mut self, table: &Table, from: From<'_>, column: usize) {
        self.sql(&spelled(table, from, column));
    }

    /// The columns of a row, by name and in the order of the row struct's fields.
    pub(crate) fn columns(&mut self, table: &Table, alias: &str) {
        for column in 0..table.columns.len() {
            self.sql(if column > 0 { ", " } else { "" });
            self.column(table, From::Row(alias), column);
        }
    }

    /// The columns of an updated row `n`, then what those in `set` were in the row `o` before.
    pub(crate) fn columns_and_was(&mut self, table: &Table, set: &[usize]) {
        self.columns(table, "n");
        for &column in set {
            self.sql(", ");
            self.column(table, From::Row("o"), column);
            self.sql(" AS ");
            self.sql(&was(column));
        }
    }

    /// The column as the audit log shows it, whatever the session's settings are.
    pub(crate) fn image(&mut self, table: &Table, from: From<'_>, column: usize) {
        let value = spelled(table, from, column);
        self.sql(&image(&value, table.columns[column].image));
    }

    /// The key as the audit log's `entity_id`.
    pub(crate) fn entity_id(&mut self, table: &Table, from: From<'_>) {
        let composite = table.key.len() > 1;
        self.sql(if composite { "jsonb_build_array(" } else { "" });
        for (index, &column) in table.key.iter().enumerate() {
            self.sql(if index > 0 { ", " } else { "" });
            self.image(table, from, column);
        }
        self.sql(if composite { ")::text" } else { "::text" });
    }

    /// A JSON object of columns. `jsonb_build_object` takes at most 50 of them.
    pub(crate) fn object(&mut self, table: &Table, from: From<'_>, columns: &[usize]) {
        let shown: Vec<usize> = columns
            .iter()
            .copied()
            .filter(|&column| table.columns[column].image != Image::Omit)
            .collect();
        if shown.is_empty() {
            self.sql("'{}'::jsonb");
        }
        for (index, chunk) in shown.chunks(50).enumerate() {
            self.sql(if index > 0 { " || " } else { "" });
            self.sql("jsonb_build_object(");
            for (index, &column) in chunk.iter().enumerate() {
                self.sql(if index > 0 { ", " } else { "" });
                self.literal(table.columns[column].name);
                self.sql(", ");
                self.image(table, from, column);
            }
            self.sql(")");
        }
    }
}

/// A column, as SQL reaches it.
fn spelled(table: &Table, from: From<'_>, column: usize) -> String {
    match from {
        From::Row(alias) => format!("{alias}.{}", quoted(table.columns[column].name)),
        From::Was(alias) => format!("{alias}.{}", was(column)),
    }
}

/// The name under which an update returns the old value of a column.
fn was(column: usize) -> String {
    format!("\"was {column}\"")
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
