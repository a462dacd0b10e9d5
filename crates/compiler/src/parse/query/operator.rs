//! Operators, nested as Postgres nests them.
//!
//! The parser's own nesting is not Postgres': it reads `a -> b ->> c` from the right. So a chain of operators is
//! taken apart and put together by the precedence of Postgres' grammar.

use super::{
    super::{
        clauses::{Read, Reader},
        statement::{Name, ObjectName},
    },
    Expr, ExprKind, FunctionCall, Literal, Operator, Test,
};
use crate::source::Span;
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{self as K},
    SyntaxNode,
};

/// A chain's operands and the operators between them.
struct Chain {
    operands: std::vec::IntoIter<Operand>,
    operators: std::iter::Peekable<std::vec::IntoIter<Operator>>,
}

/// An operand is read when its operator is known: what may stand right of `IN` stands nowhere else.
type Operand = SyntaxNode;

/// How tightly an operator binds; `%left` in Postgres' grammar, from loose to tight.
fn precedence(name: &str) -> u8 {
    match name {
        "or" => 1,
        "and" => 2,
        "is" | "is not" | "is distinct from" | "is not distinct from" => 4,
        "<" | ">" | "=" | "<=" | ">=" | "<>" | "!=" => 5,
        "in" | "not in" | "like" | "not like" | "ilike" | "not ilike" | "similar to"
        | "not similar to" | "overlaps" => 6,
        "escape" => 7,
        "+" | "-" => 9,
        "*" | "/" | "%" => 10,
        "^" => 11,
        "at time zone" => 12,
        _ => 8,
    }
}

/// One side of an operator that may not be an expression of its own.
enum Side {
    Expr(Expr),
    Node(SyntaxNode),
}

impl Reader {
    /// `a op b op c ..`.
    pub(super) fn binary(&self, node: &SyntaxNode) -> Read<Expr> {
        let (mut operands, mut operators) = (Vec::new(), Vec::new());
        self.chain(node, &mut operands, &mut operators)?;
        let mut chain = Chain {
            operands: operands.into_iter(),
            operators: operators.into_iter().peekable(),
        };
        let side = self.climb(&mut chain, 0, node)?;
        self.expr_of(side)
    }

    fn chain(
        &self,
        node: &SyntaxNode,
        operands: &mut Vec<Operand>,
        operators: &mut Vec<Operator>,
    ) -> Read<()> {
        let (left, operator, right) = self.read(node, |clauses| {
            let mut parts = clauses.rest();
            let (Some(SyntaxElement::Node(right)), false) = (parts.pop(), parts.is_empty()) else {
                return Err(clauses.missing());
            };
            let SyntaxElement::Node(left) = parts.remove(0) else {
                return Err(clauses.missing());
            };
            Ok((left, self.operator(&parts)?, right))
        })?;
        for (side, then) in [(left, Some(operator)), (right, None)] {
            if side.kind() == K::BIN_EXPR {
                self.chain(&side, operands, operators)?;
            } else {
                operands.push(side);
            }
            operators.extend(then);
        }
        Ok(())
    }

    fn climb(&self, chain: &mut Chain, least: u8, whole: &SyntaxNode) -> Read<Side> {
        let missing = || Box::new(self.refused(&whole.clone().into()));
        let mut left = Side::Node(chain.operands.next().ok_or_else(missing)?);
        while let Some(operator) = chain
            .operators
            .next_if(|operator| precedence(&operator.name) >= least.max(1))
        {
            let right = self.climb(chain, precedence(&operator.name) + 1, whole)?;
            left = Side::Expr(self.apply(self.expr_of(left)?, operator, right)?);
        }
        Ok(left)
    }

    fn expr_of(&self, side: Side) -> Read<Expr> {
        match side {
            Side::Expr(expr) => Ok(expr),
            Side::Node(node) => self.query_expr(&node),
        }
    }

    /// The operator that these words or signs are.
    fn operator(&self, parts: &[SyntaxElement]) -> Read<Operator> {
        if let [SyntaxElement::Node(node)] = parts
            && node.kind() == K::OPERATOR_CALL
        {
            return self.qualified_operator(node);
        }
        let mut words = Vec::new();
        for part in parts {
            match part {
                SyntaxElement::Token(token) => words.push(token.text().to_ascii_lowercase()),
                SyntaxElement::Node(node) => words.extend(
                    node.descendants_with_tokens()
                        .filter_map(SyntaxElement::into_token)
                        .filter(|token| !token.kind().is_trivia())
                        .map(|token| token.text().to_ascii_lowercase()),
                ),
            }
        }
        let is_word = words
            .first()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
        let name = words.join(if is_word { " " } else { "" });
        let start = parts.first().map_or(0, |part| self.span(part).start);
        let end = parts.last().map_or(start, |part| self.span(part).end);
        Ok(Operator {
            schema: None,
            name: if name == "!=" { "<>".to_owned() } else { name },
            span: start..end,
        })
    }

