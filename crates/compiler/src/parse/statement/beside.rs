//! What is said about policies, rules and statistics: what hangs on a table beside its columns.

use super::{ExprText, Name, ObjectName};

#[derive(Clone, Debug)]
pub(crate) struct CreatePolicy {
    pub(crate) name: Name,
    pub(crate) table: ObjectName,
    pub(crate) permissive: bool,
    /// `ALL`, `SELECT`, `INSERT`, `UPDATE` or `DELETE`.
    pub(crate) command: &'static str,
    /// Empty means everybody.
    pub(crate) roles: Vec<String>,
    pub(crate) using: Option<ExprText>,
    pub(crate) check: Option<ExprText>,
}

#[derive(Clone, Debug)]
pub(crate) struct AlterPolicy {
    pub(crate) name: Name,
    pub(crate) table: ObjectName,
    pub(crate) change: PolicyChange,
}

#[expect(
    clippy::large_enum_variant,
    reason = "a migration has few of them, each read once"
)]
#[derive(Clone, Debug)]
pub(crate) enum PolicyChange {
    RenameTo(Name),
    To {
        roles: Option<Vec<String>>,
        using: Option<ExprText>,
        check: Option<ExprText>,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct CreateRule {
    pub(crate) name: Name,
    pub(crate) or_replace: bool,
    pub(crate) table: ObjectName,
    /// `SELECT`, `INSERT`, `UPDATE` or `DELETE`.
    pub(crate) event: String,
    pub(crate) instead: bool,
    /// The relations that the actions read or write.
    pub(crate) relations: Vec<ObjectName>,
}

#[derive(Clone, Debug)]
pub(crate) struct AlterRule {
    pub(crate) name: Name,
    pub(crate) table: ObjectName,
    pub(crate) to: Name,
}

#[derive(Clone, Debug)]
pub(crate) struct CreateStatistics {
    pub(crate) name: ObjectName,
    pub(crate) if_not_exists: bool,
    /// Empty means all.
    pub(crate) kinds: Vec<Name>,
    pub(crate) parts: Vec<StatisticsPart>,
    pub(crate) table: ObjectName,
}

/// A column or an expression that statistics are about.
#[derive(Clone, Debug)]
pub(crate) struct StatisticsPart {
    pub(crate) expr: ExprText,
    /// The column, if it is nothing but one.
    pub(crate) column: Option<Name>,
}

#[derive(Clone, Debug)]
pub(crate) struct AlterStatistics {
    pub(crate) name: ObjectName,
    pub(crate) if_exists: bool,
    pub(crate) change: StatisticsChange,
}

#[derive(Clone, Debug)]
pub(crate) enum StatisticsChange {
    RenameTo(Name),
    SetSchema(Name),
    /// How much is sampled, who owns it: nothing the catalog holds.
    Nothing,
}
