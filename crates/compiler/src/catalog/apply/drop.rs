//! `DROP ..`.

use super::{Applied, Apply, relation::RelationKind, resolve::suggest};
use crate::{
    catalog::{Table, depend::Object},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{Drop, DropTargets, Name, ObjectName},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn drop(&mut self, drop: &Drop) -> Applied {
        match &drop.targets {
            DropTargets::Tables(names) => self.drop_tables(drop, names),
            DropTargets::Views(names) => self.drop_views(drop, names, RelationKind::View),
            DropTargets::Materialized(names) => {
                self.drop_views(drop, names, RelationKind::Materialized)
            }
            DropTargets::Indexes(names) => names
                .iter()
                .try_for_each(|name| self.drop_index(drop, name)),
            DropTargets::Schemas(names) => self.drop_schemas(drop, names),
            DropTargets::Extensions(names) => names
                .iter()
                .try_for_each(|name| self.drop_extension(drop, name)),
            DropTargets::Functions(functions) => self.drop_functions(drop, functions),
            DropTargets::Statistics(names) => self.drop_statistics(drop, names),
            DropTargets::Policy(name, table) => self.drop_policy(drop, name, table),
            DropTargets::Rule(name, relation) => self.drop_rule(drop, name, relation),
            DropTargets::Sequences(names) => self.drop_sequences(drop, names),
            DropTargets::Types(names) => self.drop_types(drop, names, false),
            DropTargets::Domains(names) => self.drop_types(drop, names, true),
            DropTargets::Trigger(name, table) => self.drop_trigger(drop, name, table),
        }
    }

    fn drop_tables(&mut self, drop: &Drop, names: &[ObjectName]) -> Applied {
        let mut tables = Vec::new();
        for name in names {
            match self.relation(name) {
                Some((key, RelationKind::Table)) => tables.push(Object::Table(key)),
                Some((_, kind)) => return Err(self.drops_other(name, RelationKind::Table, kind)),
                None if drop.if_exists => {}
                None => return Err(self.nothing_named(name, "table", "42P01", Code::D0101)),
            }
        }
        self.delete(&tables, drop.cascade, &span_of(names))
    }

    fn drop_views(&mut self, drop: &Drop, names: &[ObjectName], wanted: RelationKind) -> Applied {
        let mut views = Vec::new();
        for name in names {
            match self.relation(name) {
                Some((key, kind)) if kind == wanted => views.push(Object::View(key)),
                Some((_, kind)) => return Err(self.drops_other(name, wanted, kind)),
                None if drop.if_exists => {}
                None => {
                    return Err(self.nothing_named(name, wanted.word(), "42P01", Code::D0101));
                }
            }
        }
        self.delete(&views, drop.cascade, &span_of(names))
    }

    /// 42809, with the statement that drops it.
    pub(super) fn drops_other(
        &self,
        name: &ObjectName,
        wanted: RelationKind,
        found: RelationKind,
    ) -> Box<Diagnostic> {
        let error = self.wrong_kind(name, wanted, found);
        let word = match found {
            RelationKind::Composite => "type",
            other => other.word(),
        };
        Box::new(error.help(format!("use DROP {} to remove it", word.to_uppercase())))
    }

    fn drop_index(&mut self, drop: &Drop, name: &ObjectName) -> Applied {
        let key = match self.relation(name) {
            Some((key, RelationKind::Index)) => key,
            Some((_, kind)) => return Err(self.drops_other(name, RelationKind::Index, kind)),
            None if drop.if_exists => return Ok(()),
            None => return Err(self.no_index(name)),
        };
        let owner = self.catalog.owner_of_index(&key.0, &key.1);
        let owner = (key.0.clone(), owner.unwrap_or_default());
        let is_constraint = |table: &Table| table.has_constraint(&key.1);
        if self.catalog.table_at(&owner).is_some_and(is_constraint) {
            let title = format!(
                "cannot drop index {0} because constraint {0} on table {1} requires it",
                key.1, owner.1
            );
            let label = "a constraint's own";
            let error = self.error(Code::D0110, "2BP01", title, &name.span(), label);
            let help = format!("write ALTER TABLE {} DROP CONSTRAINT {}", owner.1, key.1);
            return Err(Box::new(error.help(help)));
        }
        let parent = |table: &Table| table.index_parent(&key.1).cloned();
        if let Some(whole) = self.catalog.table_at(&owner).and_then(parent) {
            let title = format!(
                "cannot drop index {} because index {whole} requires it",
                key.1
            );
            let label = "a part of it";
            let error = self.error(Code::D0110, "2BP01", title, &name.span(), label);
            return Err(Box::new(error.help(format!("drop index {whole} instead"))));
        }
        let index = Object::Index(owner, key.1);
        self.delete(&[index], drop.cascade, &name.span())
    }

    fn no_index(&self, name: &ObjectName) -> Box<Diagnostic> {
        let title = format!("index \"{}\" does not exist", name.shown());
        let label = "no such index here";
        let error = self.error(Code::D0106, "42704", title, &name.span(), label);
        let tables = self.catalog.tables();
        let known = tables.flat_map(|(_, table)| table.indexes.iter().map(|it| it.name.clone()));
        suggest(error, nearest(&name.name.text, known))
    }

    fn drop_schemas(&mut self, drop: &Drop, names: &[Name]) -> Applied {
        let mut schemas = Vec::new();
        let mut span = None;
        for name in names {
            if drop.if_exists && !self.catalog.schemas.contains_key(&name.text) {
                continue;
            }
            self.schema_exists(name)?;
            schemas.push(Object::Schema(name.text.clone()));
            span.get_or_insert(&name.span);
        }
        match span {
            Some(span) => self.delete(&schemas, drop.cascade, span),
            None => Ok(()),
        }
    }

    fn drop_extension(&mut self, drop: &Drop, name: &Name) -> Applied {
        if !self.catalog.extensions.contains_key(&name.text) {
            if drop.if_exists {
                return Ok(());
            }
            let title = format!("extension \"{}\" does not exist", name.text);
            let error = self.error(Code::D0106, "42704", title, &name.span, "not created here");
            let known = self.catalog.extensions.keys().cloned();
            return Err(suggest(error, nearest(&name.text, known)));
        }
        let extension = Object::Extension(name.text.clone());
        self.delete(&[extension], drop.cascade, &name.span)
    }
}

/// From the first name to the last.
pub(super) fn span_of(names: &[ObjectName]) -> Span {
    let start = names.first().map_or(0, |name| name.span().start);
    let end = names.last().map_or(start, |name| name.span().end);
    start..end
}
