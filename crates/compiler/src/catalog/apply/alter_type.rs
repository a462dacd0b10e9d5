//! `ALTER TYPE`, and the renames and moves that domains have in common with other types.

use super::{Applied, Apply, types::TypeKind};
use crate::{
    catalog::{PgType, Rename, walk::Key},
    diagnostic::{Code, Diagnostic},
    parse::{AlterType, AlterTypeAction, Name, ObjectName},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn alter_type_statement(&mut self, alter: &AlterType) -> Applied {
        let name = &alter.name;
        match &alter.action {
            AlterTypeAction::AddValue {
                label,
                if_not_exists,
                neighbor,
            } => self.add_value(name, label, *if_not_exists, neighbor.as_ref()),
            AlterTypeAction::RenameValue { from, to } => {
                self.rename_value(name, from, to, &alter.span)
            }
            AlterTypeAction::RenameTo(to) => {
                let (key, kind) = self.find_type(name)?;
                self.rename_type(name, &key, kind, to, &alter.span)
            }
            AlterTypeAction::SetSchema(schema) => {
                let (key, kind) = self.find_type(name)?;
                self.move_type(name, &key, kind, schema)
            }
            AlterTypeAction::Attributes(actions) => self.alter_attributes(name, actions),
            AlterTypeAction::RenameAttribute { from, to } => {
                self.rename_attribute(name, from, to, &alter.span)
            }
            AlterTypeAction::Nothing => self.owned_type(name),
        }
    }

    fn owned_type(&self, name: &ObjectName) -> Applied {
        let (key, kind) = self.find_type(name)?;
        match kind {
            TypeKind::Row => Err(self.row_type(name, &key)),
            _ => Ok(()),
        }
    }

    pub(super) fn rename_type(
        &mut self,
        name: &ObjectName,
        key: &Key,
        kind: TypeKind,
        to: &Name,
        span: &Span,
    ) -> Applied {
        match kind {
            TypeKind::Row => return Err(self.row_type(name, key)),
            TypeKind::Brought => return Err(self.extension_owns(name, "is renamed by it alone")),
            TypeKind::Composite => self.relation_name_is_free(&key.0, to)?,
            _ => {}
        }
        self.type_name_is_free(&key.0, to)?;
        let new = (key.0.clone(), to.text.clone());
        let rename = Rename {
            from: key.1.clone(),
            at: Some(self.place(span)),
        };
        if kind == TypeKind::Multirange {
            if let Some(range) = self.catalog.range_of(&key.0, &key.1)
                && let Some(range) = self.schema(&range.0).ranges.get_mut(&range.1)
            {
                range.multirange.clone_from(&to.text);
            }
            self.catalog.type_moved(key, &new);
            return Ok(());
        }
        let schema = self.schema(&key.0);
        macro_rules! rename {
            ($($kind:ident),*) => {$(
                if let Some(mut ty) = schema.$kind.remove(&key.1) {
                    ty.name.clone_from(&to.text);
                    ty.renames.push(rename.clone());
                    schema.$kind.insert(to.text.clone(), ty);
                }
            )*};
        }
        rename!(enums, domains, composites, ranges);
        self.catalog.type_moved(key, &new);
        Ok(())
    }

    pub(super) fn move_type(
        &mut self,
        name: &ObjectName,
        key: &Key,
        kind: TypeKind,
        to: &Name,
    ) -> Applied {
        match kind {
            TypeKind::Row => return Err(self.row_type(name, key)),
            TypeKind::Brought => return Err(self.extension_owns(name, "moves with it alone")),
            _ => {}
        }
        self.schema_exists(to)?;
        if to.text == key.0 {
            return Ok(());
        }
        self.type_can_move(&key.1, to)?;
        if kind == TypeKind::Composite && self.schema(&to.text).has_relation(&key.1) {
            let title = format!(
                "relation \"{}\" already exists in schema \"{}\"",
                key.1, to.text
            );
            return Err(self.error(Code::D0102, "42P07", title, &to.span, "taken there"));
        }
        let new = (to.text.clone(), key.1.clone());
        if kind == TypeKind::Multirange {
            if let Some(range) = self.catalog.range_of(&key.0, &key.1)
                && let Some(range) = self.schema(&range.0).ranges.get_mut(&range.1)
            {
                range.multirange_schema.clone_from(&to.text);
            }
        } else {
            macro_rules! carry {
                ($($kind:ident),*) => {$(
                    if let Some(ty) = self.schema(&key.0).$kind.remove(&key.1) {
                        self.schema(&to.text).$kind.insert(key.1.clone(), ty);
                    }
                )*};
            }
            carry!(enums, domains, composites, ranges);
        }
        self.catalog.type_moved(key, &new);
        Ok(())
    }

    fn row_type(&self, name: &ObjectName, key: &Key) -> Box<Diagnostic> {
        let ty = PgType::of(key);
        let title = format!("{ty} is a table's row type");
        let span = name.span();
        let error = self.error(Code::D0114, "42809", title, &span, "goes with its table");
        Box::new(error.help("write ALTER TABLE"))
    }

    fn extension_owns(&self, name: &ObjectName, label: &str) -> Box<Diagnostic> {
        let title = format!("\"{}\" belongs to an extension", name.shown());
        let span = name.span();
        let label = crate::diagnostic::Label::at(self.source, span, label);
        let error = Diagnostic::error(Code::D0202, title).label(label);
        Box::new(error.help("leave what an extension brings as it is"))
    }
}
