//! Adding constraints to a table, in the order in which Postgres names them.

use super::{Applied, Apply, names::addition, resolve::TableKey, storage::StorageOf, texts};
use crate::{
    catalog::{
        Index, IndexKey,
        any_index::{AnyIndex, Owner},
    },
    diagnostic::{Code, Diagnostic},
    parse::{Constraint, ConstraintKind, ExclusionDef, KeyDef, Name},
    source::Span,
};

/// A constraint and the column it was written at.
pub(super) type Placed<'s> = (Option<&'s Name>, &'s Constraint);

/// A key that is about to be added.
struct NewKey<'s> {
    name: Option<&'s Name>,
    def: NewDef<'s>,
    columns: Vec<Name>,
    span: &'s Span,
}

/// What needs an index of its own.
#[derive(Clone, Copy)]
enum NewDef<'s> {
    /// A primary key, if so, or a unique one.
    Key(&'s KeyDef, bool),
    Exclusion(&'s ExclusionDef),
}

impl NewDef<'_> {
    fn is_primary(self) -> bool {
        matches!(self, Self::Key(_, true))
    }
}

impl NewKey<'_> {
    fn any_index(&self, def: &KeyDef, index: Index) -> AnyIndex {
        let owner = if self.def.is_primary() {
            Owner::Primary(def.deferral)
        } else {
            Owner::Unique(def.deferral)
        };
        AnyIndex {
            index,
            owner: Some(owner),
        }
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let (NewDef::Key(a, _), NewDef::Key(b, _)) = (self.def, other.def) else {
            return false;
        };
        texts(&self.columns) == texts(&other.columns)
            && texts(&a.include) == texts(&b.include)
            && a.nulls_not_distinct == b.nulls_not_distinct
            && a.deferral == b.deferral
            && a.using_index.is_none()
            && b.using_index.is_none()
    }
}

