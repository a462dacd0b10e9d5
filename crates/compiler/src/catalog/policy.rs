//! Row level security, rules and extended statistics: what hangs on a table and leaves its columns alone.

use super::{Expr, Firing, Place, Use};
use std::collections::BTreeSet;

/// Whether policies decide who sees which row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowSecurity {
    /// `ENABLE ROW LEVEL SECURITY`.
    pub enabled: bool,
    /// `FORCE ROW LEVEL SECURITY`: the owner obeys too.
    pub forced: bool,
}

/// `CREATE POLICY`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// The name.
    pub name: String,
    /// `AS PERMISSIVE`, else `RESTRICTIVE`.
    pub permissive: bool,
    /// `FOR`: `ALL`, `SELECT`, `INSERT`, `UPDATE` or `DELETE`.
    pub command: String,
    /// `TO`, sorted; `public` is everybody.
    pub roles: Vec<String>,
    /// `USING (..)`.
    pub using: Option<Expr>,
    /// `WITH CHECK (..)`.
    pub check: Option<Expr>,
    /// `COMMENT ON POLICY`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}

/// `CREATE RULE`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// The name.
    pub name: String,
    /// `SELECT`, `INSERT`, `UPDATE` or `DELETE`.
    pub event: String,
    /// `DO INSTEAD`, else `DO ALSO`.
    pub instead: bool,
    /// When it fires.
    pub firing: Firing,
    /// The relations its actions name. Empty when read from a server.
    pub uses: BTreeSet<Use>,
    /// `COMMENT ON RULE`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}

/// `CREATE STATISTICS`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// The name; it is free of the names of relations.
    pub name: String,
    /// The kinds, sorted: `dependencies`, `mcv`, `ndistinct`.
    pub kinds: Vec<String>,
    /// The schema of the table.
    pub schema: String,
    /// The table.
    pub table: String,
    /// The columns, in the order of the table.
    pub columns: Vec<String>,
    /// The expressions.
    pub exprs: Vec<Expr>,
    /// `COMMENT ON STATISTICS`.
    pub comment: Option<String>,
    /// Where it was stated.
    pub place: Option<Place>,
}