    /// `OPERATOR(schema.name)`.
    fn qualified_operator(&self, node: &SyntaxNode) -> Read<Operator> {
        self.read(node, |clauses| {
            clauses.token(K::OPERATOR_KW);
            clauses.punctuation();
            let op = clauses.need(K::OP)?;
            self.read(&op, |clauses| {
                let schema = clauses.node(K::PATH_REF);
                let schema = schema.and_then(|path| {
                    path.descendants().find(|node| {
                        node.kind() == K::PATH_SEGMENT_REF && node.first_token().is_some()
                    })
                });
                let schema = schema.map(|segment| self.name(&segment)).transpose()?;
                Ok(Operator {
                    schema,
                    ..self.operator(&clauses.rest())?
                })
            })
        })
    }

    /// `left operator right`, where words are what Postgres' grammar makes of them.
    fn apply(&self, left: Expr, operator: Operator, right: Side) -> Read<Expr> {
        let start = left.span.start;
        let end = match &right {
            Side::Expr(right) => right.span.end,
            Side::Node(node) => self.span_of(node).end,
        };
        let kind = self.applied(left, operator, right)?;
        Ok(Expr {
            span: start..end,
            kind,
        })
    }

    fn applied(&self, left: Expr, operator: Operator, right: Side) -> Read<ExprKind> {
        let word = operator.name.clone();
        let named = |name: &str| Operator {
            name: name.to_owned(),
            ..operator.clone()
        };
        match word.as_str() {
            "and" | "or" => {
                let word = if word == "and" { "AND" } else { "OR" };
                Ok(ExprKind::Logic(word, vec![left, self.expr_of(right)?]))
            }
            "is" | "is not" => self.is(left, &right),
            "is distinct from" | "is not distinct from" => self.plain(left, named("="), right),
            "in" => self.is_in(left, named("="), right),
            "not in" => self.is_in(left, named("<>"), right),
            "like" => self.quantified(left, named("~~"), right),
            "not like" => self.quantified(left, named("!~~"), right),
            "ilike" => self.quantified(left, named("~~*"), right),
            "not ilike" => self.quantified(left, named("!~~*"), right),
            "similar to" => self.similar(left, named("~"), right),
            "not similar to" => self.similar(left, named("!~"), right),
            // `b ESCAPE c`, right of LIKE.
            "escape" => {
                let right = self.expr_of(right)?;
                Ok(grammar("like_escape", operator.span, [left, right]))
            }
            "at time zone" => {
                let zone = self.expr_of(right)?;
                Ok(grammar("timezone", operator.span, [zone, left]))
            }
            "overlaps" => {
                let (ExprKind::Row(mut a), ExprKind::Row(b)) =
                    (left.kind, self.expr_of(right)?.kind)
                else {
                    return Err(Box::new(
                        self.syntax_error(operator.span, "two rows of two"),
                    ));
                };
                a.extend(b);
                Ok(grammar("overlaps", operator.span, a))
            }
            _ => self.quantified(left, operator, right),
        }
    }

    fn plain(&self, left: Expr, operator: Operator, right: Side) -> Read<ExprKind> {
        Ok(ExprKind::Operator {
            operator,
            left: Some(Box::new(left)),
            right: Box::new(self.expr_of(right)?),
        })
    }

    /// `IS NULL`, `IS TRUE`, `IS DOCUMENT`.
    fn is(&self, value: Expr, right: &Side) -> Read<ExprKind> {
        let Side::Node(node) = right else {
            return Err(Box::new(self.syntax_error(value.span, "IS what?")));
        };
        let token = node
            .first_token()
            .map(|token| token.text().to_ascii_lowercase());
        let test = match token.as_deref() {
            Some("null") => Test::Null,
            Some("true" | "false" | "unknown") => Test::Boolean,
            Some("document") => Test::Document,
            _ => return Err(Box::new(self.refused(&node.clone().into()))),
        };
        Ok(ExprKind::Is {
            value: Box::new(value),
            test,
        })
    }

    /// `IN (list)` or `IN (query)`.
    fn is_in(&self, value: Expr, operator: Operator, right: Side) -> Read<ExprKind> {
        let list = match self.expr_of(right)? {
            Expr {
                kind: ExprKind::Subquery(query),
                ..
            } => {
                return Ok(ExprKind::CompareQuery {
                    operator,
                    left: Box::new(value),
                    query,
                });
            }
            Expr {
                kind: ExprKind::Row(list),
                ..
            } => list,
            single => vec![single],
        };
        Ok(ExprKind::In {
            operator,
            value: Box::new(value),
            list,
        })
    }

