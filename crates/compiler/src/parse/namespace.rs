//! `CREATE SCHEMA` and `CREATE EXTENSION`.

use super::{
    clauses::{Read, Reader},
    statement::{CreateExtension, CreateSchema, StatementKind},
};
use squawk_syntax::{
    SyntaxKind::{
        AUTHORIZATION_KW, CASCADE_KW, CREATE_KW, EXTENSION, EXTENSION_KW, EXTENSION_SCHEMA,
        EXTENSION_VERSION_CLAUSE, IF_NOT_EXISTS, NAMED_SCHEMA, ROLE_REF, SCHEMA, SCHEMA_KW,
        SCHEMA_REF, WITH_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE SCHEMA name`; the objects it may hold at once are refused.
    pub(super) fn create_schema(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, SCHEMA_KW]);
            let if_not_exists = clauses.node(IF_NOT_EXISTS).is_some();
            let named = clauses.need(NAMED_SCHEMA)?;
            let name = self.read(&named, |clauses| {
                // The catalog holds no owners.
                clauses.token(AUTHORIZATION_KW);
                clauses.node(ROLE_REF);
                clauses.name(SCHEMA)
            })?;
            Ok(StatementKind::CreateSchema(CreateSchema {
                name,
                if_not_exists,
            }))
        })
    }

    /// `CREATE EXTENSION`.
    pub(super) fn create_extension(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, EXTENSION_KW, WITH_KW]);
            // The version is the server's business, and what CASCADE brings along is asked for by name below.
            clauses.node(EXTENSION_VERSION_CLAUSE);
            clauses.token(CASCADE_KW);
            let if_not_exists = clauses.node(IF_NOT_EXISTS).is_some();
            let schema = match clauses.node(EXTENSION_SCHEMA) {
                Some(node) => Some(self.read(&node, |clauses| {
                    clauses.token(SCHEMA_KW);
                    clauses.name(SCHEMA_REF)
                })?),
                None => None,
            };
            let name = clauses.name(EXTENSION)?;
            Ok(StatementKind::CreateExtension(CreateExtension {
                name,
                if_not_exists,
                schema,
            }))
        })
    }
}
