//! Calls of functions by their name.

use super::{
    super::{
        clauses::{Clauses, Read, Reader},
        statement::ObjectName,
    },
    Argument, Expr, ExprKind, FunctionCall, Literal, Operator, SortBy,
};
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

/// What stands in the parentheses.
#[derive(Default)]
struct Arguments {
    list: Vec<Argument>,
    variadic: bool,
    star: bool,
    distinct: bool,
    order_by: Vec<SortBy>,
}

impl Reader {
    /// `f(..)` with what may follow, or a function that is grammar.
    pub(super) fn call_expr(&self, node: &SyntaxNode) -> Read<ExprKind> {
        self.read(node, |clauses| {
            let Some(list) = clauses.node(K::ARG_LIST) else {
                let special = clauses.any_node().ok_or_else(|| clauses.missing())?;
                return self.special(&special);
            };
            let callee = clauses.any_node().ok_or_else(|| clauses.missing())?;
            let arguments = self.arguments(&list)?;
            if callee.kind() == K::NAME_REF {
                if let Some(word) = super::expr::value_word(&callee) {
                    return Ok(ExprKind::Value {
                        word,
                        precision: precision(&arguments.list),
                    });
                }
                if let Some(kind) = self.common(&callee, &arguments)? {
                    return Ok(kind);
                }
            }
            let name = self.callee(&callee)?;
            self.plain_call(clauses, name, arguments)
        })
    }

    /// `name` or `schema.name` in front of parentheses.
    fn callee(&self, node: &SyntaxNode) -> Read<ObjectName> {
        if node.kind() == K::NAME_REF {
            return Ok(ObjectName {
                schema: None,
                name: self.name(node)?,
            });
        }
        match self.query_expr(node)?.kind {
            ExprKind::Column {
                mut path,
                star: false,
            } if path.len() == 2 => {
                let name = path.pop();
                let schema = path.pop();
                match name {
                    Some(name) => Ok(ObjectName { schema, name }),
                    None => Err(Box::new(self.refused(&node.clone().into()))),
                }
            }
            _ => Err(Box::new(self.refused(&node.clone().into()))),
        }
    }

    fn plain_call(
        &self,
        clauses: &mut Clauses<'_>,
        name: ObjectName,
        arguments: Arguments,
    ) -> Read<ExprKind> {
        let within = clauses.node(K::WITHIN_CLAUSE);
        let within = within.map(|within| {
            self.read(&within, |clauses| {
                clauses.tokens(&[K::WITHIN_KW, K::GROUP_KW]);
                clauses.punctuation();
                self.order_by(&clauses.need(K::ORDER_BY_CLAUSE)?)
            })
        });
        let filter = clauses.node(K::FILTER_CLAUSE);
        let filter = filter.map(|filter| {
            self.read(&filter, |clauses| {
                clauses.tokens(&[K::FILTER_KW, K::WHERE_KW]);
                clauses.punctuation();
                self.next_expr(clauses)
            })
        });
        let over = clauses.node(K::OVER_CLAUSE);
        Ok(ExprKind::Call(Box::new(FunctionCall {
            name,
            arguments: arguments.list,
            variadic: arguments.variadic,
            star: arguments.star,
            distinct: arguments.distinct,
            order_by: arguments.order_by,
            within_group: within.transpose()?,
            filter: filter.transpose()?,
            over: over.map(|over| self.over(&over)).transpose()?,
        })))
    }

    fn arguments(&self, list: &SyntaxNode) -> Read<Arguments> {
        self.read(list, |clauses| {
            clauses.punctuation();
            let mut arguments = Arguments {
                star: clauses.token(K::STAR),
                distinct: clauses.node(K::DISTINCT).is_some(),
                ..Arguments::default()
            };
            clauses.node(K::ALL);
            for argument in clauses.nodes(K::ARG) {
                self.argument(&argument, &mut arguments)?;
            }
            Ok(arguments)
        })
    }

    fn argument(&self, node: &SyntaxNode, arguments: &mut Arguments) -> Read<()> {
        self.read(node, |clauses| {
            arguments.variadic |= clauses.token(K::VARIADIC_KW);
            if let Some(order_by) = clauses.node(K::ORDER_BY_CLAUSE) {
                arguments.order_by = self.order_by(&order_by)?;
            }
            arguments.list.push(match clauses.node(K::NAMED_ARG) {
                Some(named) => self.read(&named, |clauses| {
                    clauses.tokens(&[K::FAT_ARROW, K::COLON_EQ]);
                    Ok(Argument {
                        name: Some(clauses.name(K::PARAM_NAME_REF)?),
                        value: self.next_expr(clauses)?,
                    })
                })?,
                None => Argument {
                    name: None,
                    value: self.next_expr(clauses)?,
                },
            });
            Ok(())
        })
    }

    /// COALESCE and the other names that are no functions.
    fn common(&self, callee: &SyntaxNode, arguments: &Arguments) -> Read<Option<ExprKind>> {
        let Some(keyword) = callee.first_token().map(|token| token.kind()) else {
            return Ok(None);
        };
        let values = || -> Vec<Expr> {
            let values = arguments.list.iter().map(|argument| argument.value.clone());
            values.collect()
        };
        Ok(Some(match keyword {
            K::COALESCE_KW => ExprKind::Common("coalesce", values()),
            K::GREATEST_KW => ExprKind::Common("greatest", values()),
            K::LEAST_KW => ExprKind::Common("least", values()),
            K::GROUPING_KW => ExprKind::Grouping(values()),
            K::XMLCONCAT_KW => ExprKind::Xml {
                function: "xmlconcat",
                arguments: values(),
                ty: None,
            },
            K::NULLIF_KW => {
                let Ok([left, right]) = <[Expr; 2]>::try_from(values()) else {
                    let span = self.span_of(callee);
                    return Err(Box::new(self.syntax_error(span, "NULLIF takes two values")));
                };
                let operator = Operator {
                    schema: None,
                    name: "=".to_owned(),
                    span: self.span_of(callee),
                };
                ExprKind::NullIf {
                    operator,
                    left: Box::new(left),
                    right: Box::new(right),
                }
            }
            // `normalize(x, nfc)`: the form is a word, and a text to the function.
            K::NORMALIZE_KW => {
                let mut values = values();
                if let Some(form) = values.get_mut(1) {
                    form.kind = ExprKind::Literal(Literal::Text(String::new()));
                }
                super::operator::grammar("normalize", self.span_of(callee), values)
            }
            _ => return Ok(None),
        }))
    }
}

/// The number in `current_timestamp(3)`.
fn precision(arguments: &[Argument]) -> Option<i64> {
    match arguments {
        [
            Argument {
                value:
                    Expr {
                        kind: ExprKind::Literal(Literal::Integer(digits)),
                        ..
                    },
                ..
            },
        ] => digits.parse().ok(),
        _ => None,
    }
}
