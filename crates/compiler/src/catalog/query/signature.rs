//! What a function takes and gives.

use super::ty::Ty;
use crate::catalog::{Argument, ArgumentMode, Function, Returns, RoutineKind};

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
    pub(super) fn own(schema: &str, function: &Function) -> Self {
        let inputs = || function.arguments.iter().filter(|it| it.is_input());
        let name = |argument: &Argument| argument.name.clone().unwrap_or_default();
        let results = function
            .arguments
            .iter()
            .filter(|it| matches!(it.mode, ArgumentMode::Out | ArgumentMode::InOut));
        let mut columns: Vec<(String, Ty)> =
            results.map(|it| (name(it), Ty::from(&it.ty))).collect();
        let (returns_set, result) = match &function.returns {
            Returns::Nothing => (false, None),
            Returns::One(ty) => (false, Some(Ty::from(ty))),
            Returns::Set(ty) => (true, Some(Ty::from(ty))),
            Returns::Table(made) => {
                let made = made.iter().map(|(name, ty)| (name.clone(), Ty::from(ty)));
                columns = made.collect();
                let record = Ty::builtin("record");
                let only = match columns.as_slice() {
                    [(_, only)] => only.clone(),
                    _ => record,
                };
                (true, Some(only))
            }
        };
        Self {
            schema: Some(schema.to_owned()),
            kind: match function.kind {
                RoutineKind::Function => FunctionKind::Plain,
                RoutineKind::Procedure => FunctionKind::Procedure,
                RoutineKind::Aggregate => FunctionKind::Aggregate,
                RoutineKind::Window => FunctionKind::Window,
            },
            returns_set,
            result,
            arguments: function.input_types().map(Ty::from).collect(),
            variadic: inputs().any(|it| it.mode == ArgumentMode::Variadic),
            defaults: inputs().filter(|it| it.default.is_some()).count(),
            direct: 0,
            names: inputs().map(name).collect(),
            columns,
            own: Some(function.signature()),
        }
    }
}
