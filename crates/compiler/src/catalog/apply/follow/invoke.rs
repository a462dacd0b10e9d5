//! Routines of the migrations that a statement calls.

use super::{Apply, Flow, Scope, datum::Datum};
use crate::{
    catalog::{Argument, ArgumentMode, Function, apply::Applied},
    diagnostic::{Code, Diagnostic, Label},
    parse::{Body, Call, Invocation, schemas_in_option, two_ways, value_of},
    source::{Source, Span},
};

impl Apply<'_> {
    /// A query or CALL: what it calls once is followed, everything else must be harmless.
    pub(in crate::catalog::apply) fn run(
        &mut self,
        once: &[Invocation],
        calls: &[Call],
    ) -> Applied {
        for call in calls {
            let is_it = |it: &&Invocation| it.name.span() == call.name.span();
            if !once.iter().any(|it| is_it(&it)) {
                self.harmless(std::slice::from_ref(call))?;
            }
        }
        once.iter().try_for_each(|it| self.invoke(it))
    }

    fn invoke(&mut self, invocation: &Invocation) -> Applied {
        let known = self.routines_named(&invocation.name);
        let call = Call {
            name: invocation.name.clone(),
            has_arguments: !invocation.arguments.is_empty(),
        };
        let mut fitting = known.iter().filter(|(_, it)| fits(it, invocation));
        let function = match (fitting.next(), fitting.next()) {
            (Some((_, function)), None) if !self.catalog.is_harmless(function) => {
                (*function).clone()
            }
            // Postgres' own, an extension's, one that changes nothing, or one of several.
            _ => return self.harmless(&[call]),
        };
        let session = self.session.clone();
        let options = function.options.iter();
        for path in options.filter_map(|option| schemas_in_option(option)) {
            self.session.set_search_path(&path);
        }
        let outcome = self.run_routine(&function, invocation);
        if function
            .options
            .iter()
            .any(|it| schemas_in_option(it).is_some())
        {
            *self.session = session;
        }
        outcome.map_err(|error| {
            let name = invocation.name.shown();
            let place = self.source.place(invocation.span.start);
            Box::new(error.note(format!("{name}() is called in {place}")))
        })
    }

    fn run_routine(&mut self, function: &Function, invocation: &Invocation) -> Applied {
        let Some(place) = &function.body_place else {
            return Err(self.opaque(function, &invocation.name.span()));
        };
        let (source, at) = Source::laid_out(place, &function.body);
        let body = match function.language.as_str() {
            "plpgsql" => Body::plpgsql(&source, at, &function.body)?,
            "sql" => Body::sql(&source, at, &function.body),
            _ => return Err(self.opaque(function, &invocation.name.span())),
        };
        let mut scope = Scope::default();
        scope.enter();
        let mut null = false;
        for (index, (argument, value)) in self.bound(function, invocation)?.into_iter().enumerate()
        {
            null |= value == Datum::Null;
            let value = self.cast(value, &argument.ty.name)?;
            let number = format!("${}", index + 1);
            scope.declare(&number, "", value.clone());
            if let Some(name) = &argument.name {
                scope.declare(name, &argument.ty.name, value);
            }
        }
        if null && function.options.iter().any(|it| it == "STRICT") {
            return Ok(());
        }
        let mut inner = self.inside(&source, scope)?;
        inner.block(&body.block).map(|_: Flow| ())
    }

    /// The input arguments with what they are given, or their defaults.
    fn bound(&self, function: &Function, call: &Invocation) -> Applied<Vec<(Argument, Datum)>> {
        let inputs = function.arguments.iter().filter(|it| it.is_input());
        let mut bound = Vec::new();
        for (index, argument) in inputs.enumerate() {
            let mut named = call.arguments.iter();
            let named = named.find(|(name, _)| name.is_some() && *name == argument.name);
            let positional = call.arguments.get(index).filter(|(name, _)| name.is_none());
            let value = match (named.or(positional), &argument.default) {
                _ if argument.mode == ArgumentMode::Variadic => Datum::Unknown,
                (Some((_, value)), _) => self.value(value)?,
                (None, Some(default)) => self.value(&value_of(&default.text))?,
                (None, None) => Datum::Unknown,
            };
            bound.push((argument.clone(), value));
        }
        Ok(bound)
    }

    /// The error for a routine whose body nobody can read here.
    fn opaque(&self, function: &Function, span: &Span) -> Box<Diagnostic> {
        let title = format!("what {}() does to the schema is not known", function.name);
        let label = Label::at(self.source, span.clone(), "called here");
        let mut error = Diagnostic::error(Code::D0205, title).label(label);
        if let Some(place) = &function.place {
            error = error.note(format!("defined in {place}"));
        }
        Box::new(two_ways(error))
    }
}

/// Whether a call can be of this routine, by the number of its arguments and their names.
fn fits(function: &Function, call: &Invocation) -> bool {
    let inputs: Vec<&Argument> = function
        .arguments
        .iter()
        .filter(|it| it.is_input())
        .collect();
    let needed = inputs.iter().filter(|it| it.default.is_none());
    let variadic = inputs.iter().any(|it| it.mode == ArgumentMode::Variadic);
    let given = call.arguments.len();
    // CALL names OUT arguments too.
    let all = function.arguments.len().max(inputs.len());
    let count = given + usize::from(variadic) >= needed.count() && (given <= all || variadic);
    let names = call.arguments.iter().filter_map(|(name, _)| name.as_ref());
    let mut names = names.map(|name| inputs.iter().any(|it| it.name.as_ref() == Some(name)));
    count && names.all(|known| known)
}
