//! Every expression and every type in the catalog, each with what it belongs to.
//!
//! *Invariant:* a new place for an expression or a type is added here, and renames and drops then know it.

use super::{Catalog, Expr, Index, PgType, Schema, Table, depend::Object};

/// The schema and name of a relation, type or function.
pub(crate) type Key = (String, String);

impl Catalog {
    /// Every expression, what goes when something in it goes, and the relation whose columns it may name.
    pub(crate) fn for_each_expr<'c>(&'c self, mut see: impl FnMut(Object, Option<&Key>, &'c Expr)) {
        for (name, schema) in &self.schemas {
            for table in schema.tables.values() {
                let key = (name.clone(), table.name.clone());
                table.for_each_expr_of(&key, |object, expr| see(object, Some(&key), expr));
            }
            for view in schema.views.values() {
                let key = (name.clone(), view.name.clone());
                for index in &view.indexes {
                    let object = || Object::Index(key.clone(), index.name.clone());
                    index
                        .exprs()
                        .for_each(|expr| see(object(), Some(&key), expr));
                }
            }
            for domain in schema.domains.values() {
                let key = (name.clone(), domain.name.clone());
                for check in &domain.checks {
                    let object = Object::DomainConstraint(key.clone(), check.name.clone());
                    see(object, None, &check.expr);
                }
                if let Some(default) = &domain.default {
                    see(Object::DomainDefault(key), None, default);
                }
            }
            for (signature, function) in &schema.functions {
                let defaults = function
                    .arguments
                    .iter()
                    .filter_map(|it| it.default.as_ref());
                for default in defaults {
                    see(
                        Object::Function((name.clone(), signature.clone())),
                        None,
                        default,
                    );
                }
            }
            for statistics in schema.statistics.values() {
                let table = (statistics.schema.clone(), statistics.table.clone());
                for expr in &statistics.exprs {
                    let object = Object::Statistics((name.clone(), statistics.name.clone()));
                    see(object, Some(&table), expr);
                }
            }
        }
    }

    /// Every expression, to change it; the key is of the relation whose columns it may name.
    pub(crate) fn for_each_expr_mut(&mut self, mut change: impl FnMut(Option<&Key>, &mut Expr)) {
        for (name, schema) in &mut self.schemas {
            for table in schema.tables.values_mut() {
                let key = (name.clone(), table.name.clone());
                table.for_each_expr_mut(|expr| change(Some(&key), expr));
            }
            for view in schema.views.values_mut() {
                let key = (name.clone(), view.name.clone());
                for index in &mut view.indexes {
                    index.for_each_expr_mut(|expr| change(Some(&key), expr));
                }
            }
            for domain in schema.domains.values_mut() {
                let checks = domain.checks.iter_mut().map(|check| &mut check.expr);
                checks
                    .chain(&mut domain.default)
                    .for_each(|expr| change(None, expr));
            }
            for function in schema.functions.values_mut() {
                let defaults = function
                    .arguments
                    .iter_mut()
                    .filter_map(|it| it.default.as_mut());
                defaults.for_each(|default| change(None, default));
            }
            for statistics in schema.statistics.values_mut() {
                let table = (statistics.schema.clone(), statistics.table.clone());
                for expr in &mut statistics.exprs {
                    change(Some(&table), expr);
                }
            }
        }
    }

    /// Every type that something has, and what goes when the type goes.
    pub(crate) fn for_each_type<'c>(&'c self, mut see: impl FnMut(Object, &'c PgType)) {
        for (name, schema) in &self.schemas {
            let key = |object: &String| (name.clone(), object.clone());
            for table in schema.tables.values() {
                for column in &table.columns {
                    see(
                        Object::Column(key(&table.name), column.name.clone()),
                        &column.ty,
                    );
                }
            }
            for domain in schema.domains.values() {
                see(Object::Type(key(&domain.name)), &domain.base);
            }
            for composite in schema.composites.values() {
                for attribute in &composite.attributes {
                    let object = Object::Attribute(key(&composite.name), attribute.name.clone());
                    see(object, &attribute.ty);
                }
            }
            for (signature, function) in &schema.functions {
                for ty in function.types() {
                    see(Object::Function(key(signature)), ty);
                }
            }
            for range in schema.ranges.values() {
                see(Object::Type(key(&range.name)), &range.subtype);
            }
        }
    }

