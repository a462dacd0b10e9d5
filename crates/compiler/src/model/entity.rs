//! A table as Rust sees it.

use super::{Child, Docs, EnumDef, Extra, Field, Key, On, Relation, TableNames, table_names};
use crate::{
    catalog::{Column, Table},
    diagnostic::{Code, Diagnostic},
};

use std::collections::BTreeMap;

/// A table, its row and what may be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The table's names.
    pub names: TableNames,
    /// `COMMENT ON TABLE` and where it was stated.
    pub docs: Docs,
    /// The columns, in their order.
    pub fields: Vec<Field>,
    /// The primary key.
    pub key: Key,
    /// The enums of its columns.
    pub enums: Vec<EnumDef>,
    /// What its rows belong to.
    pub relations: Vec<Relation>,
    /// Join conditions that Diesel has no `joinable!` for.
    pub joins: Vec<On>,
    /// What may be written.
    pub role: Role,
    /// What its types have beside their own, by name.
    pub extras: BTreeMap<String, Extra>,
}

impl Entity {
    /// The names of the types that it gives the crate.
    pub fn types(&self) -> Vec<String> {
        let names = &self.names;
        let mut types = vec![names.row.clone()];
        match self.role {
            Role::Plain => {
                types.extend([names.new_row(), names.insert()]);
                types.extend(self.has_changes().then(|| names.changes()));
            }
            Role::Audited { .. } => {
                types.extend([names.new_row(), names.insert(), names.changes()]);
            }
            Role::Inbox { .. } => types.push(names.changes()),
            Role::AuditLog => {}
        }
        types.extend(self.key.id.iter().map(|id| id.name.clone()));
        types.extend(self.enums.iter().map(|list| list.name.clone()));
        types
    }

    /// Whether an update may change any column.
    pub fn has_changes(&self) -> bool {
        self.fields.iter().any(|field| field.changes)
    }
}

/// What may be written to a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is written with Diesel itself: inserts and change sets are Diesel's, and nothing leaves a trail.
    Plain,
    /// Each write leaves its trail in `log`; deleting a row acts on `children`.
    Audited {
        /// The audit log.
        log: String,
        /// Foreign keys of other tables that act on a delete.
        children: Vec<Child>,
        /// Whether a delete can be followed to its end: not where the foreign keys lead in a circle.
        delete: bool,
    },
    /// As audited, but a row is only made by processing an event.
    Inbox {
        /// The audit log.
        log: String,
        /// Foreign keys of other tables that act on a delete.
        children: Vec<Child>,
        /// Whether a delete can be followed to its end: not where the foreign keys lead in a circle.
        delete: bool,
        /// The positions of `id`, `source` and `payload`.
        columns: [usize; 3],
    },
    /// The audit log itself: read, never written.
    AuditLog,
}

/// The columns a table must have to play its role.
pub(super) struct Shape {
    /// What the table is.
    pub what: &'static str,
    /// The rule it breaks otherwise.
    pub code: Code,
    /// Name and possible types, as `typname`.
    pub columns: &'static [(&'static str, &'static [&'static str])],
}

impl Shape {
    /// Finds what is missing, of another type, or demanded beyond it.
    pub(super) fn check(&self, table: &Table, found: &mut Vec<Diagnostic>) {
        for (name, types) in self.columns {
            match table.column(name) {
                None => self.say(
                    format!("`{}` has no column `{name}`", table.name),
                    table.place.as_ref(),
                    format!("{} needs `{name} {}`", self.what, types.join("` or `")),
                    found,
                ),
                Some(column) if column.ty.array || !types.contains(&column.ty.name.as_str()) => {
                    self.say(
                        format!("`{}.{name}` has type `{}`", table.name, column.ty),
                        column.place.as_ref(),
                        format!("in {} it is `{}`", self.what, types.join("` or `")),
                        found,
                    );
                }
                Some(_) => {}
            }
        }
        for column in table.columns.iter().filter(|column| self.is_beyond(column)) {
            self.say(
                format!(
                    "`{}.{}` must be named in every insert",
                    table.name, column.name
                ),
                column.place.as_ref(),
                format!(
                    "nothing writes it into {}: make it nullable or give it a default",
                    self.what
                ),
                found,
            );
        }
    }

    fn is_beyond(&self, column: &Column) -> bool {
        let known = self.columns.iter().any(|(name, _)| *name == column.name);
        let given =
            column.default.is_some() || column.identity.is_some() || column.generated.is_some();
        !known && column.not_null && !given
    }

    fn say(
        &self,
        title: String,
        place: Option<&crate::catalog::Place>,
        help: String,
        found: &mut Vec<Diagnostic>,
    ) {
        found.push(table_names::problem(self.code, title, place, "").help(help));
    }
}
