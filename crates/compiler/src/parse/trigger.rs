//! `CREATE TRIGGER` and `ALTER TRIGGER`.

use super::{
    clauses::{Clauses, Read, Reader},
    fold_white_space, literal,
    statement::{AlterTrigger, CreateTrigger, Name, ObjectName, StatementKind},
};
use crate::catalog::quoted;
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

impl Reader {
    /// `CREATE TRIGGER`, in the order in which Postgres prints its parts.
    pub(super) fn create_trigger(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[
                K::CREATE_KW,
                K::TRIGGER_KW,
                K::EXECUTE_KW,
                K::FUNCTION_KW,
                K::PROCEDURE_KW,
            ]);
            let or_replace = clauses.node(K::OR_REPLACE).is_some();
            let constraint = clauses.token(K::CONSTRAINT_KW);
            let name = clauses.name(K::TRIGGER)?;
            let on = clauses.need(K::ON_RELATION)?;
            let call = clauses.need(K::CALL_EXPR)?;
            let events = clauses.need(K::TRIGGER_EVENT_LIST)?;
            let columns = self.update_of(&events)?;
            let timing = timing(clauses);
            let events = format!("{timing} {}", event_words(&events, &columns));
            let from = clauses.node(K::FROM_TABLE);
            let from = from.and_then(|it| it.first_child());
            let when = clauses.node(K::WHEN_CONDITION);
            let when = when.and_then(|it| it.first_child());
            Ok(StatementKind::CreateTrigger(CreateTrigger {
                name,
                or_replace,
                table: self.on_relation(&on)?,
                events: if constraint {
                    format!("CONSTRAINT {events}")
                } else {
                    events
                },
                from: from.map(|it| self.object_name(&it)).transpose()?,
                rest: self.level(clauses, constraint),
                when: when.map(|it| self.expr(&it)).transpose()?,
                columns,
                arguments: self.constants(&call)?,
                function: self.called_function(&call)?,
            }))
        })
    }

    /// What stands between the table and the condition.
    fn level(&self, clauses: &mut Clauses<'_>, constraint: bool) -> String {
        let mut parts = Vec::new();
        let text = |clauses: &mut Clauses<'_>, kinds: &[K]| {
            let found = kinds.iter().find_map(|&kind| clauses.node(kind));
            found.map(|it| fold_white_space(self.text(&self.span_of(&it))))
        };
        let not = text(clauses, &[K::NOT_DEFERRABLE_CONSTRAINT_OPTION]).is_some();
        let deferrable = text(clauses, &[K::DEFERRABLE_CONSTRAINT_OPTION]).is_some();
        let deferred = text(clauses, &[K::INITIALLY_DEFERRED_CONSTRAINT_OPTION]).is_some();
        text(clauses, &[K::INITIALLY_IMMEDIATE_CONSTRAINT_OPTION]);
        if constraint {
            let deferrable = (deferrable || deferred) && !not;
            parts.push(
                if deferrable {
                    "DEFERRABLE"
                } else {
                    "NOT DEFERRABLE"
                }
                .to_owned(),
            );
            let start = if deferred { "DEFERRED" } else { "IMMEDIATE" };
            parts.push(format!("INITIALLY {start}"));
        }
        parts.extend(text(clauses, &[K::REFERENCING]));
        let row = clauses.node(K::FOR_EACH_ROW).is_some();
        clauses.node(K::FOR_EACH_STATEMENT);
        parts.push(
            if row {
                "FOR EACH ROW"
            } else {
                "FOR EACH STATEMENT"
            }
            .to_owned(),
        );
        parts.join(" ")
    }

    /// The columns of `UPDATE OF`.
    fn update_of(&self, events: &SyntaxNode) -> Read<Vec<Name>> {
        let columns = events.descendants();
        let columns = columns.filter(|node| node.kind() == K::COLUMN_NAME_REF);
        columns.map(|column| self.name(&column)).collect()
    }

    /// The arguments of a trigger's function: constants, which it gets as texts.
    fn constants(&self, call: &SyntaxNode) -> Read<Vec<String>> {
        let list = call.children().find(|it| it.kind() == K::ARG_LIST);
        let arguments = list.iter().flat_map(SyntaxNode::children);
        let constant = |argument: SyntaxNode| {
            let inner = argument.first_child();
            match inner.filter(|it| it.kind() == K::LITERAL) {
                Some(literal) => literal::string(self, &literal)
                    .or_else(|_| Ok(self.text(&self.span_of(&literal)).to_owned())),
                None => Ok(self.text(&self.span_of(&argument)).to_owned()),
            }
        };
        arguments.map(constant).collect()
    }

    /// `ALTER TRIGGER`.
    pub(super) fn alter_trigger(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::ALTER_KW, K::TRIGGER_KW]);
            let name = clauses.name(K::TRIGGER_REF)?;
            let on = clauses.need(K::ON_RELATION)?;
            // Which extension takes it along is nothing that the catalog holds.
            clauses.node(K::DEPENDS_ON_EXTENSION);
            clauses.node(K::NO_DEPENDS_ON_EXTENSION);
            let rename = clauses.node(K::TRIGGER_RENAME_TO);
            let rename = rename.map(|it| {
                self.read(&it, |clauses| {
                    clauses.tokens(&[K::RENAME_KW, K::TO_KW]);
                    clauses.name(K::TRIGGER)
                })
            });
            Ok(StatementKind::AlterTrigger(AlterTrigger {
                name,
                table: self.on_relation(&on)?,
                rename_to: rename.transpose()?,
            }))
        })
    }

    fn called_function(&self, call: &SyntaxNode) -> Read<ObjectName> {
        self.read(call, |clauses| {
            clauses.node(K::ARG_LIST);
            if let Some(name) = clauses.node(K::NAME_REF) {
                return Ok(ObjectName {
                    schema: None,
                    name: self.name(&name)?,
                });
            }
            let field = clauses.need(K::FIELD_EXPR)?;
            self.read(&field, |clauses| {
                clauses.token(K::DOT);
                let schema = clauses.name(K::NAME_REF)?;
                Ok(ObjectName {
                    schema: Some(schema),
                    name: clauses.name(K::NAME_REF)?,
                })
            })
        })
    }
}

fn timing(clauses: &mut Clauses<'_>) -> &'static str {
    let timings = [
        (K::TIMING_BEFORE, "BEFORE"),
        (K::TIMING_INSTEAD_OF, "INSTEAD OF"),
        (K::TIMING_AFTER, "AFTER"),
    ];
    let mut timings = timings.iter();
    let found = timings.find(|(kind, _)| clauses.node(*kind).is_some());
    found.map_or("AFTER", |(_, word)| word)
}

/// The events in Postgres' own order.
fn event_words(list: &SyntaxNode, columns: &[Name]) -> String {
    let has = |kind| list.children().any(|it| it.kind() == kind);
    let columns: Vec<String> = columns.iter().map(|it| quoted::quoted(&it.text)).collect();
    let update = match columns.as_slice() {
        [] => "UPDATE".to_owned(),
        _ => format!("UPDATE OF {}", columns.join(", ")),
    };
    let events = [
        (K::TRIGGER_EVENT_INSERT, "INSERT"),
        (K::TRIGGER_EVENT_DELETE, "DELETE"),
        (K::TRIGGER_EVENT_UPDATE, update.as_str()),
        (K::TRIGGER_EVENT_TRUNCATE, "TRUNCATE"),
    ];
    let events = events.iter().filter(|(kind, _)| has(*kind));
    let events: Vec<&str> = events.map(|(_, word)| *word).collect();
    events.join(" OR ")
}
