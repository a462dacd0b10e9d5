//! What is said about indexes.

use super::{ExprText, Name, ObjectName, RelationName};
use crate::source::Span;

#[expect(
    clippy::struct_excessive_bools,
    reason = "SQL has a word for each of them"
)]
#[derive(Clone, Debug)]
pub(crate) struct CreateIndex {
    pub(crate) name: Option<Name>,
    pub(crate) if_not_exists: bool,
    pub(crate) concurrently: bool,
    pub(crate) unique: bool,
    pub(crate) table: RelationName,
    pub(crate) method: Option<Name>,
    pub(crate) keys: Vec<IndexKeyDef>,
    pub(crate) include: Vec<Name>,
    pub(crate) nulls_not_distinct: bool,
    /// `WITH (..)`.
    pub(crate) options: Vec<StorageOption>,
    pub(crate) predicate: Option<ExprText>,
}

#[derive(Clone, Debug)]
pub(crate) struct IndexKeyDef {
    pub(crate) expr: ExprText,
    /// The column, if it is nothing but one.
    pub(crate) column: Option<Name>,
    /// What Postgres would call the index's column: the function of a call, `case`, `expr`.
    pub(crate) label: String,
    pub(crate) collation: Option<ObjectName>,
    pub(crate) opclass: Option<ObjectName>,
    /// The operator class's own options: `siglen=32`.
    pub(crate) opclass_options: Vec<StorageOption>,
    pub(crate) descending: bool,
    pub(crate) nulls_first: Option<bool>,
}

/// One `name = value` of `WITH (..)` or `SET (..)`.
#[derive(Clone, Debug)]
pub(crate) struct StorageOption {
    /// With its name space: `toast.autovacuum_enabled`.
    pub(crate) name: String,
    /// As the server keeps it; `true` where none is written.
    pub(crate) value: String,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct AlterIndex {
    pub(crate) name: ObjectName,
    pub(crate) if_exists: bool,
    pub(crate) change: IndexChange,
}

#[derive(Clone, Debug)]
pub(crate) enum IndexChange {
    RenameTo(Name),
    SetOptions(Vec<StorageOption>),
    ResetOptions(Vec<StorageOption>),
    /// `ATTACH PARTITION index`.
    Attach(ObjectName),
    /// `ALTER COLUMN 1 SET STATISTICS`.
    Statistics {
        column: i64,
        span: Span,
    },
    /// Where it lies and what it is marked with: nothing the catalog holds.
    Nothing,
}
