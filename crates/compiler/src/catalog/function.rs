//! Routines and extensions, as far as tables depend on them.

use super::{Expr, PgType, Place};

/// `CREATE FUNCTION`, `PROCEDURE` or `AGGREGATE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: RoutineKind,
    /// The arguments, in order; the columns of `RETURNS TABLE` are not among them.
    pub arguments: Vec<Argument>,
    /// The result.
    pub returns: Returns,
    /// The language.
    pub language: String,
    /// What stands beside the body and is not the default, as SQL says it, sorted: `SECURITY DEFINER`,
    /// `STABLE`, `STRICT`.
    pub options: Vec<String>,
    /// The body as `prosrc` holds it; empty for a body in SQL itself.
    pub body: String,
    /// Where the body starts.
    pub body_place: Option<Place>,
    /// `COMMENT ON FUNCTION`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}

/// `prokind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoutineKind {
    /// An ordinary function.
    Function,
    /// A procedure, which is called by `CALL`.
    Procedure,
    /// An aggregate.
    Aggregate,
    /// A window function.
    Window,
}

impl RoutineKind {
    /// As messages call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Procedure => "procedure",
            Self::Aggregate => "aggregate",
            Self::Window => "window function",
        }
    }
}

/// An argument of a routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Which way its value goes.
    pub mode: ArgumentMode,
    /// The name, if it has one.
    pub name: Option<String>,
    /// The type, without modifier.
    pub ty: PgType,
    /// The default of an argument that may be left out.
    pub default: Option<Expr>,
}

/// `proargmodes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentMode {
    /// `IN`, the default.
    In,
    /// `OUT`: a part of the result.
    Out,
    /// `INOUT`: both.
    InOut,
    /// `VARIADIC`: all arguments that are left.
    Variadic,
}

impl Argument {
    /// Whether it takes part in telling the routine from others of its name.
    pub fn is_input(&self) -> bool {
        self.mode != ArgumentMode::Out
    }
}

/// The result of a routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// None: a procedure's.
    Nothing,
    /// One value.
    One(PgType),
    /// `SETOF`.
    Set(PgType),
    /// `TABLE (..)`.
    Table(Vec<(String, PgType)>),
}

impl Function {
    /// The types of the arguments by which it is told from others of its name.
    pub fn input_types(&self) -> impl Iterator<Item = &PgType> {
        let inputs = self.arguments.iter().filter(|it| it.is_input());
        inputs.map(|it| &it.ty)
    }

    /// Name and input types: `audit(uuid, text)`.
    pub fn signature(&self) -> String {
        signature(&self.name, self.input_types())
    }

    /// Every type it has.
    pub(crate) fn types(&self) -> Vec<&PgType> {
        let arguments = self.arguments.iter().map(|it| &it.ty);
        let mut types: Vec<&PgType> = arguments.collect();
        match &self.returns {
            Returns::Nothing => {}
            Returns::One(ty) | Returns::Set(ty) => types.push(ty),
            Returns::Table(columns) => types.extend(columns.iter().map(|(_, ty)| ty)),
        }
        types
    }

    /// Every type it has, to change it.
    pub(crate) fn types_mut(&mut self) -> Vec<&mut PgType> {
        let arguments = self.arguments.iter_mut().map(|it| &mut it.ty);
        let mut types: Vec<&mut PgType> = arguments.collect();
        match &mut self.returns {
            Returns::Nothing => {}
            Returns::One(ty) | Returns::Set(ty) => types.push(ty),
            Returns::Table(columns) => types.extend(columns.iter_mut().map(|(_, ty)| ty)),
        }
        types
    }
}

/// A name with types as Postgres shows them; `public` goes without saying.
pub(crate) fn signature<'t>(name: &str, types: impl Iterator<Item = &'t PgType>) -> String {
    let types: Vec<String> = types.map(shown).collect();
    format!("{name}({})", types.join(", "))
}

/// A type as Postgres shows it with `public` on the search path.
pub(crate) fn shown(ty: &PgType) -> String {
    let hidden = ty.schema.as_deref() == Some("public");
    let schema = ty.schema.clone().filter(|_| !hidden);
    PgType {
        schema,
        ..ty.clone()
    }
    .to_string()
}

/// `CREATE EXTENSION`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The name.
    pub name: String,
    /// The schema its objects are in.
    pub schema: String,
    /// `COMMENT ON EXTENSION`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}
