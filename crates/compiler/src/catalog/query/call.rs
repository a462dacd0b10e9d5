//! Calls of functions, aggregates and window functions (`parse_func.c`).

use super::{
    analyzer::{Analysed, Analyzer},
    coerce::Context,
    overload::{Arguments, Candidate, Found},
    polymorphic,
    scope::Clause,
    signature::{FunctionKind, Signature},
    ty::{Field, Ty, Typed},
};
use crate::{
    catalog::{
        Use,
        functions::{self, Brings},
    },
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{
        Name,
        query::{FunctionCall, Over},
    },
    source::Span,
};
use std::rc::Rc;

/// What a call in FROM needs to know besides its value.
#[derive(Default)]
pub(super) struct Called {
    pub(super) value: Typed,
    /// OUT parameters and the columns of `RETURNS TABLE`.
    pub(super) columns: Vec<(String, Typed)>,
    pub(super) returns_set: bool,
}

impl Analyzer<'_> {
    pub(super) fn call(&mut self, call: &FunctionCall, span: &Span) -> Analysed<Typed> {
        let called = self.called(call, span)?;
        if called.returns_set {
            self.may_return_set(&call.name.span())?;
        }
        Ok(called.value)
    }

    pub(super) fn called(&mut self, call: &FunctionCall, span: &Span) -> Analysed<Called> {
        let around = self.innermost.take();
        let before = self.level().in_aggregate;
        self.level().in_aggregate |= self.is_aggregate(call);
        let values = self.argument_values(call);
        self.level().in_aggregate = before;
        let values = values?;
        if let Some(filter) = &call.filter {
            self.in_clause(Clause::Filter, |this| {
                let value = this.expr(filter)?;
                this.condition(&value, "FILTER")
            })?;
        }
        let inside = self.innermost;
        self.innermost = inside.max(around);
        let found = self.function(call, &values)?;
        let Some(found) = found else {
            self.over(call)?;
            return Ok(Called::default());
        };
        self.check_kind(&found.function, call)?;
        match found.function.kind {
            FunctionKind::Plain | FunctionKind::Procedure => {}
            FunctionKind::Window => self.window_call(call)?,
            _ if call.over.is_some() => self.window_call(call)?,
            _ => self.aggregate_call(call, span, inside)?,
        }
        self.over(call)?;
        self.result(&found, &values, call)
    }

    /// The arguments' values, those of WITHIN GROUP behind them.
    fn argument_values(&mut self, call: &FunctionCall) -> Analysed<Vec<Typed>> {
        let mut values = Vec::new();
        for argument in &call.arguments {
            let value = self.expr(&argument.value)?;
            if call.distinct {
                self.has_equality(&value, &argument.value.span)?;
            }
            values.push(value);
        }
        self.sort_exprs(&call.order_by)?;
        if let Some(within) = &call.within_group {
            values.extend(self.sort_exprs(within)?);
        }
        Ok(values)
    }

    /// Whether every function of this name is an aggregate that is called as one.
    fn is_aggregate(&self, call: &FunctionCall) -> bool {
        let functions = self
            .names
            .functions(call.name.schema.as_ref(), &call.name.name.text);
        let aggregate = |function: &Signature| {
            !matches!(
                function.kind,
                FunctionKind::Plain | FunctionKind::Window | FunctionKind::Procedure
            )
        };
        call.over.is_none() && !functions.is_empty() && functions.iter().all(aggregate)
    }

    /// The function a call means; `None` if this compiler cannot know.
    fn function(&mut self, call: &FunctionCall, values: &[Typed]) -> Analysed<Option<Candidate>> {
        let (schema, name) = (call.name.schema.as_ref(), &call.name.name);
        let functions = self.names.functions(schema, &name.text);
        let types: Option<Vec<Ty>> = values.iter().map(|value| value.ty.clone()).collect();
        let argument_names = call
            .arguments
            .iter()
            .filter_map(|argument| argument.name.as_ref());
        let argument_names: Vec<String> = argument_names.map(|name| name.text.clone()).collect();
        let Some(types) = types else {
            let guessed = guess(functions, values.len());
            if guessed.is_none() {
                self.use_own(schema, name);
            }
            return Ok(guessed);
        };
        if call.within_group.is_none()
            && let Some(cast) = self.as_cast(call, &functions, &types)
        {
            return Ok(Some(cast));
        }
        let arguments = Arguments {
            types: &types,
            names: &argument_names,
            variadic: call.variadic,
        };
        match self.names.find_function(functions, &arguments) {
            Found::One(found) => Ok(Some(found)),
            _ if self.names.is_uncertain(schema) => {
                self.use_own(schema, name);
                Ok(None)
            }
            Found::None => Err(self.no_function(call, &types)),
            Found::Several => {
                let title = format!("function {} is not unique", shown(call, &types));
                let error =
                    self.error(Code::D0120, "42725", title, &call.name.span(), "which one?");
                Err(Box::new(error.help("cast its arguments")))
            }
        }
    }

    /// `type(value)`, which casts unless a function takes exactly this.
    fn as_cast(
        &mut self,
        call: &FunctionCall,
        functions: &[Signature],
        types: &[Ty],
    ) -> Option<Candidate> {
        let ([from], [argument]) = (types, call.arguments.as_slice()) else {
            return None;
        };
        let plain = argument.name.is_none() && !call.variadic && !call.star && !call.distinct;
        let exact = functions.iter().any(|it| it.arguments == types);
        if exact || !plain {
            return None;
        }
        let (schema, name) = (call.name.schema.as_ref(), &call.name.name.text);
        let to = self.names.type_called(schema, name)?;
        let record = from.is("record") || self.names.is_composite(from);
        let through_text = record && self.names.category(&to).0 == 'S';
        let casts = from.is_unknown()
            || (!through_text && self.names.has_pathway(from, &to, Context::Explicit));
        if !casts || self.names.is_composite(&to) {
            return None;
        }
        self.use_type(&to);
        Some(Candidate::plain(Signature::cast(from.clone(), to)))
    }

    /// Where overloading is not followed, the query stands on each own function of the name.
    pub(super) fn use_own(&mut self, schema: Option<&Name>, name: &Name) {
        for function in self.names.functions(schema, &name.text) {
            self.use_function(&function);
        }
    }

    pub(super) fn use_function(&mut self, function: &Signature) {
        if let (Some(schema), Some(signature)) = (&function.schema, &function.own) {
            self.uses.insert(Use::Function {
                schema: schema.clone(),
                signature: signature.clone(),
            });
        }
    }

    /// What the chosen function gives for these arguments.
    fn result(
        &mut self,
        found: &Candidate,
        values: &[Typed],
        call: &FunctionCall,
    ) -> Analysed<Called> {
        self.use_function(&found.function);
        let span = call.name.span();
        let actual: Vec<Ty> = values
            .iter()
            .zip(&found.arguments)
            .map(|(value, declared)| value.ty.clone().unwrap_or_else(|| declared.clone()))
            .collect();
        for (at, value) in values.iter().enumerate() {
            let declared = polymorphic::argument(self.names, &actual, &found.arguments, at);
            if let Some(declared) = declared
                && !declared.is("any")
            {
                self.coerce(value, &declared, Context::Implicit)?;
            }
        }
        let Some(declared) = &found.function.result else {
            return Ok(Called::default());
        };
        let resolve = |ty: &Ty| polymorphic::result(self.names, &actual, &found.arguments, ty);
        let known = values.iter().all(|value| value.ty.is_some());
        let Some(ty) = resolve(declared) else {
            if !known {
                return Ok(Called::default());
            }
            let title = "could not determine polymorphic type because input has type unknown";
            return Err(self.mismatch("42804", title, &span));
        };
        let columns: Vec<(String, Option<Ty>)> = found
            .function
            .columns
            .iter()
            .map(|(name, ty)| (name.clone(), resolve(ty)))
            .collect();
        let value = self.computed(ty, values)?;
        let columns: Vec<(String, Typed)> = columns
            .into_iter()
            .map(|(name, ty)| {
                let value = ty.map_or_else(Typed::default, |ty| self.value(ty, None, None));
                (name, value)
            })
            .collect();
        let fields = columns.iter().map(|(name, value)| Field {
            name: name.clone(),
            value: value.clone(),
            origin: None,
        });
        Ok(Called {
            returns_set: found.function.returns_set,
            value: Typed {
                fields: (columns.len() > 1).then(|| Rc::new(fields.collect())),
                ..value
            },
            columns,
        })
    }

    /// Reads `OVER`.
    fn over(&mut self, call: &FunctionCall) -> Analysed {
        match &call.over {
            None => Ok(()),
            Some(Over::Window(name)) => self.window_exists(name),
            Some(Over::Spec(spec)) => self.window(spec),
        }
    }

    fn no_function(&self, call: &FunctionCall, types: &[Ty]) -> Box<Diagnostic> {
        let name = &call.name.name.text;
        let span = call.name.span();
        if let Some(schema) = &call.name.schema
            && !self.names.has_schema(&schema.text)
        {
            let title = format!("schema \"{}\" does not exist", schema.text);
            return self.error(Code::D0111, "3F000", title, &schema.span, "no such schema");
        }
        let title = format!("function {} does not exist", shown(call, types));
        let error = self.error(Code::D0115, "42883", title, &span, "no such function");
        let functions = self.names.functions(call.name.schema.as_ref(), name);
        if let Some(known) = functions.first() {
            let arguments: Vec<String> = known.arguments.iter().map(ToString::to_string).collect();
            return Box::new(error.note(format!("there is {name}({})", arguments.join(", "))));
        }
        if let Some(extension) = functions::extension_with(name, Brings::Functions) {
            return Box::new(error.help(format!("`CREATE EXTENSION \"{extension}\"` brings it")));
        }
        super::super::apply::suggest(
            error,
            nearest(name, functions::builtin().map(str::to_owned)),
        )
    }
}

/// With an argument of unknown type: the function, if all that take so many arguments give the same.
fn guess(functions: Vec<Signature>, arguments: usize) -> Option<Candidate> {
    let mut fitting = functions
        .into_iter()
        .filter(|it| it.arguments.len() == arguments && !it.variadic);
    let first = fitting.next()?;
    let result = first
        .result
        .clone()
        .filter(|result| !result.is_polymorphic());
    let same = fitting.all(|it| it.result == result && it.kind == first.kind);
    (same && result.is_some()).then(|| Candidate::plain(first))
}

/// `name(type, type)`, as messages show a call.
fn shown(call: &FunctionCall, types: &[Ty]) -> String {
    let names = call.arguments.iter().map(|argument| argument.name.as_ref());
    let names = names.chain(std::iter::repeat(None));
    let shown = types.iter().zip(names).map(|(ty, name)| match name {
        Some(name) => format!("{} => {ty}", name.text),
        None => ty.to_string(),
    });
    let shown: Vec<String> = shown.collect();
    format!("{}({})", call.name.shown(), shown.join(", "))
}
