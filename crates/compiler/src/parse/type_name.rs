//! Types as written: `numeric(10,2)[]`, `timestamp(3) with time zone`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{Name, ObjectName, TypeName},
};
use crate::diagnostic::Code;
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        self, ARG, ARG_LIST, ARRAY_BOUND, ARRAY_KW, ARRAY_TYPE, BIT_KW, BIT_TYPE, BIT_VARYING_TYPE,
        CHAR_KW, CHARACTER_KW, CHARACTER_TYPE, DOUBLE_KW, DOUBLE_TYPE, INT_NUMBER, INTERVAL_KW,
        INTERVAL_TYPE, L_BRACK, LITERAL, NATIONAL_KW, NCHAR_KW, PATH_REF, PATH_TYPE, PRECISION_KW,
        R_BRACK, SETOF_KW, TIME_KW, TIME_TYPE, TIMESTAMP_KW, TIMESTAMP_TYPE, VARCHAR_KW,
        VARCHAR_TYPE, VARYING_KW, WITH_TIMEZONE, WITHOUT_TIMEZONE,
    },
    SyntaxNode,
};

/// The nodes that are types.
pub(super) const TYPES: [SyntaxKind; 10] = [
    ARRAY_TYPE,
    PATH_TYPE,
    VARCHAR_TYPE,
    CHARACTER_TYPE,
    BIT_TYPE,
    BIT_VARYING_TYPE,
    DOUBLE_TYPE,
    TIME_TYPE,
    TIMESTAMP_TYPE,
    INTERVAL_TYPE,
];

impl Clauses<'_> {
    /// Takes the type that must be there.
    pub(super) fn type_name(&mut self) -> Read<TypeName> {
        self.optional_type()?.ok_or_else(|| self.missing())
    }

    /// Takes a type, if one is there.
    pub(super) fn optional_type(&mut self) -> Read<Option<TypeName>> {
        let node = TYPES.iter().find_map(|&kind| self.node(kind));
        node.map(|node| self.reader.type_name(&node)).transpose()
    }

    /// Takes the modifier in parentheses, if one is there.
    fn modifier(&mut self) -> Read<Vec<i64>> {
        let Some(list) = self.node(ARG_LIST) else {
            return Ok(Vec::new());
        };
        let reader = self.reader;
        reader.read(&list, |clauses| {
            clauses.punctuation();
            clauses
                .nodes(ARG)
                .iter()
                .map(|arg| reader.number(arg))
                .collect()
        })
    }

    /// Takes the precision of `time(3)`, if one is there.
    fn precision(&mut self) -> Read<Vec<i64>> {
        self.punctuation();
        match self.node(LITERAL) {
            Some(literal) => Ok(vec![self.reader.number(&literal)?]),
            None => Ok(Vec::new()),
        }
    }
}

impl Reader {
    /// Any type.
    pub(super) fn type_name(&self, node: &SyntaxNode) -> Read<TypeName> {
        if node.kind() == ARRAY_TYPE {
            return self.array(node);
        }
        if node.kind() == PATH_TYPE {
            return self.read(node, |clauses| {
                // Only the result of a function can be one; the parser takes it nowhere else.
                clauses.token(SETOF_KW);
                let path = clauses.need(PATH_REF)?;
                let modifier = clauses.modifier()?;
                let name = self.path(&path)?;
                Ok(TypeName {
                    span: name.span(),
                    name,
                    modifier,
                    array: false,
                })
            });
        }
        let span = self.span_of(node);
        let (name, modifier) = self.read(node, |clauses| {
            clauses.token(SETOF_KW);
            keyword_type(node.kind(), clauses)
        })?;
        let name = Name {
            text: name.to_owned(),
            quoted: false,
            span: span.clone(),
        };
        Ok(TypeName {
            name: ObjectName { schema: None, name },
            modifier,
            array: false,
            span,
        })
    }

