//! `COMMENT ON`.

use super::{
    clauses::{Clauses, Read, Reader},
    literal,
    name::column_of,
    statement::{Comment, CommentTarget, StatementKind},
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        AGGREGATE_KW, COLUMN_KW, COMMENT_KW, CONSTRAINT_KW, DOMAIN_KW, DOMAIN_REF, EXTENSION_KW,
        EXTENSION_REF, FUNCTION_KW, INDEX_KW, INDEX_REF, IS_KW, LITERAL, MATERIALIZED_KW, NULL_KW,
        OBJECT_ACCESS_METHOD, OBJECT_AGGREGATE, OBJECT_CAST, OBJECT_COLLATION, OBJECT_COLUMN,
        OBJECT_CONSTRAINT, OBJECT_CONVERSION, OBJECT_DATABASE, OBJECT_DOMAIN, OBJECT_EVENT_TRIGGER,
        OBJECT_EXTENSION, OBJECT_FOREIGN_DATA_WRAPPER, OBJECT_FUNCTION, OBJECT_INDEX,
        OBJECT_LANGUAGE, OBJECT_LARGE_OBJECT, OBJECT_MATERIALIZED_VIEW, OBJECT_OPERATOR,
        OBJECT_OPERATOR_CLASS, OBJECT_OPERATOR_FAMILY, OBJECT_POLICY, OBJECT_PROCEDURE,
        OBJECT_PUBLICATION, OBJECT_ROLE, OBJECT_ROUTINE, OBJECT_RULE, OBJECT_SCHEMA,
        OBJECT_SEQUENCE, OBJECT_SERVER, OBJECT_STATISTICS, OBJECT_SUBSCRIPTION, OBJECT_TABLE,
        OBJECT_TABLESPACE, OBJECT_TEXT_SEARCH_CONFIG, OBJECT_TEXT_SEARCH_DICT,
        OBJECT_TEXT_SEARCH_PARSER, OBJECT_TEXT_SEARCH_TEMPLATE, OBJECT_TRANSFORM, OBJECT_TRIGGER,
        OBJECT_TYPE, OBJECT_VIEW, ON_KW, PATH_REF, POLICY_KW, POLICY_REF, PROCEDURE_KW,
        QUALIFIED_COLUMN_NAME_REF, RELATION_NAME_REF, ROUTINE_KW, RULE_KW, RULE_REF, SCHEMA_KW,
        SCHEMA_REF, SEQUENCE_KW, SEQUENCE_REF, STATISTICS_KW, STATISTICS_REF, TABLE_KW,
        TABLE_NAME_REF, TRIGGER_KW, TRIGGER_REF, TYPE_KW, TYPE_NAME_REF, VIEW_KW, VIEW_REF,
    },
    SyntaxNode,
};

