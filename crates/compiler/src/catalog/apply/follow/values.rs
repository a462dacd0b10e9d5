//! What an expression in a body comes to.

use super::{
    Apply,
    datum::{Datum, Kind, all_of, any_of},
    queries::Rows,
};
use crate::{
    catalog::{apply::Applied, quoted::quoted, walk::Key},
    diagnostic::{Code, Diagnostic},
    parse::{Name, ObjectName, Value, identifiers},
};
use std::cmp::Ordering;

impl Apply<'_> {
    /// The value of an expression outside of a query.
    pub(super) fn value(&self, value: &Value) -> Applied<Datum> {
        self.value_in(value, &Rows::default())
    }

    /// Whether a condition holds; `None` if nobody knows.
    pub(super) fn truth(&self, value: &Value) -> Applied<Option<bool>> {
        Ok(self.value(value)?.truth())
    }

    /// The value of an expression beside the row of each relation of a query.
    pub(super) fn value_in(&self, value: &Value, rows: &Rows<'_>) -> Applied<Datum> {
        Ok(match value {
            Value::Null => Datum::Null,
            Value::Bool(yes) => Datum::Bool(*yes),
            Value::Text(text) => Datum::Text(text.clone()),
            Value::Number(number) => Datum::Number(*number),
            Value::Name(parts) => rows
                .get(parts)
                .or_else(|| self.variable(parts))
                .unwrap_or(Datum::Unknown),
            Value::Cast(inner, ty) => {
                let inner = self.value_in(inner, rows)?;
                self.cast(inner, ty)?
            }
            Value::Call(name, arguments) => {
                let arguments = self.values_in(arguments, rows)?;
                self.call(name, &arguments)
            }
            Value::Op(name, parts) => self.operation(name, parts, rows)?,
            Value::Exists(query) => self.exists_in(query, rows)?,
            Value::Scalar(query) => self.scalar(query, rows)?,
            Value::Unknown => Datum::Unknown,
        })
    }

    fn values_in(&self, values: &[Value], rows: &Rows<'_>) -> Applied<Vec<Datum>> {
        values.iter().map(|it| self.value_in(it, rows)).collect()
    }

    /// A variable, alone or behind its block's or routine's name.
    fn variable(&self, parts: &[String]) -> Option<Datum> {
        parts.last().and_then(|name| self.scope.get(name)).cloned()
    }

    fn operation(&self, name: &str, parts: &[Value], rows: &Rows<'_>) -> Applied<Datum> {
        if let ("in", [value, Value::Scalar(query)]) = (name, parts) {
            let value = self.value_in(value, rows)?;
            let found = self.column_of(query, rows)?;
            return Ok(found.map_or(Datum::Unknown, |values| {
                any_of(values.iter().map(|(sure, it)| match value.equals(it) {
                    Datum::Bool(true) if !sure => Datum::Unknown,
                    same => same,
                }))
            }));
        }
        let values = self.values_in(parts, rows)?;
        Ok(match (name, values.as_slice()) {
            ("and", _) => all_of(values.into_iter()),
            ("or", _) => any_of(values.into_iter()),
            ("not", [value]) => value.clone().not(),
            ("is null", [value]) => is_null(value),
            ("is not null", [value]) => is_null(value).not(),
            ("is", [a, b]) => match (a, b) {
                (Datum::Unknown, _) | (_, Datum::Unknown) => Datum::Unknown,
                (Datum::Null, _) | (_, Datum::Null) => Datum::Bool(a == b),
                _ => a.equals(b),
            },
            ("=", [a, b]) => self.same(a, b)?,
            ("<>", [a, b]) => self.same(a, b)?.not(),
            ("in", [value, list @ ..]) => {
                let same: Vec<Datum> = list
                    .iter()
                    .map(|it| self.same(value, it))
                    .collect::<Applied<_>>()?;
                any_of(same.into_iter())
            }
            ("any =", [value, Datum::Array(list)]) => {
                any_of(list.iter().map(|it| value.equals(it)))
            }
            ("<" | ">" | "<=" | ">=", [a, b]) => compare(name, a, b),
            ("||", [a, b]) => match (self.printed(a), self.printed(b)) {
                (Some(a), Some(b)) => Datum::Text(a + &b),
                _ if *a == Datum::Null || *b == Datum::Null => Datum::Null,
                _ => Datum::Unknown,
            },
            ("+" | "-" | "*", [a, b]) => match (a.number(), b.number()) {
                (Some(a), Some(b)) => arithmetic(name, a, b),
                _ => Datum::Unknown,
            },
            ("like" | "ilike" | "~~", [Datum::Text(text), Datum::Text(pattern)]) => {
                like(text, pattern, name == "ilike")
            }
            ("array", _) => Datum::Array(values),
            _ => Datum::Unknown,
        })
    }

    /// `=`, where a text beside an object's number names the object.
    fn same(&self, a: &Datum, b: &Datum) -> Applied<Datum> {
        match (a, b) {
            (Datum::Object(kind, _), Datum::Text(_)) => {
                let named = self.cast(b.clone(), kind.type_name())?;
                Ok(a.equals(&named))
            }
            (Datum::Text(_), Datum::Object(..)) => self.same(b, a),
            _ => Ok(a.equals(b)),
        }
    }

    /// A cast to the type of this name.
    pub(super) fn cast(&self, value: Datum, ty: &str) -> Applied<Datum> {
        Ok(match (ty, value) {
            (_, Datum::Null) => Datum::Null,
            ("regclass", Datum::Text(text)) => self.named(Kind::Relation, &text)?,
            ("regtype", Datum::Text(text)) => self.named(Kind::Type, &text)?,
            ("regnamespace", Datum::Text(text)) => self.named(Kind::Schema, &text)?,
            ("regproc" | "regprocedure", Datum::Text(_)) => Datum::Unknown,
            ("text" | "varchar" | "name", value) => {
                self.printed(&value).map_or(Datum::Unknown, Datum::Text)
            }
            ("int" | "integer" | "int4" | "bigint" | "int8" | "smallint" | "int2", value) => {
                value.number().map_or(Datum::Unknown, Datum::Number)
            }
            ("bool" | "boolean", value) => match value.equals(&Datum::Bool(true)) {
                Datum::Bool(yes) => Datum::Bool(yes),
                _ => Datum::Unknown,
            },
            // Of the same kind: `oid`, an array of texts, a type that is not known here.
            (_, value) => value,
        })
    }

    /// The object that a text names; Postgres' error if there is none.
    fn named(&self, kind: Kind, text: &str) -> Applied<Datum> {
        if let Some(found) = self.look_up(kind, text) {
            return Ok(found);
        }
        let (what, state, code) = match kind {
            Kind::Type => ("type", "42704", Code::D0104),
            Kind::Schema => ("schema", "3F000", Code::D0111),
            _ => ("relation", "42P01", Code::D0101),
        };
        let title = format!("{what} \"{}\" does not exist", text.replace('"', ""));
        Err(Box::new(Diagnostic::error(code, title).sqlstate(state)))
    }

    /// The object that a text names, as `to_regclass` and the like look it up.
    fn look_up(&self, kind: Kind, text: &str) -> Option<Datum> {
        let mut parts = identifiers(text)?.into_iter().rev();
        let name = |(text, quoted)| Name {
            text,
            quoted,
            span: 0..0,
        };
        let name_part = parts.next().map(name)?;
        let schema = parts.next().map(name);
        let text = name_part.text.clone();
        if kind == Kind::Schema {
            let known = self.catalog.schemas.contains_key(&text);
            return known.then(|| Datum::schema(&text));
        }
        let object = ObjectName {
            schema,
            name: name_part,
        };
        match kind {
            Kind::Relation => match self.relation(&object) {
                Some((key, _)) => Some(Datum::relation(&key)),
                None if text.starts_with("pg_") => Some(Datum::Unknown),
                None => None,
            },
            Kind::Type => {
                let found = self.schema_with(&object, |schema| schema.has_type(&text));
                match found {
                    Some(schema) => Some(Datum::Object(Kind::Type, (schema, text))),
                    // Postgres' own and those of extensions are not told apart by name here.
                    None if crate::catalog::builtin_name(&text).is_some() => Some(Datum::System),
                    None if !self.catalog.extensions.is_empty() => Some(Datum::Unknown),
                    None => None,
                }
            }
            Kind::Function => {
                let known = self.routines_named(&object);
                let known = known
                    .first()
                    .map(|(schema, it)| ((*schema).to_owned(), it.signature()));
                known.map(|key| Datum::Object(Kind::Function, key))
            }
            Kind::Schema => None,
        }
    }

    /// A value as text: an object under the name by which it is found.
    pub(super) fn printed(&self, value: &Datum) -> Option<String> {
        match value {
            Datum::Object(Kind::Schema, key) => Some(quoted(&key.1)),
            Datum::Object(Kind::Relation | Kind::Type, key) => Some(self.shortest(key)),
            other => other.text(),
        }
    }

    /// A name with its schema, unless it is found without.
    fn shortest(&self, key: &Key) -> String {
        let found = self.session.lookup().any(|schema| schema == key.0);
        if found {
            quoted(&key.1)
        } else {
            format!("{}.{}", quoted(&key.0), quoted(&key.1))
        }
    }

    /// A function of Postgres that looks at its arguments and the catalog alone.
    fn call(&self, name: &str, arguments: &[Datum]) -> Datum {
        let texts =
            || -> Option<Vec<String>> { arguments.iter().map(|it| self.printed(it)).collect() };
        let text = |value: Option<String>| value.map_or(Datum::Unknown, Datum::Text);
        match (name, arguments) {
            ("to_regclass", [Datum::Text(name)]) => {
                self.look_up(Kind::Relation, name).unwrap_or(Datum::Null)
            }
            ("to_regtype", [Datum::Text(name)]) => {
                self.look_up(Kind::Type, name).unwrap_or(Datum::Null)
            }
            ("to_regnamespace", [Datum::Text(name)]) => {
                self.look_up(Kind::Schema, name).unwrap_or(Datum::Null)
            }
            ("to_regproc", [Datum::Text(name)]) => {
                self.look_up(Kind::Function, name).unwrap_or(Datum::Unknown)
            }
            ("current_schema", []) => {
                let mut path = self.session.search_path().iter();
                let first = path.find(|it| self.catalog.schemas.contains_key(*it));
                first.map_or(Datum::Null, |it| Datum::Text(it.clone()))
            }
            ("current_schemas", [Datum::Bool(false)]) => {
                let path = self.session.search_path().iter();
                let path = path.filter(|it| self.catalog.schemas.contains_key(*it));
                Datum::Array(path.map(|it| Datum::Text(it.clone())).collect())
            }
            ("current_database" | "current_catalog", []) => Datum::Database,
            // The oldest server that is known here.
            ("current_setting", [Datum::Text(name), ..]) if name == "server_version_num" => {
                Datum::Number(150_000)
            }
            (
                "pg_table_is_visible" | "pg_type_is_visible" | "pg_function_is_visible",
                [Datum::Object(_, key)],
            ) => Datum::Bool(self.session.lookup().any(|it| it == key.0)),
            ("lower", [Datum::Text(text)]) => Datum::text_of(text.to_lowercase()),
            ("upper", [Datum::Text(text)]) => Datum::text_of(text.to_uppercase()),
            ("quote_ident", [Datum::Text(text)]) => Datum::Text(identifier(text)),
            ("quote_literal", [Datum::Text(text)]) => Datum::Text(literal(text)),
            ("replace", [Datum::Text(text), Datum::Text(from), Datum::Text(to)]) => {
                Datum::Text(text.replace(from.as_str(), to))
            }
            ("concat", _) => text(texts().map(|it| it.concat())),
            ("concat_ws", [Datum::Text(between), ..]) => {
                text(texts().map(|it| it.get(1..).unwrap_or_default().join(between)))
            }
            ("coalesce", _) => {
                let mut left = arguments.iter().filter(|it| **it != Datum::Null);
                left.next().cloned().unwrap_or(Datum::Null)
            }
            ("format", [Datum::Text(format), values @ ..]) => text(self.formatted(format, values)),
            ("array_length" | "cardinality", [Datum::Array(values), ..]) => {
                i64::try_from(values.len()).map_or(Datum::Unknown, Datum::Number)
            }
            _ => Datum::Unknown,
        }
    }

    /// `format('.. %I .. %L .. %s')`.
    fn formatted(&self, format: &str, values: &[Datum]) -> Option<String> {
        let mut out = String::new();
        let mut next = 0;
        let mut rest = format;
        while let Some((before, after)) = rest.split_once('%') {
            out.push_str(before);
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let mut at = 0;
            if digits > 0 && after.get(digits..)?.starts_with('$') {
                next = after.get(..digits)?.parse::<usize>().ok()?.checked_sub(1)?;
                at = digits + 1;
            }
            let kind = after.get(at..)?.chars().next()?;
            rest = after.get(at + kind.len_utf8()..)?;
            if kind == '%' {
                out.push('%');
                continue;
            }
            let value = values.get(next)?;
            next += 1;
            match (kind, value) {
                ('s', Datum::Null) => {}
                ('L', Datum::Null) => out.push_str("NULL"),
                ('s', value) => out.push_str(&self.printed(value)?),
                // The text of a `regclass` is quoted once more, as on a server.
                ('I', value) => out.push_str(&identifier(&self.printed(value)?)),
                ('L', value) => out.push_str(&literal(&self.printed(value)?)),
                _ => return None,
            }
        }
        out.push_str(rest);
        Some(out)
    }
}

