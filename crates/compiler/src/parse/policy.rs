//! Policies: `CREATE POLICY` and `ALTER POLICY`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{AlterPolicy, CreatePolicy, ExprText, PolicyChange, StatementKind},
};
use crate::diagnostic::Code;
use squawk_syntax::{
    SyntaxKind::{
        self, ALTER_KW, ALTER_POLICY_TO, AS_KW, AS_POLICY_TYPE, CHECK_KW, CREATE_KW, FOR_KW,
        ON_TABLE, POLICY, POLICY_COMMAND, POLICY_KW, POLICY_REF, POLICY_RENAME_TO, POLICY_ROLES,
        RENAME_KW, ROLE_REF, ROLE_REF_LIST, TO_KW, USING_EXPR_CLAUSE, USING_KW,
        WITH_CHECK_EXPR_CLAUSE, WITH_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE POLICY`.
    pub(super) fn create_policy(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, POLICY_KW]);
            let on = clauses.need(ON_TABLE)?;
            Ok(StatementKind::CreatePolicy(CreatePolicy {
                name: clauses.name(POLICY)?,
                table: self.on_table(&on)?,
                permissive: self.permissive(clauses)?,
                command: self.policy_command(clauses)?,
                roles: self.policy_roles(clauses)?.unwrap_or_default(),
                using: self.policy_expr(clauses, USING_EXPR_CLAUSE)?,
                check: self.policy_expr(clauses, WITH_CHECK_EXPR_CLAUSE)?,
            }))
        })
    }

    /// `ALTER POLICY`.
    pub(super) fn alter_policy(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, POLICY_KW]);
            let on = clauses.need(ON_TABLE)?;
            let name = clauses.name(POLICY_REF)?;
            let change = if let Some(node) = clauses.node(POLICY_RENAME_TO) {
                self.read(&node, |clauses| {
                    clauses.tokens(&[RENAME_KW, TO_KW]);
                    Ok(PolicyChange::RenameTo(clauses.name(POLICY)?))
                })?
            } else {
                let to = clauses.need(ALTER_POLICY_TO)?;
                self.read(&to, |clauses| {
                    Ok(PolicyChange::To {
                        roles: self.policy_roles(clauses)?,
                        using: self.policy_expr(clauses, USING_EXPR_CLAUSE)?,
                        check: self.policy_expr(clauses, WITH_CHECK_EXPR_CLAUSE)?,
                    })
                })?
            };
            let table = self.on_table(&on)?;
            Ok(StatementKind::AlterPolicy(AlterPolicy {
                name,
                table,
                change,
            }))
        })
    }

    fn permissive(&self, clauses: &mut Clauses<'_>) -> Read<bool> {
        let Some(node) = clauses.node(AS_POLICY_TYPE) else {
            return Ok(true);
        };
        self.read(&node, |clauses| {
            clauses.token(AS_KW);
            let words = clauses.any_tokens();
            let word = words.first().map(|word| word.text().to_ascii_lowercase());
            match word.as_deref() {
                Some("permissive") => Ok(true),
                Some("restrictive") => Ok(false),
                _ => Err(clauses.missing()),
            }
        })
    }

    fn policy_command(&self, clauses: &mut Clauses<'_>) -> Read<&'static str> {
        let Some(node) = clauses.node(POLICY_COMMAND) else {
            return Ok("ALL");
        };
        self.read(&node, |clauses| {
            clauses.token(FOR_KW);
            let node = clauses.any_node().ok_or_else(|| clauses.missing())?;
            let word = self.text(&self.span_of(&node)).to_ascii_uppercase();
            let known = ["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"];
            let command = known.into_iter().find(|known| *known == word);
            command.ok_or_else(|| clauses.missing())
        })
    }

    /// The roles, as the server prints their names.
    fn policy_roles(&self, clauses: &mut Clauses<'_>) -> Read<Option<Vec<String>>> {
        let Some(node) = clauses.node(POLICY_ROLES) else {
            return Ok(None);
        };
        self.read(&node, |clauses| {
            clauses.token(TO_KW);
            let list = clauses.need(ROLE_REF_LIST)?;
            self.read(&list, |clauses| {
                clauses.punctuation();
                let roles = clauses.nodes(ROLE_REF);
                let roles = roles.iter().map(|role| self.role(role));
                Ok(Some(roles.collect::<Read<_>>()?))
            })
        })
    }

    fn role(&self, node: &SyntaxNode) -> Read<String> {
        let span = self.span_of(node);
        let text = self.text(&span);
        let whoever = ["current_user", "current_role", "session_user"];
        if whoever.contains(&&*text.to_ascii_lowercase()) {
            let title = "a policy for whoever runs the migration is not modelled";
            let error = self.error(Code::D0202, title, span, "who that is only a server knows");
            return Err(Box::new(error.help("name the role")));
        }
        let parts = super::stored::identifiers(text);
        let name = parts.and_then(|parts| parts.into_iter().next());
        Ok(name.map_or_else(|| text.to_owned(), |(name, _)| name))
    }

    /// `USING (..)` or `WITH CHECK (..)`.
    fn policy_expr(&self, clauses: &mut Clauses<'_>, kind: SyntaxKind) -> Read<Option<ExprText>> {
        let Some(node) = clauses.node(kind) else {
            return Ok(None);
        };
        self.read(&node, |clauses| {
            clauses.tokens(&[USING_KW, WITH_KW, CHECK_KW]);
            clauses.punctuation();
            let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok(Some(self.expr(&expr)?))
        })
    }
}
