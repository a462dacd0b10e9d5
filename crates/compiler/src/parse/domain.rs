//! `CREATE DOMAIN` and `ALTER DOMAIN`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{AlterDomain, AlterDomainAction, CreateDomain, StatementKind},
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        ADD_CONSTRAINT, ADD_KW, ALTER_KW, AS_KW, CONSTRAINT_KW, CONSTRAINT_NAME, CREATE_KW,
        DEFAULT_KW, DOMAIN, DOMAIN_KW, DOMAIN_REF, DOMAIN_RENAME_TO, DROP_CONSTRAINT, DROP_DEFAULT,
        DROP_KW, DROP_NOT_NULL, IF_EXISTS, OWNER_TO, RENAME_CONSTRAINT, RENAME_KW, SET_DEFAULT,
        SET_KW, SET_NOT_NULL, SET_SCHEMA, TO_KW, VALIDATE_CONSTRAINT, VALIDATE_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE DOMAIN`.
    pub(super) fn create_domain(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, DOMAIN_KW, AS_KW]);
            Ok(StatementKind::CreateDomain(CreateDomain {
                name: clauses.object_name(DOMAIN)?,
                base: clauses.type_name()?,
                collation: clauses.collation()?,
                constraints: clauses.constraints()?,
            }))
        })
    }

    /// `ALTER DOMAIN`.
    pub(super) fn alter_domain(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, DOMAIN_KW]);
            let name = clauses.object_name(DOMAIN_REF)?;
            let action = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok(StatementKind::AlterDomain(AlterDomain {
                name,
                span: clauses.span(),
                action: self.domain_action(&action)?,
            }))
        })
    }

    fn domain_action(&self, node: &SyntaxNode) -> Read<AlterDomainAction> {
        let read = match node.kind() {
            SET_DEFAULT => set_default,
            ADD_CONSTRAINT => add_constraint,
            DROP_CONSTRAINT => drop_constraint,
            RENAME_CONSTRAINT => rename_constraint,
            VALIDATE_CONSTRAINT => validate_constraint,
            DOMAIN_RENAME_TO => |clauses: &mut Clauses<'_>| {
                Ok(AlterDomainAction::RenameTo(clauses.new_name(DOMAIN)?))
            },
            SET_SCHEMA => {
                |clauses: &mut Clauses<'_>| Ok(AlterDomainAction::SetSchema(clauses.new_schema()?))
            }
            DROP_DEFAULT => return Ok(AlterDomainAction::DropDefault),
            SET_NOT_NULL => return Ok(AlterDomainAction::SetNotNull(true)),
            DROP_NOT_NULL => return Ok(AlterDomainAction::SetNotNull(false)),
            // The catalog holds no owners.
            OWNER_TO => return Ok(AlterDomainAction::Nothing),
            _ => return Err(Box::new(self.refused(&SyntaxElement::Node(node.clone())))),
        };
        self.read(node, read)
    }
}

fn set_default(clauses: &mut Clauses<'_>) -> Read<AlterDomainAction> {
    clauses.tokens(&[SET_KW, DEFAULT_KW]);
    let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
    Ok(AlterDomainAction::SetDefault(clauses.reader.expr(&expr)?))
}

fn add_constraint(clauses: &mut Clauses<'_>) -> Read<AlterDomainAction> {
    clauses.token(ADD_KW);
    let mut constraints = clauses.constraints()?.into_iter();
    match constraints.next() {
        Some(constraint) => Ok(AlterDomainAction::AddConstraint(constraint)),
        None => Err(clauses.missing()),
    }
}

fn drop_constraint(clauses: &mut Clauses<'_>) -> Read<AlterDomainAction> {
    clauses.tokens(&[DROP_KW, CONSTRAINT_KW]);
    Ok(AlterDomainAction::DropConstraint {
        if_exists: clauses.node(IF_EXISTS).is_some(),
        name: clauses.constraint_name()?,
        cascade: clauses.cascade(),
    })
}

fn rename_constraint(clauses: &mut Clauses<'_>) -> Read<AlterDomainAction> {
    clauses.tokens(&[RENAME_KW, CONSTRAINT_KW, TO_KW]);
    Ok(AlterDomainAction::RenameConstraint {
        from: clauses.constraint_name()?,
        to: clauses.name(CONSTRAINT_NAME)?,
    })
}

fn validate_constraint(clauses: &mut Clauses<'_>) -> Read<AlterDomainAction> {
    clauses.tokens(&[VALIDATE_KW, CONSTRAINT_KW]);
    Ok(AlterDomainAction::ValidateConstraint(
        clauses.constraint_name()?,
    ))
}
