//! Finding what a name means.

use super::{Applied, Apply, relation::RelationKind};
use crate::{
    catalog::{
        Column, PgType, Schema, Table,
        functions::{Brings, extension_with, of_extension},
        types,
    },
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{ExprText, Name, ObjectName, TypeName},
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

    /// A type that the migrations made, or that an extension brought: the first on the search path.
    fn own_type(&self, name: &ObjectName) -> Option<(Option<String>, String)> {
        let text = &name.name.text;
        let brought = |schema: &str| {
            let mut here = self
                .catalog
                .extensions
                .values()
                .filter(|it| it.schema == schema);
            here.any(|it| of_extension(&it.name, Brings::Types).any(|ty| ty == text))
        };
        let has = |schema: &str| {
            let own = self.catalog.schemas.get(schema);
            own.is_some_and(|own| own.has_type(text)) || brought(schema)
        };
        let schema = match &name.schema {
            Some(schema) => has(&schema.text).then(|| schema.text.clone()),
            None => self.session.lookup().find(|it| has(it)).map(str::to_owned),
        };
        schema.map(|schema| (Some(schema), text.clone()))
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
        if let Some(found) = self.own_type(name) {
            return Ok(found);
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
