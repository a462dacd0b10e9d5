//! Triggers.

use super::{Applied, Apply, resolve::TableKey, texts};
use crate::{
    catalog::{Expr, Firing, Trigger, depend::Object, quoted::quoted},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{AlterTrigger, CreateTrigger, Drop, Name, ObjectName},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn create_trigger(&mut self, create: &CreateTrigger, span: &Span) -> Applied {
        let key = self.find_table(&create.table)?;
        for column in &create.columns {
            self.column_exists(&key, column)?;
        }
        let function = self.trigger_function(&create.function)?;
        if let Some(when) = &create.when {
            self.calls_exist(&when.calls)?;
        }
        let table = self.table_ref(&key)?;
        let old = table
            .triggers
            .iter()
            .find(|trigger| trigger.name == create.name.text);
        if old.is_some() && !create.or_replace {
            let title = format!(
                "trigger \"{}\" for relation \"{}\" already exists",
                create.name.text, key.1
            );
            return Err(self.error(Code::D0107, "42710", title, &create.name.span, "again here"));
        }
        let on = format!("{}.{}", quoted(&key.0), quoted(&key.1));
        let from = create
            .from
            .as_ref()
            .map(|it| self.find_table(it))
            .transpose()?;
        let from = from.map(|key| format!(" FROM {}", shortest(&key)));
        let arguments = create.arguments.iter();
        let arguments = arguments.map(|it| format!("'{}'", it.replace('\'', "''")));
        let trigger = Trigger {
            name: create.name.text.clone(),
            definition: format!(
                "{} ON {on}{} {} EXECUTE FUNCTION {function}({})",
                create.events,
                from.unwrap_or_default(),
                create.rest,
                arguments.collect::<Vec<_>>().join(", ")
            ),
            when: create.when.as_ref().map(|it| Expr::new(it.text.clone())),
            columns: texts(&create.columns),
            firing: Firing::Origin,
            inherited: false,
            comment: old.and_then(|old| old.comment.clone()),
            place: Some(self.place(span)),
        };
        let table = self.table(&key)?;
        table.triggers.retain(|other| other.name != trigger.name);
        table.triggers.push(trigger.clone());
        table.sort();
        let parts = self.catalog.children(&key);
        for part in parts.iter().filter(|_| trigger.is_for_rows()) {
            self.clone_trigger(&key, part, &trigger, span)?;
        }
        Ok(())
    }

    /// The function of a trigger, ours or one that Postgres or an extension brings.
    fn trigger_function(&self, name: &ObjectName) -> Applied<String> {
        const BUILTIN: [&str; 4] = [
            "suppress_redundant_updates_trigger",
            "tsvector_update_trigger",
            "tsvector_update_trigger_column",
            "unique_key_recheck",
        ];
        let known = self.routines_named(name);
        let mut known = known.iter().filter(|(_, it)| it.input_types().count() == 0);
        if let Some((schema, function)) = known.next() {
            return Ok(shortest(&((*schema).to_owned(), function.name.clone())));
        }
        if BUILTIN.contains(&name.name.text.as_str()) || !self.catalog.extensions.is_empty() {
            return Ok(quoted(&name.name.text));
        }
        let known: Vec<String> = self
            .catalog
            .functions()
            .map(|(_, it)| it.name.clone())
            .collect();
        let title = format!("function {}() does not exist", name.shown());
        let error = self.error(
            Code::D0115,
            "42883",
            title,
            &name.span(),
            "no such function",
        );
        Err(super::resolve::suggest(
            error,
            nearest(&name.name.text, known),
        ))
    }

    pub(super) fn drop_trigger(&mut self, drop: &Drop, name: &Name, table: &ObjectName) -> Applied {
        if drop.if_exists && self.relation(table).is_none() {
            return Ok(());
        }
        let key = self.find_table(table)?;
        let mut triggers = self.table_ref(&key)?.triggers.iter();
        if !triggers.any(|trigger| trigger.name == name.text) {
            if drop.if_exists {
                return Ok(());
            }
            return Err(self.no_trigger(name, &key.1));
        }
        self.trigger_is_own(&key, name)?;
        let trigger = Object::Trigger(key, name.text.clone());
        self.delete(&[trigger], drop.cascade, &name.span)
    }

    pub(super) fn no_trigger(&self, name: &Name, table: &str) -> Box<Diagnostic> {
        let title = format!(
            "trigger \"{}\" for table \"{table}\" does not exist",
            name.text
        );
        self.error(Code::D0106, "42704", title, &name.span, "no such trigger")
    }

    /// `ALTER TRIGGER .. RENAME TO`.
    pub(super) fn alter_trigger(&mut self, alter: &AlterTrigger) -> Applied {
        let key = self.find_table(&alter.table)?;
        let triggers = &self.table_ref(&key)?.triggers;
        if !triggers.iter().any(|it| it.name == alter.name.text) {
            return Err(self.no_trigger(&alter.name, &key.1));
        }
        let Some(to) = &alter.rename_to else {
            return Ok(());
        };
        if triggers.iter().any(|it| it.name == to.text) {
            let title = format!(
                "trigger \"{}\" for relation \"{}\" already exists",
                to.text, key.1
            );
            return Err(self.error(Code::D0107, "42710", title, &to.span, "taken"));
        }
        let table = self.table(&key)?;
        let mut triggers = table.triggers.iter_mut();
        if let Some(trigger) = triggers.find(|it| it.name == alter.name.text) {
            trigger.name.clone_from(&to.text);
        }
        table.sort();
        Ok(())
    }
}

/// A name with its schema, unless that is `public`.
fn shortest(key: &TableKey) -> String {
    if key.0 == "public" {
        quoted(&key.1)
    } else {
        format!("{}.{}", quoted(&key.0), quoted(&key.1))
    }
}
