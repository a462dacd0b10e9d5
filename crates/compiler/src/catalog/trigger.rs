//! Triggers.

use super::Place;

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