impl Kind {
    fn type_name(self) -> &'static str {
        match self {
            Self::Relation => "regclass",
            Self::Type => "regtype",
            Self::Function => "regproc",
            Self::Schema => "regnamespace",
        }
    }
}

fn is_null(value: &Datum) -> Datum {
    match value {
        Datum::Null => Datum::Bool(true),
        Datum::Unknown => Datum::Unknown,
        _ => Datum::Bool(false),
    }
}

fn compare(operator: &str, a: &Datum, b: &Datum) -> Datum {
    let Some(order) = a.order(b) else {
        return Datum::Unknown;
    };
    Datum::Bool(match operator {
        "<" => order == Ordering::Less,
        ">" => order == Ordering::Greater,
        "<=" => order != Ordering::Greater,
        _ => order != Ordering::Less,
    })
}

fn arithmetic(operator: &str, a: i64, b: i64) -> Datum {
    let result = match operator {
        "+" => a.checked_add(b),
        "-" => a.checked_sub(b),
        _ => a.checked_mul(b),
    };
    result.map_or(Datum::Unknown, Datum::Number)
}

/// LIKE, where the pattern is text with `%` at its ends.
fn like(text: &str, pattern: &str, fold: bool) -> Datum {
    let (text, pattern) = if fold {
        (text.to_lowercase(), pattern.to_lowercase())
    } else {
        (text.to_owned(), pattern.to_owned())
    };
    let start = pattern.starts_with('%');
    let end = pattern.len() > 1 && pattern.ends_with('%');
    let middle = pattern.strip_prefix('%').unwrap_or(&pattern);
    let middle = middle.strip_suffix('%').unwrap_or(middle);
    if middle.contains(['%', '\\', '_']) {
        return Datum::Unknown;
    }
    Datum::Bool(match (start, end) {
        (true, true) => text.contains(middle),
        (true, false) => text.ends_with(middle),
        (false, true) => text.starts_with(middle),
        (false, false) => text == middle,
    })
}

/// `quote_ident`: keywords are quoted too.
fn identifier(text: &str) -> String {
    if crate::parse::is_reserved(text) {
        format!("\"{text}\"")
    } else {
        quoted(text)
    }
}

/// `quote_literal`.
fn literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if text.contains('\\') {
        format!("E'{}'", doubled.replace('\\', "\\\\"))
    } else {
        format!("'{doubled}'")
    }
}
