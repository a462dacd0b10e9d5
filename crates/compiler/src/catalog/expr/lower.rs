//! From the parser's tree to ours: spellings of the same thing become the same node.

use super::{
    calls::{call, case, special_call},
    literal,
    node::Node,
    operators::{between, binary, operator, prefix},
    types,
};
use squawk_syntax::{SourceFile, SyntaxElement, SyntaxKind, SyntaxNode, SyntaxToken};

/// Deeper than anybody writes, and well short of what overflows the parser's stack.
const DEEPEST: usize = 200;

/// Longer than anybody writes: each word of `1 + 1 + ..` nests, and this runs on the caller's stack.
const LONGEST: usize = 20_000;

/// The expression, or `None` if it is not one.
pub(super) fn parse(text: &str) -> Option<Node> {
    if text.len() > LONGEST || deepest(text) > DEEPEST {
        return None;
    }
    let parsed = SourceFile::parse(&format!("SELECT {text}"));
    if !parsed.errors().is_empty() {
        return None;
    }
    let root = parsed.syntax_node();
    let mut targets = root
        .descendants()
        .filter(|node| node.kind() == SyntaxKind::TARGET);
    let target = targets.next()?;
    // `a, b` and `a FROM b` are no expressions.
    let whole = target.text().to_string();
    if whole.trim() != text.trim() {
        return None;
    }
    target.children().next().map(|node| lower(&node))
}

/// How deep parentheses and brackets nest, at most: those in strings count too, to be on the safe side.
fn deepest(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The tokens that mean something.
pub(super) fn tokens(node: &SyntaxNode) -> impl Iterator<Item = SyntaxToken> {
    node.descendants_with_tokens()
        .filter_map(SyntaxElement::into_token)
        .filter(|token| !token.kind().is_trivia())
}

/// A word as Postgres reads it: folded to lower case unless quoted.
pub(super) fn ident(token: &SyntaxToken) -> String {
    let text = token.text();
    match text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
    {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => text.to_lowercase(),
    }
}

pub(super) fn lower(node: &SyntaxNode) -> Node {
    let parts: Vec<SyntaxNode> = node.children().collect();
    match (node.kind(), &parts[..]) {
        (SyntaxKind::PAREN_EXPR | SyntaxKind::ARG, [inner]) => lower(inner),
        (SyntaxKind::LITERAL, _) => literal::lower(node),
        (SyntaxKind::NAME_REF, _) => Node::Name(tokens(node).map(|token| ident(&token)).collect()),
        (SyntaxKind::FIELD_EXPR, [base, field]) => field_of(base, field),
        (SyntaxKind::BIN_EXPR, [left, .., right]) => binary(node, left, right),
        (SyntaxKind::PREFIX_EXPR, [.., operand]) => {
            prefix(&operator(node, None, Some(operand)), operand)
        }
        (SyntaxKind::POSTFIX_EXPR, [operand, ..]) => {
            let name = match &*operator(node, Some(operand), None) {
                "isnull" => "is null".to_owned(),
                "notnull" => "is not null".to_owned(),
                other => other.to_owned(),
            };
            Node::op(name, [lower(operand)])
        }
        (SyntaxKind::BETWEEN_EXPR, [value, .., low, high]) => between(node, value, low, high),
        (SyntaxKind::CAST_EXPR, _) => cast(node, &parts),
        (SyntaxKind::CALL_EXPR, [function, arguments])
            if arguments.kind() == SyntaxKind::ARG_LIST =>
        {
            call(function, arguments)
        }
        (SyntaxKind::CALL_EXPR, [special]) => special_call(special),
        (SyntaxKind::ARRAY_EXPR, _) => Node::op("array", lower_all(&parts)),
        (SyntaxKind::TUPLE_EXPR, _) => Node::op("row", lower_all(&parts)),
        (SyntaxKind::CASE_EXPR, _) => case(node, &parts),
        (SyntaxKind::COLLATE, [of, collation]) => {
            let name: Vec<String> = tokens(collation).map(|token| ident(&token)).collect();
            let name = name.join("");
            let name = name.strip_prefix("pg_catalog.").unwrap_or(&name).to_owned();
            Node::op("collate", [lower(of), Node::Name(name)])
        }
        _ => other(node),
    }
}

pub(super) fn lower_all(nodes: &[SyntaxNode]) -> Vec<Node> {
    nodes.iter().map(lower).collect()
}

/// Anything else: its kind, its words and its parts, in their order.
pub(super) fn other(node: &SyntaxNode) -> Node {
    let mut parts = Vec::new();
    for element in node.children_with_tokens() {
        if let Some(child) = element.as_node() {
            parts.push(lower(child));
        } else if let Some(token) = element.as_token()
            && !token.kind().is_trivia()
            && !matches!(
                token.kind(),
                SyntaxKind::L_PAREN | SyntaxKind::R_PAREN | SyntaxKind::COMMA
            )
        {
            parts.push(Node::Name(ident(token)));
        }
    }
    Node::op(format!("{:?}", node.kind()).to_lowercase(), parts)
}

/// `table.column` is the column, `schema.function` keeps a schema that is not on the path; `(value).field`
/// is a part of the value.
fn field_of(base: &SyntaxNode, field: &SyntaxNode) -> Node {
    match (base.kind(), lower(field)) {
        (SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR, field) => field,
        (_, field) => Node::op("field", [lower(base), field]),
    }
}

/// `x::t`, `CAST(x AS t)`, `t 'x'`.
fn cast(node: &SyntaxNode, parts: &[SyntaxNode]) -> Node {
    let is_type = |node: &&SyntaxNode| format!("{:?}", node.kind()).ends_with("_TYPE");
    let colons = |node: &&SyntaxNode| node.kind() == SyntaxKind::COLON_COLON;
    let rest: Vec<&SyntaxNode> = parts
        .iter()
        .filter(|part| !is_type(part) && !colons(part))
        .collect();
    match (parts.iter().find(is_type), &rest[..]) {
        (Some(ty), [value]) => {
            let ty = types::name(ty);
            match lower(value) {
                // A number in quotes is a number: Postgres prints `-1` as `'-1'::integer`.
                Node::Text(text) if types::is_number(&ty) && literal::is_number(&text) => {
                    Node::Number(literal::number(&text)).cast(ty)
                }
                value => value.cast(ty),
            }
        }
        _ => other(node),
    }
}
