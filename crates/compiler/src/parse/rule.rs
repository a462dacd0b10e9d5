//! Rules: `CREATE RULE` and `ALTER RULE`.

use super::{
    clauses::{Read, Reader},
    statement::{AlterRule, CreateRule, StatementKind},
};
use squawk_syntax::{
    SyntaxKind::{
        ALSO_KW, ALTER_KW, AS_KW, CREATE_KW, DO_KW, INSTEAD_KW, ON_KW, ON_RELATION, OR_REPLACE,
        RELATION_NAME_REF, RENAME_KW, RULE, RULE_DO, RULE_EVENT, RULE_KW, RULE_ON, RULE_REF,
        RULE_RENAME_TO, TO_KW, WHERE_CLAUSE,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE RULE`; of its actions only the relations they name are kept.
    pub(super) fn create_rule(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, RULE_KW, AS_KW]);
            let or_replace = clauses.node(OR_REPLACE).is_some();
            let name = clauses.name(RULE)?;
            let on = clauses.need(RULE_ON)?;
            let (event, table) = self.read(&on, |clauses| {
                clauses.tokens(&[ON_KW, TO_KW]);
                let event = clauses.need(RULE_EVENT)?;
                let table = clauses.object_name(RELATION_NAME_REF)?;
                // A condition reads the row, and what it names beside it is found below.
                clauses.node(WHERE_CLAUSE);
                let event = self.text(&self.span_of(&event)).to_ascii_uppercase();
                Ok((event, table))
            })?;
            let actions = clauses.need(RULE_DO)?;
            let instead = self.read(&actions, |clauses| {
                clauses.tokens(&[DO_KW, ALSO_KW]);
                let instead = clauses.token(INSTEAD_KW);
                clauses.rest();
                Ok(instead)
            })?;
            let named = actions.descendants().chain(on.descendants().skip(1));
            let named = named.filter(|node| node.kind() == RELATION_NAME_REF);
            let relations = named.map(|node| self.object_name(&node));
            Ok(StatementKind::CreateRule(CreateRule {
                name,
                or_replace,
                relations: relations.collect::<Read<_>>()?,
                table,
                event,
                instead,
            }))
        })
    }

    /// `ALTER RULE .. RENAME TO ..`.
    pub(super) fn alter_rule(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, RULE_KW]);
            let on = clauses.need(ON_RELATION)?;
            let rename = clauses.need(RULE_RENAME_TO)?;
            Ok(StatementKind::AlterRule(AlterRule {
                name: clauses.name(RULE_REF)?,
                table: self.on_relation(&on)?,
                to: self.read(&rename, |clauses| {
                    clauses.tokens(&[RENAME_KW, TO_KW]);
                    clauses.name(RULE)
                })?,
            }))
        })
    }
}
