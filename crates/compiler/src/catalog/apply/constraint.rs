//! Adding constraints to a table, in the order in which Postgres names them.

use super::{Applied, Apply, names::addition, resolve::TableKey, texts};
use crate::{
    catalog::{Check, Expr, PrimaryKey, Unique},
    diagnostic::{Code, Diagnostic},
    parse::{ColumnDef, Constraint, ConstraintKind, ExprText, KeyDef, Name},
    source::Span,
};

/// A constraint and the column it was written at.
pub(super) type Placed<'s> = (Option<&'s ColumnDef>, &'s Constraint);

/// A key that is about to be added.
struct NewKey<'s> {
    name: Option<&'s Name>,
    def: &'s KeyDef,
    columns: Vec<Name>,
    primary: bool,
    span: &'s Span,
}

impl Apply<'_> {
    /// Checks first, then the primary key, unique keys, foreign keys: this order decides who gets which name.
    pub(super) fn add_constraints(&mut self, table: &TableKey, placed: &[Placed<'_>]) -> Applied {
        for (_, constraint) in placed {
            if let ConstraintKind::Generated(expr) = &constraint.kind {
                self.check_generated(table, expr)?;
            }
        }
        for (_, constraint) in placed {
            if let ConstraintKind::Check {
                expr,
                no_inherit,
                validated,
            } = &constraint.kind
            {
                self.add_check(table, constraint, expr, *no_inherit, *validated)?;
            }
        }
        for key in self.merged_keys(table, placed)? {
            self.add_key(table, &key)?;
        }
        for (column, constraint) in placed {
            if let ConstraintKind::ForeignKey(def) = &constraint.kind {
                self.add_foreign_key(table, *column, constraint, def)?;
            }
        }
        Ok(())
    }

    fn add_check(
        &mut self,
        key: &TableKey,
        constraint: &Constraint,
        expr: &ExprText,
        no_inherit: bool,
        validated: bool,
    ) -> Applied {
        self.no_subquery(expr, "check constraint")?;
        let columns = self.expr_columns(key, expr)?;
        let name = match &constraint.name {
            Some(name) => {
                self.constraint_is_new(key, name)?;
                name.text.clone()
            }
            None => {
                let only = match columns.as_slice() {
                    [only] => Some(only.as_str()),
                    _ => None,
                };
                self.schema(&key.0)
                    .choose_constraint(&key.1, only, "check", &[])
            }
        };
        let check = Check {
            name,
            expr: Expr::new(&expr.text),
            validated,
            local: true,
            no_inherit,
            comment: None,
            place: Some(self.place(&constraint.span)),
        };
        self.table(key)?.checks.push(check);
        Ok(())
    }

    pub(super) fn constraint_is_new(&self, key: &TableKey, name: &Name) -> Applied {
        if !self.table_ref(key)?.has_constraint(&name.text) {
            return Ok(());
        }
        let title = format!(
            "constraint \"{}\" for relation \"{}\" already exists",
            name.text, key.1
        );
        Err(self.error(
            Code::D0107,
            "42710",
            title,
            &name.span,
            "this name is taken",
        ))
    }

    /// The keys of one statement: the primary one first, and a unique key that says the same is none.
    fn merged_keys<'s>(&self, table: &TableKey, placed: &[Placed<'s>]) -> Applied<Vec<NewKey<'s>>> {
        let mut found: Vec<NewKey<'s>> = Vec::new();
        for (column, constraint) in placed {
            let (def, primary) = match &constraint.kind {
                ConstraintKind::PrimaryKey(def) => (def, true),
                ConstraintKind::Unique(def) => (def, false),
                _ => continue,
            };
            let columns = match column {
                Some(column) => vec![column.name.clone()],
                None => def.columns.clone(),
            };
            if primary && found.iter().any(|key| key.primary) {
                return Err(self.second_primary_key(table, &constraint.span));
            }
            let name = constraint.name.as_ref();
            found.push(NewKey {
                name,
                def,
                columns,
                primary,
                span: &constraint.span,
            });
        }
        found.sort_by_key(|key| !key.primary);
        let mut merged: Vec<NewKey<'s>> = Vec::new();
        for key in found {
            let same = merged.iter_mut().find(|prior| {
                texts(&prior.columns) == texts(&key.columns)
                    && texts(&prior.def.include) == texts(&key.def.include)
                    && prior.def.nulls_not_distinct == key.def.nulls_not_distinct
                    && prior.def.deferral == key.def.deferral
                    && prior.def.using_index.is_none()
                    && key.def.using_index.is_none()
            });
            match same {
                Some(prior) => prior.name = prior.name.or(key.name),
                None => merged.push(key),
            }
        }
        Ok(merged)
    }

    fn second_primary_key(&self, table: &TableKey, span: &Span) -> Box<Diagnostic> {
        let title = format!(
            "multiple primary keys for table \"{}\" are not allowed",
            table.1
        );
        self.error(Code::D0108, "42P16", title, span, "a second one")
    }

    fn add_key(&mut self, table: &TableKey, key: &NewKey<'_>) -> Applied {
        if key.primary && !self.creating {
            // Its columns become NOT NULL before anything else is looked at.
            for name in &key.columns {
                self.column_exists(table, name)?;
            }
        }
        if key.primary && self.table_ref(table)?.primary_key.is_some() {
            return Err(self.second_primary_key(table, key.span));
        }
        if let Some(index) = &key.def.using_index {
            return self.key_from_index(table, key, index);
        }
        let what = if key.primary { "primary key" } else { "unique" };
        for (at, name) in key.columns.iter().chain(&key.def.include).enumerate() {
            let title = format!("column \"{}\" named in key does not exist", name.text);
            self.column_exists_or(table, name, title)?;
            if key
                .columns
                .iter()
                .take(at)
                .any(|before| before.text == name.text)
            {
                let title = format!(
                    "column \"{}\" appears twice in {what} constraint",
                    name.text
                );
                return Err(self.error(Code::D0105, "42701", title, &name.span, "again here"));
            }
        }
        self.indexable(table, &key.columns)?;
        let name = match key.name {
            Some(name) => {
                self.key_name_is_free(table, name)?;
                name.text.clone()
            }
            None if key.primary => self.schema(&table.0).choose_key(&table.1, None, "pkey"),
            None => {
                let all = key.columns.iter().chain(&key.def.include);
                let columns = addition(all.map(|name| name.text.as_str()));
                self.schema(&table.0)
                    .choose_key(&table.1, Some(&columns), "key")
            }
        };
        self.put_key(
            table,
            key,
            name,
            texts(&key.columns),
            texts(&key.def.include),
            key.def.nulls_not_distinct,
        )
    }

    fn key_name_is_free(&self, table: &TableKey, name: &Name) -> Applied {
        let schema = self.catalog.schemas.get(&table.0);
        if schema.is_some_and(|schema| schema.has_relation(&name.text)) {
            let title = format!("relation \"{}\" already exists", name.text);
            return Err(self.error(
                Code::D0102,
                "42P07",
                title,
                &name.span,
                "this name is taken",
            ));
        }
        self.constraint_is_new(table, name)
    }

    fn put_key(
        &mut self,
        table: &TableKey,
        key: &NewKey<'_>,
        name: String,
        columns: Vec<String>,
        include: Vec<String>,
        nulls_not_distinct: bool,
    ) -> Applied {
        let place = Some(self.place(key.span));
        let deferral = key.def.deferral;
        let table = self.table(table)?;
        if key.primary {
            for column in &mut table.columns {
                column.not_null |= columns.contains(&column.name);
            }
            table.primary_key = Some(PrimaryKey {
                name,
                columns,
                include,
                deferral,
                comment: None,
                place,
            });
        } else {
            table.uniques.push(Unique {
                name,
                columns,
                include,
                nulls_not_distinct,
                deferral,
                comment: None,
                place,
            });
        }
        Ok(())
    }

    /// `ADD PRIMARY KEY USING INDEX`: the index becomes the constraint's and takes its name.
    fn key_from_index(&mut self, table: &TableKey, key: &NewKey<'_>, index: &Name) -> Applied {
        let found = self
            .table_ref(table)?
            .indexes
            .iter()
            .find(|found| found.name == index.text);
        let Some(found) = found.cloned() else {
            let title = format!("index \"{}\" does not exist", index.text);
            return Err(self.error(
                Code::D0106,
                "42704",
                title,
                &index.span,
                "no such index on this table",
            ));
        };
        let plain = found.keys.iter().all(|key| {
            key.is_column && !key.descending && !key.nulls_first && key.opclass.is_none()
        });
        let problem = if !found.unique {
            "is not a unique index"
        } else if found.predicate.is_some() {
            "is a partial index"
        } else if !found.keys.iter().all(|key| key.is_column) {
            "contains expressions"
        } else if !plain {
            "does not have default sorting behavior"
        } else {
            ""
        };
        if !problem.is_empty() {
            let title = match problem {
                "is not a unique index" | "is a partial index" | "contains expressions" => {
                    format!("\"{}\" {problem}", index.text)
                }
                _ => format!("index \"{}\" column number 1 {problem}", index.text),
            };
            return Err(self.error(
                Code::D0114,
                "42809",
                title,
                &index.span,
                "cannot become a constraint",
            ));
        }
        let name = match key.name {
            Some(name) if name.text != index.text => {
                self.key_name_is_free(table, name)?;
                name.text.clone()
            }
            _ => index.text.clone(),
        };
        self.table(table)?
            .indexes
            .retain(|other| other.name != index.text);
        let columns = found.keys.into_iter().map(|key| key.expr.text).collect();
        self.put_key(
            table,
            key,
            name,
            columns,
            found.include,
            found.nulls_not_distinct,
        )
    }
}
