//! Rules, and when they and triggers fire.

use super::report::{Report, named};
use crate::catalog::{Firing, Rule};

/// What a rule does is text to a server, and is not compared.
pub(super) fn compare(report: &mut Report, name: &str, ours: &[Rule], theirs: &[Rule]) {
    for (rule, pair) in named(ours, theirs, |rule| &rule.name) {
        let object = format!("rule {rule} on {name}");
        if let Some((a, b)) = report.both(&object, pair, |rule| &rule.place) {
            let mut at = report.at(&object, a.place.as_ref());
            at.field("event", &a.event, &b.event);
            at.flag("INSTEAD", a.instead, b.instead);
            at.field("fires", firing(a.firing), firing(b.firing));
            at.optional("comment", a.comment.as_ref(), b.comment.as_ref());
        }
    }
}

pub(super) fn firing(firing: Firing) -> &'static str {
    match firing {
        Firing::Origin => "ENABLE",
        Firing::Disabled => "DISABLE",
        Firing::Replica => "ENABLE REPLICA",
        Firing::Always => "ENABLE ALWAYS",
    }
}
