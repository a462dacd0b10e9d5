//! Routines.

use super::report::Report;
use crate::catalog::{
    Argument, ArgumentMode, ExprContext, Function, Returns, RoutineKind, function::shown,
};

pub(super) fn compare(report: &mut Report, object: &str, ours: &Function, theirs: &Function) {
    let mut at = report.at(object, ours.place.as_ref());
    at.field("name", &ours.name, &theirs.name);
    at.field("kind", ours.kind.word(), theirs.kind.word());
    at.list("arguments", &arguments(ours), &arguments(theirs));
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
    // What an aggregate returns, and how it is run, is its functions' business.
    if ours.kind != RoutineKind::Aggregate {
        at.field("returns", returns(&ours.returns), returns(&theirs.returns));
        at.field("language", &ours.language, &theirs.language);
        at.field("body", &ours.body, &theirs.body);
        at.list(
            "options",
            &spelled(&ours.options),
            &spelled(&theirs.options),
        );
    }
    for (ours, theirs) in ours.arguments.iter().zip(&theirs.arguments) {
        default(report, object, ours, theirs);
    }
}

fn default(report: &mut Report, object: &str, ours: &Argument, theirs: &Argument) {
    let context = ExprContext {
        target: Some(&ours.ty),
        ..ExprContext::default()
    };
    let same = match (&ours.default, &theirs.default) {
        (Some(a), Some(b)) => a.means(b, context),
        (a, b) => a.is_none() && b.is_none(),
    };
    if !same {
        let text = |argument: &Argument| argument.default.as_ref().map(|it| it.text.clone());
        report
            .at(object, None)
            .differs("default of an argument", text(ours), text(theirs));
    }
}

/// Each argument as SQL says it, without its default.
fn arguments(function: &Function) -> Vec<String> {
    let one = |argument: &Argument| {
        let mode = match argument.mode {
            ArgumentMode::In => "",
            ArgumentMode::Out => "OUT ",
            ArgumentMode::InOut => "INOUT ",
            ArgumentMode::Variadic => "VARIADIC ",
        };
        let name = argument.name.iter().map(|name| format!("{name} "));
        format!("{mode}{}{}", name.collect::<String>(), shown(&argument.ty))
    };
    function.arguments.iter().map(one).collect()
}

fn returns(returns: &Returns) -> String {
    match returns {
        Returns::Nothing => "nothing".to_owned(),
        Returns::One(ty) => shown(ty),
        Returns::Set(ty) => format!("SETOF {}", shown(ty)),
        Returns::Table(columns) => {
            let columns = columns
                .iter()
                .map(|(name, ty)| format!("{name} {}", shown(ty)));
            format!("TABLE({})", columns.collect::<Vec<_>>().join(", "))
        }
    }
}

/// `SET search_path = a` and `SET search_path TO 'a'` are one.
fn spelled(options: &[String]) -> Vec<String> {
    let words = |option: &String| {
        let spaced = option.replace('=', " TO ").replace('\'', "");
        spaced.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    options.iter().map(words).collect()
}
