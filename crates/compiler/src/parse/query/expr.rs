//! Expressions.

use super::{
    super::{
        clauses::{Clauses, Read, Reader},
        literal,
        statement::{Name, ObjectName},
        type_name::TYPES,
    },
    Expr, ExprKind, Literal, Query, When,
};
use crate::source::Span;
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

/// Words that are values.
const VALUES: [&str; 12] = [
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
    "system_user",
    "user",
];

impl Reader {
    /// Takes the next node as an expression.
    pub(super) fn next_expr(&self, clauses: &mut Clauses<'_>) -> Read<Expr> {
        let node = clauses.any_node().ok_or_else(|| clauses.missing())?;
        self.query_expr(&node)
    }

    /// Takes all nodes that are left as expressions.
    pub(super) fn exprs(&self, clauses: &mut Clauses<'_>) -> Read<Vec<Expr>> {
        std::iter::from_fn(|| clauses.any_node())
            .map(|node| self.query_expr(&node))
            .collect()
    }

    /// Any expression.
    pub(in crate::parse) fn query_expr(&self, node: &SyntaxNode) -> Read<Expr> {
        if node.kind() == K::PAREN_EXPR {
            return self.parenthesised(node);
        }
        let kind = match node.kind() {
            K::LITERAL => ExprKind::Literal(self.literal(node)?),
            K::NAME_REF => self.name_or_value(node)?,
            K::FIELD_EXPR => self.field(node)?,
            K::CAST_EXPR => self.cast(node)?,
            K::CALL_EXPR => self.call_expr(node)?,
            K::BIN_EXPR => return self.binary(node),
            K::PREFIX_EXPR => self.prefix(node)?,
            K::POSTFIX_EXPR => self.postfix(node)?,
            K::BETWEEN_EXPR => self.between(node)?,
            K::CASE_EXPR => self.case(node)?,
            K::ARRAY_EXPR => self.array_expr(node)?,
            K::TUPLE_EXPR => ExprKind::Row(self.read(node, |clauses| {
                clauses.token(K::ROW_KW);
                clauses.punctuation();
                self.exprs(clauses)
            })?),
            K::INDEX_EXPR | K::SLICE_EXPR => self.subscript(node)?,
            K::COLLATE => self.read(node, |clauses| {
                let at = self.child_span(node, K::COLLATE_KW);
                clauses.token(K::COLLATE_KW);
                let collation = clauses.object_name(K::COLLATION_REF)?;
                Ok(ExprKind::Collate {
                    at,
                    value: Box::new(self.next_expr(clauses)?),
                    collation,
                })
            })?,
            kind if super::select::is_query(kind) => {
                ExprKind::Subquery(Box::new(self.query(node)?))
            }
            _ => return Err(Box::new(self.refused(&node.clone().into()))),
        };
        Ok(Expr {
            span: self.span_of(node),
            kind,
        })
    }

    /// `(expression)` or `(query)`; of a query the parentheses are a part.
    fn parenthesised(&self, node: &SyntaxNode) -> Read<Expr> {
        self.read(node, |clauses| {
            clauses.punctuation();
            let expr = self.next_expr(clauses)?;
            Ok(match expr.kind {
                kind @ ExprKind::Subquery(_) => Expr {
                    span: self.span_of(node),
                    kind,
                },
                kind => Expr { kind, ..expr },
            })
        })
    }

    /// Where a child stands, or the whole node if there is none.
    fn child_span(&self, node: &SyntaxNode, kind: K) -> Span {
        let child = node
            .children_with_tokens()
            .find(|child| child.kind() == kind);
        child.map_or_else(|| self.span_of(node), |child| self.span(&child))
    }

    pub(super) fn star(&self, node: &SyntaxNode) -> Expr {
        Expr {
            span: self.span_of(node),
            kind: ExprKind::Star,
        }
    }

