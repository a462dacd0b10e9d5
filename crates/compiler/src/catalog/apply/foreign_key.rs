//! Foreign keys: the columns on both sides, the key they stand on, and that they compare.

use super::{Applied, Apply, names::addition, resolve::TableKey, texts};
use crate::{
    catalog::{ForeignKey, Index, PgType},
    diagnostic::Code,
    parse::{ColumnDef, Constraint, ForeignKeyDef, Name},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn add_foreign_key(
        &mut self,
        table: &TableKey,
        column: Option<&ColumnDef>,
        constraint: &Constraint,
        def: &ForeignKeyDef,
    ) -> Applied {
        let columns = match column {
            Some(column) => vec![column.name.clone()],
            None => def.columns.clone(),
        };
        for name in columns.iter().chain(&def.set_columns) {
            let title = format!(
                "column \"{}\" referenced in foreign key constraint does not exist",
                name.text
            );
            self.column_exists_or(table, name, title)?;
        }
        let target = self.find_table(&def.table)?;
        let referenced = self.referenced(&target, def)?;
        if referenced.len() != columns.len() {
            let title = "number of referencing and referenced columns for foreign key disagree";
            return Err(self.error(Code::D0109, "42830", title, &constraint.span, "count them"));
        }
        for set in &def.set_columns {
            if !columns.iter().any(|column| column.text == set.text) {
                let title = format!(
                    "column \"{}\" referenced in ON DELETE SET action must be part of foreign key",
                    set.text
                );
                return Err(self.error(Code::D0112, "42P10", title, &set.span, "not in the key"));
            }
        }
        let name = match &constraint.name {
            Some(name) => {
                self.constraint_is_new(table, name)?;
                name.text.clone()
            }
            None => {
                let joined = addition(columns.iter().map(|name| name.text.as_str()));
                self.schema(&table.0)
                    .choose_constraint(&table.1, Some(&joined), "fkey", &[])
            }
        };
        self.comparable(table, &columns, &target, &referenced, &name)?;
        let key = ForeignKey {
            name,
            columns: texts(&columns),
            schema: target.0,
            table: target.1,
            referenced,
            on_delete: def.on_delete,
            on_update: def.on_update,
            set_columns: texts(&def.set_columns),
            match_type: def.match_type,
            deferral: def.deferral,
            validated: def.validated,
            comment: None,
            place: Some(self.place(&constraint.span)),
        };
        self.table(table)?.foreign_keys.push(key);
        Ok(())
    }

    /// The referenced columns, which some key of the table must cover.
    fn referenced(&self, target: &TableKey, def: &ForeignKeyDef) -> Applied<Vec<String>> {
        let table = self.table_ref(target)?;
        if def.referenced.is_empty() {
            return match &table.primary_key {
                Some(key) => Ok(key.columns.clone()),
                None => {
                    let title = format!(
                        "there is no primary key for referenced table \"{}\"",
                        target.1
                    );
                    let label = "which column?";
                    Err(self.error(Code::D0109, "42704", title, &def.table.span(), label))
                }
            };
        }
        for name in &def.referenced {
            let title = format!(
                "column \"{}\" referenced in foreign key constraint does not exist",
                name.text
            );
            self.column_exists_or(target, name, title)?;
        }
        let referenced = texts(&def.referenced);
        let mut sorted = referenced.clone();
        sorted.sort();
        let covers = |columns: &[String]| {
            let mut columns = columns.to_vec();
            columns.sort();
            columns == sorted
        };
        let unique_index = |index: &Index| {
            index.unique
                && index.predicate.is_none()
                && index.keys.iter().all(|key| key.is_column)
                && covers(
                    &index
                        .keys
                        .iter()
                        .map(|key| key.expr.text.clone())
                        .collect::<Vec<_>>(),
                )
        };
        if table
            .primary_key
            .as_ref()
            .is_some_and(|key| covers(&key.columns))
            || table.uniques.iter().any(|unique| covers(&unique.columns))
            || table.indexes.iter().any(unique_index)
        {
            return Ok(referenced);
        }
        let title = format!(
            "there is no unique constraint matching given keys for referenced table \"{}\"",
            target.1
        );
        let error = self.error(
            Code::D0109,
            "42830",
            title,
            &def.table.span(),
            "no key of these columns",
        );
        Err(Box::new(error.help(format!(
            "add UNIQUE ({}) to `{}` first",
            referenced.join(", "),
            target.1
        ))))
    }

    /// Both sides of a foreign key must compare with an `=` that an index knows.
    fn comparable(
        &self,
        table: &TableKey,
        columns: &[Name],
        target: &TableKey,
        referenced: &[String],
        name: &str,
    ) -> Applied {
        let spans = columns.iter().map(|column| &column.span);
        for ((from, to), span) in columns.iter().zip(referenced).zip(spans) {
            self.pair_comparable((table, &from.text), (target, to), name, span)?;
        }
        Ok(())
    }

    /// The same for the foreign keys that a column is part of, after its type changed.
    pub(super) fn still_comparable(&self, key: &TableKey, column: &str, span: &Span) -> Applied {
        for (schema, found) in &self.catalog.schemas {
            for table in found.tables.values() {
                let from = (schema.clone(), table.name.clone());
                for foreign in &table.foreign_keys {
                    let target = (foreign.schema.clone(), foreign.table.clone());
                    for (name, to) in foreign.columns.iter().zip(&foreign.referenced) {
                        if (from == *key && name == column) || (target == *key && to == column) {
                            self.pair_comparable(
                                (&from, name),
                                (&target, to),
                                &foreign.name,
                                span,
                            )?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn pair_comparable(
        &self,
        (table, from): (&TableKey, &str),
        (target, to): (&TableKey, &str),
        name: &str,
        span: &Span,
    ) -> Applied {
        let a = self.table_ref(table)?.column(from);
        let b = self.table_ref(target)?.column(to);
        let (Some(a), Some(b)) = (a, b) else {
            return Ok(());
        };
        if same_family(&a.ty, &b.ty) {
            return Ok(());
        }
        let title = format!("foreign key constraint \"{name}\" cannot be implemented");
        let label = format!("{} in `{}`, {} in `{}`", a.ty, table.1, b.ty, target.1);
        let error = self.error(Code::D0113, "42804", title, span, label);
        Err(Box::new(error.note(format!(
            "Key columns \"{from}\" and \"{to}\" are of incompatible types: {} and {}.",
            a.ty, b.ty
        ))))
    }
}

/// Whether two types share an `=` of the default btree operator family.
fn same_family(a: &PgType, b: &PgType) -> bool {
    (a.array == b.array && a.name == b.name && a.schema == b.schema)
        || a.array == b.array && family(a).is_some() && family(a) == family(b)
}

fn family(ty: &PgType) -> Option<&'static str> {
    if ty.schema.is_some() {
        return None;
    }
    Some(match ty.name.as_str() {
        // Implicit casts lead from the left to the right of these lists.
        "int2" | "int4" | "int8" | "numeric" | "float4" | "float8" | "oid" => "number",
        "text" | "varchar" | "bpchar" | "name" => "text",
        "date" | "timestamp" | "timestamptz" => "datetime",
        "bit" | "varbit" => "bits",
        "inet" | "cidr" => "network",
        _ => return None,
    })
}
