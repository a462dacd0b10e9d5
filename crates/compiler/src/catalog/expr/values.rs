//! The texts that a check leaves a column.
//!
//! A condition refuses a row only where it is false: NULL passes. So for each part of it there is a set of
//! values for which it *may be* anything but false, and one for which it may be anything but true; `NOT` swaps
//! the two, `AND` and `OR` intersect and unite them.
//!
//! *Invariant:* both sets are never too small. What is not understood may be anything.

use super::{Expr, node::Node};
use crate::catalog::PgType;

/// What a check speaks of: a column, or a domain's `VALUE`.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The name as the check knows it.
    pub name: &'a str,
    /// Its type.
    pub ty: &'a PgType,
    /// Its collation, if it is not that of the type.
    pub collation: Option<&'a str>,
}

/// A set of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Texts {
    /// These, in the order in which SQL says them.
    Only(Vec<String>),
    /// All but these.
    AllBut(Vec<String>),
}

impl Texts {
    /// Any text.
    pub fn any() -> Self {
        Self::AllBut(Vec::new())
    }

    fn none() -> Self {
        Self::Only(Vec::new())
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Only(a), Self::Only(b)) => Self::Only(common(a, &b)),
            (Self::Only(a), Self::AllBut(b)) | (Self::AllBut(b), Self::Only(a)) => {
                Self::Only(without(a, &b))
            }
            (Self::AllBut(a), Self::AllBut(b)) => Self::AllBut(united(a, b)),
        }
    }

    /// What is in one or the other.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Only(a), Self::Only(b)) => Self::Only(united(a, b)),
            (Self::Only(a), Self::AllBut(b)) | (Self::AllBut(b), Self::Only(a)) => {
                Self::AllBut(without(b, &a))
            }
            (Self::AllBut(a), Self::AllBut(b)) => Self::AllBut(common(a, &b)),
        }
    }
}

fn united(mut a: Vec<String>, b: Vec<String>) -> Vec<String> {
    for value in b {
        if !a.contains(&value) {
            a.push(value);
        }
    }
    a
}

fn common(mut a: Vec<String>, b: &[String]) -> Vec<String> {
    a.retain(|value| b.contains(value));
    a
}

fn without(mut a: Vec<String>, b: &[String]) -> Vec<String> {
    a.retain(|value| !b.contains(value));
    a
}

impl Expr {
    /// The texts that a row may hold in the column if this is one of its valid checks, NULL aside.
    pub fn texts(&self, subject: Subject<'_>) -> Texts {
        match super::lower::parse(&self.text) {
            Some(node) if subject.is_exact() => subject.may_pass(&node),
            _ => Texts::any(),
        }
    }
}

/// The collations in which texts are equal only if they are the same; one that a migration made may differ.
const EXACT: &[&str] = &["C", "POSIX", "default", "ucs_basic"];

