//! Calls and CASE, the ones with a grammar of their own included.

use super::{
    lower::{ident, lower, lower_all, other, tokens},
    node::Node,
};
use squawk_syntax::{SyntaxKind, SyntaxNode};

pub(super) fn call(function: &SyntaxNode, arguments: &SyntaxNode) -> Node {
    let words: Vec<String> = tokens(function)
        .filter(|token| token.kind() != SyntaxKind::DOT)
        .map(|token| ident(&token))
        .filter(|word| !matches!(&**word, "pg_catalog" | "public"))
        .collect();
    let name = words.join(".");
    let only_arguments = arguments
        .children()
        .all(|child| child.kind() == SyntaxKind::ARG);
    let star = tokens(arguments).any(|token| matches!(token.kind(), SyntaxKind::VARIADIC_KW));
    if !only_arguments || star {
        return Node::op(format!("call {name}"), [other(arguments)]);
    }
    let arguments: Vec<SyntaxNode> = arguments.children().collect();
    Node::op(format!("call {name}"), lower_all(&arguments))
}

/// The calls with a grammar of their own, `EXTRACT(year FROM x)`.
pub(super) fn special_call(special: &SyntaxNode) -> Node {
    let mut words: Vec<Node> = Vec::new();
    flatten(special, &mut words);
    let has = |words: &[Node], word: &str| words.contains(&Node::Name(word.to_owned()));
    if special.kind() == SyntaxKind::TRIM_FN {
        // `TRIM(x)` is `TRIM(BOTH FROM x)`.
        if !["both", "leading", "trailing"]
            .iter()
            .any(|word| has(&words, word))
        {
            words.insert(1, Node::Name("both".to_owned()));
        }
        words.retain(|word| *word != Node::Name("from".to_owned()));
    }
    Node::op("call", words)
}

/// The words and expressions of a special call in their order.
fn flatten(node: &SyntaxNode, out: &mut Vec<Node>) {
    for element in node.children_with_tokens() {
        if let Some(child) = element.as_node() {
            let kind = format!("{:?}", child.kind());
            if kind.ends_with("_EXPR") || matches!(&*kind, "LITERAL" | "NAME_REF" | "COLLATE") {
                out.push(lower(child));
            } else {
                flatten(child, out);
            }
        } else if let Some(token) = element.as_token()
            && !token.kind().is_trivia()
            && !matches!(
                token.kind(),
                SyntaxKind::L_PAREN | SyntaxKind::R_PAREN | SyntaxKind::COMMA
            )
        {
            out.push(Node::Name(ident(token)));
        }
    }
}

/// A CASE without ELSE has `ELSE NULL`.
pub(super) fn case(node: &SyntaxNode, parts: &[SyntaxNode]) -> Node {
    let mut lowered = match other(node) {
        Node::Op(_, parts) => parts,
        single => vec![single],
    };
    if !parts
        .iter()
        .any(|part| part.kind() == SyntaxKind::ELSE_CLAUSE)
    {
        let missing = [Node::Name("else".to_owned()), Node::Name("null".to_owned())];
        let end = lowered.len().saturating_sub(1);
        lowered.insert(end, Node::op("else_clause", missing));
    }
    Node::op("case", lowered)
}
