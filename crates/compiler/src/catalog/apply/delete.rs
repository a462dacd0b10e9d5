//! Dropping objects with what depends on them: CASCADE, RESTRICT, and what goes along unasked.
//!
//! *Invariant:* every DROP, of whatever object, comes down to [`Apply::delete`]; nothing else removes an
//! object that something could depend on.

use super::{Applied, Apply};
use crate::{
    catalog::{
        Catalog, Table,
        depend::{How, Object},
        walk::Key,
    },
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use std::collections::BTreeMap;

/// What a DROP takes with it.
#[derive(Default)]
struct Doomed {
    /// Each object with what it depends on and how; those that were named depend on nothing.
    objects: BTreeMap<Object, Vec<(Object, How)>>,
}

impl Apply<'_> {
    /// Drops objects that are there; `span` is where the statement names them.
    pub(super) fn delete(&mut self, roots: &[Object], cascade: bool, span: &Span) -> Applied {
        let doomed = self.catalog.doomed(roots);
        if !cascade {
            self.refuse_hindered(&doomed, roots, span)?;
        }
        for object in doomed.objects.keys() {
            self.catalog.remove(object);
        }
        Ok(())
    }

    /// 2BP01 with everything that would have to go too.
    fn refuse_hindered(&self, doomed: &Doomed, roots: &[Object], span: &Span) -> Applied {
        let hindering = doomed.hindering(roots);
        let (Some(root), Some(_)) = (roots.first(), hindering.first()) else {
            return Ok(());
        };
        let title = match roots {
            [root] => format!(
                "cannot drop {} because other objects depend on it",
                self.catalog.describe(root)
            ),
            _ => "cannot drop desired object(s) because other objects depend on them".to_owned(),
        };
        let mut error: Box<Diagnostic> =
            self.error(Code::D0110, "2BP01", title, span, "still needed");
        for (dependent, on) in hindering {
            let on = if on == root {
                "it".to_owned()
            } else {
                self.catalog.describe(on)
            };
            let place = self.catalog.place_of(dependent);
            let place = place.map(|place| format!(", {place}")).unwrap_or_default();
            let dependent = self.catalog.describe(dependent);
            error
                .notes
                .push(format!("{dependent} depends on {on}{place}"));
        }
        Err(Box::new(error.help("drop these first, or add CASCADE")))
    }
}

impl Doomed {
    fn has(&self, object: &Object) -> bool {
        self.objects.contains_key(object)
    }

    /// What stops a DROP without CASCADE, each with what it depends on.
    fn hindering<'d>(&'d self, roots: &[Object]) -> Vec<(&'d Object, &'d Object)> {
        let asked = |object: &Object| {
            roots.contains(object)
                || object
                    .inside()
                    .iter()
                    .any(|outer| self.goes_unasked(outer, roots))
        };
        let stopped = self.objects.iter().filter_map(|(object, on)| {
            let unasked = on.iter().any(|(_, how)| *how == How::Auto);
            let (on, _) = on.first()?;
            (!unasked && !asked(object)).then_some((object, on))
        });
        stopped.collect()
    }

    fn goes_unasked(&self, object: &Object, roots: &[Object]) -> bool {
        let auto = |on: &Vec<(Object, How)>| on.iter().any(|(_, how)| *how == How::Auto);
        roots.contains(object) || self.objects.get(object).is_some_and(auto)
    }
}

impl Catalog {
    /// Everything that goes when these objects go, by CASCADE or unasked.
    fn doomed(&self, roots: &[Object]) -> Doomed {
        let mut doomed = Doomed::default();
        let mut open: Vec<Object> = roots.to_vec();
        for root in roots {
            doomed.objects.entry(root.clone()).or_default();
        }
        while let Some(object) = open.pop() {
            for (dependent, how) in self.dependents(&object) {
                if !doomed.has(&dependent) {
                    open.push(dependent.clone());
                }
                let on = doomed.objects.entry(dependent).or_default();
                on.push((object.clone(), how));
            }
        }
        doomed
    }

