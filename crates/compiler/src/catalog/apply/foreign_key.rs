//! Foreign keys: the columns on both sides, the key they stand on, and that they compare.

use super::{Applied, Apply, names::addition, resolve::TableKey, texts};
use crate::{
    catalog::{ForeignKey, Index, PgType, session::TEMPORARY},
    diagnostic::Code,
    parse::{Constraint, ForeignKeyDef, Name},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn add_foreign_key(
        &mut self,
        table: &TableKey,
        column: Option<&Name>,
        constraint: &Constraint,
        def: &ForeignKeyDef,
        only: bool,
    ) -> Applied {
        self.partitioned_takes(table, def, constraint, only)?;
        let columns = match column {
            Some(column) => vec![column.clone()],
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
        self.lasts_as_long(table, &target, &def.table.span())?;
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
            // A table that is only being made has no rows that could break it.
            validated: def.validated || self.creating,
            parent: None,
            comment: None,
            place: Some(self.place(&constraint.span)),
        };
        self.table(table)?.foreign_keys.push(key.clone());
        let parts = self.catalog.children(table);
        let partitioned = self.table_ref(table)?.partition_key.is_some();
        for part in parts.iter().filter(|_| partitioned) {
            self.foreign_key_part(part, &key)?;
        }
        Ok(())
    }

    /// What a foreign key of a partitioned table may not be.
    fn partitioned_takes(
        &self,
        table: &TableKey,
        def: &ForeignKeyDef,
        constraint: &Constraint,
        only: bool,
    ) -> Applied {
        if self.table_ref(table)?.partition_key.is_none() {
            return Ok(());
        }
        let what = if only {
            "use ONLY for"
        } else if !def.validated && !self.creating {
            "add NOT VALID"
        } else {
            return Ok(());
        };
        let target = &def.table.name.text;
        let title = format!(
            "cannot {what} foreign key on partitioned table \"{}\" referencing relation \"{target}\"",
            table.1
        );
        Err(self.table_error("42809", title, &constraint.span))
    }

    /// A row that stays must not refer to one that goes.
    fn lasts_as_long(&self, table: &TableKey, target: &TableKey, span: &Span) -> Applied {
        let lasts = |key: &TableKey| -> Applied<u8> {
            Ok(match self.table_ref(key)? {
                _ if key.0 == TEMPORARY => 0,
                table if table.unlogged => 1,
                _ => 2,
            })
        };
        let (from, to) = (lasts(table)?, lasts(target)?);
        let title = match (from, to) {
            (2, 0 | 1) => "constraints on permanent tables may reference only permanent tables",
            (1, 0) => {
                "constraints on unlogged tables may reference only permanent or unlogged tables"
            }
            (0, 1 | 2) => "constraints on temporary tables may reference only temporary tables",
            _ => return Ok(()),
        };
        Err(self.table_error("42P16", title, span))
    }

    /// The part of a foreign key in one partition: one that is there already, or a new one.
    pub(super) fn foreign_key_part(&mut self, part: &TableKey, whole: &ForeignKey) -> Applied {
        let there = self.table(part)?.foreign_keys.iter_mut();
        let mut free = there.filter(|it| it.parent.is_none());
        if let Some(free) = free.find(|it| it.says_the_same(whole)) {
            free.parent = Some(whole.name.clone());
            return Ok(());
        }
        let name = if self.table_ref(part)?.has_constraint(&whole.name) {
            let columns = addition(whole.columns.iter().map(String::as_str));
            self.schema(&part.0)
                .choose_constraint(&part.1, Some(&columns), "fkey", &[])
        } else {
            whole.name.clone()
        };
        let new = ForeignKey {
            name,
            parent: Some(whole.name.clone()),
            comment: None,
            ..whole.clone()
        };
        self.table(part)?.foreign_keys.push(new.clone());
        for below in self.catalog.children(part) {
            self.foreign_key_part(&below, &new)?;
        }
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

impl ForeignKey {
    /// Whether it is the same but for its name.
    fn says_the_same(&self, other: &Self) -> bool {
        self.columns == other.columns
            && (&self.schema, &self.table) == (&other.schema, &other.table)
            && self.referenced == other.referenced
            && self.deferral == other.deferral
            && self.on_update == other.on_update
            && self.on_delete == other.on_delete
            && self.match_type == other.match_type
            && self.validated
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