    fn similar(&self, left: Expr, operator: Operator, right: Side) -> Read<ExprKind> {
        let span = operator.span.clone();
        let pattern = match self.expr_of(right)? {
            Expr {
                kind: ExprKind::Call(call),
                ..
            } if call.name.name.text == "like_escape" => call
                .arguments
                .into_iter()
                .map(|argument| argument.value)
                .collect(),
            pattern => vec![pattern],
        };
        let right = Expr {
            span: span.clone(),
            kind: grammar("similar_to_escape", span, pattern),
        };
        Ok(ExprKind::Operator {
            operator,
            left: Some(Box::new(left)),
            right: Box::new(right),
        })
    }

    /// `operator ANY (..)`, `operator (query)`, or nothing special.
    fn quantified(&self, left: Expr, operator: Operator, right: Side) -> Read<ExprKind> {
        if let Side::Node(node) = &right
            && node.kind() == K::CALL_EXPR
            && let Some(inner) = node.first_child()
            && matches!(inner.kind(), K::ANY_FN | K::SOME_FN | K::ALL_FN)
        {
            return self.read(&inner, |clauses| {
                clauses.tokens(&[K::ANY_KW, K::SOME_KW, K::ALL_KW]);
                clauses.punctuation();
                let left = Box::new(left);
                let right = self.next_expr(clauses)?;
                Ok(match right.kind {
                    ExprKind::Subquery(query) => ExprKind::CompareQuery {
                        operator,
                        left,
                        query,
                    },
                    _ => ExprKind::Quantified {
                        operator,
                        left,
                        right: Box::new(right),
                    },
                })
            });
        }
        match self.expr_of(right)? {
            // A row is compared with a query's row; anything else with its value.
            Expr {
                kind: ExprKind::Subquery(query),
                ..
            } if matches!(left.kind, ExprKind::Row(_)) => Ok(ExprKind::CompareQuery {
                operator,
                left: Box::new(left),
                query,
            }),
            right => self.plain(left, operator, Side::Expr(right)),
        }
    }

    pub(super) fn prefix(&self, node: &SyntaxNode) -> Read<ExprKind> {
        self.read(node, |clauses| {
            let mut parts = clauses.rest();
            let Some(SyntaxElement::Node(operand)) = parts.pop() else {
                return Err(clauses.missing());
            };
            let operator = self.operator(&parts)?;
            let operand = self.query_expr(&operand)?;
            // A signed number is a number.
            if let ("-" | "+", ExprKind::Literal(Literal::Integer(digits))) =
                (operator.name.as_str(), &operand.kind)
            {
                return Ok(ExprKind::Literal(Literal::Integer(digits.clone())));
            }
            Ok(match operator.name.as_str() {
                "not" => ExprKind::Logic("NOT", vec![operand]),
                _ => ExprKind::Operator {
                    operator,
                    left: None,
                    right: Box::new(operand),
                },
            })
        })
    }

    pub(super) fn postfix(&self, node: &SyntaxNode) -> Read<ExprKind> {
        self.read(node, |clauses| {
            let value = self.next_expr(clauses)?;
            if clauses.token(K::ISNULL_KW) || clauses.token(K::NOTNULL_KW) {
                return Ok(ExprKind::Is {
                    value: Box::new(value),
                    test: Test::Null,
                });
            }
            for kind in [K::IS_NORMALIZED, K::IS_NOT_NORMALIZED] {
                if let Some(test) = clauses.node(kind) {
                    return Ok(grammar("is_normalized", self.span_of(&test), [value]));
                }
            }
            Err(clauses.missing())
        })
    }

    pub(super) fn between(&self, node: &SyntaxNode) -> Read<ExprKind> {
        let word = node
            .children_with_tokens()
            .find(|child| matches!(child.kind(), K::NOT_KW | K::BETWEEN_KW));
        let at = word.map_or_else(|| self.span_of(node), |word| self.span(&word));
        self.read(node, |clauses| {
            clauses.tokens(&[K::NOT_KW, K::BETWEEN_KW, K::AND_KW]);
            clauses.node(K::SYMMETRIC);
            clauses.node(K::ASYMMETRIC);
            Ok(ExprKind::Between {
                at,
                value: Box::new(self.next_expr(clauses)?),
                low: Box::new(self.next_expr(clauses)?),
                high: Box::new(self.next_expr(clauses)?),
            })
        })
    }
}

/// A call of a function of `pg_catalog` that the grammar puts in.
pub(super) fn grammar(name: &str, span: Span, arguments: impl Into<Vec<Expr>>) -> ExprKind {
    let word = |text: &str| Name {
        text: text.to_owned(),
        quoted: false,
        span: span.clone(),
    };
    let name = ObjectName {
        schema: Some(word("pg_catalog")),
        name: word(name),
    };
    ExprKind::Call(Box::new(FunctionCall::plain(name, arguments.into())))
}
