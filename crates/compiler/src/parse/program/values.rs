//! Expressions that may be computed without a database.
//!
//! *Invariant:* what is not understood is [`Value::Unknown`], which decides nothing.

use super::{Value, body::tokens, plpgsql::child};
use crate::{
    parse::{clauses::Reader, literal, type_name::TYPES},
    source::Source,
};
use squawk_syntax::{
    SourceFile, SyntaxElement,
    SyntaxKind::{self as K},
    SyntaxNode,
};

/// An expression that stands alone, as the catalog holds it.
pub(crate) fn value_of(text: &str) -> Value {
    let text = format!("SELECT {text}");
    let source = Source::new("", &text);
    let parsed = SourceFile::parse(&text);
    let root = parsed.syntax_node();
    let target = root.descendants().find(|node| node.kind() == K::TARGET);
    target.map_or(Value::Unknown, |it| Reader::new(&source, 0).only(&it))
}

impl Reader {
    /// `PLPGSQL_EXPR`: what would stand after SELECT.
    pub(super) fn expression(&self, node: &SyntaxNode) -> Value {
        let targets = child(node, K::TARGET_LIST);
        let from = child(node, K::FROM_CLAUSE);
        match (targets, from) {
            (Some(list), None) => {
                let mut targets = list.children();
                match (targets.next(), targets.next()) {
                    (Some(target), None) => self.only(&target),
                    _ => Value::Unknown,
                }
            }
            // `count(*) FROM pg_class WHERE ..`
            (Some(_), Some(_)) => Value::Scalar(Box::new(self.asked(node))),
            _ => Value::Unknown,
        }
    }

    /// The value of a node around exactly one expression.
    pub(super) fn only(&self, node: &SyntaxNode) -> Value {
        node.first_child()
            .map_or(Value::Unknown, |inner| self.value(&inner))
    }

    /// An expression.
    pub(super) fn value(&self, node: &SyntaxNode) -> Value {
        let parts: Vec<SyntaxNode> = node.children().collect();
        match (node.kind(), parts.as_slice()) {
            (K::PAREN_EXPR, [inner]) if is_query(inner) => {
                Value::Scalar(Box::new(self.asked(inner)))
            }
            (K::PAREN_SELECT, [inner]) if is_query(inner) => self.value(inner),
            (K::SELECT, _) => Value::Scalar(Box::new(self.asked(node))),
            (K::PAREN_EXPR | K::ARG | K::TARGET | K::SET_EXPR, [inner]) => self.value(inner),
            (K::LITERAL, _) => self.constant_value(node),
            (K::NAME_REF, _) => match self.name(node) {
                Ok(name) if !name.quoted && is_grammar(&name.text) => {
                    Value::Call(name.text, Vec::new())
                }
                Ok(name) => Value::Name(vec![name.text]),
                Err(_) => Value::Unknown,
            },
            (K::FIELD_EXPR, _) => self.dotted_value(node),
            (K::BIN_EXPR, [left, .., right]) => self.binary_value(node, left, right),
            (K::PREFIX_EXPR, [.., operand]) => {
                let operator = operator(node, None, Some(operand));
                Value::Op(operator, vec![self.value(operand)])
            }
            (K::POSTFIX_EXPR, [operand, ..]) => {
                let operator = operator(node, Some(operand), None);
                let operator = match &*operator {
                    "isnull" => "is null",
                    "notnull" => "is not null",
                    other => other,
                };
                Value::Op(operator.to_owned(), vec![self.value(operand)])
            }
            (K::CAST_EXPR, _) => self.cast_value(&parts),
            (K::TUPLE_EXPR, _) => Value::Op("array".to_owned(), self.all_values(&parts)),
            (K::ARRAY_EXPR, _) if !parts.iter().any(is_query) => {
                Value::Op("array".to_owned(), self.all_values(&parts))
            }
            (K::CALL_EXPR, _) => self.called_value(&parts),
            _ => Value::Unknown,
        }
    }

    fn all_values(&self, nodes: &[SyntaxNode]) -> Vec<Value> {
        nodes.iter().map(|node| self.value(node)).collect()
    }

    fn constant_value(&self, node: &SyntaxNode) -> Value {
        let Some(token) = tokens(node).into_iter().next() else {
            return Value::Unknown;
        };
        match token.kind() {
            K::NULL_KW => Value::Null,
            K::TRUE_KW => Value::Bool(true),
            K::FALSE_KW => Value::Bool(false),
            K::INT_NUMBER => token.text().parse().map_or(Value::Unknown, Value::Number),
            K::POSITIONAL_PARAM => Value::Name(vec![token.text().to_owned()]),
            _ => literal::string(self, node).map_or(Value::Unknown, Value::Text),
        }
    }

    fn dotted_value(&self, node: &SyntaxNode) -> Value {
        let mut names = Vec::new();
        for part in node.children() {
            match (part.kind(), self.value(&part)) {
                (K::NAME_REF | K::FIELD_EXPR, Value::Name(parts)) => names.extend(parts),
                _ => return Value::Unknown,
            }
        }
        Value::Name(names)
    }

