//! Whether an expression, which is kept as text, names an object.

use crate::{
    catalog::{Expr, Function, walk::Key},
    parse::{ObjectName, names_of},
};

/// An object that an expression may name.
pub(super) struct Mentions {
    kind: Kind,
    schema: String,
    name: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Type,
    Function,
    Sequence,
}

impl Mentions {
    pub(super) fn ty(key: &Key) -> Self {
        Self::new(Kind::Type, &key.0, &key.1)
    }

    pub(super) fn function(key: &Key, function: &Function) -> Self {
        Self::named_function(&key.0, &function.name)
    }

    /// A function of whatever arguments.
    pub(super) fn named_function(schema: &str, name: &str) -> Self {
        Self::new(Kind::Function, schema, name)
    }

    pub(super) fn sequence(key: &Key) -> Self {
        Self::new(Kind::Sequence, &key.0, &key.1)
    }

    fn new(kind: Kind, schema: &str, name: &str) -> Self {
        let (schema, name) = (schema.to_owned(), name.to_owned());
        Self { kind, schema, name }
    }

    /// Whether the object is named.
    pub(super) fn are_in(&self, expr: &Expr) -> bool {
        // Reading the text again is slow, looking for the word is not. Only ASCII is folded, as in SQL.
        if !contains_folded(&expr.text, &self.name) {
            return false;
        }
        let names = names_of(&expr.text);
        match self.kind {
            Kind::Type => names.types.iter().any(|name| self.is(name)),
            Kind::Function => names.calls.iter().any(|call| self.is(&call.name)),
            Kind::Sequence => names.relations.iter().any(|name| self.is(name)),
        }
    }

    fn is(&self, name: &ObjectName) -> bool {
        let schema = name.schema.as_ref().map(|it| it.text.as_str());
        let here = match self.kind {
            // What an expression names stands in it with its schema, unless that is `public`.
            Kind::Type | Kind::Sequence => schema.unwrap_or("public") == self.schema,
            Kind::Function => schema.is_none_or(|it| it == self.schema),
        };
        name.name.text == self.name && here
    }
}

fn contains_folded(text: &str, word: &str) -> bool {
    let word = word.as_bytes();
    let mut windows = text.as_bytes().windows(word.len().max(1));
    // A name with a quote in it is written with two.
    word.contains(&b'"') || windows.any(|window| window.eq_ignore_ascii_case(word))
}