impl Apply<'_> {
    /// Checks first, then the primary key, unique keys, foreign keys: this order decides who gets which name.
    pub(super) fn add_constraints(
        &mut self,
        table: &TableKey,
        placed: &[Placed<'_>],
        only: bool,
    ) -> Applied {
        self.add_checks_and_keys(table, placed, only)?;
        self.add_foreign_keys(table, placed, only)
    }

    pub(super) fn add_checks_and_keys(
        &mut self,
        table: &TableKey,
        placed: &[Placed<'_>],
        only: bool,
    ) -> Applied {
        for (_, constraint) in placed {
            if let ConstraintKind::Generated(expr) = &constraint.kind {
                self.check_generated(table, expr)?;
            }
        }
        for (_, constraint) in placed {
            if let ConstraintKind::Check { .. } = &constraint.kind {
                self.add_check(table, constraint, only)?;
            }
        }
        for key in self.merged_keys(table, placed)? {
            match key.def {
                NewDef::Key(def, _) => self.add_key(table, &key, def, only)?,
                NewDef::Exclusion(def) => {
                    self.add_exclusion(table, key.name, def, key.span)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn add_foreign_keys(
        &mut self,
        table: &TableKey,
        placed: &[Placed<'_>],
        only: bool,
    ) -> Applied {
        for (column, constraint) in placed {
            if let ConstraintKind::ForeignKey(def) = &constraint.kind {
                self.add_foreign_key(table, *column, constraint, def, only)?;
            }
        }
        Ok(())
    }

    /// `ADD CONSTRAINT`.
    pub(super) fn add_constraint(
        &mut self,
        key: &TableKey,
        constraint: &Constraint,
        only: bool,
    ) -> Applied {
        if let ConstraintKind::NotNull
        | ConstraintKind::Null
        | ConstraintKind::Default(_)
        | ConstraintKind::Identity(..)
        | ConstraintKind::Generated(_) = constraint.kind
        {
            let title = "syntax error: this is no constraint of a table";
            let label = "belongs to a column";
            let error = self.error(Code::D0002, "42601", title, &constraint.span, label);
            return Err(Box::new(error.help("write ALTER COLUMN .. SET ..")));
        }
        self.add_constraints(key, &[(None, constraint)], only)
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
            let (def, columns) = match &constraint.kind {
                ConstraintKind::PrimaryKey(def) => (NewDef::Key(def, true), &def.columns),
                ConstraintKind::Unique(def) => (NewDef::Key(def, false), &def.columns),
                ConstraintKind::Exclusion(def) => (NewDef::Exclusion(def), &def.include),
                _ => continue,
            };
            let columns = match column {
                Some(column) => vec![(*column).clone()],
                None => columns.clone(),
            };
            if def.is_primary() && found.iter().any(|key| key.def.is_primary()) {
                return Err(self.second_primary_key(table, &constraint.span));
            }
            let name = constraint.name.as_ref();
            found.push(NewKey {
                name,
                def,
                columns,
                span: &constraint.span,
            });
        }
        found.sort_by_key(|key| !key.def.is_primary());
        let mut merged: Vec<NewKey<'s>> = Vec::new();
        for key in found {
            match merged.iter_mut().find(|prior| prior.says_the_same(&key)) {
                Some(prior) => prior.name = prior.name.or(key.name),
                None => merged.push(key),
            }
        }
        Ok(merged)
    }

    pub(super) fn second_primary_key(&self, table: &TableKey, span: &Span) -> Box<Diagnostic> {
        let title = format!(
            "multiple primary keys for table \"{}\" are not allowed",
            table.1
        );
        self.error(Code::D0108, "42P16", title, span, "a second one")
    }

    fn add_key(&mut self, table: &TableKey, key: &NewKey<'_>, def: &KeyDef, only: bool) -> Applied {
        let primary = key.def.is_primary();
        if primary && !self.creating {
            // Its columns become NOT NULL before anything else is looked at.
            for name in &key.columns {
                self.column_exists(table, name)?;
            }
        }
        if primary && self.table_ref(table)?.primary_key.is_some() {
            return Err(self.second_primary_key(table, key.span));
        }
        if let Some(index) = &def.using_index {
            return self.key_from_index(table, key, def, index);
        }
        let what = if primary { "primary key" } else { "unique" };
        for (at, name) in key.columns.iter().chain(&def.include).enumerate() {
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
            None if primary => self.schema(&table.0).choose_key(&table.1, None, "pkey"),
            None => {
                let all = key.columns.iter().chain(&def.include);
                let columns = addition(all.map(|name| name.text.as_str()));
                self.schema(&table.0)
                    .choose_key(&table.1, Some(&columns), "key")
            }
        };
        let columns = texts(&key.columns);
        let index = Index {
            unique: true,
            nulls_not_distinct: def.nulls_not_distinct,
            keys: columns.iter().map(|name| IndexKey::column(name)).collect(),
            include: texts(&def.include),
            options: self.storage(StorageOf::Index("btree"), &def.options)?,
            place: Some(self.place(key.span)),
            ..Index::btree(name)
        };
        self.add_any_index(table, key.any_index(def, index), only, key.span)
    }

    pub(super) fn key_name_is_free(&self, table: &TableKey, name: &Name) -> Applied {
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

    /// `ADD PRIMARY KEY USING INDEX`: the index becomes the constraint's and takes its name.
    fn key_from_index(
        &mut self,
        table: &TableKey,
        key: &NewKey<'_>,
        def: &KeyDef,
        index: &Name,
    ) -> Applied {
        if self.table_ref(table)?.partition_key.is_some() {
            let title =
                "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables";
            return Err(self.table_error("0A000", title, &index.span));
        }
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
        let place = Some(self.place(key.span));
        let index = Index {
            name,
            place,
            ..found
        };
        self.table(table)?.put_index(key.any_index(def, index));
        Ok(())
    }
}
