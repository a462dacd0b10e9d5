//! Partitioned tables, their partitions, and inheritance.

use super::Expr;

/// `PARTITION BY ..`.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionKey {
    /// How rows are spread.
    pub strategy: PartitionStrategy,
    /// What decides, in order.
    pub keys: Vec<PartitionColumn>,
}

/// How rows are spread over partitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartitionStrategy {
    /// `LIST`.
    List,
    /// `RANGE`.
    Range,
    /// `HASH`.
    Hash,
}

/// One part of a partition key.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionColumn {
    /// A column's name, or an expression.
    pub expr: Expr,
    /// Whether `expr` is a plain column's name.
    pub is_column: bool,
    /// `COLLATE`, where it is not the column's own.
    pub collation: Option<String>,
    /// The operator class, where it is not the default.
    pub opclass: Option<String>,
}

/// A table that another one stands above.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parent {
    /// The parent's schema.
    pub schema: String,
    /// The parent's name.
    pub table: String,
}

/// `PARTITION OF .. FOR VALUES ..`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionOf {
    /// The partitioned table.
    pub parent: Parent,
    /// The bound as `pg_get_expr(relpartbound)` prints it: `FOR VALUES IN ('a')`, `DEFAULT`.
    pub bound: String,
}
