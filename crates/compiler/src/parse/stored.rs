//! Looking into an expression that the catalog holds as text.

use super::{
    clauses::Reader,
    literal,
    statement::{Call, ColumnRef, Name, ObjectName, TypeName},
    type_name::TYPES,
};
use crate::source::{Source, Span};
use squawk_syntax::{SourceFile, SyntaxKind, SyntaxNode};

const BEFORE: &str = "SELECT (";

/// What an expression names; spans are those of its text.
#[derive(Default)]
pub(crate) struct Names {
    /// The columns.
    pub(crate) columns: Vec<ColumnRef>,
    /// The functions that are called.
    pub(crate) calls: Vec<Call>,
    /// The types of casts.
    pub(crate) types: Vec<ObjectName>,
    /// What a constant of type `regclass` names; the span is that of the constant.
    pub(crate) relations: Vec<ObjectName>,
}

/// The columns an expression names.
pub(crate) fn columns_of(text: &str) -> Vec<ColumnRef> {
    names_of(text).columns
}

/// Everything an expression names.
pub(crate) fn names_of(text: &str) -> Names {
    let names = look_into(text, |reader, expr| reader.names(expr).ok()).flatten();
    let mut names = names.unwrap_or_default();
    for name in names.each_mut() {
        name.span = inside(&name.span);
    }
    names
}

/// Reads a stored expression, which stands in parentheses; spans are to be told by [`inside`].
pub(super) fn look_into<T>(text: &str, read: impl FnOnce(&Reader, &SyntaxNode) -> T) -> Option<T> {
    let wrapped = format!("{BEFORE}{text})");
    let source = Source::new("", &wrapped);
    let reader = Reader::new(&source, 0);
    let root = SourceFile::parse(&wrapped).syntax_node();
    let mut nodes = root.descendants();
    let expr = nodes.find(|node| node.kind() == SyntaxKind::PAREN_EXPR)?;
    Some(read(&reader, &expr))
}

/// A span of the text alone.
pub(super) fn inside(span: &Span) -> Span {
    span.start.saturating_sub(BEFORE.len())..span.end.saturating_sub(BEFORE.len())
}

/// `FigureIndexColname` of an expression: what Postgres calls an index's column.
pub(crate) fn label_of(text: &str) -> String {
    let wrapped = format!("{BEFORE}{text})");
    let source = Source::new("", &wrapped);
    let reader = Reader::new(&source, 0);
    let root = SourceFile::parse(&wrapped).syntax_node();
    let expr = root
        .descendants()
        .find(|node| node.kind() == SyntaxKind::PAREN_EXPR);
    let label = expr.and_then(|node| reader.figure_name(&node).ok());
    label.unwrap_or_else(|| "expr".to_owned())
}

impl Names {
    fn each_mut(&mut self) -> impl Iterator<Item = &mut Name> {
        let columns = self.columns.iter_mut();
        let columns = columns.flat_map(|it| it.table.iter_mut().chain([&mut it.column]));
        let calls = self.calls.iter_mut().map(|call| &mut call.name);
        let objects = calls.chain(&mut self.types).chain(&mut self.relations);
        columns.chain(objects.flat_map(|it| it.schema.iter_mut().chain([&mut it.name])))
    }
}

impl Reader {
    fn names(&self, node: &SyntaxNode) -> super::clauses::Read<Names> {
        let expr = self.expr(node)?;
        Ok(Names {
            columns: expr.columns,
            calls: expr.calls,
            types: expr.types.into_iter().map(|ty| ty.name).collect(),
            relations: expr.relations,
        })
    }

    /// The types of the casts below a node. A modifier that is not modelled does not matter here, and a type
    /// that has one is none of ours.
    pub(super) fn cast_types(&self, node: &SyntaxNode) -> Vec<TypeName> {
        let is_type = |node: &SyntaxNode| TYPES.contains(&node.kind());
        let whole = |node: &SyntaxNode| !node.parent().is_some_and(|parent| is_type(&parent));
        let types = node.descendants().filter(|it| is_type(it) && whole(it));
        types.filter_map(|it| self.type_name(&it).ok()).collect()
    }

    /// What the constants of type `regclass` below a node name.
    pub(super) fn relation_constants(&self, node: &SyntaxNode) -> Vec<ObjectName> {
        let constants = node
            .descendants()
            .filter(|it| it.kind() == SyntaxKind::LITERAL && is_regclass(it));
        constants.filter_map(|it| self.regclass(&it)).collect()
    }

    /// The name in `'app.users_id_seq'`.
    fn regclass(&self, constant: &SyntaxNode) -> Option<ObjectName> {
        let text = literal::string(self, constant).ok()?;
        let mut parts = identifiers(&text)?.into_iter().rev();
        let span = self.span_of(constant);
        let name = |(text, quoted)| Name {
            text,
            quoted,
            span: span.clone(),
        };
        let object = parts.next().map(name)?;
        let schema = parts.next().map(name);
        let only = parts.next().is_none();
        only.then_some(ObjectName {
            schema,
            name: object,
        })
    }
}

/// Whether a constant is cast to `regclass`, in writing or as the argument of a sequence's function.
fn is_regclass(constant: &SyntaxNode) -> bool {
    let says = |node: &SyntaxNode, words: &[&str]| {
        let text = node.text().to_string().to_ascii_lowercase();
        words.iter().any(|word| text.contains(word))
    };
    let mut above = constant.ancestors().skip(1);
    above
        .find(|node| !matches!(node.kind(), SyntaxKind::ARG | SyntaxKind::PAREN_EXPR))
        .is_some_and(|node| match node.kind() {
            SyntaxKind::CAST_EXPR => says(&node, &["regclass"]),
            SyntaxKind::ARG_LIST => node.parent().is_some_and(|call| {
                let callee = call.first_child();
                callee.is_some_and(|callee| says(&callee, &["nextval", "currval", "setval"]))
            }),
            _ => false,
        })
}

/// The parts of a dotted name, folded, and whether each was quoted.
pub(crate) fn identifiers(text: &str) -> Option<Vec<(String, bool)>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    loop {
        if let Some(inside) = rest.strip_prefix('"') {
            let mut name = String::new();
            let mut at = 0;
            loop {
                let end = at + inside.get(at..)?.find('"')?;
                name.push_str(inside.get(at..end)?);
                if inside.get(end + 1..)?.starts_with('"') {
                    name.push('"');
                    at = end + 2;
                } else {
                    rest = inside.get(end + 1..)?;
                    break;
                }
            }
            parts.push((super::name::cut(&name), true));
        } else {
            let end = rest.find('.').unwrap_or(rest.len());
            let name = rest.get(..end)?.trim().to_ascii_lowercase();
            if name.is_empty() {
                return None;
            }
            parts.push((super::name::cut(&name), false));
            rest = rest.get(end..)?;
        }
        match rest.trim_start().strip_prefix('.') {
            Some(more) => rest = more.trim_start(),
            None if rest.trim().is_empty() => return Some(parts),
            None => return None,
        }
    }
}
