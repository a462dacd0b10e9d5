//! `ALTER TABLE .. ALTER COLUMN ..`.

use super::{Applied, Apply, resolve::TableKey, sequence::NewSequence};
use crate::{
    catalog::{Identity, depend::Object, types},
    diagnostic::Code,
    parse::{ColumnChange, Name, ObjectName, SequenceOptions, TypeName, columns_of},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn alter_column(
        &mut self,
        key: &TableKey,
        name: &Name,
        change: &ColumnChange,
        span: &Span,
    ) -> Applied {
        self.column_exists(key, name)?;
        match change {
            ColumnChange::Type { ty, collation } => {
                self.alter_type(key, name, ty, collation.as_ref())
            }
            ColumnChange::SetDefault(expr) => {
                self.plain_column(key, name)?;
                let default = self.default(expr)?;
                self.column(key, name)?.default = Some(default);
                Ok(())
            }
            ColumnChange::DropDefault => {
                self.plain_column(key, name)?;
                self.column(key, name)?.default = None;
                Ok(())
            }
            ColumnChange::SetNotNull => {
                self.column(key, name)?.not_null = true;
                Ok(())
            }
            ColumnChange::DropNotNull => self.drop_not_null(key, name),
            ColumnChange::AddIdentity(identity, options) => {
                self.add_identity(key, name, *identity, options, span)
            }
            ColumnChange::SetIdentity(identity, options) => {
                self.set_identity(key, name, *identity, options, span)
            }
            ColumnChange::DropIdentity { if_exists } => {
                let column = self.column(key, name)?;
                if column.identity.is_none() {
                    return if *if_exists {
                        Ok(())
                    } else {
                        Err(self.not_identity(key, name))
                    };
                }
                // The column stays NOT NULL.
                column.identity = None;
                let sequence = self.identity_sequence(key, &name.text);
                let sequence = sequence.map(|sequence| sequence.name.clone());
                if let Some(sequence) = sequence {
                    self.schema(&key.0).sequences.remove(&sequence);
                }
                Ok(())
            }
            ColumnChange::DropExpression { if_exists } => {
                let column = self.column(key, name)?;
                if column.generated.take().is_some() || *if_exists {
                    return Ok(());
                }
                let title = format!(
                    "column \"{}\" of relation \"{}\" is not a stored generated column",
                    name.text, key.1
                );
                Err(self.error(Code::D0114, "55000", title, &name.span, "not generated"))
            }
        }
    }

    /// Refuses identity and generated columns, whose values are not a default's.
    fn plain_column(&mut self, key: &TableKey, name: &Name) -> Applied {
        let column = self.column(key, name)?;
        let what = match (column.identity, &column.generated) {
            (Some(_), _) => "an identity",
            (_, Some(_)) => "a generated",
            _ => return Ok(()),
        };
        let title = format!(
            "column \"{}\" of relation \"{}\" is {what} column",
            name.text, key.1
        );
        Err(self.error(
            Code::D0112,
            "42601",
            title,
            &name.span,
            "has no default of its own",
        ))
    }

    fn not_identity(&self, key: &TableKey, name: &Name) -> Box<crate::diagnostic::Diagnostic> {
        let title = format!(
            "column \"{}\" of relation \"{}\" is not an identity column",
            name.text, key.1
        );
        self.error(Code::D0114, "55000", title, &name.span, "no identity")
    }

    fn drop_not_null(&mut self, key: &TableKey, name: &Name) -> Applied {
        if self.column(key, name)?.identity.is_some() {
            let title = format!(
                "column \"{}\" of relation \"{}\" is an identity column",
                name.text, key.1
            );
            return Err(self.error(Code::D0112, "42601", title, &name.span, "never null"));
        }
        let primary = self.table_ref(key)?.primary_key.as_ref();
        if primary.is_some_and(|primary| primary.columns.contains(&name.text)) {
            let title = format!("column \"{}\" is in a primary key", name.text);
            return Err(self.error(Code::D0112, "42P16", title, &name.span, "never null"));
        }
        self.column(key, name)?.not_null = false;
        Ok(())
    }

    fn add_identity(
        &mut self,
        key: &TableKey,
        name: &Name,
        identity: Identity,
        options: &SequenceOptions,
        span: &Span,
    ) -> Applied {
        let column = self.column(key, name)?;
        let problem = if column.identity.is_some() {
            Some("is already an identity column")
        } else if column.default.is_some() {
            Some("already has a default value")
        } else if !column.not_null {
            Some("must be declared NOT NULL before identity can be added")
        } else {
            None
        };
        let ty = column.ty.clone();
        if let Some(problem) = problem {
            let title = format!(
                "column \"{}\" of relation \"{}\" {problem}",
                name.text, key.1
            );
            return Err(self.error(Code::D0112, "55000", title, &name.span, ""));
        }
        self.identity_type(&ty, span)?;
        let sequence = NewSequence {
            name: self.choose_sequence(&key.0, &key.1, &name.text),
            options: options.clone(),
            span: span.clone(),
        };
        let column = self.column(key, name)?;
        column.identity = Some(identity);
        let column = column.clone();
        self.add_owned_sequence(key, &column, &sequence)
    }

    fn set_identity(
        &mut self,
        key: &TableKey,
        name: &Name,
        identity: Option<Identity>,
        options: &SequenceOptions,
        span: &Span,
    ) -> Applied {
        let column = self.column(key, name)?;
        if column.identity.is_none() {
            return Err(self.not_identity(key, name));
        }
        column.identity = identity.or(column.identity);
        if let Some(sequence) = self.identity_sequence(key, &name.text).cloned() {
            let counted = self.counted(sequence, options, false, span)?;
            if let Some(sequence) = self.identity_sequence(key, &name.text) {
                *sequence = counted;
            }
        }
        Ok(())
    }

    /// What a view's column is follows from the query, which is not read again.
    fn no_view_uses(&self, key: &TableKey, name: &Name) -> Applied {
        let column = Object::Column(key.clone(), name.text.clone());
        let dependents = self.catalog.dependents(&column).into_iter();
        let view = dependents
            .map(|(object, _)| object)
            .find(|object| matches!(object, Object::View(_)));
        let Some(view) = view else { return Ok(()) };
        let title = "cannot alter type of a column used by a view or rule";
        let label = format!("{} depends on it", self.catalog.describe(&view));
        let error = self.error(Code::D0110, "0A000", title, &name.span, label);
        Err(Box::new(
            error.help("drop the view first and make it again afterwards"),
        ))
    }

    fn alter_type(
        &mut self,
        key: &TableKey,
        name: &Name,
        ty: &TypeName,
        collation: Option<&ObjectName>,
    ) -> Applied {
        if types::serial(&ty.name.name.text).is_some() && ty.name.schema.is_none() {
            let title = format!("type \"{}\" does not exist", ty.name.name.text);
            let error = self.error(
                Code::D0104,
                "42704",
                title,
                &ty.span,
                "only for new columns",
            );
            return Err(Box::new(error.help("write integer, and a default")));
        }
        let ty_span = ty.span.clone();
        let ty = self.resolve_type(ty)?;
        let collation = super::create_table::collation(collation);
        for column in &self.table_ref(key)?.columns {
            let Some(generated) = &column.generated else {
                continue;
            };
            let uses = columns_of(&generated.expr.text);
            if uses
                .iter()
                .any(|reference| reference.column.text == name.text)
            {
                let title = "cannot alter type of a column used by a generated column";
                let label = format!("`{}` is computed from it", column.name);
                return Err(self.error(Code::D0110, "0A000", title, &name.span, label));
            }
        }
        self.no_view_uses(key, name)?;
        let column = self.column(key, name)?;
        column.ty = ty;
        column.collation = collation;
        self.still_comparable(key, &name.text, &ty_span)
    }
}
