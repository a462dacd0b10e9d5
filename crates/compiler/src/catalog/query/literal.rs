//! String literals that become values of a type: what they name, and whether they can be one.

use super::{
    analyzer::{Analysed, Analyzer},
    names::PG_CATALOG,
    ty::Ty,
};
use crate::{catalog::Use, source::Span};

impl Analyzer<'_> {
    /// Reads a literal as a value of `ty`.
    pub(super) fn literal_of(&mut self, text: &str, ty: &Ty, span: &Span) -> Analysed {
        let base = self.names.base_type(ty);
        if base.is("regclass") {
            self.names_relation(text);
            return Ok(());
        }
        let trimmed = text.trim_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
        if base.array && !trimmed.starts_with(['{', '[']) {
            let title = format!("malformed array literal: \"{text}\"");
            return Err(self.mismatch("22P02", title, span));
        }
        if let (Some(schema), false) = (&base.schema, base.array) {
            return match self.names.enum_values(schema, &base.name) {
                Some(values) if !values.iter().any(|value| value == text) => {
                    let title = format!("invalid input value for enum {base}: \"{text}\"");
                    Err(self.mismatch("22P02", title, span))
                }
                _ => Ok(()),
            };
        }
        if base.array {
            return Ok(());
        }
        let valid = match base.name.as_str() {
            "int2" => return self.whole::<i16>(trimmed, text, &base, span),
            "int4" => return self.whole::<i32>(trimmed, text, &base, span),
            "int8" => return self.whole::<i64>(trimmed, text, &base, span),
            "bool" => is_boolean(trimmed),
            "uuid" => is_uuid(text),
            "numeric" | "float4" | "float8" => is_number(trimmed),
            _ => true,
        };
        if valid {
            return Ok(());
        }
        Err(self.invalid(text, &base, span))
    }

    fn whole<T: std::str::FromStr>(
        &self,
        trimmed: &str,
        text: &str,
        ty: &Ty,
        span: &Span,
    ) -> Analysed {
        if trimmed.parse::<T>().is_ok() {
            return Ok(());
        }
        let digits = trimmed.strip_prefix(['+', '-']).unwrap_or(trimmed);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(self.invalid(text, ty, span));
        }
        let title = format!("value \"{text}\" is out of range for type {ty}");
        Err(self.mismatch("22003", title, span))
    }

    fn invalid(&self, text: &str, ty: &Ty, span: &Span) -> Box<crate::diagnostic::Diagnostic> {
        let title = format!("invalid input syntax for type {ty}: \"{text}\"");
        self.mismatch("22P02", title, span)
    }

    /// `'schema.name'::regclass` makes the query stand on that relation.
    fn names_relation(&mut self, text: &str) {
        let parts: Vec<String> = text
            .split('.')
            .map(
                |part| match part.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
                    Some(quoted) => quoted.replace("\"\"", "\""),
                    None => part.to_lowercase(),
                },
            )
            .collect();
        let found = match parts.as_slice() {
            [name] => self.names.regclass(None, name),
            [schema, name] => self.names.regclass(Some(schema), name),
            _ => None,
        };
        self.uses.extend(found);
    }
}

impl super::names::Names<'_> {
    /// The relation or sequence of a name.
    fn regclass(&self, schema: Option<&str>, name: &str) -> Option<Use> {
        self.schemas_named(schema).into_iter().find_map(|schema| {
            if self.has_sequence(schema, name) {
                return Some(Use::Sequence {
                    schema: schema.to_owned(),
                    name: name.to_owned(),
                });
            }
            let relation = self.relation_in(schema, name)?;
            (relation.schema != PG_CATALOG).then_some(Use::Relation {
                schema: relation.schema,
                relation: relation.name,
            })
        })
    }
}

/// What `boolin` takes: any beginning of a word that is no beginning of another.
fn is_boolean(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let words = ["true", "false", "yes", "no"];
    let starts = !text.is_empty() && words.iter().any(|word| word.starts_with(&text));
    starts || ["on", "off", "of", "0", "1"].contains(&&*text)
}

/// Hexadecimal digits in pairs, hyphens after any four of them, braces around.
fn is_uuid(text: &str) -> bool {
    let inner = match text.strip_prefix('{') {
        Some(inner) => match inner.strip_suffix('}') {
            Some(inner) => inner,
            None => return false,
        },
        None => text,
    };
    let digits = inner.bytes().filter(|byte| *byte != b'-');
    digits.clone().count() == 32 && digits.into_iter().all(|byte| byte.is_ascii_hexdigit())
}

fn is_number(text: &str) -> bool {
    let special = [
        "nan",
        "inf",
        "infinity",
        "+infinity",
        "-infinity",
        "+inf",
        "-inf",
    ];
    special.contains(&&*text.to_ascii_lowercase())
        || (text.parse::<f64>().is_ok() && !text.contains('_'))
}