impl Reader {
    /// `COMMENT ON .. IS ..`.
    pub(super) fn comment(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[COMMENT_KW, ON_KW, IS_KW]);
            let text = if clauses.token(NULL_KW) {
                None
            } else {
                let literal = clauses.need(LITERAL)?;
                // An empty comment is none.
                Some(literal::string(self, &literal)?).filter(|text| !text.is_empty())
            };
            let object = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok(StatementKind::Comment(Comment {
                on: self.comment_target(&object)?,
                text,
            }))
        })
    }

    fn comment_target(&self, object: &SyntaxNode) -> Read<CommentTarget> {
        match object.kind() {
            OBJECT_COLUMN => self.read(object, |clauses| {
                clauses.token(COLUMN_KW);
                self.column_target(clauses)
            }),
            // Of no schema, or of nothing that the catalog holds.
            OBJECT_DATABASE
            | OBJECT_ROLE
            | OBJECT_PUBLICATION
            | OBJECT_SUBSCRIPTION
            | OBJECT_TABLESPACE
            | OBJECT_LARGE_OBJECT
            | OBJECT_LANGUAGE
            | OBJECT_CAST
            | OBJECT_EVENT_TRIGGER
            | OBJECT_COLLATION
            | OBJECT_CONVERSION
            | OBJECT_OPERATOR
            | OBJECT_OPERATOR_CLASS
            | OBJECT_OPERATOR_FAMILY
            | OBJECT_ACCESS_METHOD
            | OBJECT_TRANSFORM
            | OBJECT_SERVER
            | OBJECT_FOREIGN_DATA_WRAPPER
            | OBJECT_TEXT_SEARCH_CONFIG
            | OBJECT_TEXT_SEARCH_DICT
            | OBJECT_TEXT_SEARCH_PARSER
            | OBJECT_TEXT_SEARCH_TEMPLATE => Ok(CommentTarget::Nothing),
            OBJECT_VIEW
            | OBJECT_MATERIALIZED_VIEW
            | OBJECT_TABLE
            | OBJECT_INDEX
            | OBJECT_CONSTRAINT
            | OBJECT_TRIGGER
            | OBJECT_FUNCTION
            | OBJECT_PROCEDURE
            | OBJECT_ROUTINE
            | OBJECT_AGGREGATE
            | OBJECT_EXTENSION
            | OBJECT_SCHEMA
            | OBJECT_POLICY
            | OBJECT_RULE
            | OBJECT_STATISTICS
            | OBJECT_TYPE
            | OBJECT_DOMAIN
            | OBJECT_SEQUENCE => self.read(object, |clauses| {
                clauses.tokens(&[
                    TABLE_KW,
                    INDEX_KW,
                    CONSTRAINT_KW,
                    TRIGGER_KW,
                    FUNCTION_KW,
                    PROCEDURE_KW,
                    ROUTINE_KW,
                    AGGREGATE_KW,
                    EXTENSION_KW,
                    SCHEMA_KW,
                    POLICY_KW,
                    RULE_KW,
                    STATISTICS_KW,
                    TYPE_KW,
                    DOMAIN_KW,
                    SEQUENCE_KW,
                    ON_KW,
                    MATERIALIZED_KW,
                    VIEW_KW,
                ]);
                target(object, clauses)
            }),
            _ => Err(Box::new(self.refused(&SyntaxElement::Node(object.clone())))),
        }
    }

    /// `table.column` or `schema.table.column`.
    fn column_target(&self, clauses: &mut Clauses<'_>) -> Read<CommentTarget> {
        let node = clauses.need(QUALIFIED_COLUMN_NAME_REF)?;
        let parts = self.read(&node, |clauses| {
            let mut parts = Vec::new();
            self.path_parts(&clauses.need(PATH_REF)?, &mut parts)?;
            Ok(parts)
        })?;
        if let Some((table, column)) = column_of(parts) {
            return Ok(CommentTarget::Column(table, column));
        }
        let span = self.span_of(&node);
        let title = "column name must be qualified";
        let error = self.error(
            crate::diagnostic::Code::D0112,
            title,
            span,
            "which table's?",
        );
        let error = error.sqlstate("42601");
        Err(Box::new(error.help("write table.column")))
    }
}

fn target(object: &SyntaxNode, clauses: &mut Clauses<'_>) -> Read<CommentTarget> {
    Ok(match object.kind() {
        OBJECT_VIEW => CommentTarget::View(clauses.object_name(VIEW_REF)?),
        OBJECT_MATERIALIZED_VIEW => CommentTarget::Materialized(clauses.object_name(VIEW_REF)?),
        OBJECT_TABLE => CommentTarget::Table(clauses.object_name(TABLE_NAME_REF)?),
        OBJECT_INDEX => CommentTarget::Index(clauses.object_name(INDEX_REF)?),
        OBJECT_CONSTRAINT => {
            let name = clauses.constraint_name()?;
            match clauses.node(DOMAIN_REF) {
                Some(domain) => {
                    let domain = clauses.reader.object_name(&domain)?;
                    CommentTarget::DomainConstraint(name, domain)
                }
                None => CommentTarget::Constraint(name, clauses.object_name(TABLE_NAME_REF)?),
            }
        }
        OBJECT_TYPE => CommentTarget::Type {
            name: clauses.object_name(TYPE_NAME_REF)?,
            domain: false,
        },
        OBJECT_DOMAIN => CommentTarget::Type {
            name: clauses.object_name(DOMAIN_REF)?,
            domain: true,
        },
        OBJECT_SEQUENCE => CommentTarget::Sequence(clauses.object_name(SEQUENCE_REF)?),
        OBJECT_TRIGGER => CommentTarget::Trigger(
            clauses.name(TRIGGER_REF)?,
            clauses.object_name(RELATION_NAME_REF)?,
        ),
        OBJECT_POLICY => CommentTarget::Policy(
            clauses.name(POLICY_REF)?,
            clauses.object_name(TABLE_NAME_REF)?,
        ),
        OBJECT_RULE => CommentTarget::Rule(
            clauses.name(RULE_REF)?,
            clauses.object_name(RELATION_NAME_REF)?,
        ),
        OBJECT_STATISTICS => CommentTarget::Statistics(clauses.object_name(STATISTICS_REF)?),
        OBJECT_FUNCTION | OBJECT_PROCEDURE | OBJECT_ROUTINE | OBJECT_AGGREGATE => {
            let sig = clauses.any_node().ok_or_else(|| clauses.missing())?;
            CommentTarget::Function(clauses.reader.function_sig(&sig)?)
        }
        OBJECT_EXTENSION => CommentTarget::Extension(clauses.name(EXTENSION_REF)?),
        OBJECT_SCHEMA => CommentTarget::Schema(clauses.name(SCHEMA_REF)?),
        _ => return Err(clauses.missing()),
    })
}