    fn binary_value(&self, node: &SyntaxNode, left: &SyntaxNode, right: &SyntaxNode) -> Value {
        let operator = operator(node, Some(left), Some(right));
        let value = self.value(left);
        let null = |yes: &str| Value::Op(yes.to_owned(), vec![value.clone()]);
        let right_value = || self.value(right);
        match &*operator {
            "is" if right_value() == Value::Null => null("is null"),
            "is not" if right_value() == Value::Null => null("is not null"),
            "is" | "is not distinct from" => Value::Op("is".to_owned(), vec![value, right_value()]),
            "is not" | "is distinct from" => {
                let is = Value::Op("is".to_owned(), vec![value, right_value()]);
                Value::Op("not".to_owned(), vec![is])
            }
            "in" | "not in" => {
                let mut list = vec![value];
                if is_query(right) || right.children().any(|it| is_query(&it)) {
                    list.push(right_value());
                } else {
                    list.extend(right.children().map(|it| self.value(&it)));
                }
                let within = Value::Op("in".to_owned(), list);
                match &*operator {
                    "in" => within,
                    _ => Value::Op("not".to_owned(), vec![within]),
                }
            }
            "=" if any_of(right).is_some() => match any_of(right) {
                Some(array) => Value::Op("any =".to_owned(), vec![value, self.value(&array)]),
                None => Value::Unknown,
            },
            "!=" => Value::Op("<>".to_owned(), vec![value, right_value()]),
            _ => Value::Op(operator, vec![value, right_value()]),
        }
    }

    /// `x::t`, `CAST(x AS t)`, `t 'x'`.
    fn cast_value(&self, parts: &[SyntaxNode]) -> Value {
        let is_type = |node: &&SyntaxNode| TYPES.contains(&node.kind());
        let value = parts
            .iter()
            .find(|node| !is_type(node) && node.kind() != K::COLON_COLON);
        match (value, parts.iter().find(is_type)) {
            (Some(value), Some(ty)) => {
                let word = self.type_word(ty);
                Value::Cast(Box::new(self.value(value)), word)
            }
            _ => Value::Unknown,
        }
    }

    /// The bare name of a type, `[]` included.
    pub(super) fn type_word(&self, node: &SyntaxNode) -> String {
        let Ok(ty) = self.type_name(node) else {
            return String::new();
        };
        let array = if ty.array { "[]" } else { "" };
        format!("{}{array}", ty.name.name.text)
    }

    fn called_value(&self, parts: &[SyntaxNode]) -> Value {
        match parts {
            [exists] if exists.kind() == K::EXISTS_FN => {
                let query = exists.children().find(is_query);
                query.map_or(Value::Unknown, |it| {
                    Value::Exists(Box::new(self.asked(&it)))
                })
            }
            [function, arguments, ..] if arguments.kind() == K::ARG_LIST => {
                let name = match self.value(function) {
                    Value::Name(mut parts) => match parts.pop() {
                        // Only Postgres' own functions are computed here.
                        Some(name) if parts.is_empty() || parts == ["pg_catalog"] => name,
                        _ => return Value::Unknown,
                    },
                    Value::Call(name, _) => name,
                    _ => return Value::Unknown,
                };
                let star = tokens(arguments).iter().any(|it| it.kind() == K::STAR);
                let values = arguments.children().map(|it| self.value(&it)).collect();
                Value::Call(name, if star { Vec::new() } else { values })
            }
            _ => Value::Unknown,
        }
    }
}

pub(super) fn is_query(node: &SyntaxNode) -> bool {
    matches!(
        node.kind(),
        K::SELECT | K::COMPOUND_SELECT | K::PAREN_SELECT | K::VALUES | K::TABLE
    )
}

/// The array in `= ANY (array)`.
fn any_of(node: &SyntaxNode) -> Option<SyntaxNode> {
    let any = child(node, K::ANY_FN)?;
    any.first_child()
}

/// Functions that are called without brackets.
fn is_grammar(word: &str) -> bool {
    matches!(
        word,
        "current_schema" | "current_database" | "current_catalog" | "current_user" | "user"
    )
}

/// The words between the operands: `=`, `is not`.
fn operator(node: &SyntaxNode, after: Option<&SyntaxNode>, before: Option<&SyntaxNode>) -> String {
    let from = after.map_or(node.text_range().start(), |it| it.text_range().end());
    let to = before.map_or(node.text_range().end(), |it| it.text_range().start());
    let words = node
        .descendants_with_tokens()
        .filter_map(SyntaxElement::into_token)
        .filter(|token| !token.kind().is_trivia())
        .filter(|token| token.text_range().start() >= from && token.text_range().end() <= to);
    let mut joined = String::new();
    let mut last_was_word = false;
    for word in words {
        let text = word.text().to_lowercase();
        let is_word = text.starts_with(char::is_alphabetic);
        if is_word && last_was_word {
            joined.push(' ');
        }
        joined.push_str(&text);
        last_was_word = is_word;
    }
    joined
}
