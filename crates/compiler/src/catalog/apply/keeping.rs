//! What `ALTER TABLE` says about how rows are kept: logged or not, and which index leads them.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::any_index::AnyIndex,
    diagnostic::Code,
    parse::{IndexUse, Name},
    source::Span,
};

impl Apply<'_> {
    /// `SET LOGGED` and `SET UNLOGGED`: no permanent table may refer to one that a crash empties.
    pub(super) fn set_logged(&mut self, key: &TableKey, logged: bool, span: &Span) -> Applied {
        let table = self.table_ref(key)?;
        if table.unlogged != logged {
            return Ok(());
        }
        if logged {
            for foreign in &table.foreign_keys {
                let to = (foreign.schema.clone(), foreign.table.clone());
                if to != *key && self.catalog.table_at(&to).is_some_and(|it| it.unlogged) {
                    let title = format!(
                        "could not change table \"{}\" to logged because it references unlogged table \"{}\"",
                        key.1, to.1
                    );
                    return Err(self.table_error("42P16", title, span));
                }
            }
        } else {
            for (schema, other) in self.catalog.tables() {
                let refers =
                    |it: &crate::catalog::ForeignKey| it.schema == key.0 && it.table == key.1;
                let itself = schema == key.0 && other.name == key.1;
                if !itself && !other.unlogged && other.foreign_keys.iter().any(refers) {
                    let title = format!(
                        "could not change table \"{}\" to unlogged because it references logged table \"{}\"",
                        key.1, other.name
                    );
                    return Err(self.table_error("42P16", title, span));
                }
            }
        }
        self.table(key)?.unlogged = !logged;
        Ok(())
    }

    /// The index must be there; that it leads the rows leaves the schema alone.
    pub(super) fn uses_index(&self, key: &TableKey, name: &Name, usage: IndexUse) -> Applied {
        let table = self.table_ref(key)?;
        let found = table.all_indexes();
        let Some(AnyIndex { index, .. }) = found.into_iter().find(|it| it.index.name == name.text)
        else {
            let title = format!(
                "index \"{}\" for table \"{}\" does not exist",
                name.text, key.1
            );
            let label = "no such index on this table";
            return Err(self.error(Code::D0106, "42704", title, &name.span, label));
        };
        let refuse = |title: String| {
            let label = "cannot be used for this";
            Err(self.error(Code::D0114, "42809", title, &name.span, label))
        };
        if usage == IndexUse::Cluster {
            return match (&*index.method, &index.predicate) {
                ("btree" | "gist", None) => Ok(()),
                ("btree" | "gist", Some(_)) => {
                    let title = format!("cannot cluster on partial index \"{}\"", name.text);
                    let label = "does not reach every row";
                    Err(self.error(Code::D0114, "0A000", title, &name.span, label))
                }
                _ => {
                    let title = format!(
                        "cannot cluster on index \"{}\" because access method does not support clustering",
                        name.text
                    );
                    let label = "has no order";
                    Err(self.error(Code::D0114, "0A000", title, &name.span, label))
                }
            };
        }
        if !index.unique {
            return refuse(format!(
                "cannot use non-unique index \"{}\" as replica identity",
                name.text
            ));
        }
        if index.predicate.is_some() {
            return refuse(format!(
                "cannot use partial index \"{}\" as replica identity",
                name.text
            ));
        }
        for part in &index.keys {
            if !part.is_column {
                return refuse(format!(
                    "cannot use expression index \"{}\" as replica identity",
                    name.text
                ));
            }
            if table
                .column(&part.expr.text)
                .is_some_and(|column| !column.not_null)
            {
                return refuse(format!(
                    "index \"{}\" cannot be used as replica identity because column \"{}\" is nullable",
                    name.text, part.expr.text
                ));
            }
        }
        Ok(())
    }
}
