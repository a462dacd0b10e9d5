//! Finding what a name means.

use super::{Applied, Apply};
use crate::{
    catalog::{
        Catalog, Column, PgType, Schema, Table,
        functions::{Brings, extension_with, of_extension},
        types,
    },
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{ExprText, Name, ObjectName, TypeName},
    source::Span,
};

/// Where names without a schema go; `SET search_path` is refused, so it is always this one.
pub(super) const PUBLIC: &str = "public";

/// A table's schema and name.
pub(super) type TableKey = (String, String);

impl Apply<'_> {
    /// The schema a name is in or will be in.
    pub(super) fn schema_of(&self, name: &ObjectName) -> Applied<String> {
        let Some(schema) = &name.schema else {
            return Ok(PUBLIC.to_owned());
        };
        self.schema_exists(schema)?;
        Ok(schema.text.clone())
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
        let schema = name.schema.as_ref().map_or(PUBLIC, |schema| &schema.text);
        if let Some(found) = self.catalog.table(schema, &name.name.text) {
            return Ok((schema.to_owned(), found.name.clone()));
        }
        if self
            .catalog
            .owner_of_index(schema, &name.name.text)
            .is_some()
        {
            let title = format!("\"{}\" is not a table", name.name.text);
            return Err(self.error(
                Code::D0114,
                "42809",
                title,
                &name.span(),
                "this is an index",
            ));
        }
        Err(self.no_relation(name, self.table_names(schema)))
    }

    /// Postgres' error for a relation that is not there.
    pub(super) fn no_relation(
        &self,
        name: &ObjectName,
        known: impl IntoIterator<Item = String>,
    ) -> Box<Diagnostic> {
        let title = format!("relation \"{}\" does not exist", name.shown());
        let error = self.error(
            Code::D0101,
            "42P01",
            title,
            &name.span(),
            "no such relation here",
        );
        suggest(error, nearest(&name.name.text, known))
    }

    fn table_names(&self, schema: &str) -> Vec<String> {
        let tables = self
            .catalog
            .schemas
            .get(schema)
            .map(|schema| schema.tables.keys().cloned());
        tables.into_iter().flatten().collect()
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
            .table(&key.0, &key.1)
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

    /// What a written type is.
    pub(super) fn resolve_type(&self, ty: &TypeName) -> Applied<PgType> {
        let (schema, name) = self.type_named(&ty.name, &ty.span)?;
        let mut modifier = ty.modifier.clone();
        let mut name = name;
        if ty.name.schema.is_none() && !ty.name.name.quoted {
            match (ty.name.name.text.as_str(), modifier.as_slice()) {
                ("float", &[bits]) => {
                    name = self.float(bits, &ty.span)?;
                    modifier.clear();
                }
                // The scale is part of what format_type prints.
                ("numeric" | "decimal" | "dec", &[precision]) => modifier = vec![precision, 0],
                _ => {}
            }
        }
        if !modifier.is_empty() && schema.is_none() && !types::takes_modifier(&name) {
            let title = format!("type modifier is not allowed for type \"{name}\"");
            return Err(self.error(Code::D0112, "42601", title, &ty.span, "takes no modifier"));
        }
        let modifier = modifier
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",");
        Ok(PgType {
            schema,
            name,
            modifier: Some(modifier).filter(|modifier| !modifier.is_empty()),
            array: ty.array,
        })
    }

    fn float(&self, bits: i64, span: &Span) -> Applied<String> {
        match bits {
            1..=24 => Ok("float4".to_owned()),
            25..=53 => Ok("float8".to_owned()),
            _ => {
                let title = if bits < 1 {
                    "precision for type float must be at least 1 bit"
                } else {
                    "precision for type float must be less than 54 bits"
                };
                Err(self.error(Code::D0112, "22023", title, span, "1 to 53"))
            }
        }
    }

    fn type_named(&self, name: &ObjectName, span: &Span) -> Applied<(Option<String>, String)> {
        let text = &name.name.text;
        let schema = name.schema.as_ref().map(|schema| schema.text.as_str());
        if let None | Some("pg_catalog") = schema {
            let plain = schema.is_none() && !name.name.quoted;
            let found = if plain {
                types::builtin_name(text)
            } else {
                types::typname(text)
            };
            if let Some(found) = found {
                return Ok((None, found.to_owned()));
            }
        }
        if let Some(schema) = name
            .schema
            .as_ref()
            .filter(|schema| schema.text != "pg_catalog")
        {
            self.schema_exists(schema)?;
        }
        for extension in self.catalog.extensions.values() {
            let here = schema.unwrap_or(PUBLIC) == extension.schema;
            if here && of_extension(&extension.name, Brings::Types).any(|ty| ty == text) {
                return Ok((Some(extension.schema.clone()), text.clone()));
            }
        }
        if self.catalog.table(schema.unwrap_or(PUBLIC), text).is_some() {
            let title = format!("the row type of table \"{text}\" is not modelled");
            let label = crate::diagnostic::Label::at(self.source, span.clone(), "a table's row");
            let error = Diagnostic::error(Code::D0202, title).label(label);
            return Err(Box::new(
                error.help("write a foreign key, or the columns themselves"),
            ));
        }
        let title = format!("type \"{}\" does not exist", name.shown());
        let error = self.error(
            Code::D0104,
            "42704",
            title,
            span,
            "not a type Postgres knows here",
        );
        let brought = extension_with(text, Brings::Types);
        Err(match brought {
            Some(extension) => {
                Box::new(error.help(format!("`CREATE EXTENSION {extension}` brings it")))
            }
            None => suggest(error, types::nearest(text, std::iter::empty())),
        })
    }
}

impl Catalog {
    pub(super) fn table(&self, schema: &str, name: &str) -> Option<&Table> {
        self.schemas.get(schema)?.tables.get(name)
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
pub(super) fn suggest(error: Box<Diagnostic>, nearest: Option<String>) -> Box<Diagnostic> {
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
