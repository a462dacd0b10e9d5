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
    /// The body as `prosrc` holds it.
    pub body: String,
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
    /// Where it was stated.
    pub place: Option<Place>,
}
