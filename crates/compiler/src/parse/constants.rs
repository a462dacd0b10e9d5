//! The string constants of a stored expression, and what says of which type each is.

use super::{
    clauses::Reader,
    literal,
    statement::ObjectName,
    stored::{inside, look_into},
    type_name::TYPES,
};
use crate::source::Span;
use squawk_syntax::{
    SyntaxKind::{
        ALL_FN, ANY_FN, ARG, ARG_LIST, ARRAY_EXPR, BETWEEN_EXPR, BIN_EXPR, CALL_EXPR, CAST_EXPR,
        FIELD_EXPR, LITERAL, NAME_REF, PAREN_EXPR, SOME_FN, TUPLE_EXPR,
    },
    SyntaxNode,
};

/// A string in an expression.
pub(crate) struct Constant {
    pub(crate) span: Span,
    pub(crate) value: String,
    pub(crate) role: Role,
}

/// What a string stands beside.
pub(crate) enum Role {
    /// Nothing: it is the whole expression.
    Alone,
    /// The type it is cast to, or its array.
    Cast(ObjectName),
    /// What it is compared with.
    Beside {
        columns: Vec<String>,
        types: Vec<ObjectName>,
    },
    /// Something that takes inference.
    Other,
}

/// Every string of an expression; spans are those of its text.
pub(crate) fn constants_of(text: &str) -> Vec<Constant> {
    let constants = look_into(text, |reader, expr| {
        let literals = expr.descendants().filter(|node| node.kind() == LITERAL);
        let constants = literals.filter_map(|literal| {
            Some(Constant {
                span: inside(&reader.span_of(&literal)),
                value: literal::string(reader, &literal).ok()?,
                role: role(reader, expr, &literal),
            })
        });
        constants.collect()
    });
    constants.unwrap_or_default()
}

/// Climbs out of parentheses and lists.
fn role(reader: &Reader, expr: &SyntaxNode, literal: &SyntaxNode) -> Role {
    let mut below = literal.clone();
    while let Some(above) = below.parent() {
        match above.kind() {
            _ if above == *expr => return Role::Alone,
            CAST_EXPR => {
                return reader
                    .cast_types(&above)
                    .pop()
                    .map_or(Role::Other, |ty| Role::Cast(ty.name));
            }
            BIN_EXPR | BETWEEN_EXPR => return beside(reader, &above, &below),
            PAREN_EXPR | TUPLE_EXPR | ARRAY_EXPR | ARG | ANY_FN | SOME_FN | ALL_FN => below = above,
            // `ANY (..)` is a call, but of no function.
            CALL_EXPR if !above.children().any(|child| child.kind() == ARG_LIST) => below = above,
            _ => return Role::Other,
        }
    }
    Role::Other
}

fn beside(reader: &Reader, comparison: &SyntaxNode, operand: &SyntaxNode) -> Role {
    let mut role = (Vec::new(), Vec::new());
    for other in comparison.children().filter(|it| it != operand) {
        let mut other = other;
        while other.kind() == PAREN_EXPR
            && let Some(inner) = other.first_child()
        {
            other = inner;
        }
        match other.kind() {
            NAME_REF => role.0.extend(reader.name(&other).map(|name| name.text)),
            FIELD_EXPR => {
                let column = other.last_child();
                let column = column.and_then(|it| reader.name(&it).ok());
                role.0.extend(column.map(|name| name.text));
            }
            CAST_EXPR => {
                let ty = other.children().find(|it| TYPES.contains(&it.kind()));
                let ty = ty.and_then(|it| reader.type_name(&it).ok());
                role.1.extend(ty.map(|ty| ty.name));
            }
            _ => {}
        }
    }
    Role::Beside {
        columns: role.0,
        types: role.1,
    }
}
