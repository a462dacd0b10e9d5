//! An SQL expression as it was written.

/// A default, a check, a predicate: text as written, or as the server prints it.
///
/// Postgres prints expressions its own way (`'{}'::jsonb`, `= ANY (ARRAY[..])`), so two are compared by
/// meaning, never by text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// The expression without enclosing parentheses of the clause it stood in.
    pub text: String,
}

impl Expr {
    /// An expression of this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}
