//! Triggers.

use super::{Expr, Firing, Place};

/// `CREATE TRIGGER`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The name.
    pub name: String,
    /// What follows `CREATE TRIGGER name`, as `pg_get_triggerdef` prints it, white space folded.
    pub definition: String,
    /// The condition, which Postgres prints its own way; it stands in none of the definition.
    pub when: Option<Expr>,
    /// The columns of `UPDATE OF`.
    pub columns: Vec<String>,
    /// When it fires.
    pub firing: Firing,
    /// Whether it is there because the partitioned table above has it.
    pub inherited: bool,
    /// `COMMENT ON TRIGGER`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}
