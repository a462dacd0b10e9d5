//! Functions, triggers and extensions, as far as tables depend on them.

use super::Place;

/// `CREATE FUNCTION`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The name.
    pub name: String,
    /// Input argument types as `format_type` prints them.
    pub arguments: Vec<String>,
    /// The result as `pg_get_function_result` prints it.
    pub returns: String,
    /// The language.
    pub language: String,
    /// What stands beside the body and is not the default, as SQL says it, sorted: `SECURITY DEFINER`,
    /// `STABLE`, `STRICT`.
    pub options: Vec<String>,
    /// The body as `prosrc` holds it.
    pub body: String,
    /// `COMMENT ON FUNCTION`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}

/// `CREATE TRIGGER`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The name.
    pub name: String,
    /// What follows `CREATE TRIGGER name`, as `pg_get_triggerdef` prints it, white space folded.
    pub definition: String,
    /// The columns of `UPDATE OF`.
    pub columns: Vec<String>,
    /// `COMMENT ON TRIGGER`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
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