    /// Every type that something has, views included, to change it.
    pub(crate) fn for_each_type_mut(&mut self, mut change: impl FnMut(&mut PgType)) {
        self.schemas
            .values_mut()
            .for_each(|schema| schema.for_each_type_mut(&mut change));
    }
}

impl Schema {
    fn for_each_type_mut(&mut self, change: &mut impl FnMut(&mut PgType)) {
        for table in self.tables.values_mut() {
            table
                .columns
                .iter_mut()
                .for_each(|column| change(&mut column.ty));
        }
        for view in self.views.values_mut() {
            let types = view.columns.iter_mut().filter_map(|it| it.ty.as_mut());
            types.for_each(&mut *change);
        }
        for domain in self.domains.values_mut() {
            change(&mut domain.base);
        }
        for composite in self.composites.values_mut() {
            let types = composite.attributes.iter_mut().map(|it| &mut it.ty);
            types.for_each(&mut *change);
        }
        for range in self.ranges.values_mut() {
            change(&mut range.subtype);
        }
        for function in self.functions.values_mut() {
            function.types_mut().into_iter().for_each(&mut *change);
        }
    }
}

impl Table {
    fn for_each_expr_of<'t>(&'t self, key: &Key, mut see: impl FnMut(Object, &'t Expr)) {
        let named = |name: &String| (key.clone(), name.clone());
        for column in &self.columns {
            let (key, name) = named(&column.name);
            if let Some(generated) = &column.generated {
                see(Object::Column(key, name), &generated.expr);
            } else if let Some(default) = &column.default {
                see(Object::Default(key, name), default);
            }
        }
        for check in &self.checks {
            let (key, name) = named(&check.name);
            see(Object::Constraint(key, name), &check.expr);
        }
        for exclusion in &self.exclusions {
            let keys = exclusion
                .elements
                .iter()
                .filter(|(element, _)| !element.is_column);
            for expr in keys.map(|(key, _)| &key.expr).chain(&exclusion.predicate) {
                let (key, name) = named(&exclusion.name);
                see(Object::Constraint(key, name), expr);
            }
        }
        for index in &self.indexes {
            for expr in index.exprs() {
                let (key, name) = named(&index.name);
                see(Object::Index(key, name), expr);
            }
        }
        for trigger in &self.triggers {
            if let Some(when) = &trigger.when {
                let (key, name) = named(&trigger.name);
                see(Object::Trigger(key, name), when);
            }
        }
        for policy in &self.policies {
            for expr in policy.using.iter().chain(&policy.check) {
                let (key, name) = named(&policy.name);
                see(Object::Policy(key, name), expr);
            }
        }
        for part in self.partition_key.iter().flat_map(|key| &key.keys) {
            if !part.is_column {
                see(Object::Table(key.clone()), &part.expr);
            }
        }
    }

    /// Every expression in which a column may stand, and the defaults, in which none does.
    pub(crate) fn for_each_expr_mut(&mut self, mut change: impl FnMut(&mut Expr)) {
        for column in &mut self.columns {
            let generated = column.generated.iter_mut().map(|it| &mut it.expr);
            generated.chain(&mut column.default).for_each(&mut change);
        }
        self.checks
            .iter_mut()
            .for_each(|check| change(&mut check.expr));
        for exclusion in &mut self.exclusions {
            let keys = exclusion
                .elements
                .iter_mut()
                .filter(|(element, _)| !element.is_column);
            keys.map(|(key, _)| &mut key.expr)
                .chain(&mut exclusion.predicate)
                .for_each(&mut change);
        }
        for index in &mut self.indexes {
            index.for_each_expr_mut(&mut change);
        }
        let conditions = self.triggers.iter_mut();
        let conditions = conditions.filter_map(|it| it.when.as_mut());
        conditions.for_each(&mut change);
        for policy in &mut self.policies {
            let exprs = policy.using.iter_mut().chain(&mut policy.check);
            exprs.for_each(&mut change);
        }
        for part in self.partition_key.iter_mut().flat_map(|key| &mut key.keys) {
            if !part.is_column {
                change(&mut part.expr);
            }
        }
    }
}

impl Index {
    fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let keys = self.keys.iter().filter(|key| !key.is_column);
        keys.map(|key| &key.expr).chain(&self.predicate)
    }

    fn for_each_expr_mut(&mut self, mut change: impl FnMut(&mut Expr)) {
        let keys = self.keys.iter_mut().filter(|key| !key.is_column);
        keys.map(|key| &mut key.expr)
            .chain(&mut self.predicate)
            .for_each(&mut change);
    }
}
