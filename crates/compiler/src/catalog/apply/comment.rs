//! `COMMENT ON`.

use super::{Applied, Apply, relation::RelationKind, types::TypeKind};
use crate::{
    diagnostic::{Code, Diagnostic},
    parse::{Comment, CommentTarget, Name, ObjectName},
};

impl Apply<'_> {
    pub(super) fn comment(&mut self, comment: &Comment) -> Applied {
        let slot = match &comment.on {
            CommentTarget::Nothing => return Ok(()),
            CommentTarget::Table(name) => {
                let key = self.find_table(name)?;
                Some(&mut self.table(&key)?.comment)
            }
            CommentTarget::View(name) => {
                let key = self.find_relation(name, RelationKind::View)?;
                self.view(&key).map(|view| &mut view.comment)
            }
            CommentTarget::Materialized(name) => {
                let key = self.find_relation(name, RelationKind::Materialized)?;
                self.view(&key).map(|view| &mut view.comment)
            }
            CommentTarget::Column(relation, column) if self.is_view(relation) => {
                return self.comment_on_view_column(relation, column, comment.text.as_ref());
            }
            CommentTarget::Column(table, column) => {
                if let Some((key, RelationKind::Composite)) = self.relation(table) {
                    return self.comment_on_attribute(&key, column, comment.text.as_ref());
                }
                let key = self.find_table(table)?;
                Some(&mut self.column(&key, column)?.comment)
            }
            CommentTarget::Type { name, domain } => {
                return self.comment_on_type(name, *domain, comment.text.as_ref());
            }
            CommentTarget::DomainConstraint(name, domain) => {
                let key = self.find_domain(domain)?;
                if self.domain_check(&key, &name.text).is_none() {
                    return Err(self.no_check_of_domain(name, &key));
                }
                self.domain_check(&key, &name.text)
                    .map(|check| &mut check.comment)
            }
            CommentTarget::Sequence(name) => {
                let key = self.find_relation(name, RelationKind::Sequence)?;
                let found = self.schema(&key.0).sequences.get_mut(&key.1);
                found.map(|sequence| &mut sequence.comment)
            }
            CommentTarget::Index(name) => {
                return self.comment_on_index(name, comment.text.as_ref());
            }
            CommentTarget::Constraint(name, table) => {
                return self.comment_on_constraint(name, table, comment.text.as_ref());
            }
            CommentTarget::Policy(name, table) => {
                return self.comment_on_policy(name, table, comment.text.as_ref());
            }
            CommentTarget::Rule(name, on) => {
                return self.comment_on_rule(name, on, comment.text.as_ref());
            }
            CommentTarget::Statistics(name) => {
                return self.comment_on_statistics(name, comment.text.as_ref());
            }
            CommentTarget::Trigger(name, table) => {
                let key = self.find_table(table)?;
                let table = self.table(&key)?;
                let found = table
                    .triggers
                    .iter_mut()
                    .find(|trigger| trigger.name == name.text);
                found.map(|trigger| &mut trigger.comment)
            }
            CommentTarget::Function(function) => {
                let (schema, signature) = self.find_function(function)?;
                let found = self.schema(&schema).functions.get_mut(&signature);
                found.map(|function| &mut function.comment)
            }
            CommentTarget::Extension(name) => {
                let found = self.catalog.extensions.get_mut(&name.text);
                found.map(|extension| &mut extension.comment)
            }
            CommentTarget::Schema(name) => {
                self.schema_exists(name)?;
                Some(&mut self.schema(&name.text).comment)
            }
        };
        match slot {
            Some(slot) => {
                slot.clone_from(&comment.text);
                Ok(())
            }
            None => Err(self.nothing_to_comment(&comment.on)),
        }
    }

    fn is_view(&self, name: &ObjectName) -> bool {
        let relation = self.relation(name);
        relation.is_some_and(|(key, _)| self.catalog.view_at(&key).is_some())
    }

    fn comment_on_view_column(
        &mut self,
        relation: &ObjectName,
        column: &Name,
        text: Option<&String>,
    ) -> Applied {
        let found = self.relation(relation);
        let view = found.and_then(|(key, _)| self.view(&key));
        let columns = view.into_iter().flat_map(|view| &mut view.columns);
        if let Some(found) = columns.into_iter().find(|it| it.name == column.text) {
            found.comment = text.cloned();
            return Ok(());
        }
        let title = format!(
            "column \"{}\" of relation \"{}\" does not exist",
            column.text, relation.name.text
        );
        Err(self.error(Code::D0103, "42703", title, &column.span, "no such column"))
    }

    fn nothing_to_comment(&self, on: &CommentTarget) -> Box<Diagnostic> {
        match on {
            CommentTarget::Trigger(name, table) => self.no_trigger(name, &table.name.text),
            CommentTarget::Extension(name) => {
                let title = format!("extension \"{}\" does not exist", name.text);
                self.error(Code::D0106, "42704", title, &name.span, "not created here")
            }
            _ => Box::new(Diagnostic::error(Code::D0005, "nothing to comment on")),
        }
    }

    fn comment_on_type(
        &mut self,
        name: &ObjectName,
        domain: bool,
        text: Option<&String>,
    ) -> Applied {
        let (key, kind) = self.find_type(name)?;
        if domain && kind != TypeKind::Domain {
            return Err(self.names_no_domain(name, "write COMMENT ON TYPE"));
        }
        let schema = self.schema(&key.0);
        let slot = match kind {
            TypeKind::Enum => schema.enums.get_mut(&key.1).map(|it| &mut it.comment),
            TypeKind::Domain => schema.domains.get_mut(&key.1).map(|it| &mut it.comment),
            TypeKind::Composite => schema.composites.get_mut(&key.1).map(|it| &mut it.comment),
            TypeKind::Range => schema.ranges.get_mut(&key.1).map(|it| &mut it.comment),
            TypeKind::Multirange | TypeKind::Row | TypeKind::Brought => None,
        };
        if let Some(slot) = slot {
            *slot = text.cloned();
            return Ok(());
        }
        let title = "a comment on a type that comes with something else is not modelled";
        let label = crate::diagnostic::Label::at(self.source, name.span(), "not stated by itself");
        let error = Diagnostic::error(Code::D0202, title).label(label);
        Err(Box::new(error.help("comment on what it comes with")))
    }

    fn comment_on_attribute(
        &mut self,
        key: &(String, String),
        name: &Name,
        text: Option<&String>,
    ) -> Applied {
        let composite = self.schema(&key.0).composites.get_mut(&key.1);
        let mut attributes = composite.into_iter().flat_map(|it| &mut it.attributes);
        match attributes.find(|it| it.name == name.text) {
            Some(attribute) => {
                attribute.comment = text.cloned();
                Ok(())
            }
            None => Err(self.no_attribute(key, name)),
        }
    }

    fn no_check_of_domain(&self, name: &Name, domain: &(String, String)) -> Box<Diagnostic> {
        let title = format!(
            "constraint \"{}\" for domain {} does not exist",
            name.text,
            crate::catalog::quoted::quoted_key(domain)
        );
        let label = "no such constraint";
        self.error(Code::D0106, "42704", title, &name.span, label)
    }

    fn comment_on_index(&mut self, name: &ObjectName, text: Option<&String>) -> Applied {
        let schema = self.schema_of(name)?;
        let Some(owner) = self.catalog.owner_of_index(&schema, &name.name.text) else {
            return Err(self.no_relation(name));
        };
        let key = (schema, owner);
        let indexes = match self.catalog.view_at(&key) {
            Some(_) => self.view(&key).map(|view| &mut view.indexes),
            None => Some(&mut self.table(&key)?.indexes),
        };
        let mut indexes = indexes.into_iter().flatten();
        match indexes.find(|index| index.name == name.name.text) {
            Some(index) => {
                index.comment = text.cloned();
                Ok(())
            }
            None => {
                let title = "a comment on the index of a constraint is not modelled";
                let span = name.span();
                let label = crate::diagnostic::Label::at(self.source, span, "a constraint's own");
                let error = Diagnostic::error(Code::D0202, title).label(label);
                Err(Box::new(error.help("write COMMENT ON CONSTRAINT .. ON ..")))
            }
        }
    }

    fn comment_on_constraint(
        &mut self,
        name: &Name,
        table: &ObjectName,
        text: Option<&String>,
    ) -> Applied {
        let key = self.find_table(table)?;
        let found = self.table(&key)?;
        let primary = found
            .primary_key
            .iter_mut()
            .map(|key| (&key.name, &mut key.comment));
        let uniques = found
            .uniques
            .iter_mut()
            .map(|unique| (&unique.name, &mut unique.comment));
        let checks = found
            .checks
            .iter_mut()
            .map(|check| (&check.name, &mut check.comment));
        let foreign = found
            .foreign_keys
            .iter_mut()
            .map(|key| (&key.name, &mut key.comment));
        let exclusions = found
            .exclusions
            .iter_mut()
            .map(|exclusion| (&exclusion.name, &mut exclusion.comment));
        let keys = primary.chain(uniques).chain(exclusions);
        let mut all = keys.chain(checks).chain(foreign);
        if let Some((_, comment)) = all.find(|(constraint, _)| **constraint == name.text) {
            *comment = text.cloned();
            return Ok(());
        }
        let title = format!(
            "constraint \"{}\" for table \"{}\" does not exist",
            name.text, key.1
        );
        Err(self.error(
            Code::D0106,
            "42704",
            title,
            &name.span,
            "no such constraint",
        ))
    }
}
