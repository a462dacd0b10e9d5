//! `DROP TYPE`, `DROP DOMAIN` and `DROP SEQUENCE`.

use super::{
    Applied, Apply,
    drop::span_of,
    relation::RelationKind,
    types::{TypeKind, postgres_own},
};
use crate::{
    catalog::{PgType, depend::Object, walk::Key},
    diagnostic::{Code, Diagnostic},
    parse::{Drop, ObjectName},
};

impl Apply<'_> {
    pub(super) fn drop_types(
        &mut self,
        drop: &Drop,
        names: &[ObjectName],
        only_domains: bool,
    ) -> Applied {
        let mut types = Vec::new();
        for name in names {
            if let Some(ty) = postgres_own(name) {
                let title =
                    format!("cannot drop type {ty} because it is required by the database system");
                let span = name.span();
                return Err(self.error(Code::D0110, "2BP01", title, &span, "Postgres' own"));
            }
            if let Some(element) = self.element_named(name) {
                let title =
                    format!("cannot drop type {element}[] because type {element} requires it");
                let span = name.span();
                return Err(self.error(Code::D0110, "2BP01", title, &span, "an array"));
            }
            let (key, kind) = match self.find_type(name) {
                Ok(found) => found,
                Err(error) if drop.if_exists && matches!(error.code, Code::D0104 | Code::D0111) => {
                    continue;
                }
                Err(error) => return Err(error),
            };
            if only_domains && kind != TypeKind::Domain {
                return Err(self.names_no_domain(name, "write DROP TYPE"));
            }
            if let Some(needed) = self.needed_by_its_owner(name, &key, kind) {
                return Err(needed);
            }
            types.push(Object::Type(key));
        }
        self.delete(&types, drop.cascade, &span_of(names))
    }

    /// 42809 for a type that a statement takes for a domain.
    pub(super) fn names_no_domain(&self, name: &ObjectName, help: &str) -> Box<Diagnostic> {
        let title = format!("\"{}\" is not a domain", name.shown());
        let error = self.error(Code::D0114, "42809", title, &name.span(), "no domain");
        Box::new(error.help(help))
    }

    /// A row type goes with its table, a multirange with its range, an extension's type with the extension.
    fn needed_by_its_owner(
        &self,
        name: &ObjectName,
        key: &Key,
        kind: TypeKind,
    ) -> Option<Box<Diagnostic>> {
        let ty = PgType::of(key);
        let owner = match kind {
            TypeKind::Row if self.catalog.view_at(key).is_some() => format!("view {ty}"),
            TypeKind::Row => format!("table {ty}"),
            TypeKind::Multirange => {
                let range = self.catalog.range_of(&key.0, &key.1)?;
                format!("type {}", PgType::of(&range))
            }
            TypeKind::Brought => {
                let mut extensions = self.catalog.extensions.values();
                let extension = extensions.find(|it| {
                    use crate::catalog::functions::{Brings, of_extension};
                    it.schema == key.0
                        && of_extension(&it.name, Brings::Types).any(|known| known == key.1)
                })?;
                format!("extension {}", extension.name)
            }
            _ => return None,
        };
        let title = format!("cannot drop type {ty} because {owner} requires it");
        let error = self.error(Code::D0110, "2BP01", title, &name.span(), "not by itself");
        Some(Box::new(
            error.help(format!("you can drop {owner} instead")),
        ))
    }

    pub(super) fn drop_sequences(&mut self, drop: &Drop, names: &[ObjectName]) -> Applied {
        let mut sequences = Vec::new();
        for name in names {
            let key = match self.relation(name) {
                Some((key, RelationKind::Sequence)) => key,
                Some((_, kind)) => {
                    return Err(self.drops_other(name, RelationKind::Sequence, kind));
                }
                None if drop.if_exists => continue,
                None => return Err(self.nothing_named(name, "sequence", "42P01", Code::D0101)),
            };
            let schema = self.catalog.schemas.get(&key.0);
            let owner = schema.and_then(|it| it.sequences.get(&key.1)?.owner.as_ref());
            if let Some(owner) = owner.filter(|owner| owner.identity) {
                let sequence = self.catalog.describe(&Object::Sequence(key.clone()));
                let table = (key.0, owner.table.clone());
                let column = Object::Column(table, owner.column.clone());
                let column = self.catalog.describe(&column);
                let title = format!("cannot drop {sequence} because {column} requires it");
                let span = name.span();
                let error = self.error(Code::D0110, "2BP01", title, &span, "an identity's own");
                return Err(Box::new(error.help("write ALTER COLUMN .. DROP IDENTITY")));
            }
            sequences.push(Object::Sequence(key));
        }
        self.delete(&sequences, drop.cascade, &span_of(names))
    }
}
