//! The attributes of composite types.

use super::{Applied, Apply, relation::RelationKind, resolve::suggest};
use crate::{
    catalog::{Catalog, CompositeType, PgType, Rename, depend::Object, walk::Key},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{AttributeAction, AttributeDef, Name, ObjectName},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn alter_attributes(
        &mut self,
        name: &ObjectName,
        actions: &[AttributeAction],
    ) -> Applied {
        let key = self.find_relation(name, RelationKind::Composite)?;
        // What goes comes first, then types, then what is new, as with columns.
        let mut actions: Vec<&AttributeAction> = actions.iter().collect();
        actions.sort_by_key(|action| match action {
            AttributeAction::Drop { .. } => 0,
            AttributeAction::Alter(_) => 1,
            AttributeAction::Add(_) => 2,
        });
        for action in actions {
            match action {
                AttributeAction::Add(def) => self.add_attribute(&key, def)?,
                AttributeAction::Drop {
                    name,
                    if_exists,
                    cascade,
                } => self.drop_attribute(&key, name, *if_exists, *cascade)?,
                AttributeAction::Alter(def) => self.alter_attribute(&key, def)?,
            }
        }
        Ok(())
    }

    fn own_composite(&mut self, key: &Key) -> Option<&mut CompositeType> {
        self.schema(&key.0).composites.get_mut(&key.1)
    }

    fn has_attribute(&mut self, key: &Key, name: &str) -> bool {
        let attributes = self
            .own_composite(key)
            .into_iter()
            .flat_map(|it| &it.attributes);
        attributes.into_iter().any(|it| it.name == name)
    }

    fn add_attribute(&mut self, key: &Key, def: &AttributeDef) -> Applied {
        if self.has_attribute(key, &def.name.text) {
            return Err(self.attribute_taken(key, &def.name));
        }
        let attribute = self.attribute(def)?;
        self.holds_itself(key, &attribute.ty, &def.ty.span)?;
        if let Some(composite) = self.own_composite(key) {
            composite.attributes.push(attribute);
        }
        Ok(())
    }

    fn drop_attribute(
        &mut self,
        key: &Key,
        name: &Name,
        if_exists: bool,
        cascade: bool,
    ) -> Applied {
        if !self.has_attribute(key, &name.text) {
            return if if_exists {
                Ok(())
            } else {
                Err(self.no_attribute(key, name))
            };
        }
        let attribute = Object::Attribute(key.clone(), name.text.clone());
        self.delete(&[attribute], cascade, &name.span)
    }

    fn alter_attribute(&mut self, key: &Key, def: &AttributeDef) -> Applied {
        if !self.has_attribute(key, &def.name.text) {
            return Err(self.no_attribute(key, &def.name));
        }
        let new = self.attribute(def)?;
        self.holds_itself(key, &new.ty, &def.ty.span)?;
        if let Some((table, column)) = self.catalog.stored(|ty| self.catalog.contains(ty, key)) {
            let ty = PgType::of(key);
            let title =
                format!("cannot alter type \"{ty}\" because column \"{table}.{column}\" uses it");
            return Err(self.error(Code::D0110, "0A000", title, &def.name.span, "rows hold it"));
        }
        let attributes = self
            .own_composite(key)
            .into_iter()
            .flat_map(|it| &mut it.attributes);
        for attribute in attributes.filter(|it| it.name == def.name.text) {
            attribute.ty = new.ty.clone();
            attribute.collation.clone_from(&new.collation);
        }
        Ok(())
    }

    pub(super) fn rename_attribute(
        &mut self,
        name: &ObjectName,
        from: &Name,
        to: &Name,
        span: &Span,
    ) -> Applied {
        let key = match self.relation(name) {
            Some((key, RelationKind::Composite)) => key,
            // Postgres takes it for any relation with columns.
            Some((key, RelationKind::Table)) => {
                return self.rename_column(&key, from, to, false, span);
            }
            Some((_, kind)) => return Err(self.wrong_kind(name, RelationKind::Composite, kind)),
            None => return Err(self.no_relation(name)),
        };
        if !self.has_attribute(&key, &from.text) {
            let title = format!("column \"{}\" does not exist", from.text);
            return Err(self.error(Code::D0103, "42703", title, &from.span, "no such attribute"));
        }
        if self.has_attribute(&key, &to.text) {
            return Err(self.attribute_taken(&key, to));
        }
        let at = Some(self.place(span));
        if let Some(composite) = self.own_composite(&key) {
            let attributes = &mut composite.attributes;
            for attribute in attributes.iter_mut().filter(|it| it.name == from.text) {
                attribute.name.clone_from(&to.text);
                attribute.renames.push(Rename {
                    from: from.text.clone(),
                    at: at.clone(),
                });
            }
        }
        Ok(())
    }

    fn attribute_taken(&self, key: &Key, name: &Name) -> Box<Diagnostic> {
        let title = format!(
            "column \"{}\" of relation \"{}\" already exists",
            name.text, key.1
        );
        let label = "a second one of this name";
        self.error(Code::D0105, "42701", title, &name.span, label)
    }

    pub(super) fn no_attribute(&mut self, key: &Key, name: &Name) -> Box<Diagnostic> {
        let known = self
            .own_composite(key)
            .into_iter()
            .flat_map(|it| &it.attributes);
        let known: Vec<String> = known.map(|it| it.name.clone()).collect();
        let title = format!(
            "column \"{}\" of relation \"{}\" does not exist",
            name.text, key.1
        );
        let error = self.error(Code::D0103, "42703", title, &name.span, "no such attribute");
        suggest(error, nearest(&name.text, known))
    }

    /// Refuses a type inside of itself.
    fn holds_itself(&self, key: &Key, ty: &PgType, span: &Span) -> Applied {
        if !self.catalog.contains(ty, key) {
            return Ok(());
        }
        let title = format!(
            "composite type {} cannot be made a member of itself",
            PgType::of(key)
        );
        Err(self.error(Code::D0112, "42P16", title, span, "itself, or made of it"))
    }
}

