//! Two trees, the SQL's and the server's, walked together.
//!
//! They differ only in casts: the server writes out those it chose itself, and drops those that changed
//! nothing.

use super::{ExprContext, literal, node::Node, types};

/// Whether the server's expression is what became of ours.
pub(super) fn means(ours: &Node, server: &Node, context: ExprContext<'_>) -> bool {
    let target = context.target.map(|ty| short_name(&ty.to_string()));
    Walk { context }.same(ours, server, target.as_deref())
}

/// `format_type`'s spelling as ours.
fn short_name(format_type: &str) -> String {
    let parsed = super::lower::parse(&format!("NULL::{format_type}"));
    match parsed {
        Some(Node::Cast(_, ty)) => ty,
        _ => format_type.to_owned(),
    }
}

struct Walk<'a> {
    context: ExprContext<'a>,
}

impl Walk<'_> {
    /// `ty` is the type both are known to have, where a cast or a column said so.
    fn same(&self, ours: &Node, server: &Node, ty: Option<&str>) -> bool {
        if let (Node::Cast(a, t), Node::Cast(b, u)) = (ours, server)
            && t == u
            && self.same(a, b, Some(t))
        {
            return true;
        }
        if let Node::Cast(inner, to) = server
            && self.server_chose(ours, inner, to)
            && self.same(ours, inner, Some(to))
        {
            return true;
        }
        if let Node::Cast(inner, to) = ours
            && self.changes_nothing(inner, to)
            && self.same(inner, server, Some(to))
        {
            return true;
        }
        self.same_shape(ours, server, ty)
    }

    fn same_shape(&self, ours: &Node, server: &Node, ty: Option<&str>) -> bool {
        match (ours, server) {
            (Node::Text(a), Node::Text(b)) => literal::same_value(a, b, ty),
            (Node::Text(text), Node::Number(number)) | (Node::Number(number), Node::Text(text)) => {
                literal::is_number(text) && literal::number(text) == *number
            }
            (Node::Text(text), Node::Name(word)) | (Node::Name(word), Node::Text(text)) => {
                let value = literal::boolean(text);
                matches!(
                    (&**word, value),
                    ("true", Some(true)) | ("false", Some(false))
                )
            }
            (Node::Op(a, lefts), Node::Op(b, rights)) => {
                a == b
                    && lefts.len() == rights.len()
                    && lefts.iter().zip(rights).all(|(a, b)| self.same(a, b, None))
            }
            (Node::Cast(..), _) | (_, Node::Cast(..)) => false,
            (a, b) => a == b,
        }
    }

    /// Whether the server may have put this cast around `inner` by itself.
    fn server_chose(&self, ours: &Node, inner: &Node, to: &str) -> bool {
        // A length is never put on without being asked for.
        if to.contains('(') {
            return false;
        }
        if inner.is_literal() {
            // Ours says otherwise if it has a cast of its own.
            return !matches!(ours, Node::Cast(..));
        }
        match self.type_of(inner) {
            // A domain's value is of the type below, and the server says so.
            Some(from) => from == to || types::implicit(&from, to),
            None => types::reached_implicitly(to),
        }
    }

    /// Whether the server drops this cast of ours, because it folds it or because it changes nothing.
    fn changes_nothing(&self, inner: &Node, to: &str) -> bool {
        inner.is_literal() || self.type_of(inner).is_some_and(|from| from == to)
    }

    /// The type, where it takes no inference to know it.
    fn type_of(&self, node: &Node) -> Option<String> {
        match node {
            Node::Cast(_, ty) => Some(ty.clone()),
            Node::Name(name) => {
                let column = self
                    .context
                    .columns
                    .iter()
                    .find(|column| column.name == *name);
                match column {
                    Some(column) => Some(short_name(&column.ty.to_string())),
                    None => types::result(name).map(str::to_owned),
                }
            }
            Node::Op(name, parts) => match name.strip_prefix("call ") {
                Some(function) => types::result(function).map(str::to_owned),
                None if name == "array" => {
                    let first = self.type_of(parts.first()?)?;
                    Some(format!("{first}[]"))
                }
                None => None,
            },
            Node::Text(_) | Node::Number(_) => None,
        }
    }
}