    fn array(&self, node: &SyntaxNode) -> Read<TypeName> {
        self.read(node, |clauses| {
            let element = clauses.type_name()?;
            clauses.token(ARRAY_KW);
            for bound in clauses.nodes(ARRAY_BOUND) {
                self.read(&bound, |clauses| {
                    clauses.tokens(&[L_BRACK, R_BRACK]);
                    clauses
                        .node(LITERAL)
                        .map_or(Ok(()), |size| self.number(&size).map(|_| ()))?;
                    match clauses.rest().first() {
                        Some(junk) => Err(Box::new(self.junk_in_bound(junk))),
                        None => Ok(()),
                    }
                })?;
            }
            Ok(TypeName {
                array: true,
                ..element
            })
        })
    }

    fn junk_in_bound(&self, junk: &SyntaxElement) -> crate::diagnostic::Diagnostic {
        // What begins like a number goes wrong behind it.
        let words = junk
            .as_node()
            .into_iter()
            .flat_map(SyntaxNode::descendants_with_tokens);
        let words = words.filter_map(SyntaxElement::into_token);
        let mut words = words.filter(|word| !word.kind().is_trivia() && word.kind() != INT_NUMBER);
        let junk = words
            .next()
            .map_or_else(|| junk.clone(), SyntaxElement::Token);
        self.syntax_error(self.span(&junk), "an array's bound is a whole number")
            .help("write `[]`: Postgres does not keep the bound")
    }

    /// A whole number, as a type's modifier has it.
    pub(super) fn number(&self, node: &SyntaxNode) -> Read<i64> {
        let span = self.span_of(node);
        let digits: String = self.text(&span).split_whitespace().collect();
        let is_number = node
            .descendants_with_tokens()
            .filter_map(SyntaxElement::into_token)
            .all(|token| {
                token.kind().is_trivia() || token.kind() == INT_NUMBER || token.text() == "-"
            });
        match digits.replace('_', "").parse() {
            Ok(number) if is_number => Ok(number),
            _ => Err(Box::new(
                self.error(
                    Code::D0202,
                    format!("this type modifier is not modelled: `{digits}`"),
                    span,
                    "not a whole number",
                )
                .help("only whole numbers are read here"),
            )),
        }
    }
}

/// The types that are grammar rather than a name; the answer is a `typname` and a modifier.
fn keyword_type(kind: SyntaxKind, clauses: &mut Clauses<'_>) -> Read<(&'static str, Vec<i64>)> {
    Ok(match kind {
        VARCHAR_TYPE => {
            clauses.tokens(&[
                NATIONAL_KW,
                NCHAR_KW,
                VARCHAR_KW,
                CHARACTER_KW,
                CHAR_KW,
                VARYING_KW,
            ]);
            ("varchar", clauses.modifier()?)
        }
        CHARACTER_TYPE => {
            clauses.tokens(&[NATIONAL_KW, NCHAR_KW, CHARACTER_KW, CHAR_KW]);
            ("bpchar", or_one(clauses.modifier()?))
        }
        BIT_TYPE => {
            clauses.token(BIT_KW);
            ("bit", or_one(clauses.modifier()?))
        }
        BIT_VARYING_TYPE => {
            clauses.tokens(&[BIT_KW, VARYING_KW]);
            ("varbit", clauses.modifier()?)
        }
        DOUBLE_TYPE => {
            clauses.tokens(&[DOUBLE_KW, PRECISION_KW]);
            ("float8", Vec::new())
        }
        TIME_TYPE => {
            clauses.token(TIME_KW);
            (zoned(clauses, "time", "timetz"), clauses.precision()?)
        }
        TIMESTAMP_TYPE => {
            clauses.token(TIMESTAMP_KW);
            (
                zoned(clauses, "timestamp", "timestamptz"),
                clauses.precision()?,
            )
        }
        INTERVAL_TYPE => {
            clauses.token(INTERVAL_KW);
            ("interval", clauses.precision()?)
        }
        _ => return Err(clauses.missing()),
    })
}

/// `char` is `char(1)`, `bit` is `bit(1)`.
fn or_one(modifier: Vec<i64>) -> Vec<i64> {
    if modifier.is_empty() {
        vec![1]
    } else {
        modifier
    }
}

fn zoned(clauses: &mut Clauses<'_>, without: &'static str, with: &'static str) -> &'static str {
    clauses.node(WITHOUT_TIMEZONE);
    if clauses.node(WITH_TIMEZONE).is_some() {
        with
    } else {
        without
    }
}