impl Catalog {
    /// Whether values of a type hold values of another one.
    pub(super) fn contains(&self, ty: &PgType, part: &Key) -> bool {
        if ty.is(part) {
            return true;
        }
        let Some(schema) = ty.schema.as_ref().and_then(|it| self.schemas.get(it)) else {
            return false;
        };
        if let Some(domain) = schema.domains.get(&ty.name) {
            return self.contains(&domain.base, part);
        }
        if let Some(range) = schema.ranges.get(&ty.name) {
            return self.contains(&range.subtype, part);
        }
        let attributes = schema.composites.get(&ty.name);
        let attributes = attributes.into_iter().flat_map(|it| &it.attributes);
        let columns = schema
            .tables
            .get(&ty.name)
            .into_iter()
            .flat_map(|it| &it.columns);
        let mut parts = attributes.map(|it| &it.ty).chain(columns.map(|it| &it.ty));
        parts.any(|ty| self.contains(ty, part))
    }

    /// Whether values of a type hold values of a domain, and are not those values themselves.
    pub(super) fn boxes(&self, ty: &PgType, domain: &Key) -> bool {
        let known = ty.schema.as_ref().and_then(|it| self.schemas.get(it));
        match known.and_then(|it| it.domains.get(&ty.name)) {
            Some(_) if ty.is(domain) => ty.array,
            Some(over) if !ty.array => self.boxes(&over.base, domain),
            _ => self.contains(ty, domain),
        }
    }

    /// The first table and column whose rows hold values of such a type.
    pub(super) fn stored(&self, wanted: impl Fn(&PgType) -> bool) -> Option<(String, String)> {
        self.tables().find_map(|(_, table)| {
            let column = table.columns.iter().find(|it| wanted(&it.ty))?;
            Some((table.name.clone(), column.name.clone()))
        })
    }
}
