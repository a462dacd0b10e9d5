//! Rules of tables and views; what they do is kept as what they name.

use super::{Applied, Apply, relation::RelationKind, resolve::TableKey};
use crate::{
    catalog::{Rule, Use, depend::Object},
    diagnostic::{Code, Diagnostic},
    parse::{AlterRule, CreateRule, Drop, Name, ObjectName},
    source::Span,
};
use std::collections::BTreeSet;

impl Apply<'_> {
    pub(super) fn create_rule(&mut self, create: &CreateRule, span: &Span) -> Applied {
        let key = self.ruled(&create.table)?;
        let mut uses = BTreeSet::new();
        for name in &create.relations {
            let row = name.schema.is_none() && matches!(&*name.name.text, "new" | "old");
            if row {
                continue;
            }
            let Some((named, _)) = self.relation(name) else {
                return Err(self.no_relation(name));
            };
            if named != key {
                let (schema, relation) = named;
                uses.insert(Use::Relation { schema, relation });
            }
        }
        if create.event == "SELECT" {
            let title = "a rule ON SELECT is not modelled";
            let error = self.error(Code::D0202, "0A000", title, span, "makes the table a view");
            return Err(Box::new(error.help("write CREATE VIEW")));
        }
        let name = &create.name;
        let rules = self.rules(&key);
        let old = rules.iter().position(|rule| rule.name == name.text);
        if old.is_some() && !create.or_replace {
            let title = format!(
                "rule \"{}\" for relation \"{}\" already exists",
                name.text, key.1
            );
            return Err(self.error(
                Code::D0107,
                "42710",
                title,
                &name.span,
                "this name is taken",
            ));
        }
        let old = old.map(|at| rules.remove(at)).unwrap_or_default();
        let rule = Rule {
            name: name.text.clone(),
            event: create.event.clone(),
            instead: create.instead,
            uses,
            place: Some(self.place(span)),
            ..old
        };
        let rules = self.rules(&key);
        rules.push(rule);
        rules.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(())
    }

    /// The table or view a rule is on.
    fn ruled(&self, name: &ObjectName) -> Applied<TableKey> {
        match self.relation(name) {
            Some((key, RelationKind::Table | RelationKind::View)) => Ok(key),
            Some((key, kind)) => {
                let title = format!("relation \"{}\" cannot have rules", key.1);
                let label = format!("a {}", kind.word());
                Err(self.error(Code::D0114, "42809", title, &name.span(), label))
            }
            None => Err(self.no_relation(name)),
        }
    }

    fn rules(&mut self, key: &TableKey) -> &mut Vec<Rule> {
        let schema = self.schema(&key.0);
        if schema.views.contains_key(&key.1) {
            return &mut schema.views.entry(key.1.clone()).or_default().rules;
        }
        &mut schema.tables.entry(key.1.clone()).or_default().rules
    }

    pub(super) fn no_rule(&self, name: &Name, relation: &str) -> Box<Diagnostic> {
        let title = format!(
            "rule \"{}\" for relation \"{relation}\" does not exist",
            name.text
        );
        self.error(Code::D0106, "42704", title, &name.span, "no such rule")
    }

    pub(super) fn alter_rule(&mut self, alter: &AlterRule) -> Applied {
        let key = self.ruled(&alter.table)?;
        let missing = self.no_rule(&alter.name, &key.1);
        let to = &alter.to;
        let rules = self.rules(&key);
        let Some(at) = rules.iter().position(|rule| rule.name == alter.name.text) else {
            return Err(missing);
        };
        if rules.iter().any(|rule| rule.name == to.text) {
            let title = format!(
                "rule \"{}\" for relation \"{}\" already exists",
                to.text, key.1
            );
            return Err(self.error(Code::D0107, "42710", title, &to.span, "this name is taken"));
        }
        if let Some(rule) = rules.get_mut(at) {
            rule.name.clone_from(&to.text);
        }
        rules.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(())
    }

    pub(super) fn drop_rule(&mut self, drop: &Drop, name: &Name, on: &ObjectName) -> Applied {
        if drop.if_exists && self.relation(on).is_none() {
            return Ok(());
        }
        let key = self.ruled(on)?;
        if !self.rules(&key).iter().any(|rule| rule.name == name.text) {
            return if drop.if_exists {
                Ok(())
            } else {
                Err(self.no_rule(name, &key.1))
            };
        }
        let rule = Object::Rule(key, name.text.clone());
        self.delete(&[rule], drop.cascade, &name.span)
    }

    pub(super) fn comment_on_rule(
        &mut self,
        name: &Name,
        on: &ObjectName,
        text: Option<&String>,
    ) -> Applied {
        let key = self.ruled(on)?;
        let missing = self.no_rule(name, &key.1);
        let mut rules = self.rules(&key).iter_mut();
        let rule = rules.find(|rule| rule.name == name.text).ok_or(missing)?;
        rule.comment = text.cloned();
        Ok(())
    }
}
