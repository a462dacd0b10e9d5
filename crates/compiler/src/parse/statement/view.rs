//! What is said about views, and about tables that a query makes.

use super::{super::query::Query, ExprText, Name, ObjectName, Persistence, StorageOption};

/// `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.
#[expect(
    clippy::struct_excessive_bools,
    reason = "SQL has a word for each of them"
)]
#[derive(Clone, Debug)]
pub(crate) struct CreateView {
    pub(crate) name: ObjectName,
    pub(crate) materialized: bool,
    pub(crate) or_replace: bool,
    pub(crate) if_not_exists: bool,
    pub(crate) temporary: bool,
    pub(crate) columns: Vec<Name>,
    pub(crate) options: Vec<StorageOption>,
    /// `cascaded` or `local`.
    pub(crate) check_option: Option<&'static str>,
    pub(crate) query: Query,
}

/// `CREATE TABLE .. AS` and `SELECT .. INTO`.
#[derive(Clone, Debug)]
pub(crate) struct CreateTableAs {
    pub(crate) name: ObjectName,
    pub(crate) if_not_exists: bool,
    pub(crate) persistence: Persistence,
    /// `ON COMMIT DROP`.
    pub(crate) on_commit_drop: bool,
    pub(crate) columns: Vec<Name>,
    pub(crate) options: Vec<StorageOption>,
    pub(crate) query: Query,
}

/// `ALTER VIEW` and `ALTER MATERIALIZED VIEW`.
#[derive(Clone, Debug)]
pub(crate) struct AlterView {
    pub(crate) name: ObjectName,
    pub(crate) materialized: bool,
    pub(crate) if_exists: bool,
    pub(crate) actions: Vec<AlterViewAction>,
}

#[derive(Clone, Debug)]
pub(crate) enum AlterViewAction {
    RenameTo(Name),
    RenameColumn {
        from: Name,
        to: Name,
    },
    SetSchema(Name),
    SetOptions(Vec<StorageOption>),
    ResetOptions(Vec<StorageOption>),
    /// `ALTER COLUMN .. SET DEFAULT`, or `DROP DEFAULT`.
    Default {
        column: Name,
        default: Option<ExprText>,
    },
    /// Ownership and the like: nothing the catalog holds.
    Nothing,
}
