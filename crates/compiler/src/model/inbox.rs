//! The table of events that are processed once each.

use super::{Field, Role, entity::Shape, field::Context, keys};
use crate::{
    catalog::Table,
    config::InboxConfig,
    diagnostic::{Code, Diagnostic},
};

const SHAPE: Shape = Shape {
    what: "the inbox",
    code: Code::D0406,
    columns: &[
        ("id", &["text", "varchar"]),
        ("source", &["text", "varchar"]),
        ("payload", &["jsonb"]),
    ],
};

/// The door of the inbox writes these columns with the types that the rules give.
pub(super) fn refuse_given(
    columns: [usize; 3],
    fields: &[Field],
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let fields = columns.into_iter().filter_map(|at| fields.get(at));
    for (field, key) in fields.filter_map(|field| Some((field, field.given.as_ref()?))) {
        let title = format!("the inbox writes `{}` itself", field.ident.sql);
        let problem = Diagnostic::error(Code::D0306, title);
        found.push(match context.config.types.get(key) {
            Some(said) => problem.label(said.at_key("gives it another type")),
            None => problem,
        });
    }
}

/// Each event is a write that must leave a trail.
pub(super) fn refuse_unaudited(
    inbox: &InboxConfig,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if context.audited.contains(inbox.table.value.as_str()) {
        return;
    }
    let (title, help) = if context.config.audit.is_some() {
        (
            "the inbox is not among the audited tables",
            "let `[rows]` and `[audit]` include it",
        )
    } else {
        (
            "an inbox needs an audit log",
            "name the audit log: `[audit]` `table = \"audit_log\"`",
        )
    };
    found.push(
        Diagnostic::error(Code::D0406, title)
            .label(inbox.table.at_value("its events are audited"))
            .help(help),
    );
}

/// The role of the inbox: that of any audited table, with another door.
pub(super) fn role(table: &Table, audited: Role, found: &mut Vec<Diagnostic>) -> Role {
    let before = found.len();
    SHAPE.check(table, found);
    if keys::single_key(table).map(String::as_str) != Some("id") && found.len() == before {
        let title = format!("the primary key of `{}` is not `id`", table.name);
        found.push(super::table_names::problem(
            Code::D0406,
            title,
            table.place.as_ref(),
            "",
        ));
    }
    let position = |name: &str| table.columns.iter().position(|column| column.name == name);
    match (
        audited,
        position("id"),
        position("source"),
        position("payload"),
    ) {
        (
            Role::Audited {
                log,
                children,
                delete,
            },
            Some(id),
            Some(source),
            Some(payload),
        ) => Role::Inbox {
            log,
            children,
            delete,
            columns: [id, source, payload],
        },
        (other, ..) => other,
    }
}
