//! Which rows belong to which, for Diesel's `Associations`.

use super::{Field, TableNames, field::Context, keys};
use crate::catalog::Table;

/// `belongs_to(User, foreign_key = poster_id)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The struct of the table referred to.
    pub parent: String,
    /// The column in `schema.rs`.
    pub column: String,
}

/// The relations of a table that Diesel can express: one per other table, of one column, to that table's
/// primary key, with the same Rust type on both sides.
pub(super) fn lower(table: &Table, fields: &[Field], context: &Context<'_>) -> Vec<Relation> {
    let to = |parent: &str| {
        table
            .foreign_keys
            .iter()
            .filter(|key| key.table == parent)
            .count()
    };
    let mut relations = Vec::new();
    for foreign in &table.foreign_keys {
        if foreign.table == table.name || to(&foreign.table) > 1 {
            continue;
        }
        if let Some(relation) = relation(table, foreign, fields, context) {
            relations.push(relation);
        }
    }
    relations
}

fn relation(
    table: &Table,
    foreign: &crate::catalog::ForeignKey,
    fields: &[Field],
    context: &Context<'_>,
) -> Option<Relation> {
    let [column] = foreign.columns.as_slice() else {
        return None;
    };
    let parent = context.keys.table(&foreign.table)?;
    let parent_key =
        keys::single_key(parent).filter(|key| foreign.referenced == [(*key).clone()])?;
    let theirs = context.keys.owner(parent, parent.column(parent_key)?)?;
    let ours = context.keys.owner(table, table.column(column)?)?;
    let names: &TableNames = context.names.get(&foreign.table)?;
    let field = fields.iter().find(|field| field.ident.sql == *column)?;
    // Diesel compares the two fields: one that driftless.toml gives a type of its own is no key of the other.
    let alike = keys::id_type(parent, parent.column(parent_key)?, context)
        .is_some_and(|(key, _)| key == field.ty.rust);
    (theirs.name == ours.name && alike).then(|| Relation {
        parent: names.row.clone(),
        column: field.diesel.clone(),
    })
}
