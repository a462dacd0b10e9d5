//! `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.

use super::{Applied, Apply, relation::RelationKind};
use crate::{
    catalog::{
        PgType, View, ViewColumn,
        query::{Described, Names, describe_relation},
        session::TEMPORARY,
        walk::Key,
    },
    diagnostic::{Code, Diagnostic},
    parse::{CreateView, Name, query::Query},
    source::Span,
};

const TOO_MANY: &str = "CREATE VIEW specifies more column names than columns";

impl Apply<'_> {
    pub(super) fn create_view(&mut self, create: &CreateView, span: &Span) -> Applied {
        let described = self.described(&create.query, &create.columns, TOO_MANY)?;
        let schema = self.view_schema(create, &described)?;
        let key = (schema, create.name.name.text.clone());
        let existing = self.catalog.schemas.get(&key.0);
        let existing = existing.and_then(|schema| schema.relation(&key.1));
        let mut view = View {
            name: key.1.clone(),
            materialized: create.materialized,
            columns: columns_of(&described),
            uses: described.uses,
            options: options(create),
            place: Some(self.place(span)),
            ..View::default()
        };
        match existing {
            None => self.type_name_is_free(&key.0, &create.name.name)?,
            Some(_) if create.if_not_exists => return Ok(()),
            Some(RelationKind::View) if create.or_replace => {
                self.keep_columns(&key, &mut view, &create.query.span)?;
            }
            Some(kind) if create.or_replace => {
                return Err(self.wrong_kind(&create.name, RelationKind::View, kind));
            }
            Some(_) => return Err(self.relation_exists(&key.0, &create.name)),
        }
        self.schema(&key.0).views.insert(key.1, view);
        Ok(())
    }

    /// The columns of a query, under the names the statement gives them.
    pub(super) fn described(
        &self,
        query: &Query,
        columns: &[Name],
        too_many: &str,
    ) -> Applied<Described> {
        let names = Names::new(self.catalog, self.session.lookup());
        describe_relation(&names, self.source, query, columns, too_many)
    }

    /// A view of something temporary is temporary, whatever it says.
    fn view_schema(&self, create: &CreateView, described: &Described) -> Applied<String> {
        let temporary = described.uses.iter().any(|used| used.schema() == TEMPORARY);
        if create.name.schema.is_none() && (create.temporary || temporary) {
            return Ok(TEMPORARY.to_owned());
        }
        self.schema_of(&create.name)
    }

    /// `checkViewTupleDesc`: what stands on the old view must stand on the new one.
    fn keep_columns(&self, key: &Key, new: &mut View, span: &Span) -> Applied {
        let Some(old) = self.catalog.view_at(key) else {
            return Ok(());
        };
        let refuse = |title: String, help: Option<&str>| {
            let error = self.error(
                Code::D0112,
                "42P16",
                title,
                span,
                "another column than before",
            );
            Err(match help {
                Some(help) => Box::new(error.help(help)),
                None => error,
            })
        };
        if new.columns.len() < old.columns.len() {
            let error = refuse("cannot drop columns from view".to_owned(), None);
            return error;
        }
        for (column, before) in new.columns.iter_mut().zip(&old.columns) {
            if column.name != before.name {
                let title = format!(
                    "cannot change name of view column \"{}\" to \"{}\"",
                    before.name, column.name
                );
                let help =
                    "use ALTER VIEW .. RENAME COLUMN .. to change the name of a view's column";
                return refuse(title, Some(help));
            }
            if let (Some(ty), Some(was)) = (&column.ty, &before.ty)
                && ty != was
            {
                let title = format!(
                    "cannot change data type of view column \"{}\" from {was} to {ty}",
                    before.name
                );
                return refuse(title, None);
            }
            column.comment.clone_from(&before.comment);
            column.default.clone_from(&before.default);
        }
        // The old statement is gone, what hangs on the view is not.
        new.triggers.clone_from(&old.triggers);
        new.rules.clone_from(&old.rules);
        new.comment.clone_from(&old.comment);
        new.renames.clone_from(&old.renames);
        Ok(())
    }

    /// Refuses what a table must have: a type for each column.
    pub(super) fn typed(&self, column: &ViewColumn, span: &Span) -> Applied<PgType> {
        column.ty.clone().ok_or_else(|| {
            let title = format!(
                "the type of column \"{}\" of this query is not known",
                column.name
            );
            let label = "too much to infer";
            let label = crate::diagnostic::Label::at(self.source, span.clone(), label);
            let error = Diagnostic::error(Code::D0202, title).label(label);
            Box::new(error.help("write the type: `expression::type`"))
        })
    }
}

/// The result columns as columns of a view.
pub(super) fn columns_of(described: &Described) -> Vec<ViewColumn> {
    let columns = described.columns.iter();
    columns
        .map(|column| ViewColumn {
            name: column.name.clone(),
            ty: column.ty.clone(),
            collation: column.collation.clone(),
            default: None,
            comment: None,
        })
        .collect()
}

fn options(create: &CreateView) -> Vec<String> {
    let check = create
        .check_option
        .map(|level| format!("check_option={level}"));
    let stored = create.options.iter();
    let mut options: Vec<String> = stored
        .map(|it| format!("{}={}", it.name, it.value))
        .collect();
    options.extend(check);
    options.sort();
    options
}
