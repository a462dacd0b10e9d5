//! Partitioned tables, their partitions, and inheritance.

use super::Expr;
use crate::parse::{BoundKind, RangeBoundDef, bound_of, partition_key_of};

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
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionOf {
    /// The partitioned table.
    pub parent: Parent,
    /// Which rows it holds.
    pub bound: PartitionBound,
}

/// Which rows a partition holds.
#[derive(Clone, Debug, PartialEq)]
pub enum PartitionBound {
    /// `DEFAULT`: those that no other partition takes.
    Default,
    /// `FOR VALUES IN (..)`.
    List(Vec<Expr>),
    /// `FOR VALUES FROM (..) TO (..)`.
    Range {
        /// The first values.
        from: Vec<RangeBound>,
        /// The values behind the last ones.
        to: Vec<RangeBound>,
    },
    /// `FOR VALUES WITH (MODULUS .., REMAINDER ..)`.
    Hash {
        /// Into how many parts the hash is divided.
        modulus: i64,
        /// Which of them this is.
        remainder: i64,
    },
}

/// One value of a range's bound.
#[derive(Clone, Debug, PartialEq)]
pub enum RangeBound {
    /// Below all values.
    MinValue,
    /// A value.
    Value(Expr),
    /// Above all values.
    MaxValue,
}

impl PartitionKey {
    /// What `pg_get_partkeydef` printed, where it can be read.
    pub fn printed(text: &str) -> Option<Self> {
        let by = partition_key_of(text)?;
        let name = |name: &crate::parse::ObjectName| name.name.text.clone();
        let keys = by.keys.iter().map(|key| PartitionColumn {
            expr: match &key.column {
                Some(column) => Expr::new(&column.text),
                None => Expr::new(&key.expr.text),
            },
            is_column: key.column.is_some(),
            collation: key.collation.as_ref().map(name),
            opclass: key.opclass.as_ref().map(name),
        });
        Some(Self {
            strategy: by.strategy,
            keys: keys.collect(),
        })
    }
}

impl PartitionBound {
    /// What `pg_get_expr` printed of a bound, where it can be read.
    pub fn printed(text: &str) -> Option<Self> {
        Some(match bound_of(text)? {
            BoundKind::Default => Self::Default,
            BoundKind::List(values) => {
                Self::List(values.iter().map(|it| Expr::new(&it.text)).collect())
            }
            BoundKind::Range(from, to) => Self::Range {
                from: from.iter().map(RangeBound::from).collect(),
                to: to.iter().map(RangeBound::from).collect(),
            },
            BoundKind::Hash { modulus, remainder } => Self::Hash { modulus, remainder },
        })
    }
}

impl From<&RangeBoundDef> for RangeBound {
    fn from(def: &RangeBoundDef) -> Self {
        match def {
            RangeBoundDef::MinValue(_) => Self::MinValue,
            RangeBoundDef::MaxValue(_) => Self::MaxValue,
            RangeBoundDef::Value(expr) => Self::Value(Expr::new(&expr.text)),
        }
    }
}
