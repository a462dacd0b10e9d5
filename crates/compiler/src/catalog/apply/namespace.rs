//! Schemas and extensions.

use super::{Applied, Apply};
use crate::{
    catalog::{Extension, Schema},
    diagnostic::Code,
    parse::{CreateExtension, CreateSchema},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn create_schema(&mut self, create: &CreateSchema) -> Applied {
        let name = &create.name.text;
        if self.catalog.schemas.contains_key(name) {
            if create.if_not_exists {
                return Ok(());
            }
            let title = format!("schema \"{name}\" already exists");
            return Err(self.error(Code::D0107, "42P06", title, &create.name.span, "taken"));
        }
        self.catalog.schemas.insert(name.clone(), Schema::default());
        Ok(())
    }

    pub(super) fn create_extension(&mut self, create: &CreateExtension, span: &Span) -> Applied {
        let name = &create.name.text;
        // plpgsql is there from the start.
        if self.catalog.extensions.contains_key(name) || name == "plpgsql" {
            if create.if_not_exists {
                return Ok(());
            }
            let title = format!("extension \"{name}\" already exists");
            return Err(self.error(Code::D0107, "42710", title, &create.name.span, "again here"));
        }
        let schema = match &create.schema {
            Some(schema) => {
                self.schema_exists(schema)?;
                schema.text.clone()
            }
            None => self.creation_schema(&create.name.span)?,
        };
        let place = Some(self.place(span));
        let extension = Extension {
            name: name.clone(),
            schema,
            comment: None,
            place,
        };
        self.catalog.extensions.insert(name.clone(), extension);
        Ok(())
    }
}