impl Subject<'_> {
    /// Whether its values are texts that are equal only if they are the same.
    fn is_exact(self) -> bool {
        let is_text = matches!(
            self.ty.name.as_str(),
            "text" | "varchar" | "bpchar" | "citext"
        );
        let is_word = matches!(self.name, "true" | "false" | "null");
        is_text && !is_word && !self.ty.array && self.collation.is_none_or(|it| EXACT.contains(&it))
    }

    /// For which texts the condition is not false.
    fn may_pass(self, node: &Node) -> Texts {
        match node {
            Node::Name(word) if word == "false" => Texts::none(),
            Node::Op(name, parts) => match (name.as_str(), parts.as_slice()) {
                ("and", parts) => {
                    let parts = parts.iter().map(|part| self.may_pass(part));
                    parts.reduce(Texts::and).unwrap_or_else(Texts::any)
                }
                ("or", parts) => {
                    let parts = parts.iter().map(|part| self.may_pass(part));
                    parts.reduce(Texts::or).unwrap_or_else(Texts::any)
                }
                ("not", [part]) => self.may_fail(part),
                ("is null", [of]) if self.is_it(of) => Texts::none(),
                ("=", [a, b]) => self.equal(a, b).map_or_else(Texts::any, Texts::Only),
                ("= any", [of, list]) => self.list(of, list).map_or_else(Texts::any, Texts::Only),
                ("<>" | "is distinct from", [a, b]) => {
                    self.equal(a, b).map_or_else(Texts::any, Texts::AllBut)
                }
                ("<> all", [of, list]) => {
                    self.list(of, list).map_or_else(Texts::any, Texts::AllBut)
                }
                _ => Texts::any(),
            },
            _ => Texts::any(),
        }
    }

    /// For which texts the condition is not true.
    fn may_fail(self, node: &Node) -> Texts {
        match node {
            Node::Name(word) if word == "true" => Texts::none(),
            Node::Op(name, parts) => match (name.as_str(), parts.as_slice()) {
                ("and", parts) => {
                    let parts = parts.iter().map(|part| self.may_fail(part));
                    parts.reduce(Texts::or).unwrap_or_else(Texts::any)
                }
                ("or", parts) => {
                    let parts = parts.iter().map(|part| self.may_fail(part));
                    parts.reduce(Texts::and).unwrap_or_else(Texts::any)
                }
                ("not", [part]) => self.may_pass(part),
                ("is not null", [of]) if self.is_it(of) => Texts::none(),
                ("=", [a, b]) => self.equal(a, b).map_or_else(Texts::any, Texts::AllBut),
                ("= any", [of, list]) => self.list(of, list).map_or_else(Texts::any, Texts::AllBut),
                ("<>" | "is distinct from", [a, b]) => {
                    self.equal(a, b).map_or_else(Texts::any, Texts::Only)
                }
                ("<> all", [of, list]) => self.list(of, list).map_or_else(Texts::any, Texts::Only),
                _ => Texts::any(),
            },
            _ => Texts::any(),
        }
    }

    /// The one text that is compared with the subject, on either side.
    fn equal(self, a: &Node, b: &Node) -> Option<Vec<String>> {
        let (of, value) = if self.is_it(a) { (a, b) } else { (b, a) };
        let exact = self.compares_exactly(of)?;
        Some(vec![exact.value(value)?])
    }

    /// The texts of `ANY (..)` and `ALL (..)`, none of them NULL.
    fn list(self, of: &Node, list: &Node) -> Option<Vec<String>> {
        let exact = self.compares_exactly(of)?;
        let list = match list {
            Node::Cast(inner, ty) if matches!(ty.as_str(), "text[]" | "varchar[]") => inner,
            other => other,
        };
        match list {
            Node::Op(name, items) if name == "array" => {
                let values = items.iter().map(|item| exact.value(item));
                values
                    .collect::<Option<Vec<String>>>()
                    .map(|all| united(Vec::new(), all))
            }
            Node::Text(text) => {
                let values = array_literal(text)?;
                let fit = values.iter().all(|value| exact.fits(value));
                fit.then(|| united(Vec::new(), values))
            }
            _ => None,
        }
    }

    /// Whether this is the subject, under whatever casts and collations.
    fn is_it(self, node: &Node) -> bool {
        match node {
            Node::Name(name) => name == self.name,
            Node::Cast(inner, _) => self.is_it(inner),
            Node::Op(name, parts) => {
                name == "collate" && parts.first().is_some_and(|of| self.is_it(of))
            }
            _ => false,
        }
    }

    /// How the subject is compared when it stands so, if equal means the same there.
    fn compares_exactly(self, node: &Node) -> Option<Exact> {
        match node {
            Node::Name(name) if name == self.name => match self.ty.name.as_str() {
                // Blanks at the end do not count.
                "bpchar" => Some(Exact {
                    length: Some(self.ty.modifier.as_ref()?.parse().ok()?),
                }),
                // Neither does case; a cast to text makes it count.
                "citext" => None,
                _ => Some(Exact { length: None }),
            },
            Node::Cast(inner, to) if matches!(to.as_str(), "text" | "varchar") => match **inner {
                Node::Name(ref name) if *name == self.name && self.ty.name == "citext" => {
                    Some(Exact { length: None })
                }
                ref inner => self.compares_exactly(inner),
            },
            Node::Op(name, parts) if name == "collate" => match parts.as_slice() {
                [of, Node::Name(collation)] if EXACT.contains(&collation.as_str()) => {
                    self.compares_exactly(of)
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// A comparison in which equal means the same.
#[derive(Clone, Copy)]
struct Exact {
    /// Of `char(n)`: a value of just this length is stored as it is, any other with blanks.
    length: Option<usize>,
}

impl Exact {
    fn fits(self, value: &str) -> bool {
        self.length
            .is_none_or(|length| value.chars().count() == length && !value.ends_with(' '))
    }

    /// A constant's text.
    fn value(self, node: &Node) -> Option<String> {
        let value = match node {
            Node::Text(text) => text.clone(),
            Node::Cast(inner, to) => {
                let value = self.value(inner)?;
                cast(value, to)?
            }
            Node::Op(name, parts) if name == "collate" => match parts.as_slice() {
                [of, Node::Name(collation)] if EXACT.contains(&collation.as_str()) => {
                    self.value(of)?
                }
                _ => return None,
            },
            _ => return None,
        };
        self.fits(&value).then_some(value)
    }
}

/// What a cast makes of a text: one to a length cuts it.
fn cast(value: String, to: &str) -> Option<String> {
    if matches!(to, "text" | "varchar") {
        return Some(value);
    }
    let length = to.strip_prefix("varchar(")?.strip_suffix(')')?;
    Some(value.chars().take(length.parse().ok()?).collect())
}

/// The elements of `{a,"b c"}`; `None` for NULL, for more than one dimension, and for what is no array.
fn array_literal(text: &str) -> Option<Vec<String>> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    if inner.trim().is_empty() {
        return Some(Vec::new());
    }
    let mut values = Vec::new();
    let mut rest = inner.chars().peekable();
    loop {
        while rest.next_if(char::is_ascii_whitespace).is_some() {}
        let mut value = String::new();
        let quoted = rest.next_if_eq(&'"').is_some();
        if quoted {
            loop {
                match rest.next()? {
                    '"' => break,
                    '\\' => value.push(rest.next()?),
                    c => value.push(c),
                }
            }
            while rest.next_if(char::is_ascii_whitespace).is_some() {}
        } else {
            while let Some(c) = rest.next_if(|c| *c != ',') {
                match c {
                    '{' | '}' | '"' => return None,
                    '\\' => value.push(rest.next()?),
                    c => value.push(c),
                }
            }
            value.truncate(value.trim_end().len());
            if value.is_empty() || value.eq_ignore_ascii_case("null") {
                return None;
            }
        }
        values.push(value);
        match rest.next() {
            None => return Some(values),
            Some(',') => {}
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn array_literals_are_read_as_postgres_reads_them() {
        let read = |text: &str| array_literal(text).map(|values| values.join("|"));
        assert_eq!(read("{a,b}").as_deref(), Some("a|b"));
        assert_eq!(
            read(" { a , \"b, \\\"c\\\"\" , d\\,e } ").as_deref(),
            Some("a|b, \"c\"|d,e")
        );
        assert_eq!(read("{}").as_deref(), Some(""));
        for other in ["{a,NULL}", "{{a},{b}}", "{a", "a", "{a,}", "{\"a\"b}"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
