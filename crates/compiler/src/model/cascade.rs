//! What else a delete changes: rows of other tables whose foreign keys say so.

use super::{field::Context, rows, table_names};
use crate::{
    catalog::{ForeignKey, ForeignKeyAction, Table},
    diagnostic::{Code, Diagnostic},
};

/// A foreign key that acts when a row is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// The module with the child's `TABLE`.
    pub module: String,
    /// The referring columns, as positions in the child's fields.
    pub columns: Vec<usize>,
    /// The columns referred to, as positions in the parent's fields.
    pub references: Vec<usize>,
    /// What happens to the child's row.
    pub action: ChildAction,
}

/// What happens to the child's row; with the columns that are set, where SQL names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChildAction {
    /// It is deleted.
    Cascade,
    /// Columns become NULL.
    SetNull(Vec<usize>),
    /// Columns take their defaults.
    SetDefault(Vec<usize>),
}

/// The foreign keys of audited tables that act when a row of `parent` is deleted, by child table and name.
pub(super) fn children(parent: &Table, context: &Context<'_>) -> Vec<Child> {
    let mut children = Vec::new();
    let tables = context.schema.tables.values();
    for table in tables.filter(|table| context.audited.contains(table.name.as_str())) {
        let Some(names) = context.names.get(&table.name) else {
            continue;
        };
        for key in table
            .foreign_keys
            .iter()
            .filter(|key| key.table == parent.name)
        {
            if let Some(action) = action(table, key) {
                children.push(Child {
                    module: names.module.clone(),
                    columns: positions(table, &key.columns),
                    references: positions(parent, &key.referenced),
                    action,
                });
            }
        }
    }
    children
}

/// Whether a delete leaves a trail of all that it takes along: the foreign keys that act on it lead to an end,
/// not back to a table on the way, and not through a table without a trail to one with.
pub(super) fn ends(table: &Table, context: &Context<'_>) -> bool {
    ends_beyond(table, context, &mut Vec::new())
}

fn ends_beyond<'c>(table: &'c Table, context: &Context<'c>, way: &mut Vec<&'c str>) -> bool {
    if way.contains(&table.name.as_str()) {
        return false;
    }
    let audited = |table: &Table| context.audited.contains(table.name.as_str());
    way.push(&table.name);
    let ends = context.schema.tables.values().all(|child| {
        let acts = |key: &&ForeignKey| key.table == table.name && rows::acts_on_delete(key);
        let mut keys = child.foreign_keys.iter().filter(acts).peekable();
        if audited(child) && !audited(table) && keys.peek().is_some() {
            return false;
        }
        let goes_on = keys.any(|key| key.on_delete == ForeignKeyAction::Cascade);
        !goes_on || ends_beyond(child, context, way)
    });
    way.pop();
    ends
}

fn action(table: &Table, key: &ForeignKey) -> Option<ChildAction> {
    let set = positions(table, &key.set_columns);
    match key.on_delete {
        ForeignKeyAction::NoAction | ForeignKeyAction::Restrict => None,
        ForeignKeyAction::Cascade => Some(ChildAction::Cascade),
        ForeignKeyAction::SetNull => Some(ChildAction::SetNull(set)),
        ForeignKeyAction::SetDefault => Some(ChildAction::SetDefault(set)),
    }
}

fn positions(table: &Table, columns: &[String]) -> Vec<usize> {
    let position = |name: &String| table.columns.iter().position(|column| column.name == *name);
    columns.iter().filter_map(position).collect()
}

/// Refuses an audit log that loses or changes rows when something else is deleted.
pub(super) fn refuse_fading_log(log: &Table, found: &mut Vec<Diagnostic>) {
    for key in log
        .foreign_keys
        .iter()
        .filter(|key| action(log, key).is_some())
    {
        let title = format!(
            "deleting from `{}` would change the audit log `{}`",
            key.table, log.name
        );
        found.push(
            table_names::problem(Code::D0405, title, key.place.as_ref(), "")
                .help("leave out ON DELETE: a trail keeps what happened to rows that are gone"),
        );
    }
}
