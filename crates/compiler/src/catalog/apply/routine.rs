//! Functions and procedures: made, replaced, found by what a statement calls them, dropped.

use super::{Applied, Apply};
use crate::{
    catalog::{
        Argument, ArgumentMode, Expr, Function, PgType, Returns, RoutineKind, depend::Object,
        function,
    },
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{
        self, CreateFunction, Drop, FunctionSig, Name, ObjectName, Parameter, ParameterType,
        RoutineWord,
    },
    source::Span,
};

impl Apply<'_> {
    pub(super) fn create_function(&mut self, create: &CreateFunction, span: &Span) -> Applied {
        let schema = self.schema_of(&create.name)?;
        let mut function = self.function(create, span)?;
        let key = function.signature();
        if let Some(old) = self.schema(&schema).functions.get(&key).cloned() {
            self.may_replace(create, &old, &function)?;
            function.comment = old.comment;
        }
        self.schema(&schema).functions.insert(key, function);
        Ok(())
    }

    /// The routine that a statement states.
    fn function(&self, create: &CreateFunction, span: &Span) -> Applied<Function> {
        let at = create.name.span();
        let contradiction =
            |title: &str, label: &str| Err(self.error(Code::D0112, "42P13", title, &at, label));
        let arguments = self.arguments(&create.parameters)?;
        let returns = self.returns(create, &arguments)?;
        let language = match &create.language {
            Some(language) => language.text.clone(),
            None if create.atomic => "sql".to_owned(),
            None => return contradiction("no language specified", "in which language?"),
        };
        if create.body.is_none() && !create.atomic {
            return contradiction("no function body specified", "what does it do?");
        }
        let body = create.body.as_ref();
        Ok(Function {
            name: create.name.name.text.clone(),
            kind: create.kind,
            arguments,
            returns,
            language,
            options: create.options.clone(),
            body: body.map_or_else(String::new, |it| it.text.clone()),
            body_place: body.map(|it| self.source.place(it.at)),
            comment: None,
            place: Some(self.place(span)),
        })
    }

    fn arguments(&self, parameters: &[Parameter]) -> Applied<Vec<Argument>> {
        let mut arguments: Vec<Argument> = Vec::new();
        for parameter in parameters {
            let default = parameter.default.as_ref();
            if let Some(default) = default {
                self.calls_exist(&default.calls)?;
            } else if let Some(name) = &parameter.name
                && parameter.mode != ArgumentMode::Out
                && arguments.iter().any(|it| it.default.is_some())
            {
                let title =
                    "input parameters after one with a default value must also have defaults";
                let label = "no default here";
                return Err(self.error(Code::D0112, "42P13", title, &name.span, label));
            }
            arguments.push(Argument {
                mode: parameter.mode,
                name: parameter.name.as_ref().map(|it| it.text.clone()),
                ty: self.parameter_type(&parameter.ty)?,
                default: default.map(|it| Expr::new(it.text.clone())),
            });
        }
        Ok(arguments)
    }

    /// A type as a signature shows it: without modifier, a table's row type and pseudo-types included.
    fn parameter_type(&self, ty: &ParameterType) -> Applied<PgType> {
        match ty {
            ParameterType::Named(ty) => {
                let name = &ty.name.name.text;
                let own = ty.name.schema.as_ref().map(|it| it.text.as_str());
                if PSEUDO.contains(&name.as_str()) && matches!(own, None | Some("pg_catalog")) {
                    let pseudo = PgType::builtin(name);
                    return Ok(PgType {
                        array: ty.array,
                        ..pseudo
                    });
                }
                // Here Postgres leaves the quotes away.
                let resolved = self.resolve_type(ty).map_err(|mut error| {
                    if error.code == Code::D0104 {
                        error.title = format!("type {} does not exist", ty.name.shown());
                    }
                    error
                });
                let mut resolved = resolved?;
                resolved.modifier = None;
                Ok(resolved)
            }
            ParameterType::OfColumn(parts) => self.type_of_column(parts),
        }
    }

    /// `users.email%TYPE`: what the column's type is now.
    fn type_of_column(&self, parts: &[Name]) -> Applied<PgType> {
        let (schema, name, column) = match parts {
            [name, column] => (None, name, column),
            [schema, name, column] => (Some(schema.clone()), name, column),
            _ => {
                let span = parts.first().map_or(0..0, |it| it.span.clone());
                let title = "improper %TYPE reference (too few dotted names)";
                return Err(self.error(Code::D0112, "42601", title, &span, "table.column%TYPE"));
            }
        };
        let name = name.clone();
        let key = self.find_table(&ObjectName { schema, name })?;
        self.column_exists(&key, column)?;
        let found = self.table_ref(&key)?.column(&column.text);
        let ty = found.map_or_else(|| PgType::builtin("unknown"), |it| it.ty.clone());
        Ok(PgType {
            modifier: None,
            ..ty
        })
    }

    /// What a routine gives: what it says, or what its `OUT` arguments make.
    fn returns(&self, create: &CreateFunction, arguments: &[Argument]) -> Applied<Returns> {
        let outs = arguments
            .iter()
            .filter(|it| matches!(it.mode, ArgumentMode::Out | ArgumentMode::InOut));
        let outs: Vec<&PgType> = outs.map(|it| &it.ty).collect();
        if matches!(create.kind, RoutineKind::Procedure | RoutineKind::Aggregate) {
            return Ok(Returns::Nothing);
        }
        match &create.returns {
            Some(parse::Returns::Table(columns)) => {
                let columns = columns
                    .iter()
                    .map(|(name, ty)| Ok((name.text.clone(), self.parameter_type(ty)?)));
                Ok(Returns::Table(columns.collect::<Applied<_>>()?))
            }
            Some(parse::Returns::Type { ty, setof }) => {
                let ty = self.parameter_type(ty)?;
                Ok(if *setof {
                    Returns::Set(ty)
                } else {
                    Returns::One(ty)
                })
            }
            None => match outs.as_slice() {
                [] => {
                    let title = "function result type must be specified";
                    let span = create.name.span();
                    Err(self.error(Code::D0112, "42P13", title, &span, "what does it return?"))
                }
                [one] => Ok(Returns::One((*one).clone())),
                _ => Ok(Returns::One(PgType::builtin("record"))),
            },
        }
    }

    /// What `OR REPLACE` may change, and what not.
    fn may_replace(&self, create: &CreateFunction, old: &Function, new: &Function) -> Applied {
        let name = &create.name.name.text;
        let span = create.name.span();
        if !create.or_replace {
            let title = format!("function \"{name}\" already exists with same argument types");
            let error = self.error(Code::D0107, "42723", title, &span, "again here");
            let word = new.kind.word().to_uppercase();
            return Err(Box::new(
                error.help(format!("write CREATE OR REPLACE {word}")),
            ));
        }
        if old.kind != new.kind {
            let title = "cannot change routine kind";
            let error = self.error(Code::D0114, "42809", title, &span, "another kind");
            let note = format!("\"{name}\" is a {}", old.kind.word());
            return Err(Box::new(error.note(note)));
        }
        let changed = |title: String| {
            let error = self.error(Code::D0112, "42P13", title, &span, "not by replacing it");
            let help = format!("use DROP {} first", old.kind.word().to_uppercase());
            Err(Box::new(error.help(help)))
        };
        if old.returns != new.returns {
            return changed("cannot change return type of existing function".to_owned());
        }
        let inputs = |of: &Function| -> Vec<Argument> {
            let inputs = of.arguments.iter().filter(|it| it.is_input());
            inputs.cloned().collect()
        };
        for (old, new) in inputs(old).iter().zip(inputs(new)) {
            if let Some(name) = &old.name
                && new.name.as_ref() != Some(name)
            {
                return changed(format!("cannot change name of input parameter \"{name}\""));
            }
            if old.default.is_some() && new.default.is_none() {
                return changed(
                    "cannot remove parameter defaults from existing function".to_owned(),
                );
            }
        }
        Ok(())
    }

    /// The schema and signature of a routine that must be there.
    pub(super) fn find_function(&self, sig: &FunctionSig) -> Applied<(String, String)> {
        if let Some(schema) = &sig.name.schema {
            self.schema_exists(schema)?;
        }
        let name = &sig.name.name.text;
        let wanted = sig
            .parameters
            .as_ref()
            .map(|it| self.wanted(it))
            .transpose()?;
        let candidates = self.routines_named(&sig.name);
        let mut found = candidates.iter().filter(|(_, it)| match &wanted {
            Some(types) => it.input_types().eq(types.iter()),
            None => sig.word.fits(it.kind),
        });
        match (found.next(), found.next()) {
            (Some((schema, it)), other) if wanted.is_some() || other.is_none() => {
                self.is_routine(sig, it)?;
                Ok(((*schema).to_owned(), it.signature()))
            }
            (Some(_), _) => {
                let title = format!("{} name \"{name}\" is not unique", sig.word.shown());
                let error = self.error(Code::D0115, "42725", title, &sig.name.span(), "which one?");
                Err(Box::new(error.help("write its argument types")))
            }
            (None, _) => Err(self.no_routine(sig, wanted.as_deref())),
        }
    }

    /// The types by which a statement names a routine.
    fn wanted(&self, parameters: &[Parameter]) -> Applied<Vec<PgType>> {
        let inputs = parameters.iter().filter(|it| it.mode != ArgumentMode::Out);
        inputs.map(|it| self.parameter_type(&it.ty)).collect()
    }

    fn is_routine(&self, sig: &FunctionSig, found: &Function) -> Applied {
        if sig.word.fits(found.kind) {
            return Ok(());
        }
        let signature = found.signature();
        let title = match sig.word {
            RoutineWord::Aggregate => format!("function {signature} is not an aggregate"),
            word => format!("{signature} is not a {}", word.shown()),
        };
        let label = format!("this is a {}", found.kind.word());
        Err(self.error(Code::D0114, "42809", title, &sig.name.span(), label))
    }

    /// What DROP FUNCTION does not take, though it finds it.
    fn is_no_aggregate(&self, sig: &FunctionSig, key: &(String, String)) -> Applied {
        let schema = self.catalog.schemas.get(&key.0);
        let found = schema.and_then(|schema| schema.functions.get(&key.1));
        let aggregate = found.is_some_and(|it| it.kind == RoutineKind::Aggregate);
        if sig.word != RoutineWord::Function || !aggregate {
            return Ok(());
        }
        let name = &sig.name.name.text;
        let title = format!("\"{name}\" is an aggregate function");
        let error = self.error(
            Code::D0114,
            "42809",
            title,
            &sig.name.span(),
            "an aggregate",
        );
        Err(Box::new(error.help("use DROP AGGREGATE to drop it")))
    }

    fn no_routine(&self, sig: &FunctionSig, wanted: Option<&[PgType]>) -> Box<Diagnostic> {
        let name = &sig.name.name.text;
        let word = sig.word.shown();
        let title = match wanted {
            Some(types) => {
                let signature = function::signature(&sig.name.shown(), types.iter());
                format!("{word} {signature} does not exist")
            }
            None => format!("could not find a {word} named \"{}\"", sig.name.shown()),
        };
        let label = format!("no such {word}");
        let error = self.error(Code::D0115, "42883", title, &sig.name.span(), label);
        let known = self.catalog.functions().map(|(_, it)| it.name.clone());
        super::resolve::suggest(error, nearest(name, known))
    }

    /// The routines of a name, each with its schema, in the order of the search path.
    pub(super) fn routines_named<'a>(
        &'a self,
        name: &'a ObjectName,
    ) -> Vec<(&'a str, &'a Function)> {
        let path = self.lookup_path(name).into_iter();
        let schemas = path.filter_map(|it| Some((it, self.catalog.schemas.get(it)?)));
        schemas
            .flat_map(|(schema, objects)| objects.functions.values().map(move |it| (schema, it)))
            .filter(|(_, it)| it.name == name.name.text)
            .collect()
    }

    pub(super) fn drop_functions(&mut self, drop: &Drop, sigs: &[FunctionSig]) -> Applied {
        let mut routines = Vec::new();
        for sig in sigs {
            match self.find_function(sig) {
                Ok(found) => {
                    self.is_no_aggregate(sig, &found)?;
                    routines.push(Object::Function(found));
                }
                Err(error) if drop.if_exists && is_missing(&error) => {}
                Err(error) => return Err(error),
            }
        }
        let Some(span) = sigs.first().map(|it| it.name.span()) else {
            return Ok(());
        };
        self.delete(&routines, drop.cascade, &span)
    }
}

