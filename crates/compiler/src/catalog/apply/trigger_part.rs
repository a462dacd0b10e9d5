//! Row triggers of partitioned tables, which every partition has too.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Trigger, quoted::quoted},
    diagnostic::Code,
    parse::Name,
    source::Span,
};

impl Apply<'_> {
    /// The trigger of a partitioned table in one partition and below.
    pub(super) fn clone_trigger(
        &mut self,
        whole: &TableKey,
        part: &TableKey,
        trigger: &Trigger,
        span: &Span,
    ) -> Applied {
        // Inheritance passes no triggers on, and a part of an older one is replaced with it.
        let Some(_) = &self.table_ref(part)?.partition_of else {
            return Ok(());
        };
        self.table(part)?
            .triggers
            .retain(|it| !it.inherited || it.name != trigger.name);
        let mut triggers = self.table_ref(part)?.triggers.iter();
        if triggers.any(|it| it.name == trigger.name) {
            let title = format!(
                "trigger \"{}\" for relation \"{}\" already exists",
                trigger.name, part.1
            );
            return Err(self.error(Code::D0107, "42710", title, span, "there already"));
        }
        let on = |key: &TableKey| format!(" ON {}.{} ", quoted(&key.0), quoted(&key.1));
        let new = Trigger {
            definition: trigger.definition.replacen(&on(whole), &on(part), 1),
            inherited: true,
            comment: None,
            ..trigger.clone()
        };
        let table = self.table(part)?;
        table.triggers.push(new.clone());
        table.sort();
        for below in self.catalog.children(part) {
            self.clone_trigger(part, &below, &new, span)?;
        }
        Ok(())
    }
}

impl Apply<'_> {
    /// Refuses to drop a part without the whole.
    pub(super) fn trigger_is_own(&self, key: &TableKey, name: &Name) -> Applied {
        let table = self.table_ref(key)?;
        let mut triggers = table.triggers.iter();
        let inherited = triggers.any(|it| it.inherited && it.name == name.text);
        let (true, Some(whole)) = (inherited, &table.partition_of) else {
            return Ok(());
        };
        let title = format!(
            "cannot drop trigger {0} on table {1} because trigger {0} on table {2} requires it",
            name.text, key.1, whole.parent.table
        );
        let error = self.error(Code::D0110, "2BP01", title, &name.span, "a part of it");
        let help = format!("drop it on `{}` instead", whole.parent.table);
        Err(Box::new(error.help(help)))
    }
}

impl Trigger {
    /// `FOR EACH ROW`.
    pub(super) fn is_for_rows(&self) -> bool {
        let words: Vec<String> = self
            .definition
            .split_whitespace()
            .map(str::to_ascii_uppercase)
            .collect();
        let each = |words: &[String]| matches!(words, [a, b] if a == "EACH" && b == "ROW");
        let short = |words: &[String]| matches!(words, [a, b] if a == "FOR" && b == "ROW");
        words.windows(2).any(|pair| each(pair) || short(pair))
    }
}
