//! Expressions: kept as text, with the names inside that can only be columns.

use super::{
    clauses::{Read, Reader},
    statement::{Call, ColumnRef, ExprText, Name, ObjectName},
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        AND_KW, ARG_LIST, BETWEEN_EXPR, BIN_EXPR, CALL_EXPR, CASE_KW, COLLATE, COMPOUND_SELECT,
        FIELD_EXPR, ILIKE_KW, IN_KW, IS_KW, LIKE_KW, NAME_REF, NEW_KW, NOT_KW, OLD_KW, OR_KW,
        PAREN_SELECT, POSTFIX_EXPR, PREFIX_EXPR, SELECT, SIMILAR_KW, TABLE, VALUES,
    },
    SyntaxNode,
};

impl Reader {
    /// An expression as it stands.
    pub(super) fn expr(&self, node: &SyntaxNode) -> Read<ExprText> {
        let span = self.span_of(node);
        let mut expr = ExprText {
            text: self.text(&span).to_owned(),
            span,
            columns: Vec::new(),
            calls: self.calls(node)?,
            types: self.cast_types(node),
            relations: self.relation_constants(node),
            subquery: None,
        };
        self.columns(node, &mut expr)?;
        Ok(expr)
    }

    /// The functions that are called in or below a node.
    pub(super) fn calls(&self, node: &SyntaxNode) -> Read<Vec<Call>> {
        let calls = node.descendants().filter(|node| node.kind() == CALL_EXPR);
        let calls = calls
            .map(|call| self.call(&call))
            .collect::<Read<Vec<_>>>()?;
        Ok(calls.into_iter().flatten().collect())
    }

    /// A call of a named function; those that are grammar (`extract`, `coalesce`) have no name to look up.
    fn call(&self, call: &SyntaxNode) -> Read<Option<Call>> {
        let arguments = call.children().find(|child| child.kind() == ARG_LIST);
        let (Some(callee), Some(arguments)) = (call.first_child(), arguments) else {
            return Ok(None);
        };
        let name = match callee.kind() {
            NAME_REF => ObjectName {
                schema: None,
                name: self.name(&callee)?,
            },
            FIELD_EXPR => match self.qualified(&callee)? {
                Some((schema, name)) => ObjectName {
                    schema: Some(schema),
                    name,
                },
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(Some(Call {
            name,
            has_arguments: arguments.first_child().is_some(),
        }))
    }

    /// Collects the names that can only be columns.
    fn columns(&self, node: &SyntaxNode, expr: &mut ExprText) -> Read<()> {
        match node.kind() {
            NAME_REF => {
                if is_column(node) {
                    expr.columns.push(ColumnRef {
                        table: None,
                        column: self.name(node)?,
                    });
                }
                return Ok(());
            }
            FIELD_EXPR => {
                if let Some((table, column)) = self.qualified(node)? {
                    expr.columns.push(ColumnRef {
                        table: Some(table),
                        column,
                    });
                    return Ok(());
                }
                // `(a).field` and deeper: only what stands first can be a column.
                return node
                    .first_child()
                    .map_or(Ok(()), |first| self.columns(&first, expr));
            }
            SELECT | COMPOUND_SELECT | PAREN_SELECT | VALUES | TABLE => {
                expr.subquery.get_or_insert_with(|| self.span_of(node));
                return Ok(());
            }
            _ => {}
        }
        for (index, child) in node.children().enumerate() {
            let is_function = node.kind() == CALL_EXPR
                && index == 0
                && node.children().any(|child| child.kind() == ARG_LIST);
            if !is_function {
                self.columns(&child, expr)?;
            }
        }
        Ok(())
    }

    /// `table.column`.
    fn qualified(&self, node: &SyntaxNode) -> Read<Option<(Name, Name)>> {
        let parts: Vec<SyntaxNode> = node.children().collect();
        match parts.as_slice() {
            [table, column] if table.kind() == NAME_REF && column.kind() == NAME_REF => {
                Ok(Some((self.name(table)?, self.name(column)?)))
            }
            _ => Ok(None),
        }
    }

    /// Refuses what Postgres does not take after DEFAULT without parentheses (`b_expr` in its grammar).
    pub(super) fn simple_expr(&self, node: &SyntaxNode) -> Read<()> {
        let operator = node.children_with_tokens().find(|child| {
            matches!(
                child.kind(),
                NOT_KW | AND_KW | OR_KW | IN_KW | IS_KW | LIKE_KW | ILIKE_KW | SIMILAR_KW
            ) || operator_word(child)
        });
        let operator = match node.kind() {
            PREFIX_EXPR | BIN_EXPR | BETWEEN_EXPR | POSTFIX_EXPR => operator,
            COLLATE => {
                let span = self.span_of(node);
                let error = self.syntax_error(span, "COLLATE belongs before DEFAULT");
                return Err(Box::new(
                    error.help("write `text COLLATE \"C\" DEFAULT 'x'`"),
                ));
            }
            _ => return Ok(()),
        };
        if let Some(operator) = operator {
            let operator = match operator {
                SyntaxElement::Node(node) => node.first_token().map(SyntaxElement::Token),
                token @ SyntaxElement::Token(_) => Some(token),
            };
            let span = operator.map_or_else(|| self.span_of(node), |token| self.span(&token));
            let error = self.syntax_error(span, "not allowed in a default without parentheses");
            return Err(Box::new(
                error.help("put the default in parentheses, or finish it first"),
            ));
        }
        node.children()
            .try_for_each(|child| self.simple_expr(&child))
    }
}

/// An operator of several words, which the parser keeps as a node: `NOT IN`, `IS NOT`.
fn operator_word(child: &SyntaxElement) -> bool {
    child
        .as_node()
        .and_then(SyntaxNode::first_token)
        .is_some_and(|token| matches!(token.kind(), NOT_KW | IS_KW) && child.kind() != PREFIX_EXPR)
}

/// Whether a lone name is a column: `current_date` and the rows of a trigger are not.
fn is_column(node: &SyntaxNode) -> bool {
    let Some(token) = node.first_token() else {
        return false;
    };
    let word = token.text().to_ascii_lowercase();
    let value = matches!(
        word.as_str(),
        "current_date"
            | "current_time"
            | "current_timestamp"
            | "localtime"
            | "localtimestamp"
            | "current_user"
            | "current_role"
            | "current_catalog"
            | "current_schema"
            | "session_user"
            | "user"
    );
    !value && !matches!(token.kind(), NEW_KW | OLD_KW | CASE_KW)
}
