//! `ALTER TABLE .. ALTER COLUMN ..`.

use super::{Applied, Apply, resolve::TableKey, sequence::NewSequence};
use crate::{
    catalog::{Identity, depend::Object, types},
    diagnostic::Code,
    parse::{ColumnChange, ExprText, Name, ObjectName, SequenceOptions, TypeName},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn alter_column(
        &mut self,
        key: &TableKey,
        name: &Name,
        change: &ColumnChange,
        only: bool,
        span: &Span,
    ) -> Applied {
        self.column_exists(key, name)?;
        match change {
            ColumnChange::Type {
                ty,
                collation,
                using,
            } => {
                let to = (ty, collation.as_ref());
                self.alter_type(key, name, to, using.as_ref(), only)
            }
            ColumnChange::SetDefault(expr) => self.set_default(key, name, Some(expr), only),
            ColumnChange::DropDefault => self.set_default(key, name, None, only),
            ColumnChange::SetNotNull => self.set_not_null(key, name, only),
            ColumnChange::DropNotNull => self.drop_not_null(key, name, only),
            ColumnChange::DropExpression { if_exists } => {
                self.drop_expression(key, name, *if_exists, only)
            }
            ColumnChange::Kept => Ok(()),
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
        }
    }

    /// The table, and unless ONLY is said those below that have the column from it.
    fn reached(&self, key: &TableKey, only: bool) -> Vec<TableKey> {
        let mut reached = vec![key.clone()];
        if !only {
            reached.extend(self.catalog.descendants(key));
        }
        reached
    }

    fn set_default(
        &mut self,
        key: &TableKey,
        name: &Name,
        expr: Option<&ExprText>,
        only: bool,
    ) -> Applied {
        for key in self.reached(key, only) {
            self.plain_column(&key, name)?;
            let column = self.column(&key, name)?.clone();
            let default = expr.map(|expr| self.column_default(&column, expr));
            let default = default.transpose()?;
            self.column(&key, name)?.default = default;
        }
        Ok(())
    }

    fn set_not_null(&mut self, key: &TableKey, name: &Name, only: bool) -> Applied {
        if only && self.table_ref(key)?.partition_key.is_some() {
            for child in self.catalog.children(key) {
                if !self.column(&child, name)?.not_null {
                    let title = "constraint must be added to child tables too";
                    return Err(self.table_error("42P16", title, &name.span));
                }
            }
        }
        for key in self.reached(key, only) {
            self.column(&key, name)?.not_null = true;
        }
        Ok(())
    }

    fn drop_expression(
        &mut self,
        key: &TableKey,
        name: &Name,
        if_exists: bool,
        only: bool,
    ) -> Applied {
        if only && !self.catalog.children(key).is_empty() {
            let title = "ALTER TABLE / DROP EXPRESSION must be applied to child tables too";
            return Err(self.table_error("42P16", title, &name.span));
        }
        let column = self.column(key, name)?;
        if column.generated.is_some() && self.catalog.column_inherited(key, &name.text) > 0 {
            let title = "cannot drop generation expression from inherited column";
            return Err(self.table_error("42P16", title, &name.span));
        }
        for key in self.reached(key, only) {
            let generated = self.column(&key, name)?.generated.take();
            if generated.is_none() && !if_exists {
                let title = format!(
                    "column \"{}\" of relation \"{}\" is not a stored generated column",
                    name.text, key.1
                );
                let label = "not generated";
                return Err(self.error(Code::D0114, "55000", title, &name.span, label));
            }
        }
        Ok(())
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

    fn drop_not_null(&mut self, key: &TableKey, name: &Name, only: bool) -> Applied {
        let partitioned = self.table_ref(key)?.partition_key.is_some();
        if only && partitioned && !self.catalog.children(key).is_empty() {
            let title =
                "cannot remove constraint from only the partitioned table when partitions exist";
            return Err(self.table_error("42P16", title, &name.span));
        }
        for reached in self.reached(key, only) {
            self.may_be_null(&reached, name, reached == *key)?;
            self.column(&reached, name)?.not_null = false;
        }
        Ok(())
    }

    fn may_be_null(&mut self, key: &TableKey, name: &Name, first: bool) -> Applied {
        if self.column(key, name)?.identity.is_some() {
            let title = format!(
                "column \"{}\" of relation \"{}\" is an identity column",
                name.text, key.1
            );
            return Err(self.error(Code::D0112, "42601", title, &name.span, "never null"));
        }
        let table = self.table_ref(key)?;
        let primary = table.primary_key.as_ref();
        if primary.is_some_and(|primary| primary.columns.contains(&name.text)) {
            let title = format!("column \"{}\" is in a primary key", name.text);
            return Err(self.error(Code::D0112, "42P16", title, &name.span, "never null"));
        }
        let whole = table.partition_of.as_ref().map(|it| &it.parent);
        let above = whole.map(|it| (it.schema.clone(), it.table.clone()));
        let above = above.and_then(|above| self.catalog.table_at(&above));
        let above = above.and_then(|above| above.column(&name.text));
        if first && above.is_some_and(|column| column.not_null) {
            let title = format!(
                "column \"{}\" is marked NOT NULL in parent table",
                name.text
            );
            return Err(self.table_error("42P16", title, &name.span));
        }
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
        (ty, collation): (&TypeName, Option<&ObjectName>),
        using: Option<&ExprText>,
        only: bool,
    ) -> Applied {
        self.type_may_change(key, name, only)?;
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
        let collation = super::define_column::collation(collation);
        for key in self.reached(key, only) {
            self.nothing_computed_from(&key, name)?;
            self.no_view_uses(&key, name)?;
            self.converts(&key, name, &ty, using, &ty_span)?;
            let column = self.column(&key, name)?;
            column.ty.clone_from(&ty);
            column.collation.clone_from(&collation);
            if let Some(sequence) = self.identity_sequence(&key, &name.text).cloned() {
                self.identity_type(&ty, &ty_span)?;
                let sequence = self.counted_as(sequence, ty.clone(), &ty_span)?;
                let sequences = &mut self.schema(&key.0).sequences;
                sequences.insert(sequence.name.clone(), sequence);
            }
            self.still_comparable(&key, &name.text, &ty_span)?;
        }
        Ok(())
    }

    /// Tables above and below agree about a column's type, and rows stay in their partitions.
    fn type_may_change(&self, key: &TableKey, name: &Name, only: bool) -> Applied {
        if self.table_ref(key)?.of_type.is_some() {
            return Err(self.table_error(
                "42809",
                "cannot alter column type of typed table",
                &name.span,
            ));
        }
        if self.catalog.column_inherited(key, &name.text) > 0 {
            let title = format!("cannot alter inherited column \"{}\"", name.text);
            return Err(self.table_error("42P16", title, &name.span));
        }
        self.not_partition_key(key, name, "alter")?;
        if only && !self.catalog.children(key).is_empty() {
            let title = format!(
                "type of inherited column \"{}\" must be changed in child tables too",
                name.text
            );
            return Err(self.table_error("42P16", title, &name.span));
        }
        Ok(())
    }

    fn nothing_computed_from(&self, key: &TableKey, name: &Name) -> Applied {
        let table = self.table_ref(key)?;
        let mut generated = table.columns.iter().filter_map(|column| {
            let generated = column.generated.as_ref()?;
            generated.expr.names(&name.text).then_some(&column.name)
        });
        let mut policies = table.policies.iter();
        let policy = policies.find(|policy| {
            let mut exprs = policy.using.iter().chain(&policy.check);
            exprs.any(|expr| expr.names(&name.text))
        });
        let mut triggers = table.triggers.iter();
        let trigger = triggers.find(|trigger| trigger.columns.contains(&name.text));
        let (what, label) = match (generated.next(), policy, trigger) {
            (Some(column), ..) => (
                "used by a generated column",
                format!("`{column}` is computed from it"),
            ),
            (_, Some(policy), _) => (
                "used in a policy definition",
                format!("policy `{}` asks for it", policy.name),
            ),
            (_, _, Some(trigger)) => (
                "used in a trigger definition",
                format!("trigger `{}` waits for it", trigger.name),
            ),
            _ => return Ok(()),
        };
        let title = format!("cannot alter type of a column {what}");
        Err(self.error(Code::D0110, "0A000", title, &name.span, label))
    }
}
