//! `CREATE TABLE .. AS` and `SELECT .. INTO`.

use super::{Applied, Apply};
use crate::{
    catalog::{Column, Table, session::TEMPORARY},
    diagnostic::Code,
    parse::{CreateTableAs, Persistence},
    source::Span,
};

const TOO_MANY: &str = "too many column names were specified";

impl Apply<'_> {
    /// A table with the columns of a query and nothing else: no constraint, no default comes along.
    pub(super) fn create_table_as(&mut self, create: &CreateTableAs, span: &Span) -> Applied {
        let temporary = create.persistence == Persistence::Temporary;
        let schema = if temporary && create.name.schema.is_none() {
            TEMPORARY.to_owned()
        } else {
            self.schema_of(&create.name)?
        };
        let name = create.name.name.text.clone();
        let here = self.catalog.schemas.get(&schema);
        if here.is_some_and(|here| here.relation(&name).is_some()) {
            if create.if_not_exists {
                return Ok(());
            }
            return Err(self.relation_exists(&schema, &create.name));
        }
        let described = self.described(&create.query, &create.columns, TOO_MANY)?;
        self.type_name_is_free(&schema, &create.name.name)?;
        let mut columns = Vec::new();
        for column in super::view::columns_of(&described) {
            columns.push(Column {
                ty: self.typed(&column, &create.query.span)?,
                place: Some(self.place(&create.query.span)),
                collation: column.collation,
                name: column.name,
                not_null: false,
                default: None,
                identity: None,
                generated: None,
                local: true,
                comment: None,
                renames: Vec::new(),
            });
        }
        if let Some(column) = columns
            .iter()
            .find(|it| super::resolve::is_system_column(&it.name))
        {
            let title = format!(
                "column name \"{}\" conflicts with a system column name",
                column.name
            );
            let label = "give it another name with AS";
            return Err(self.error(Code::D0105, "42701", title, &create.query.span, label));
        }
        if create.on_commit_drop {
            return Ok(());
        }
        let options = create.options.iter();
        let mut options: Vec<String> = options
            .map(|it| format!("{}={}", it.name, it.value))
            .collect();
        options.sort();
        let table = Table {
            name: name.clone(),
            columns,
            unlogged: create.persistence == Persistence::Unlogged,
            options,
            place: Some(self.place(span)),
            ..Table::default()
        };
        self.schema(&schema).tables.insert(name, table);
        Ok(())
    }
}
