//! Calls of functions: that they exist, and that running them leaves the catalog alone.

use super::{Applied, Apply, resolve::suggest};
use crate::{
    catalog::{
        Catalog, Function,
        functions::{self, Brings},
    },
    diagnostic::{Code, Diagnostic, Label},
    nearest::nearest,
    parse::{self, Call, ObjectName},
};

impl Apply<'_> {
    /// Checks that the functions an expression calls are there.
    pub(super) fn calls_exist(&self, calls: &[Call]) -> Applied {
        calls.iter().try_for_each(|call| self.call_exists(call))
    }

    fn call_exists(&self, call: &Call) -> Applied {
        let name = &call.name.name.text;
        let schema = call.name.schema.as_ref().map(|schema| schema.text.as_str());
        if matches!(schema, None | Some("pg_catalog")) && functions::is_builtin(name) {
            return Ok(());
        }
        // A type's name casts.
        if schema.is_none() && crate::catalog::builtin_name(name).is_some() {
            return Ok(());
        }
        if !self.functions_named(&call.name).is_empty() || self.constructs(&call.name) {
            return Ok(());
        }
        let path = self.lookup_path(&call.name);
        for extension in self.catalog.extensions.values() {
            // `*` stands for those whose functions were not at hand to be listed.
            let brought = !functions::knows_extension(&extension.name)
                || functions::of_extension(&extension.name, Brings::Functions)
                    .any(|known| known == name || known == "*");
            if path.contains(&extension.schema.as_str()) && brought {
                return Ok(());
            }
        }
        let arguments = if call.has_arguments { ".." } else { "" };
        let title = format!("function {}({arguments}) does not exist", call.name.shown());
        let error = self.error(
            Code::D0115,
            "42883",
            title,
            &call.name.span(),
            "no such function",
        );
        if let Some(extension) = functions::extension_with(name, Brings::Functions) {
            return Err(Box::new(
                error.help(format!("`CREATE EXTENSION \"{extension}\"` brings it")),
            ));
        }
        let ours = self
            .catalog
            .schemas
            .values()
            .flat_map(|schema| schema.functions.values());
        let ours = ours.map(|function| function.name.clone());
        let known = functions::builtin().map(str::to_owned).chain(ours);
        Err(suggest(error, nearest(name, known)))
    }

    /// Refuses calls that may change the catalog: a statement of data is followed no further than this.
    pub(super) fn harmless(&self, calls: &[Call]) -> Applied {
        for call in calls {
            let name = &call.name.name.text;
            if name == "set_config" {
                let label = Label::at(self.source, call.name.span(), "may move search_path");
                let error = Diagnostic::error(Code::D0203, "set_config is not followed");
                return Err(Box::new(
                    error.label(label).help("write schema.table instead"),
                ));
            }
            self.call_exists(call)?;
            let known = self.functions_named(&call.name);
            let from_postgres = functions::is_builtin(name)
                || functions::extension_with(name, Brings::Functions).is_some();
            let pure = if known.is_empty() {
                from_postgres
            } else {
                known
                    .iter()
                    .all(|function| self.catalog.is_harmless(function))
            };
            if !pure {
                let title = format!(
                    "what {}() does to the schema is not known",
                    call.name.shown()
                );
                let label = Label::at(self.source, call.name.span(), "called here");
                let mut error = Diagnostic::error(Code::D0205, title).label(label);
                if let Some(place) = known.first().and_then(|function| function.place.as_ref()) {
                    error = error.note(format!("defined in {place}"));
                }
                let help = "write the statements it would run, or declare it STABLE or IMMUTABLE";
                return Err(Box::new(parse::two_ways(error.help(help))));
            }
        }
        Ok(())
    }
}

impl Apply<'_> {
    /// The schemas in which a name is looked up.
    pub(super) fn lookup_path<'a>(&'a self, name: &'a ObjectName) -> Vec<&'a str> {
        match &name.schema {
            Some(schema) => vec![&schema.text],
            None => self.session.lookup().collect(),
        }
    }

    fn functions_named<'a>(&'a self, name: &'a ObjectName) -> Vec<&'a Function> {
        let routines = self.routines_named(name).into_iter();
        routines.map(|(_, function)| function).collect()
    }
}

impl Catalog {
    /// Whether running a function can leave no mark in the catalog.
    pub(super) fn is_harmless(&self, function: &Function) -> bool {
        self.is_pure(function, &mut Vec::new())
    }

    /// The same for the text of a body.
    pub(super) fn changes_nothing(&self, body: &str) -> bool {
        self.no_change_in(body, &mut Vec::new())
    }

    fn is_pure<'c>(&'c self, function: &'c Function, seen: &mut Vec<&'c str>) -> bool {
        // Postgres itself keeps these from changing anything.
        if function
            .options
            .iter()
            .any(|option| option == "STABLE" || option == "IMMUTABLE")
        {
            return true;
        }
        if seen.contains(&function.name.as_str()) {
            return true;
        }
        seen.push(&function.name);
        matches!(function.language.as_str(), "sql" | "plpgsql")
            && self.no_change_in(&function.body, seen)
    }

    fn no_change_in<'c>(&'c self, body: &str, seen: &mut Vec<&'c str>) -> bool {
        let words = parse::all_words(body);
        !words.iter().any(|word| CHANGES.contains(&word.as_str()))
            && words.iter().all(|word| {
                let called = self
                    .schemas
                    .values()
                    .flat_map(|schema| schema.functions.values());
                called
                    .filter(|other| other.name == *word)
                    .all(|other| self.is_pure(other, seen))
            })
    }
}

/// Words without which the body of a function can not change a schema or what names mean.
const CHANGES: [&str; 17] = [
    "alter",
    "call",
    "comment",
    "create",
    "do",
    "drop",
    "execute",
    "import",
    "reassign",
    "rename",
    "reset",
    "search_path",
    "security",
    "set_config",
    "dblink",
    "dblink_exec",
    "load",
];