    fn literal(&self, node: &SyntaxNode) -> Read<Literal> {
        self.read(node, |clauses| {
            let tokens = clauses.any_tokens();
            let Some(token) = tokens.first() else {
                return Err(clauses.missing());
            };
            Ok(match token.kind() {
                K::INT_NUMBER => Literal::Integer(token.text().replace('_', "")),
                K::NUMERIC_NUMBER => Literal::Numeric,
                K::BIT_STRING | K::BYTE_STRING => Literal::Bits,
                K::TRUE_KW | K::FALSE_KW => Literal::Boolean,
                K::NULL_KW => Literal::Null,
                K::NATIONAL_STRING => Literal::National,
                K::POSITIONAL_PARAM => Literal::Parameter,
                // What it says is needed only where it names something, and nothing is named like that.
                K::UNICODE_ESC_STRING => Literal::Text(token.text().to_owned()),
                _ => Literal::Text(literal::string(self, node)?),
            })
        })
    }

    fn name_or_value(&self, node: &SyntaxNode) -> Read<ExprKind> {
        if let Some(word) = value_word(node) {
            return Ok(ExprKind::Value {
                word,
                precision: None,
            });
        }
        Ok(ExprKind::Column {
            path: vec![self.name(node)?],
            star: false,
        })
    }

    /// `a.b.c`, `a.*`, `(value).field`.
    fn field(&self, node: &SyntaxNode) -> Read<ExprKind> {
        let (of, field) = self.read(node, |clauses| {
            clauses.token(K::DOT);
            let star = clauses.token(K::STAR);
            let of = clauses.any_node().ok_or_else(|| clauses.missing())?;
            if star {
                return Ok((of, None));
            }
            Ok((of, Some(clauses.name(K::NAME_REF)?)))
        })?;
        // `(a).b` is a field of a column, `a.b` a column of a table.
        let is_path = matches!(of.kind(), K::NAME_REF | K::FIELD_EXPR);
        let of = if of.kind() == K::NAME_REF {
            Expr {
                span: self.span_of(&of),
                kind: ExprKind::Column {
                    path: vec![self.name(&of)?],
                    star: false,
                },
            }
        } else {
            self.query_expr(&of)?
        };
        Ok(match (of, field) {
            (
                Expr {
                    kind: ExprKind::Column { mut path, .. },
                    ..
                },
                field,
            ) if is_path => {
                let star = field.is_none();
                path.extend(field);
                ExprKind::Column { path, star }
            }
            (of, Some(field)) => ExprKind::Field {
                of: Box::new(of),
                field,
            },
            (of, None) => ExprKind::FieldStar(Box::new(of)),
        })
    }

    fn cast(&self, node: &SyntaxNode) -> Read<ExprKind> {
        self.read(node, |clauses| {
            if clauses.token(K::TREAT_KW) {
                return Err(Box::new(self.refused(&node.clone().into())));
            }
            clauses.tokens(&[K::CAST_KW, K::AS_KW]);
            clauses.punctuation();
            clauses.node(K::COLON_COLON);
            let interval = clauses.node_where(is_interval_field);
            let ty = clauses.node_where(|kind| TYPES.contains(&kind));
            let ty = ty.ok_or_else(|| clauses.missing())?;
            let inner = ty.children().find(|child| is_interval_field(child.kind()));
            let words = interval.or_else(|| inner.clone()).map(|node| {
                let span = self.span_of(&node);
                super::super::fold_white_space(self.text(&span)).to_ascii_lowercase()
            });
            let ty = if inner.is_some() {
                self.interval_type(&ty)
            } else {
                self.type_name(&ty)?
            };
            Ok(ExprKind::Cast {
                at: self.child_span(node, K::COLON_COLON),
                value: Box::new(self.next_expr(clauses)?),
                ty,
                interval: words,
            })
        })
    }

    /// `interval day to second`, whose words are kept beside it.
    fn interval_type(&self, node: &SyntaxNode) -> super::super::statement::TypeName {
        let span = self.span_of(node);
        let name = Name {
            text: "interval".to_owned(),
            quoted: false,
            span: span.clone(),
        };
        super::super::statement::TypeName {
            name: ObjectName { schema: None, name },
            modifier: Vec::new(),
            array: false,
            span,
        }
    }

