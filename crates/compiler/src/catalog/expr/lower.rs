//! From the parser's tree to ours: spellings of the same thing become the same node.

use super::{literal, node::Node, types};
use squawk_syntax::{SourceFile, SyntaxKind, SyntaxNode, SyntaxToken};

/// Deeper than anybody writes, and well short of what overflows the parser's stack.
const DEEPEST: usize = 200;

/// The expression, or `None` if it is not one.
pub(super) fn parse(text: &str) -> Option<Node> {
    if deepest(text) > DEEPEST {
        return None;
    }
    let parsed = SourceFile::parse(&format!("SELECT {text}"));
    if !parsed.errors().is_empty() {
        return None;
    }
    let root = parsed.syntax_node();
    let mut targets = root.descendants().filter(|node| node.kind() == SyntaxKind::TARGET);
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
        .filter_map(|element| element.into_token())
        .filter(|token| !token.kind().is_trivia())
}

/// A word as Postgres reads it: folded to lower case unless quoted.
pub(super) fn ident(token: &SyntaxToken) -> String {
    let text = token.text();
    match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => text.to_lowercase(),
    }
}

fn lower(node: &SyntaxNode) -> Node {
    let parts: Vec<SyntaxNode> = node.children().collect();
    match (node.kind(), &parts[..]) {
        (SyntaxKind::PAREN_EXPR | SyntaxKind::ARG, [inner]) => lower(inner),
        (SyntaxKind::LITERAL, _) => literal::lower(node),
        (SyntaxKind::NAME_REF, _) => Node::Name(tokens(node).map(|token| ident(&token)).collect()),
        (SyntaxKind::FIELD_EXPR, [base, field]) => field_of(base, field),
        (SyntaxKind::BIN_EXPR, [left, .., right]) => binary(node, left, right),
        (SyntaxKind::PREFIX_EXPR, [.., operand]) => prefix(&operator(node, None, Some(operand)), operand),
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
        (SyntaxKind::CALL_EXPR, [function, arguments]) if arguments.kind() == SyntaxKind::ARG_LIST => {
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

fn lower_all(nodes: &[SyntaxNode]) -> Vec<Node> {
    nodes.iter().map(lower).collect()
}

/// Anything else: its kind, its words and its parts, in their order.
fn other(node: &SyntaxNode) -> Node {
    let mut parts = Vec::new();
    for element in node.children_with_tokens() {
        if let Some(child) = element.as_node() {
            parts.push(lower(child));
        } else if let Some(token) = element.as_token()
            && !token.kind().is_trivia()
            && !matches!(token.kind(), SyntaxKind::L_PAREN | SyntaxKind::R_PAREN | SyntaxKind::COMMA)
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

/// The words or signs between (before, after) the operands.
fn operator(node: &SyntaxNode, left: Option<&SyntaxNode>, right: Option<&SyntaxNode>) -> String {
    let start = left.map_or(node.text_range().start(), |left| left.text_range().end());
    let end = right.map_or(node.text_range().end(), |right| right.text_range().start());
    let inside = |token: &SyntaxToken| token.text_range().start() >= start && token.text_range().end() <= end;
    let words: Vec<String> = tokens(node).filter(inside).map(|token| ident(&token)).collect();
    let is_word = |word: &String| word.starts_with(|c: char| c.is_alphabetic());
    match words.first() {
        // `OPERATOR(pg_catalog.+)`
        Some(first) if first == "operator" => {
            words.iter().skip(1).filter(|word| !is_word(word) && !"().".contains(&***word)).cloned().collect()
        }
        Some(first) if is_word(first) => words.join(" "),
        _ => words.concat(),
    }
}

fn binary(node: &SyntaxNode, left: &SyntaxNode, right: &SyntaxNode) -> Node {
    let name = operator(node, Some(left), Some(right));
    if let Some(list) = quantified(right) {
        let (quantifier, array) = list;
        return Node::op(format!("{name} {quantifier}"), [lower(left), array]);
    }
    let (a, b) = (lower(left), lower(right));
    match &*name {
        "and" | "or" => Node::flattened(&name, vec![a, b]),
        "in" if right.kind() == SyntaxKind::TUPLE_EXPR || right.kind() == SyntaxKind::PAREN_EXPR => {
            in_list(&a, b, "=", "any", "or")
        }
        "not in" if right.kind() == SyntaxKind::TUPLE_EXPR || right.kind() == SyntaxKind::PAREN_EXPR => {
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
    let inner = right.first_child().filter(|_| right.kind() == SyntaxKind::CALL_EXPR)?;
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
        return if parts.len() == 1 { parts.remove(0) } else { Node::flattened(join, parts) };
    }
    let (others, constants): (Vec<Node>, Vec<Node>) =
        items.into_iter().partition(Node::names_something);
    let all = Node::op(format!("{op} {quantifier}"), [value.clone(), Node::op("array", constants)]);
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
            let pairs = lefts.into_iter().zip(rights).map(|(a, b)| Node::op(op, [a, b]));
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

fn prefix(name: &str, operand: &SyntaxNode) -> Node {
    match (name, lower(operand)) {
        ("-", Node::Number(number)) => Node::Number(literal::negated(&number)),
        ("+", operand @ Node::Number(_)) => operand,
        (name, operand) => Node::op(name, [operand]),
    }
}

fn between(node: &SyntaxNode, value: &SyntaxNode, low: &SyntaxNode, high: &SyntaxNode) -> Node {
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
    let join = if words.starts_with("not") { "and" } else { "or" };
    Node::flattened(join, vec![range(&low, &high), range(&high, &low)])
}

/// `x::t`, `CAST(x AS t)`, `t 'x'`.
fn cast(node: &SyntaxNode, parts: &[SyntaxNode]) -> Node {
    let is_type = |node: &&SyntaxNode| format!("{:?}", node.kind()).ends_with("_TYPE");
    let colons = |node: &&SyntaxNode| node.kind() == SyntaxKind::COLON_COLON;
    let rest: Vec<&SyntaxNode> = parts.iter().filter(|part| !is_type(part) && !colons(part)).collect();
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

fn call(function: &SyntaxNode, arguments: &SyntaxNode) -> Node {
    let words: Vec<String> = tokens(function)
        .filter(|token| token.kind() != SyntaxKind::DOT)
        .map(|token| ident(&token))
        .filter(|word| !matches!(&**word, "pg_catalog" | "public"))
        .collect();
    let name = words.join(".");
    let only_arguments = arguments.children().all(|child| child.kind() == SyntaxKind::ARG);
    let star = tokens(arguments).any(|token| matches!(token.kind(), SyntaxKind::VARIADIC_KW));
    if !only_arguments || star {
        return Node::op(format!("call {name}"), [other(arguments)]);
    }
    let arguments: Vec<SyntaxNode> = arguments.children().collect();
    Node::op(format!("call {name}"), lower_all(&arguments))
}

/// The calls with a grammar of their own, `EXTRACT(year FROM x)`.
fn special_call(special: &SyntaxNode) -> Node {
    let mut words: Vec<Node> = Vec::new();
    flatten(special, &mut words);
    let has = |words: &[Node], word: &str| words.contains(&Node::Name(word.to_owned()));
    if special.kind() == SyntaxKind::TRIM_FN {
        // `TRIM(x)` is `TRIM(BOTH FROM x)`.
        if !["both", "leading", "trailing"].iter().any(|word| has(&words, word)) {
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
            && !matches!(token.kind(), SyntaxKind::L_PAREN | SyntaxKind::R_PAREN | SyntaxKind::COMMA)
        {
            out.push(Node::Name(ident(token)));
        }
    }
}

/// A CASE without ELSE has `ELSE NULL`.
fn case(node: &SyntaxNode, parts: &[SyntaxNode]) -> Node {
    let mut lowered = match other(node) {
        Node::Op(_, parts) => parts,
        single => vec![single],
    };
    if !parts.iter().any(|part| part.kind() == SyntaxKind::ELSE_CLAUSE) {
        let missing = [Node::Name("else".to_owned()), Node::Name("null".to_owned())];
        let end = lowered.len().saturating_sub(1);
        lowered.insert(end, Node::op("else_clause", missing));
    }
    Node::op("case", lowered)
}
