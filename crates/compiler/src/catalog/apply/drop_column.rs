//! `DROP COLUMN` and what goes with it.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Expr, Index, Table},
    diagnostic::Code,
    parse::{Name, columns_of},
};

impl Apply<'_> {
    pub(super) fn drop_column(&mut self, key: &TableKey, name: &Name, cascade: bool) -> Applied {
        self.column_exists(key, name)?;
        self.release_column(key, name, cascade)?;
        let column = name.text.clone();
        let table = self.table(key)?;
        table.indexes.retain(|index| !index.uses(&column));
        table.uniques.retain(|unique| {
            !unique.columns.contains(&column) && !unique.include.contains(&column)
        });
        table.checks.retain(|check| !check.expr.names(&column));
        table
            .foreign_keys
            .retain(|foreign| !foreign.columns.contains(&column));
        table.primary_key = table.primary_key.take().filter(|primary| {
            !primary.columns.contains(&column) && !primary.include.contains(&column)
        });
        table.columns.retain(|other| other.name != column);
        Ok(())
    }

    /// What other objects make of the column: they go with CASCADE, or the column stays.
    fn release_column(&mut self, key: &TableKey, name: &Name, cascade: bool) -> Applied {
        let column = &name.text;
        let foreign = self
            .catalog
            .foreign_keys_to(key, |foreign| foreign.referenced.contains(column));
        // A foreign key of the same table that starts at the column goes with it anyway.
        let foreign: Vec<_> = foreign
            .into_iter()
            .filter(|(table, constraint)| {
                table != key
                    || self.table_ref(key).is_ok_and(|table| {
                        table.foreign_keys.iter().any(|foreign| {
                            foreign.name == *constraint && !foreign.columns.contains(column)
                        })
                    })
            })
            .collect();
        let table = self.table_ref(key)?;
        let generated = table.generated_from(column);
        let triggers = table.triggers_on(column);
        if !cascade {
            let title = format!(
                "cannot drop column {column} of table {} because other objects depend on it",
                key.1
            );
            if !foreign.is_empty() {
                return Err(self.depended(title, &name.span, &foreign));
            }
            let dependents = generated.iter().map(|name| format!("column {name}"));
            let triggers = triggers.iter().map(|name| format!("trigger {name}"));
            if let Some(first) = dependents.chain(triggers).next() {
                let error = self.error(Code::D0110, "2BP01", title, &name.span, "still needed");
                let note = format!("{first} of table {} depends on it", key.1);
                return Err(Box::new(
                    error.note(note).help("drop it first, or add CASCADE"),
                ));
            }
        }
        self.catalog.drop_foreign_keys(&foreign);
        self.table(key)?
            .triggers
            .retain(|trigger| !triggers.contains(&trigger.name));
        for dependent in generated {
            let dependent = Name {
                text: dependent,
                quoted: true,
                span: name.span.clone(),
            };
            self.drop_column(key, &dependent, true)?;
        }
        Ok(())
    }
}

impl Table {
    /// Generated columns that are computed from a column.
    fn generated_from(&self, column: &str) -> Vec<String> {
        let generated = self.columns.iter().filter(|other| {
            other.name != column
                && other
                    .generated
                    .as_ref()
                    .is_some_and(|generated| generated.expr.names(column))
        });
        generated.map(|column| column.name.clone()).collect()
    }

    fn triggers_on(&self, column: &str) -> Vec<String> {
        let triggers = self
            .triggers
            .iter()
            .filter(|trigger| trigger.columns.iter().any(|c| c == column));
        triggers.map(|trigger| trigger.name.clone()).collect()
    }
}

impl Index {
    /// Whether a column is a key, included, or inside an expression.
    pub(super) fn uses(&self, column: &str) -> bool {
        let key = self.keys.iter().any(|key| {
            if key.is_column {
                key.expr.text == column
            } else {
                key.expr.names(column)
            }
        });
        key || self.include.iter().any(|included| included == column)
            || self
                .predicate
                .as_ref()
                .is_some_and(|predicate| predicate.names(column))
    }
}

impl Expr {
    /// Whether the expression names a column.
    pub(super) fn names(&self, column: &str) -> bool {
        columns_of(&self.text)
            .iter()
            .any(|reference| reference.column.text == column)
    }
}
