//! An SQL expression, and when two of them mean the same.
//!
//! Postgres does not keep what was written: it prints its own tree, with parentheses everywhere, `IN` as
//! `= ANY (ARRAY[..])`, and every cast it put in. So a written expression and a server's are lowered to the
//! same small tree ([`node`]) and walked together ([`compare`]), where the server may have casts that the
//! SQL left to it.
//!
//! *Invariant:* whatever is not understood is compared word for word. A difference too many is a nuisance,
//! one too few is drift that nobody sees.

mod calls;
mod compare;
mod literal;
mod lower;
mod node;
mod operators;
mod types;
mod values;

pub use values::{Subject, Texts};

use super::PgType;

/// A default, a check, a predicate: text as written, or as the server prints it.
///
/// Two are compared by meaning ([`Expr::means`]), never by text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// The expression without enclosing parentheses of the clause it stood in.
    pub text: String,
}

/// What is known about the place an expression stands in.
#[derive(Clone, Copy, Default)]
pub struct ExprContext<'a> {
    /// The columns that can be named, with their types.
    pub columns: &'a [super::Column],
    /// The type the value is put into: a default's column.
    pub target: Option<&'a PgType>,
}

impl Expr {
    /// An expression of this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// Whether this expression, as it was written, is what the server printed as `server`.
    pub fn means(&self, server: &Self, context: ExprContext<'_>) -> bool {
        match (lower::parse(&self.text), lower::parse(&server.text)) {
            (Some(ours), Some(theirs)) => compare::means(&ours, &theirs, context),
            _ => words(&self.text) == words(&server.text),
        }
    }

    /// Whether it is nothing but NULL, which as a default is the same as none.
    pub fn is_null(&self) -> bool {
        lower::parse(&self.text).is_some_and(|node| node.is_null())
    }

    /// Whether it is a constant, with a cast or without.
    pub(crate) fn is_constant(&self) -> bool {
        lower::parse(&self.text).is_some_and(|node| node.is_constant())
    }

    /// The value, where it is nothing but a string.
    pub(crate) fn constant(&self) -> Option<String> {
        match lower::parse(&self.text)? {
            node::Node::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The expression spelled the one way that `means` compares, for messages and for tests.
    pub fn canonical(&self) -> String {
        lower::parse(&self.text).map_or_else(|| words(&self.text), |node| node.to_string())
    }
}

/// The text with its white space folded.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
