//! `CREATE TRIGGER`.

use super::{
    clauses::{Read, Reader},
    fold_white_space,
    statement::{CreateTrigger, ObjectName, StatementKind},
};
use squawk_syntax::{
    SyntaxKind::{
        self, ARG_LIST, CALL_EXPR, COLUMN_NAME_REF, CONSTRAINT_KW, CREATE_KW, EXECUTE_KW,
        FIELD_EXPR, FUNCTION_KW, NAME_REF, ON_RELATION, OR_REPLACE, PROCEDURE_KW, TRIGGER,
        TRIGGER_EVENT_LIST, TRIGGER_EVENT_UPDATE, TRIGGER_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE TRIGGER`; its definition is kept as text.
    pub(super) fn create_trigger(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, TRIGGER_KW, EXECUTE_KW, FUNCTION_KW, PROCEDURE_KW]);
            let or_replace = clauses.node(OR_REPLACE).is_some();
            let constraint = clauses.token(CONSTRAINT_KW);
            let name = clauses.name(TRIGGER)?;
            let on = clauses.need(ON_RELATION)?;
            let call = clauses.need(CALL_EXPR)?;
            let table = self.on_relation(&on)?;
            let (from, to) = (name.span.end, self.span_of(&on));
            let before = fold_white_space(self.text(&(from..to.start)));
            let after = fold_white_space(self.text(&(to.end..clauses.span().end)));
            let mut columns = Vec::new();
            if let Some(events) = clauses.node(TRIGGER_EVENT_LIST) {
                for update in events
                    .children()
                    .filter(|event| event.kind() == TRIGGER_EVENT_UPDATE)
                {
                    for column in update
                        .children()
                        .filter(|node| node.kind() == COLUMN_NAME_REF)
                    {
                        columns.push(self.name(&column)?);
                    }
                }
            }
            // Everything else is in the text.
            clauses.rest();
            Ok(StatementKind::CreateTrigger(CreateTrigger {
                name,
                or_replace,
                table,
                events: if constraint {
                    format!("CONSTRAINT {before}")
                } else {
                    before
                },
                rest: after.trim_end_matches(';').trim_end().to_owned(),
                columns,
                function: self.called_function(&call)?,
            }))
        })
    }

    fn called_function(&self, call: &SyntaxNode) -> Read<ObjectName> {
        self.read(call, |clauses| {
            clauses.node(ARG_LIST);
            if let Some(name) = clauses.node(NAME_REF) {
                return Ok(ObjectName {
                    schema: None,
                    name: self.name(&name)?,
                });
            }
            let field = clauses.need(FIELD_EXPR)?;
            self.read(&field, |clauses| {
                clauses.token(SyntaxKind::DOT);
                let schema = clauses.name(NAME_REF)?;
                Ok(ObjectName {
                    schema: Some(schema),
                    name: clauses.name(NAME_REF)?,
                })
            })
        })
    }
}
