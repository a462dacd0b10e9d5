//! Views and materialized views.

use super::{Column, Expr, Index, PgType, Place, Rename, Rule, Table, Trigger};
use std::collections::BTreeSet;

/// `CREATE VIEW` or `CREATE MATERIALIZED VIEW`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The name, unquoted.
    pub name: String,
    /// Whether its rows are stored.
    pub materialized: bool,
    /// The columns in order; their names stay when what they come from is renamed.
    pub columns: Vec<ViewColumn>,
    /// What the query stands on. Empty when read from a server.
    pub uses: BTreeSet<Use>,
    /// The indexes of a materialized view, by name.
    pub indexes: Vec<Index>,
    /// `INSTEAD OF` and statement triggers, by name.
    pub triggers: Vec<Trigger>,
    /// Rules other than the one that makes it a view, by name.
    pub rules: Vec<Rule>,
    /// `WITH (..)` and `WITH CHECK OPTION`, as `name=value`, sorted.
    pub options: Vec<String>,
    /// `COMMENT ON VIEW`.
    pub comment: Option<String>,
    /// The statement that made it; `None` when read from a server.
    pub place: Option<Place>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}

impl View {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&ViewColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl View {
    /// A table of the same columns and indexes.
    pub(super) fn as_table(&self) -> Table {
        let columns = self.columns.iter().map(|column| Column {
            name: column.name.clone(),
            // No class of operators is known for what is not inferred.
            ty: column
                .ty
                .clone()
                .unwrap_or_else(|| PgType::builtin("unknown")),
            not_null: false,
            default: None,
            identity: None,
            generated: None,
            local: true,
            collation: column.collation.clone(),
            comment: None,
            place: None,
            renames: Vec::new(),
        });
        Table {
            name: self.name.clone(),
            columns: columns.collect(),
            indexes: self.indexes.clone(),
            ..Table::default()
        }
    }
}

/// A column of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewColumn {
    /// The name, unquoted.
    pub name: String,
    /// The type; `None` where it takes more inference than this compiler does.
    pub ty: Option<PgType>,
    /// A collation other than the type's own.
    pub collation: Option<String>,
    /// `ALTER COLUMN .. SET DEFAULT`, for inserts through the view.
    pub default: Option<Expr>,
    /// `COMMENT ON COLUMN`.
    pub comment: Option<String>,
}

/// Something a query stands on: it cannot be dropped while the query is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// A table or view as a whole.
    Relation {
        /// Its schema.
        schema: String,
        /// Its name.
        relation: String,
    },
    /// A column of a table or view.
    Column {
        /// The relation's schema.
        schema: String,
        /// The relation's name.
        relation: String,
        /// The column's name.
        column: String,
    },
    /// A type that a cast names, or a domain, enum or row type that a function returns.
    Type {
        /// Its schema.
        schema: String,
        /// Its name.
        name: String,
    },
    /// A function of the migrations.
    Function {
        /// Its schema.
        schema: String,
        /// Its signature, `audit(uuid, text)`.
        signature: String,
    },
    /// A sequence named by a `regclass` constant.
    Sequence {
        /// Its schema.
        schema: String,
        /// Its name.
        name: String,
    },
    /// A key of a table, where GROUP BY leaves out columns that the key determines.
    Constraint {
        /// The table's schema.
        schema: String,
        /// The table.
        table: String,
        /// The constraint's name.
        name: String,
    },
}
