//! What the names in an expression can mean: the relations of FROM, of the query and of those around it.

use super::ty::Typed;
use crate::catalog::Use;
use std::rc::Rc;

/// One column of one relation in one FROM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ColumnId {
    /// The query whose FROM it is.
    pub(super) level: usize,
    /// The relation.
    pub(super) table: usize,
    pub(super) column: usize,
}

/// A column that can be named.
#[derive(Clone, Debug)]
pub(super) struct ScopeColumn {
    pub(super) name: String,
    pub(super) value: Typed,
    pub(super) id: ColumnId,
    /// The table's column it is.
    pub(super) origin: Option<Use>,
}

/// A relation of FROM.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) id: usize,
    pub(super) name: Option<String>,
    /// Its schema and name, if it is a relation of the catalog.
    pub(super) relation: Option<(String, String)>,
    /// Whether it stands there under its own name.
    pub(super) own_name: bool,
    pub(super) columns: Vec<ScopeColumn>,
    /// The primary key's constraint and the positions of its columns.
    pub(super) key: Option<(String, Vec<usize>)>,
    /// Whether it has `ctid` and its like.
    pub(super) system_columns: bool,
    /// What the relation is as one value.
    pub(super) row: Typed,
}

/// What of a query can name a relation at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Plain,
    /// FROM is still being read: what is LATERAL.
    Lateral,
    /// What is LATERAL finds it, and may not use it: it is on the other side of an outer join.
    Refused,
}

/// A relation and how it can be named at the moment.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) table: Rc<Table>,
    /// Whether `name.column` finds it.
    pub(super) named: bool,
    /// Whether its columns are found without its name.
    pub(super) open: bool,
    pub(super) reach: Reach,
}

impl Item {
    /// Whether it is found, where LATERAL may be in force.
    pub(super) fn is_found(&self, lateral: bool) -> bool {
        lateral || self.reach == Reach::Plain
    }

    pub(super) fn new(table: Table) -> Self {
        Self {
            named: table.name.is_some(),
            table: Rc::new(table),
            open: true,
            reach: Reach::Plain,
        }
    }
}

/// The clause that is being read, for what it does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clause {
    Targets,
    Where,
    JoinOn,
    FromFunction,
    GroupBy,
    Having,
    OrderBy,
    DistinctOn,
    Window,
    Filter,
    Values,
    Limit,
    /// A single expression, as messages name its kind: `DEFAULT expressions`, `check constraints`.
    Alone(&'static str),
}

impl Clause {
    /// As messages name it: "aggregate functions are not allowed in ..".
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Targets => "SELECT",
            Self::Where => "WHERE",
            Self::JoinOn => "JOIN conditions",
            Self::FromFunction => "functions in FROM",
            Self::GroupBy => "GROUP BY",
            Self::Having => "HAVING",
            Self::OrderBy => "ORDER BY",
            Self::DistinctOn => "DISTINCT ON",
            Self::Window => "window definitions",
            Self::Filter => "FILTER",
            Self::Values => "VALUES",
            Self::Limit => "LIMIT",
            Self::Alone(what) => what,
        }
    }
}

/// A query of WITH that can be read.
#[derive(Clone, Debug)]
pub(super) struct CommonTable {
    pub(super) name: String,
    /// `None` while a recursive query's own first part is read.
    pub(super) columns: Option<Vec<(String, Typed)>>,
}

/// One query and what can be named in it.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) id: usize,
    pub(super) items: Vec<Item>,
    pub(super) lateral_active: bool,
    pub(super) clause: Clause,
    pub(super) common_tables: Vec<CommonTable>,
    /// The relations of FROM by their names, in reach or not.
    pub(super) known: Vec<String>,
    pub(super) windows: Vec<String>,
    /// Whether an aggregate of this query was read.
    pub(super) aggregates: bool,
    /// Whether an aggregate's arguments are being read.
    pub(super) in_aggregate: bool,
    /// What does not let a function return a set at the moment.
    pub(super) no_sets: Option<&'static str>,
}

impl Level {
    pub(super) fn new(id: usize) -> Self {
        Self {
            id,
            items: Vec::new(),
            lateral_active: false,
            clause: Clause::Targets,
            common_tables: Vec::new(),
            known: Vec::new(),
            windows: Vec::new(),
            aggregates: false,
            in_aggregate: false,
            no_sets: None,
        }
    }
}
