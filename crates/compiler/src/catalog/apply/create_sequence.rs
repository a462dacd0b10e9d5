//! `CREATE SEQUENCE` and `ALTER SEQUENCE`.

use super::{Applied, Apply, relation::RelationKind};
use crate::{
    catalog::{PgType, Rename, Sequence, SequenceOwner, session::TEMPORARY, walk::Key},
    diagnostic::Code,
    parse::{AlterSequence, AlterSequenceAction, CreateSequence, Name, ObjectName, OwnedBy},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn create_sequence(&mut self, create: &CreateSequence, span: &Span) -> Applied {
        let schema = if create.temporary {
            self.temporary_schema(&create.name)?
        } else {
            self.schema_of(&create.name)?
        };
        let name = &create.name.name;
        let known = self.catalog.schemas.get(&schema);
        if create.if_not_exists && known.is_some_and(|it| it.has_relation(&name.text)) {
            return Ok(());
        }
        let sequence = Sequence::ascending(&name.text, PgType::builtin("int8"));
        let mut sequence = self.counted(sequence, &create.options, true, span)?;
        self.relation_name_is_free(&schema, name)?;
        // Postgres looks, though a sequence is no type.
        self.type_name_is_free(&schema, name)?;
        sequence.unlogged = create.unlogged;
        sequence.place = Some(self.place(span));
        let key = (schema, name.text.clone());
        if let Some(owned_by) = &create.owned_by {
            sequence.owner = self.owner(&key, owned_by)?;
        }
        let sequences = &mut self.schema(&key.0).sequences;
        sequences.insert(key.1, sequence);
        Ok(())
    }

    /// The schema of temporary objects, which takes no other name than its own.
    fn temporary_schema(&self, name: &ObjectName) -> Applied<String> {
        match &name.schema {
            Some(schema) if schema.text != TEMPORARY => {
                let title = "cannot create temporary relation in non-temporary schema";
                let label = "temporary relations have no schema";
                Err(self.error(Code::D0112, "42P16", title, &schema.span, label))
            }
            _ => Ok(TEMPORARY.to_owned()),
        }
    }

    /// What `OWNED BY` says: a column of a table in the sequence's schema, or none.
    fn owner(&self, sequence: &Key, owned_by: &OwnedBy) -> Applied<Option<SequenceOwner>> {
        let OwnedBy::Column(table, column) = owned_by else {
            return Ok(None);
        };
        let span = table.span();
        let key = match self.relation(table) {
            Some((key, RelationKind::Table)) => key,
            None => return Err(self.no_relation(table)),
            Some((_, RelationKind::View)) => {
                let title = "a sequence that a view owns is not modelled";
                let label = crate::diagnostic::Label::at(self.source, span, "a view");
                let error = crate::diagnostic::Diagnostic::error(Code::D0202, title).label(label);
                return Err(Box::new(error.help("let a table's column own it")));
            }
            Some((key, kind)) => {
                let title = format!("sequence cannot be owned by relation \"{}\"", key.1);
                let label = format!("this is a {}", kind.word());
                return Err(self.error(Code::D0114, "42809", title, &span, label));
            }
        };
        if key.0 != sequence.0 {
            let title = "sequence must be in same schema as table it is linked to";
            let label = format!("the sequence is in {}", sequence.0);
            return Err(self.error(Code::D0112, "55000", title, &span, label));
        }
        self.column_exists(&key, column)?;
        Ok(Some(SequenceOwner {
            table: key.1,
            column: column.text.clone(),
            identity: false,
        }))
    }

    pub(super) fn alter_sequence(&mut self, alter: &AlterSequence) -> Applied {
        if alter.if_exists && self.relation(&alter.name).is_none() {
            return Ok(());
        }
        let key = self.find_relation(&alter.name, RelationKind::Sequence)?;
        match &alter.action {
            AlterSequenceAction::RenameTo(to) => {
                self.rename_sequence(&key, to, &alter.span)?;
            }
            AlterSequenceAction::SetSchema(schema) => {
                self.move_sequence(&key, schema, &alter.name.span())?;
            }
            AlterSequenceAction::SetLogged(logged) => {
                if let Some(sequence) = self.sequence(&key) {
                    sequence.unlogged = !logged;
                }
            }
            AlterSequenceAction::Nothing => {}
            AlterSequenceAction::Options(options, owned_by) => {
                let Some(sequence) = self.sequence(&key).map(|it| it.clone()) else {
                    return Ok(());
                };
                let mut sequence = self.counted(sequence, options, false, &alter.name.span())?;
                if let Some(owned_by) = owned_by {
                    if sequence.owner.as_ref().is_some_and(|owner| owner.identity) {
                        let title = "cannot change ownership of identity sequence";
                        let label = "a column's own";
                        let span = alter.name.span();
                        return Err(self.error(Code::D0112, "0A000", title, &span, label));
                    }
                    sequence.owner = self.owner(&key, owned_by)?;
                }
                self.schema(&key.0).sequences.insert(key.1, sequence);
            }
        }
        Ok(())
    }

    fn sequence(&mut self, key: &Key) -> Option<&mut Sequence> {
        self.schema(&key.0).sequences.get_mut(&key.1)
    }

    pub(super) fn rename_sequence(&mut self, key: &Key, to: &Name, span: &Span) -> Applied {
        self.relation_name_is_free(&key.0, to)?;
        let at = Some(self.place(span));
        let sequences = &mut self.schema(&key.0).sequences;
        if let Some(mut sequence) = sequences.remove(&key.1) {
            sequence.name.clone_from(&to.text);
            sequence.renames.push(Rename {
                from: key.1.clone(),
                at,
            });
            sequences.insert(to.text.clone(), sequence);
        }
        let new = (key.0.clone(), to.text.clone());
        self.catalog.sequence_moved(key, &new);
        Ok(())
    }

    pub(super) fn move_sequence(&mut self, key: &Key, schema: &Name, span: &Span) -> Applied {
        if self.sequence(key).is_some_and(|it| it.owner.is_some()) {
            let title = "cannot move an owned sequence into another schema";
            let error = self.error(Code::D0112, "0A000", title, span, "goes with its table");
            return Err(Box::new(error.help("move the table: its sequences follow")));
        }
        self.schema_exists(schema)?;
        if schema.text == key.0 {
            return Ok(());
        }
        if self.schema(&schema.text).has_relation(&key.1) {
            let title = format!(
                "relation \"{}\" already exists in schema \"{}\"",
                key.1, schema.text
            );
            return Err(self.error(Code::D0102, "42P07", title, &schema.span, "taken there"));
        }
        if let Some(sequence) = self.schema(&key.0).sequences.remove(&key.1) {
            let sequences = &mut self.schema(&schema.text).sequences;
            sequences.insert(key.1.clone(), sequence);
        }
        let new = (schema.text.clone(), key.1.clone());
        self.catalog.sequence_moved(key, &new);
        Ok(())
    }
}
