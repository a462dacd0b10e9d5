//! Schemas, extensions, functions and triggers.

use super::{Applied, Apply, texts};
use crate::{
    catalog::{Extension, Function, Schema, Trigger, depend::Object, quoted::quoted},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{
        CreateExtension, CreateFunction, CreateSchema, CreateTrigger, Drop, FunctionSig, Name,
        ObjectName, Returns, TypeName,
    },
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

    pub(super) fn create_function(&mut self, create: &CreateFunction, span: &Span) -> Applied {
        let schema = self.schema_of(&create.name)?;
        let arguments = self.argument_types(&create.arguments)?;
        let signature = format!("{}({})", create.name.name.text, arguments.join(", "));
        let functions = &self.schema(&schema).functions;
        if functions.contains_key(&signature) && !create.or_replace {
            let title = format!(
                "function \"{}\" already exists with same argument types",
                create.name.name.text
            );
            let error = self.error(
                Code::D0107,
                "42723",
                title,
                &create.name.span(),
                "again here",
            );
            return Err(Box::new(error.help("write CREATE OR REPLACE FUNCTION")));
        }
        let comment = functions
            .get(&signature)
            .and_then(|function| function.comment.clone());
        let function = Function {
            name: create.name.name.text.clone(),
            returns: self.returns(&create.returns)?,
            language: create
                .language
                .as_ref()
                .map_or_else(|| "sql".to_owned(), |l| l.text.clone()),
            options: create.options.clone(),
            body: create.body.clone(),
            arguments,
            comment,
            place: Some(self.place(span)),
        };
        self.schema(&schema).functions.insert(signature, function);
        Ok(())
    }

    fn argument_types(&self, types: &[TypeName]) -> Applied<Vec<String>> {
        types.iter().map(|ty| self.routine_type(ty)).collect()
    }

    /// A type as a signature shows it: without modifier, a table's row type included.
    fn routine_type(&self, ty: &TypeName) -> Applied<String> {
        const PSEUDO: [&str; 9] = [
            "any",
            "anyarray",
            "anycompatible",
            "anyelement",
            "cstring",
            "event_trigger",
            "internal",
            "record",
            "regclass",
        ];
        let name = &ty.name.name.text;
        let array = if ty.array { "[]" } else { "" };
        if PSEUDO.contains(&name.as_str()) {
            return Ok(format!("{}{array}", ty.name.shown()));
        }
        let mut resolved = self.resolve_type(ty)?;
        resolved.modifier = None;
        Ok(resolved.to_string())
    }

    fn returns(&self, returns: &Returns) -> Applied<String> {
        match returns {
            Returns::Type { ty, setof } => {
                let ty = self.routine_type(ty)?;
                Ok(if *setof { format!("SETOF {ty}") } else { ty })
            }
            Returns::Table(columns) => {
                let columns = columns.iter().map(|(name, ty)| {
                    Ok(format!("{} {}", quoted(&name.text), self.routine_type(ty)?))
                });
                Ok(format!(
                    "TABLE({})",
                    columns.collect::<Applied<Vec<_>>>()?.join(", ")
                ))
            }
        }
    }

    /// The schema and signature of a function that must be there.
    pub(super) fn find_function(&self, sig: &FunctionSig) -> Applied<(String, String)> {
        if let Some(schema) = &sig.name.schema {
            self.schema_exists(schema)?;
        }
        let name = &sig.name.name.text;
        let path = self.lookup_path(&sig.name);
        let in_path = |schema: &str| {
            let functions = self.catalog.schemas.get(schema).map(|it| &it.functions);
            let found = functions.into_iter().flatten();
            let found = found.filter(|(_, it)| it.name == *name);
            found
                .map(|(signature, _)| (schema.to_owned(), signature.clone()))
                .collect::<Vec<_>>()
        };
        let mut found = path.iter().flat_map(|schema| in_path(schema));
        if let Some(arguments) = &sig.arguments {
            let signature = format!("{name}({})", self.argument_types(arguments)?.join(", "));
            if let Some(found) = found.find(|(_, known)| *known == signature) {
                return Ok(found);
            }
            let title = format!("function {signature} does not exist");
            let label = "no such function";
            return Err(self.error(Code::D0115, "42883", title, &sig.name.span(), label));
        }
        match (found.next(), found.next()) {
            (Some(found), None) => Ok(found),
            (None, _) => {
                let title = format!("could not find a function named \"{name}\"");
                let error = self.error(Code::D0115, "42883", title, &sig.name.span(), "none here");
                let known = self.catalog.functions().map(|(_, it)| it.name.clone());
                Err(super::resolve::suggest(error, nearest(name, known)))
            }
            _ => {
                let title = format!("function name \"{name}\" is not unique");
                let error = self.error(Code::D0115, "42725", title, &sig.name.span(), "which one?");
                Err(Box::new(error.help("write its argument types")))
            }
        }
    }

    pub(super) fn drop_function(&mut self, drop: &Drop, sig: &FunctionSig) -> Applied {
        let key = match self.find_function(sig) {
            Ok(found) => found,
            Err(error) if drop.if_exists && error.code == Code::D0115 => return Ok(()),
            Err(error) => return Err(error),
        };
        self.delete(&[Object::Function(key)], drop.cascade, &sig.name.span())
    }

    pub(super) fn create_trigger(&mut self, create: &CreateTrigger, span: &Span) -> Applied {
        let key = self.find_table(&create.table)?;
        for column in &create.columns {
            self.column_exists(&key, column)?;
        }
        self.trigger_function(&create.function)?;
        let table = self.table_ref(&key)?;
        let old = table
            .triggers
            .iter()
            .find(|trigger| trigger.name == create.name.text);
        if old.is_some() && !create.or_replace {
            let title = format!(
                "trigger \"{}\" for relation \"{}\" already exists",
                create.name.text, key.1
            );
            return Err(self.error(Code::D0107, "42710", title, &create.name.span, "again here"));
        }
        let on = format!("{}.{}", quoted(&key.0), quoted(&key.1));
        let trigger = Trigger {
            name: create.name.text.clone(),
            definition: format!("{} ON {on} {}", create.events, create.rest),
            columns: texts(&create.columns),
            comment: old.and_then(|old| old.comment.clone()),
            place: Some(self.place(span)),
        };
        let table = self.table(&key)?;
        table.triggers.retain(|other| other.name != trigger.name);
        table.triggers.push(trigger);
        table.sort();
        Ok(())
    }

    /// The function of a trigger, ours or one that Postgres or an extension brings.
    fn trigger_function(&self, name: &ObjectName) -> Applied {
        const BUILTIN: [&str; 4] = [
            "suppress_redundant_updates_trigger",
            "tsvector_update_trigger",
            "tsvector_update_trigger_column",
            "unique_key_recheck",
        ];
        let path = self.lookup_path(name);
        let here = self
            .catalog
            .functions()
            .filter(|(schema, _)| path.contains(schema));
        let known: Vec<String> = here.map(|(_, function)| function.name.clone()).collect();
        if known.contains(&name.name.text)
            || BUILTIN.contains(&name.name.text.as_str())
            || !self.catalog.extensions.is_empty()
        {
            return Ok(());
        }
        let title = format!("function {}() does not exist", name.shown());
        let error = self.error(
            Code::D0115,
            "42883",
            title,
            &name.span(),
            "no such function",
        );
        Err(super::resolve::suggest(
            error,
            nearest(&name.name.text, known),
        ))
    }

    pub(super) fn drop_trigger(&mut self, drop: &Drop, name: &Name, table: &ObjectName) -> Applied {
        if drop.if_exists && self.relation(table).is_none() {
            return Ok(());
        }
        let key = self.find_table(table)?;
        let mut triggers = self.table_ref(&key)?.triggers.iter();
        if !triggers.any(|trigger| trigger.name == name.text) {
            if drop.if_exists {
                return Ok(());
            }
            return Err(self.no_trigger(name, &key.1));
        }
        let trigger = Object::Trigger(key, name.text.clone());
        self.delete(&[trigger], drop.cascade, &name.span)
    }

    pub(super) fn no_trigger(&self, name: &Name, table: &str) -> Box<Diagnostic> {
        let title = format!(
            "trigger \"{}\" for table \"{table}\" does not exist",
            name.text
        );
        self.error(Code::D0106, "42704", title, &name.span, "no such trigger")
    }
}
