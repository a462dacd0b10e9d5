//! Operators: what Postgres' parser makes of `IN`, `BETWEEN`, `LIKE` and comparisons of rows.

use super::{
    literal,
    lower::{ident, lower, tokens},
    node::Node,
};
use squawk_syntax::{SyntaxKind, SyntaxNode, SyntaxToken};

/// The words or signs between (before, after) the operands.
pub(super) fn operator(
    node: &SyntaxNode,
    left: Option<&SyntaxNode>,
    right: Option<&SyntaxNode>,
) -> String {
    let start = left.map_or(node.text_range().start(), |left| left.text_range().end());
    let end = right.map_or(node.text_range().end(), |right| right.text_range().start());
    let inside = |token: &SyntaxToken| {
        token.text_range().start() >= start && token.text_range().end() <= end
    };
    let words: Vec<String> = tokens(node)
        .filter(inside)
        .map(|token| ident(&token))
        .collect();
    let is_word = |word: &String| word.starts_with(|c: char| c.is_alphabetic());
    match words.first() {
        // `OPERATOR(pg_catalog.+)`
        Some(first) if first == "operator" => words
            .iter()
            .skip(1)
            .filter(|word| !is_word(word) && !"().".contains(&***word))
            .cloned()
            .collect(),
        Some(first) if is_word(first) => words.join(" "),
        _ => words.concat(),
    }
}

pub(super) fn binary(node: &SyntaxNode, left: &SyntaxNode, right: &SyntaxNode) -> Node {
    let name = operator(node, Some(left), Some(right));
    if let Some(list) = quantified(right) {
        let (quantifier, array) = list;
        return Node::op(format!("{name} {quantifier}"), [lower(left), array]);
    }
    let (a, b) = (lower(left), lower(right));
    match &*name {
        "and" | "or" => Node::flattened(&name, vec![a, b]),
        "in" if right.kind() == SyntaxKind::TUPLE_EXPR
            || right.kind() == SyntaxKind::PAREN_EXPR =>
        {
            in_list(&a, b, "=", "any", "or")
        }
        "not in"
            if right.kind() == SyntaxKind::TUPLE_EXPR || right.kind() == SyntaxKind::PAREN_EXPR =>
        {
            in_list(&a, b, "<>", "all", "and")
        }
        "is" | "is not" if b.is_null() || b.is_literal() => Node::op(format!("{name} {b}"), [a]),
        "is not distinct from" => not(Node::op("is distinct from", [a, b])),
        "=" | "<>" | "!=" => equality(if name == "=" { "=" } else { "<>" }, a, b),
        "like" => Node::op("~~", [a, pattern(b, "like_escape")]),
        "not like" => Node::op("!~~", [a, pattern(b, "like_escape")]),
        "ilike" => Node::op("~~*", [a, pattern(b, "like_escape")]),
        "not ilike" => Node::op("!~~*", [a, pattern(b, "like_escape")]),
        "similar to" => Node::op("~", [a, similar(b)]),
        "not similar to" => Node::op("!~", [a, similar(b)]),
        _ => Node::op(name, [a, b]),
    }
}

fn not(node: Node) -> Node {
    Node::op("not", [node])
}

/// `ANY (array)`, `SOME (array)` or `ALL (array)`.
fn quantified(right: &SyntaxNode) -> Option<(&'static str, Node)> {
    let inner = right
        .first_child()
        .filter(|_| right.kind() == SyntaxKind::CALL_EXPR)?;
    let quantifier = match inner.kind() {
        SyntaxKind::ANY_FN | SyntaxKind::SOME_FN => "any",
        SyntaxKind::ALL_FN => "all",
        _ => return None,
    };
    Some((quantifier, lower(&inner.first_child()?)))
}

/// As `transformAExprIn` does: constants become one array if there are at least two, anything that names a
/// column is compared by itself after them.
fn in_list(value: &Node, list: Node, op: &str, quantifier: &str, join: &str) -> Node {
    let items = match list {
        Node::Op(name, items) if name == "row" => items,
        single => vec![single],
    };
    let constants = items.iter().filter(|item| !item.names_something()).count();
    let single = |item: Node| equality(op, value.clone(), item);
    if constants < 2 {
        let mut parts: Vec<Node> = items.into_iter().map(single).collect();
        return if parts.len() == 1 {
            parts.remove(0)
        } else {
            Node::flattened(join, parts)
        };
    }
    let (others, constants): (Vec<Node>, Vec<Node>) =
        items.into_iter().partition(Node::names_something);
    let all = Node::op(
        format!("{op} {quantifier}"),
        [value.clone(), Node::op("array", constants)],
    );
    if others.is_empty() {
        return all;
    }
    let mut parts = vec![all];
    parts.extend(others.into_iter().map(single));
    Node::flattened(join, parts)
}

/// Rows are compared column by column.
fn equality(op: &str, left: Node, right: Node) -> Node {
    match (left, right) {
        (Node::Op(a, lefts), Node::Op(b, rights))
            if a == "row" && b == "row" && lefts.len() == rights.len() =>
        {
            let pairs = lefts
                .into_iter()
                .zip(rights)
                .map(|(a, b)| Node::op(op, [a, b]));
            Node::flattened(if op == "=" { "and" } else { "or" }, pairs.collect())
        }
        (left, right) => Node::op(op, [left, right]),
    }
}

/// `pattern ESCAPE character` is a call.
fn pattern(node: Node, function: &str) -> Node {
    match node {
        Node::Op(name, parts) if name == "escape" => Node::op(format!("call {function}"), parts),
        other => other,
    }
}

fn similar(node: Node) -> Node {
    match pattern(node, "similar_to_escape") {
        call @ Node::Op(..) => call,
        other => Node::op("call similar_to_escape", [other]),
    }
}

pub(super) fn prefix(name: &str, operand: &SyntaxNode) -> Node {
    match (name, lower(operand)) {
        ("-", Node::Number(number)) => Node::Number(literal::negated(&number)),
        ("+", operand @ Node::Number(_)) => operand,
        (name, operand) => Node::op(name, [operand]),
    }
}

pub(super) fn between(
    node: &SyntaxNode,
    value: &SyntaxNode,
    low: &SyntaxNode,
    high: &SyntaxNode,
) -> Node {
    let words = operator(node, Some(value), Some(low));
    let [value, low, high] = [value, low, high].map(lower);
    let op = |name: &str, bound: &Node| Node::op(name, [value.clone(), bound.clone()]);
    let range = |low: &Node, high: &Node| {
        if words.starts_with("not") {
            Node::op("or", [op("<", low), op(">", high)])
        } else {
            Node::op("and", [op(">=", low), op("<=", high)])
        }
    };
    if !words.ends_with("symmetric") || words.ends_with("asymmetric") {
        return range(&low, &high);
    }
    let join = if words.starts_with("not") {
        "and"
    } else {
        "or"
    };
    Node::flattened(join, vec![range(&low, &high), range(&high, &low)])
}