/// Whether what `IF EXISTS` allows is missing: the routine, its schema, or a type of its arguments.
fn is_missing(error: &Diagnostic) -> bool {
    matches!(error.sqlstate, Some("42883" | "3F000" | "42704"))
}

impl RoutineWord {
    fn fits(self, kind: RoutineKind) -> bool {
        match self {
            Self::Routine => true,
            Self::Procedure => kind == RoutineKind::Procedure,
            Self::Aggregate => kind == RoutineKind::Aggregate,
            Self::Function => kind != RoutineKind::Procedure,
        }
    }

    /// As Postgres' messages call it.
    fn shown(self) -> &'static str {
        match self {
            Self::Function | Self::Routine => "function",
            Self::Procedure => "procedure",
            Self::Aggregate => "aggregate",
        }
    }
}

/// Types that only routines have.
const PSEUDO: [&str; 24] = [
    "any",
    "anyarray",
    "anycompatible",
    "anycompatiblearray",
    "anycompatiblemultirange",
    "anycompatiblenonarray",
    "anycompatiblerange",
    "anyelement",
    "anyenum",
    "anymultirange",
    "anynonarray",
    "anyrange",
    "cstring",
    "event_trigger",
    "fdw_handler",
    "index_am_handler",
    "internal",
    "language_handler",
    "record",
    "regclass",
    "table_am_handler",
    "trigger",
    "tsm_handler",
    "void",
];