    /// Takes one object out; what depends on it has gone or goes too.
    fn remove(&mut self, object: &Object) {
        match object {
            Object::Schema(name) => {
                self.schemas.remove(name);
            }
            Object::Extension(name) => {
                self.extensions.remove(name);
            }
            Object::Table(key) => {
                self.remove_from(key, |schema, name| drop(schema.tables.remove(name)));
            }
            Object::View(key) => {
                self.remove_from(key, |schema, name| drop(schema.views.remove(name)));
            }
            Object::Sequence(key) => self.remove_from(key, |schema, name| {
                schema.sequences.remove(name);
            }),
            Object::Function(key) => self.remove_from(key, |schema, name| {
                schema.functions.remove(name);
            }),
            Object::Statistics(key) => self.remove_from(key, |schema, name| {
                schema.statistics.remove(name);
            }),
            Object::Type(key) => self.remove_from(key, |schema, name| {
                schema.enums.remove(name);
                schema.domains.remove(name);
                schema.composites.remove(name);
                schema.ranges.remove(name);
            }),
            Object::Attribute(key, attribute) => self.remove_from(key, |schema, name| {
                if let Some(composite) = schema.composites.get_mut(name) {
                    composite.attributes.retain(|it| it.name != *attribute);
                }
            }),
            Object::DomainConstraint(key, check) => self.remove_from(key, |schema, name| {
                if let Some(domain) = schema.domains.get_mut(name) {
                    domain.checks.retain(|it| it.name != *check);
                }
            }),
            Object::DomainDefault(key) => self.remove_from(key, |schema, name| {
                if let Some(domain) = schema.domains.get_mut(name) {
                    domain.default = None;
                }
            }),
            Object::Column(key, _)
            | Object::Default(key, _)
            | Object::Constraint(key, _)
            | Object::Index(key, _)
            | Object::Trigger(key, _)
            | Object::Policy(key, _)
            | Object::Rule(key, _) => self.remove_from(key, |schema, name| {
                if let Some(table) = schema.tables.get_mut(name) {
                    table.remove(object);
                }
                if let Some(view) = schema.views.get_mut(name) {
                    view.remove(object);
                }
            }),
        }
    }

    fn remove_from(&mut self, key: &Key, remove: impl FnOnce(&mut crate::catalog::Schema, &str)) {
        if let Some(schema) = self.schemas.get_mut(&key.0) {
            remove(schema, &key.1);
        }
    }
}

impl Table {
    fn remove(&mut self, object: &Object) {
        match object {
            Object::Column(_, name) => self.columns.retain(|it| it.name != *name),
            Object::Default(_, name) => {
                let mut columns = self.columns.iter_mut();
                if let Some(column) = columns.find(|it| it.name == *name) {
                    column.default = None;
                }
            }
            Object::Constraint(_, name) => {
                self.checks.retain(|it| it.name != *name);
                self.foreign_keys.retain(|it| it.name != *name);
                self.uniques.retain(|it| it.name != *name);
                self.exclusions.retain(|it| it.name != *name);
                // The columns of a dropped primary key stay NOT NULL.
                self.primary_key = self.primary_key.take().filter(|it| it.name != *name);
            }
            Object::Index(_, name) => self.indexes.retain(|it| it.name != *name),
            Object::Trigger(_, name) => self.triggers.retain(|it| it.name != *name),
            Object::Policy(_, name) => self.policies.retain(|it| it.name != *name),
            Object::Rule(_, name) => self.rules.retain(|it| it.name != *name),
            _ => {}
        }
    }
}

impl crate::catalog::View {
    fn remove(&mut self, object: &Object) {
        match object {
            Object::Index(_, name) => self.indexes.retain(|it| it.name != *name),
            Object::Trigger(_, name) => self.triggers.retain(|it| it.name != *name),
            Object::Rule(_, name) => self.rules.retain(|it| it.name != *name),
            _ => {}
        }
    }
}
