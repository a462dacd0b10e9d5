//! `DROP`, `ALTER` and `VALIDATE CONSTRAINT`, with the tables below.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Deferral, Table, depend::Object},
    diagnostic::{Code, Diagnostic},
    parse::Name,
};

impl Apply<'_> {
    fn no_constraint(&self, key: &TableKey, name: &Name) -> Box<Diagnostic> {
        let title = format!(
            "constraint \"{}\" of relation \"{}\" does not exist",
            name.text, key.1
        );
        let label = "no such constraint";
        let error = self.error(Code::D0106, "42704", title, &name.span, label);
        let known = self
            .table_ref(key)
            .map(Table::constraint_names)
            .unwrap_or_default();
        super::resolve::suggest(error, crate::nearest::nearest(&name.text, known))
    }

    pub(super) fn drop_constraint(
        &mut self,
        key: &TableKey,
        name: &Name,
        if_exists: bool,
        cascade: bool,
        only: bool,
    ) -> Applied {
        let table = self.table_ref(key)?;
        if !table.has_constraint(&name.text) {
            return if if_exists {
                Ok(())
            } else {
                Err(self.no_constraint(key, name))
            };
        }
        if self.constraint_is_inherited(key, &name.text)? {
            let title = format!(
                "cannot drop inherited constraint \"{}\" of relation \"{}\"",
                name.text, key.1
            );
            return Err(self.table_error("42P16", title, &name.span));
        }
        let mut constraints = Vec::new();
        self.constraints_to_drop(key, name, only, &mut constraints)?;
        self.delete(&constraints, cascade, &name.span)
    }

    /// Whether a table above has the constraint for this one too.
    pub(super) fn constraint_is_inherited(&self, key: &TableKey, name: &str) -> Applied<bool> {
        Ok(self.catalog.check_inherited(key, name) > 0
            || self.table_ref(key)?.constraint_parent(name).is_some())
    }

    /// A check, and those below that are there for its sake alone; other constraints' parts just follow.
    fn constraints_to_drop(
        &mut self,
        key: &TableKey,
        name: &Name,
        only: bool,
        found: &mut Vec<Object>,
    ) -> Applied {
        found.push(Object::Constraint(key.clone(), name.text.clone()));
        let table = self.table_ref(key)?;
        let mut checks = table.checks.iter();
        let is_check = checks.any(|it| it.name == name.text && !it.no_inherit);
        let mut foreign = table.foreign_keys.iter();
        let is_foreign = foreign.any(|it| it.name == name.text);
        let partitioned = table.partition_key.is_some();
        let children = self.catalog.children(key);
        if only && partitioned && (is_check || is_foreign) && !children.is_empty() {
            let title =
                "cannot remove constraint from only the partitioned table when partitions exist";
            return Err(self.table_error("42P16", title, &name.span));
        }
        for child in children.into_iter().filter(|_| is_check) {
            let last = self.catalog.check_inherited(&child, &name.text) == 1;
            let mut checks = self.table(&child)?.checks.iter_mut();
            let Some(check) = checks.find(|it| it.name == name.text) else {
                continue;
            };
            if only {
                check.local = true;
            } else if last && !check.local {
                self.constraints_to_drop(&child, name, false, found)?;
            }
        }
        Ok(())
    }

    pub(super) fn alter_constraint(
        &mut self,
        key: &TableKey,
        name: &Name,
        deferral: Deferral,
    ) -> Applied {
        let table = self.table_ref(key)?;
        let mut foreign = table.foreign_keys.iter();
        if let Some(found) = foreign.find(|it| it.name == name.text) {
            if found.parent.is_some() {
                let title = format!(
                    "cannot alter constraint \"{}\" on relation \"{}\"",
                    name.text, key.1
                );
                return Err(self.table_error("XX000", title, &name.span));
            }
            return self.defer(key, &name.text, deferral);
        }
        if !table.has_constraint(&name.text) {
            return Err(self.no_constraint(key, name));
        }
        let title = format!(
            "constraint \"{}\" of relation \"{}\" is not a foreign key constraint",
            name.text, key.1
        );
        let label = "only foreign keys can be altered";
        Err(self.error(Code::D0114, "42809", title, &name.span, label))
    }

    fn defer(&mut self, key: &TableKey, name: &str, deferral: Deferral) -> Applied {
        let mut foreign = self.table(key)?.foreign_keys.iter_mut();
        if let Some(found) = foreign.find(|it| it.name == name) {
            found.deferral = deferral;
        }
        for (child, below) in self.catalog.parts_of_foreign_key(key, name) {
            self.defer(&child, &below, deferral)?;
        }
        Ok(())
    }

    pub(super) fn validate_constraint(
        &mut self,
        key: &TableKey,
        name: &Name,
        only: bool,
    ) -> Applied {
        let table = self.table(key)?;
        let mut foreign = table.foreign_keys.iter_mut();
        if let Some(foreign) = foreign.find(|key| key.name == name.text) {
            foreign.validated = true;
            return Ok(());
        }
        let mut checks = table.checks.iter_mut();
        if let Some(check) = checks.find(|check| check.name == name.text) {
            let inherits = !check.no_inherit;
            if std::mem::replace(&mut check.validated, true) || !inherits {
                return Ok(());
            }
            let below = self.catalog.descendants(key);
            if only && !below.is_empty() {
                let title = "constraint must be validated on child tables too";
                return Err(self.table_error("42P16", title, &name.span));
            }
            for child in below {
                let mut checks = self.table(&child)?.checks.iter_mut();
                if let Some(check) = checks.find(|check| check.name == name.text) {
                    check.validated = true;
                }
            }
            return Ok(());
        }
        if !table.has_constraint(&name.text) {
            return Err(self.no_constraint(key, name));
        }
        let title = format!(
            "constraint \"{}\" of relation \"{}\" is not a foreign key or check constraint",
            name.text, key.1
        );
        Err(self.error(Code::D0114, "42809", title, &name.span, "always valid"))
    }
}

impl Table {
    fn constraint_names(&self) -> Vec<String> {
        let keys = self.primary_key.iter().map(|key| key.name.clone());
        keys.chain(self.uniques.iter().map(|unique| unique.name.clone()))
            .chain(self.foreign_keys.iter().map(|key| key.name.clone()))
            .chain(self.checks.iter().map(|check| check.name.clone()))
            .chain(self.exclusions.iter().map(|it| it.name.clone()))
            .collect()
    }

    /// The constraint above that a key or foreign key is a part of.
    pub(super) fn constraint_parent(&self, name: &str) -> Option<&String> {
        let primary = self.primary_key.iter().map(|it| (&it.name, &it.parent));
        let uniques = self.uniques.iter().map(|it| (&it.name, &it.parent));
        let foreign = self.foreign_keys.iter().map(|it| (&it.name, &it.parent));
        let exclusions = self.exclusions.iter().map(|it| (&it.name, &it.parent));
        let mut all = primary.chain(uniques).chain(foreign).chain(exclusions);
        all.find(|(it, _)| *it == name)?.1.as_ref()
    }
}