    fn case(&self, node: &SyntaxNode) -> Read<ExprKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::CASE_KW, K::END_KW]);
            let list = clauses.need(K::WHEN_CLAUSE_LIST)?;
            let default = clauses.node(K::ELSE_CLAUSE);
            let default = default.map(|default| {
                self.read(&default, |clauses| {
                    clauses.token(K::ELSE_KW);
                    self.next_expr(clauses)
                })
            });
            let operand = clauses.any_node();
            let operand = operand.map(|operand| self.query_expr(&operand));
            Ok(ExprKind::Case {
                operand: operand.transpose()?.map(Box::new),
                whens: self.whens(&list)?,
                default: default.transpose()?.map(Box::new),
            })
        })
    }

    fn whens(&self, list: &SyntaxNode) -> Read<Vec<When>> {
        self.read(list, |clauses| {
            let whens = clauses.nodes(K::WHEN_CLAUSE);
            let when = |when: &SyntaxNode| {
                self.read(when, |clauses| {
                    clauses.tokens(&[K::WHEN_KW, K::THEN_KW]);
                    Ok(When {
                        span: self.span_of(when),
                        condition: self.next_expr(clauses)?,
                        result: self.next_expr(clauses)?,
                    })
                })
            };
            whens.iter().map(when).collect()
        })
    }

    /// `ARRAY[..]`, `[..]` inside of one, `ARRAY(query)`.
    fn array_expr(&self, node: &SyntaxNode) -> Read<ExprKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::ARRAY_KW, K::L_BRACK, K::R_BRACK]);
            clauses.punctuation();
            if let Some(query) = clauses.node_where(super::select::is_query) {
                return Ok(ExprKind::ArrayQuery(Box::new(self.query(&query)?)));
            }
            Ok(ExprKind::Array(self.exprs(clauses)?))
        })
    }

    /// `a[1]`, `a[1:2]`; several brackets are one subscript.
    fn subscript(&self, node: &SyntaxNode) -> Read<ExprKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::L_BRACK, K::R_BRACK, K::COLON]);
            let of = clauses.any_node().ok_or_else(|| clauses.missing())?;
            let inner = matches!(of.kind(), K::INDEX_EXPR | K::SLICE_EXPR);
            let of = self.query_expr(&of)?;
            let more = self.exprs(clauses)?;
            let sliced = node.kind() == K::SLICE_EXPR;
            Ok(match of.kind {
                ExprKind::Subscript {
                    of,
                    mut indexes,
                    slice,
                } if inner => {
                    indexes.extend(more);
                    ExprKind::Subscript {
                        of,
                        indexes,
                        slice: slice || sliced,
                    }
                }
                kind => ExprKind::Subscript {
                    of: Box::new(Expr {
                        span: of.span,
                        kind,
                    }),
                    indexes: more,
                    slice: sliced,
                },
            })
        })
    }

    /// The query in the parentheses of `EXISTS (..)` and the like.
    pub(super) fn query_in(&self, clauses: &mut Clauses<'_>) -> Read<Box<Query>> {
        Ok(Box::new(self.query(&clauses.any_query()?)?))
    }
}

/// The word of SQL that a lone name is, if it stands for a value.
pub(super) fn value_word(node: &SyntaxNode) -> Option<&'static str> {
    let token = node.first_token()?;
    let word = token.text();
    VALUES
        .into_iter()
        .find(|value| word.eq_ignore_ascii_case(value))
}

fn is_interval_field(kind: K) -> bool {
    matches!(
        kind,
        K::INTERVAL_YEAR
            | K::INTERVAL_MONTH
            | K::INTERVAL_DAY
            | K::INTERVAL_HOUR
            | K::INTERVAL_MINUTE
            | K::INTERVAL_SECOND
    )
}
