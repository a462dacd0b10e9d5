//! What a function takes and gives.

use super::{names::Names, ty::Ty};
use crate::catalog::{
    Function, PgType,
    recorded::{self, Kind},
};

/// What a function is called for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FunctionKind {
    Plain,
    Window,
    Aggregate,
    OrderedSet,
    HypotheticalSet,
    Procedure,
}

/// A function's row of `pg_proc`.
#[derive(Clone, Debug)]
pub(super) struct Signature {
    /// `None` for `pg_catalog`.
    pub(super) schema: Option<String>,
    pub(super) kind: FunctionKind,
    pub(super) returns_set: bool,
    /// `None` if this compiler does not know.
    pub(super) result: Option<Ty>,
    pub(super) arguments: Vec<Ty>,
    /// Whether the last argument stands for any number.
    pub(super) variadic: bool,
    /// How many arguments at the end have a default.
    pub(super) defaults: usize,
    /// How many arguments of an ordered-set aggregate stand in its parentheses.
    pub(super) direct: usize,
    /// The arguments' names, `""` for one without; empty if none has one.
    pub(super) names: Vec<String>,
    /// OUT parameters and the columns of `RETURNS TABLE`.
    pub(super) columns: Vec<(String, Ty)>,
    /// How `DROP FUNCTION` names it, for those of a migration.
    pub(super) own: Option<String>,
}

impl Signature {
    /// A row that `scripts/record-catalog` wrote.
    pub(super) fn recorded(
        schema: Option<&str>,
        row: &str,
        ty: impl Fn(&str) -> Ty,
    ) -> Option<Self> {
        let mut fields = row.split(' ');
        let kind = fields.next()?;
        let result = ty(fields.next()?);
        let arguments = fields.next()?;
        let mut signature = Self {
            schema: schema.map(str::to_owned),
            kind: match kind.chars().next()? {
                'f' => FunctionKind::Plain,
                'w' => FunctionKind::Window,
                'a' => FunctionKind::Aggregate,
                'o' => FunctionKind::OrderedSet,
                'h' => FunctionKind::HypotheticalSet,
                _ => FunctionKind::Procedure,
            },
            returns_set: kind.ends_with('s'),
            result: Some(result),
            arguments: Vec::new(),
            variadic: arguments.contains('*'),
            defaults: 0,
            direct: 0,
            names: Vec::new(),
            columns: Vec::new(),
            own: None,
        };
        if arguments != "-" {
            let arguments = arguments
                .split(',')
                .map(|text| ty(text.trim_start_matches('*')));
            signature.arguments = arguments.collect();
        }
        for field in fields {
            let (key, value) = field.split_once('=')?;
            match key {
                "d" => signature.defaults = value.parse().ok()?,
                "k" => signature.direct = value.parse().ok()?,
                "n" => signature.names = value.split(',').map(str::to_owned).collect(),
                _ => {
                    let columns = value.split(',').filter_map(|column| column.split_once(':'));
                    signature.columns = columns
                        .map(|(name, text)| (name.to_owned(), ty(text)))
                        .collect();
                }
            }
        }
        Some(signature)
    }

    /// A function that makes a range of its arguments; it is called like its type.
    pub(super) fn constructor(ty: &Ty, arguments: Vec<Ty>) -> Self {
        let shown = arguments
            .iter()
            .map(|ty| ty.with_modifier(None).to_string());
        let shown: Vec<String> = shown.collect();
        Self {
            schema: ty.schema.clone(),
            own: Some(format!("{}({})", ty.name, shown.join(", "))),
            ..Self::plain(arguments, ty.clone())
        }
    }

    /// A cast that is written like a call.
    pub(super) fn cast(from: Ty, to: Ty) -> Self {
        Self::plain(vec![from], to)
    }

    fn plain(arguments: Vec<Ty>, result: Ty) -> Self {
        Self {
            schema: None,
            kind: FunctionKind::Plain,
            returns_set: false,
            result: Some(result),
            arguments,
            variadic: false,
            defaults: 0,
            direct: 0,
            names: Vec::new(),
            columns: Vec::new(),
            own: None,
        }
    }

    /// A function that a migration made.
    pub(super) fn own(schema: &str, function: &Function, names: &Names<'_>) -> Self {
        let mut signature = Self {
            schema: Some(schema.to_owned()),
            kind: FunctionKind::Plain,
            returns_set: false,
            result: None,
            arguments: Vec::new(),
            variadic: false,
            defaults: 0,
            direct: 0,
            names: Vec::new(),
            columns: Vec::new(),
            own: Some(format!(
                "{}({})",
                function.name,
                function.arguments.join(", ")
            )),
        };
        // An argument whose type cannot be read back leaves the function without a match, never with a wrong one.
        let arguments = function
            .arguments
            .iter()
            .map(|text| names.printed_type(schema, text));
        signature.arguments = arguments
            .map(|ty| ty.unwrap_or_else(|| Ty::of(Some(schema), "?")))
            .collect();
        signature.returns(schema, &function.returns, names);
        signature
    }

    /// Reads what `pg_get_function_result` prints.
    fn returns(&mut self, schema: &str, text: &str, names: &Names<'_>) {
        if let Some(columns) = text.strip_prefix("TABLE(") {
            self.returns_set = true;
            self.result = Some(Ty::builtin("record"));
            let columns = split_list(columns.strip_suffix(')').unwrap_or(columns));
            for column in columns {
                let (name, ty) = split_name(column);
                let Some(ty) = names.printed_type(schema, ty) else {
                    self.result = None;
                    return;
                };
                self.columns.push((name, ty));
            }
            if let [(_, only)] = self.columns.as_slice() {
                self.result = Some(only.clone());
            }
            return;
        }
        let result = text.strip_prefix("SETOF ");
        self.returns_set = result.is_some();
        self.result = names.printed_type(schema, result.unwrap_or(text));
    }
}

impl Names<'_> {
    /// A type as `format_type` prints it; a name without a schema is searched, that of the function first.
    fn printed_type(&self, schema: &str, text: &str) -> Option<Ty> {
        let (text, array) = match text.strip_suffix("[]") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut builtin = recorded::names(Kind::Type).map(PgType::builtin);
        let builtin = builtin.find(|ty| ty.to_string() == text);
        let found = builtin.as_ref().map(Ty::from).or_else(|| {
            let (schema, name) = match text.split_once('.') {
                Some((schema, name)) => (schema, name),
                None => (schema, text),
            };
            let ty = Ty::of(Some(schema), name.trim_matches('"'));
            self.type_info(&ty).map(|_| ty)
        })?;
        Some(Ty { array, ..found })
    }
}

/// The parts between the commas that stand in no parentheses and no quotes.
fn split_list(text: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut start) = (0_usize, false, 0);
    let mut parts = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

/// `name type`, the name perhaps in quotes.
fn split_name(text: &str) -> (String, &str) {
    if let Some(rest) = text.strip_prefix('"') {
        let end = rest.char_indices().find(|&(at, c)| {
            c == '"' && !rest[at + 1..].starts_with('"') && !rest[..at].ends_with('"')
        });
        if let Some((end, _)) = end {
            return (rest[..end].replace("\"\"", "\""), rest[end + 1..].trim());
        }
    }
    let (name, ty) = text.split_once(' ').unwrap_or((text, ""));
    (name.to_owned(), ty)
}
