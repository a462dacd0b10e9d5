//! Finding what a name means.

use super::{Applied, Apply, relation::RelationKind};
use crate::{
    catalog::{Column, Schema, Table},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{ExprText, Name, ObjectName},
    source::Span,
};

/// A table's schema and name.
pub(super) type TableKey = (String, String);

impl Apply<'_> {
    /// The schema that a new object goes into.
    pub(super) fn schema_of(&self, name: &ObjectName) -> Applied<String> {
        if let Some(schema) = &name.schema {
            self.schema_exists(schema)?;
            return Ok(schema.text.clone());
        }
        self.creation_schema(&name.span())
    }

    /// The schema on the search path that new objects go into.
    pub(super) fn creation_schema(&self, span: &Span) -> Applied<String> {
        let mut path = self.session.search_path().iter();
        let first = path.find(|schema| self.catalog.schemas.contains_key(*schema));
        first.cloned().ok_or_else(|| {
            let title = "no schema has been selected to create in";
            let error = self.error(Code::D0111, "3F000", title, span, "into which schema?");
            Box::new(error.help("write schema.name, or SET search_path first"))
        })
    }

    pub(super) fn schema_exists(&self, schema: &Name) -> Applied {
        if self.catalog.schemas.contains_key(&schema.text) {
            return Ok(());
        }
        let title = format!("schema \"{}\" does not exist", schema.text);
        let error = self.error(Code::D0111, "3F000", title, &schema.span, "no such schema");
        Err(suggest(
            error,
            nearest(&schema.text, self.catalog.schemas.keys().cloned()),
        ))
    }

    pub(super) fn schema(&mut self, schema: &str) -> &mut Schema {
        self.catalog.schemas.entry(schema.to_owned()).or_default()
    }

    /// The table of a name that must be there.
    pub(super) fn find_table(&self, name: &ObjectName) -> Applied<TableKey> {
        self.find_relation(name, RelationKind::Table)
    }

    pub(super) fn table(&mut self, key: &TableKey) -> Applied<&mut Table> {
        let found = self
            .catalog
            .schemas
            .get_mut(&key.0)
            .and_then(|s| s.tables.get_mut(&key.1));
        found.ok_or_else(|| Box::new(vanished(&key.1)))
    }

    pub(super) fn table_ref(&self, key: &TableKey) -> Applied<&Table> {
        self.catalog
            .table_at(key)
            .ok_or_else(|| Box::new(vanished(&key.1)))
    }

    /// The column a statement names.
    pub(super) fn column(&mut self, key: &TableKey, name: &Name) -> Applied<&mut Column> {
        self.column_exists(key, name)?;
        let table = self.table(key)?;
        let found = table
            .columns
            .iter_mut()
            .find(|column| column.name == name.text);
        found.ok_or_else(|| Box::new(vanished(&name.text)))
    }

    pub(super) fn column_exists(&self, key: &TableKey, name: &Name) -> Applied {
        let title = format!(
            "column \"{}\" of relation \"{}\" does not exist",
            name.text, key.1
        );
        self.column_exists_or(key, name, title)
    }

    /// The same with the words Postgres has for it elsewhere.
    pub(super) fn column_exists_or(&self, key: &TableKey, name: &Name, title: String) -> Applied {
        let table = self.table_ref(key)?;
        if table.column(&name.text).is_some() {
            return Ok(());
        }
        let label = format!("`{}` has no such column", table.name);
        let error = self.error(Code::D0103, "42703", title, &name.span, label);
        let known = table.columns.iter().map(|column| column.name.clone());
        let renamed = table.columns.iter().find_map(|column| {
            let rename = column
                .renames
                .iter()
                .find(|rename| rename.from == name.text)?;
            let at = rename.at.as_ref()?;
            Some(format!(
                "`{}` was renamed to `{}` in {at}",
                rename.from, column.name
            ))
        });
        Err(match renamed {
            Some(renamed) => Box::new(error.help(renamed)),
            None => suggest(error, nearest(&name.text, known)),
        })
    }

    /// Checks that an expression names only columns of the table.
    pub(super) fn expr_columns(&self, key: &TableKey, expr: &ExprText) -> Applied<Vec<String>> {
        let mut columns: Vec<String> = Vec::new();
        for reference in &expr.columns {
            if let Some(table) = &reference.table
                && table.text != key.1
            {
                let title = format!("missing FROM-clause entry for table \"{}\"", table.text);
                let label = format!("only `{}` can be named here", key.1);
                return Err(self.error(Code::D0101, "42P01", title, &table.span, label));
            }
            let title = match &reference.table {
                Some(table) => {
                    format!(
                        "column {}.{} does not exist",
                        table.text, reference.column.text
                    )
                }
                None => format!("column \"{}\" does not exist", reference.column.text),
            };
            if is_system_column(&reference.column.text) {
                continue;
            }
            let mut name = reference.column.clone();
            if let Some(table) = &reference.table {
                name.span.start = table.span.start;
            }
            self.column_exists_or(key, &name, title)?;
            if !columns.contains(&name.text) {
                columns.push(name.text);
            }
        }
        self.calls_exist(&expr.calls)?;
        Ok(columns)
    }

    /// Refuses a query where Postgres takes none.
    pub(super) fn no_subquery(&self, expr: &ExprText, what: &str) -> Applied {
        match &expr.subquery {
            Some(span) => {
                let title = format!("cannot use subquery in {what}");
                Err(self.error(Code::D0116, "0A000", title, span, "a query"))
            }
            None => Ok(()),
        }
    }
}

/// The columns every table has without saying so.
pub(super) fn is_system_column(name: &str) -> bool {
    matches!(
        name,
        "tableoid" | "xmin" | "cmin" | "xmax" | "cmax" | "ctid"
    )
}

/// Adds "did you mean".
pub(in crate::catalog) fn suggest(
    error: Box<Diagnostic>,
    nearest: Option<String>,
) -> Box<Diagnostic> {
    match nearest {
        Some(nearest) => Box::new(error.help(format!("did you mean `{nearest}`?"))),
        None => error,
    }
}

/// Something looked up a moment ago is gone: a mistake of this compiler, not of the SQL.
fn vanished(name: &str) -> Diagnostic {
    Diagnostic::error(
        Code::D0005,
        format!("\"{name}\" vanished while it was being changed"),
    )
    .help("this is a mistake in driftless: please report it")
}
