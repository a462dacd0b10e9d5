//! Relations: tables, views, indexes and sequences share one space of names.

use super::{Applied, Apply, resolve::suggest};
use crate::{
    catalog::{Catalog, Schema, walk::Key},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{Name, ObjectName},
};

/// What a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RelationKind {
    Table,
    View,
    Materialized,
    Sequence,
    Index,
    Composite,
}

impl RelationKind {
    /// As messages call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::View => "view",
            Self::Materialized => "materialized view",
            Self::Sequence => "sequence",
            Self::Index => "index",
            Self::Composite => "composite type",
        }
    }

    fn article(self) -> &'static str {
        match self {
            Self::Index => "an",
            _ => "a",
        }
    }
}

impl Schema {
    /// What the relation of this name is.
    pub(super) fn relation(&self, name: &str) -> Option<RelationKind> {
        if self.tables.contains_key(name) {
            return Some(RelationKind::Table);
        }
        if let Some(view) = self.views.get(name) {
            return Some(if view.materialized {
                RelationKind::Materialized
            } else {
                RelationKind::View
            });
        }
        if self.sequences.contains_key(name) {
            return Some(RelationKind::Sequence);
        }
        if self.composites.contains_key(name) {
            return Some(RelationKind::Composite);
        }
        let tables = self.tables.values().any(|table| table.has_index(name));
        let mut views = self.views.values().flat_map(|view| &view.indexes);
        (tables || views.any(|index| index.name == name)).then_some(RelationKind::Index)
    }
}

impl Apply<'_> {
    /// The first schema on the search path, or the one that is written, that has what is wanted.
    pub(super) fn schema_with(
        &self,
        name: &ObjectName,
        wanted: impl Fn(&Schema) -> bool,
    ) -> Option<String> {
        let has = |schema: &str| self.catalog.schemas.get(schema).is_some_and(&wanted);
        match &name.schema {
            Some(schema) => has(&schema.text).then(|| schema.text.clone()),
            None => self
                .session
                .lookup()
                .find(|schema| has(schema))
                .map(str::to_owned),
        }
    }

    /// The relation of a name, if there is one.
    pub(super) fn relation(&self, name: &ObjectName) -> Option<(Key, RelationKind)> {
        let text = &name.name.text;
        let schema = self.schema_with(name, |schema| schema.relation(text).is_some())?;
        let kind = self.catalog.schemas.get(&schema)?.relation(text)?;
        Some(((schema, text.clone()), kind))
    }

    /// The relation that must be there, and must be of this kind.
    pub(super) fn find_relation(&self, name: &ObjectName, wanted: RelationKind) -> Applied<Key> {
        match self.relation(name) {
            Some((key, kind)) if kind == wanted => Ok(key),
            Some((_, kind)) => Err(self.wrong_kind(name, wanted, kind)),
            None => Err(self.no_relation(name)),
        }
    }

    /// 42809, with the statement that would fit.
    pub(super) fn wrong_kind(
        &self,
        name: &ObjectName,
        wanted: RelationKind,
        found: RelationKind,
    ) -> Box<Diagnostic> {
        let title = format!(
            "\"{}\" is not {} {}",
            name.name.text,
            wanted.article(),
            wanted.word()
        );
        let label = format!("this is {} {}", found.article(), found.word());
        self.error(Code::D0114, "42809", title, &name.span(), label)
    }

    /// Postgres' error for a relation that is not there.
    pub(super) fn no_relation(&self, name: &ObjectName) -> Box<Diagnostic> {
        self.nothing_named(name, "relation", "42P01", Code::D0101)
    }

    /// `view "v" does not exist` and the like, with the nearest name.
    pub(super) fn nothing_named(
        &self,
        name: &ObjectName,
        what: &str,
        sqlstate: &'static str,
        code: Code,
    ) -> Box<Diagnostic> {
        if let Some(schema) = &name.schema
            && let Err(error) = self.schema_exists(schema)
        {
            return error;
        }
        let title = format!("{what} \"{}\" does not exist", name.shown());
        let label = format!("no such {what} here");
        let error = self.error(code, sqlstate, title, &name.span(), label);
        suggest(error, nearest(&name.name.text, self.relation_names(name)))
    }

    fn relation_names(&self, name: &ObjectName) -> Vec<String> {
        let schemas: Vec<&str> = match &name.schema {
            Some(schema) => vec![&schema.text],
            None => self.session.lookup().collect(),
        };
        let schemas = schemas
            .iter()
            .filter_map(|it| self.catalog.schemas.get(*it));
        let names = schemas.flat_map(|schema| {
            let tables = schema.tables.keys().chain(schema.views.keys());
            tables.chain(schema.sequences.keys()).cloned()
        });
        names.collect()
    }

    /// Refuses a name that a relation of the schema has.
    pub(super) fn relation_name_is_free(&self, schema: &str, name: &Name) -> Applied {
        let schema = self.catalog.schemas.get(schema);
        if schema.is_none_or(|schema| schema.relation(&name.text).is_none()) {
            return Ok(());
        }
        let title = format!("relation \"{}\" already exists", name.text);
        let label = "this name is taken";
        Err(self.error(Code::D0102, "42P07", title, &name.span, label))
    }
}

impl Catalog {
    /// The table or materialized view that an index belongs to.
    pub(super) fn owner_of_index(&self, schema: &str, index: &str) -> Option<String> {
        let schema = self.schemas.get(schema)?;
        let mut tables = schema.tables.values();
        let table = tables.find(|table| table.has_index(index));
        let mut views = schema.views.values();
        let view = views.find(|view| view.indexes.iter().any(|it| it.name == index));
        let table = table.map(|table| table.name.clone());
        table.or_else(|| view.map(|view| view.name.clone()))
    }
}
