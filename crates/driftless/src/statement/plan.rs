//! Which tables a cascading delete reaches, in which order, and by which conditions.
//!
//! *Invariant:* each table has one DELETE and each of its rows is changed at most once, however many
//! foreign keys lead to it: a second change of a row by the same statement would be passed over.

use diesel::result::{Error, QueryResult};

use super::text::{From, Text};
use super::trail::{ActorBinds, Trail};
use crate::Audited;
use crate::audit::By;
use crate::table::{Child, OnDelete, Table};

/// A foreign key from a table to one whose rows are deleted.
#[derive(Debug)]
struct Edge {
    parent: usize,
    child: &'static Child,
}

#[derive(Debug)]
struct Node {
    table: &'static Table,
    /// Through these its rows are deleted; none for the root, and for tables that are only changed.
    deleted_by: Vec<Edge>,
    /// Through these columns of its rows are set to NULL or their default.
    changed_by: Vec<Edge>,
}

/// The tables, parents before children; the first is the one deleted from.
#[derive(Debug)]
pub(crate) struct Plan {
    nodes: Vec<Node>,
}

impl Plan {
    pub(super) fn of(root: &'static Table) -> QueryResult<Self> {
        let mut order = Vec::new();
        visit(root, &mut Vec::new(), &mut order)?;
        order.reverse();
        let mut nodes: Vec<Node> = order.into_iter().map(Node::new).collect();
        for parent in 0..nodes.len() {
            for child in nodes[parent].table.children {
                let node = position(&nodes, child.table).unwrap_or_else(|| {
                    nodes.push(Node::new(child.table));
                    nodes.len() - 1
                });
                let edge = Edge { parent, child };
                match child.on_delete {
                    OnDelete::Cascade => nodes[node].deleted_by.push(edge),
                    _ => nodes[node].changed_by.push(edge),
                }
            }
        }
        Ok(Self { nodes })
    }

    /// The levels to lock before the statement: those whose rows may get children meanwhile.
    pub(crate) fn locks(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(|&node| {
            let reached = node == 0 || !self.nodes[node].deleted_by.is_empty();
            reached && !self.nodes[node].table.children.is_empty()
        })
    }

    pub(super) fn lock<'b, R: Audited>(
        &self,
        node: usize,
        key: &'b R::Key,
        text: &mut Text<'_, 'b>,
    ) -> QueryResult<()> {
        text.sql("SELECT 1 FROM ");
        text.name(self.nodes[node].table.name);
        text.sql(" t WHERE ");
        self.reached_by_tables::<R>(node, "t", key, text)?;
        text.sql(" FOR UPDATE OF t");
        Ok(())
    }

    /// Whether a row will be deleted, found through the tables themselves.
    fn reached_by_tables<'b, R: Audited>(
        &self,
        node: usize,
        alias: &str,
        key: &'b R::Key,
        text: &mut Text<'_, 'b>,
    ) -> QueryResult<()> {
        if node == 0 {
            return text.key_is::<R>(alias, key);
        }
        let parent_alias = format!("{alias}p");
        for (index, edge) in self.nodes[node].deleted_by.iter().enumerate() {
            text.sql(if index > 0 { " OR " } else { "" });
            text.sql("EXISTS (SELECT FROM ");
            text.name(self.nodes[edge.parent].table.name);
            text.sql(" ");
            text.sql(&parent_alias);
            text.sql(" WHERE ");
            self.refers(node, edge, alias, &parent_alias, text);
            text.sql(" AND (");
            self.reached_by_tables::<R>(edge.parent, &parent_alias, key, text)?;
            text.sql("))");
        }
        Ok(())
    }

    fn refers(
        &self,
        node: usize,
        edge: &Edge,
        alias: &str,
        parent_alias: &str,
        text: &mut Text<'_, '_>,
    ) {
        let pairs = edge.child.columns.iter().zip(edge.child.references);
        for (index, (&column, &referenced)) in pairs.enumerate() {
            text.sql(if index > 0 { " AND " } else { "" });
            text.column(
                self.nodes[edge.parent].table,
                From::Row(parent_alias),
                referenced,
            );
            text.sql(" = ");
            text.column(self.nodes[node].table, From::Row(alias), column);
        }
    }

    /// `WITH _deleted0 AS (..), _trail0 AS (..), .. SELECT .. FROM _deleted0`
    pub(super) fn delete<'b, R: Audited>(
        &self,
        key: &'b R::Key,
        by: &'b By,
        text: &mut Text<'_, 'b>,
    ) -> QueryResult<()> {
        let mut bound = None;
        for (index, node) in self.nodes.iter().enumerate() {
            text.sql(if index > 0 { ", " } else { "WITH " });
            if index == 0 || !node.deleted_by.is_empty() {
                self.delete_from::<R>(index, key, text)?;
                bound = Some(self.deleted(index, by, bound, text)?);
                text.sql(if node.changed_by.is_empty() { "" } else { ", " });
            }
            for mask in 1..1_usize << node.changed_by.len() {
                text.sql(if mask > 1 { ", " } else { "" });
                bound = Some(self.change::<R>(index, mask, key, by, bound, text)?);
            }
        }
        text.sql(" SELECT ");
        text.columns(R::table(), "w");
        text.sql(" FROM _deleted0 w");
        Ok(())
    }

    fn delete_from<'b, R: Audited>(
        &self,
        node: usize,
        key: &'b R::Key,
        text: &mut Text<'_, 'b>,
    ) -> QueryResult<()> {
        let table = self.nodes[node].table;
        text.sql("_deleted");
        text.number(node);
        text.sql(" AS (DELETE FROM ");
        text.name(table.name);
        text.sql(" t WHERE ");
        self.deleted_here::<R>(node, key, text)?;
        text.sql(" RETURNING ");
        text.columns(table, "t");
        text.sql(")");
        Ok(())
    }

    /// Whether the row `t` is deleted by this statement, found through what its parents returned.
    fn deleted_here<'b, R: Audited>(
        &self,
        node: usize,
        key: &'b R::Key,
        text: &mut Text<'_, 'b>,
    ) -> QueryResult<()> {
        if node == 0 {
            return text.key_is::<R>("t", key);
        }
        for (index, edge) in self.nodes[node].deleted_by.iter().enumerate() {
            text.sql(if index > 0 { " OR " } else { "" });
            self.parent_deleted(node, edge, text);
        }
        Ok(())
    }

    fn parent_deleted(&self, node: usize, edge: &Edge, text: &mut Text<'_, '_>) {
        text.sql("EXISTS (SELECT FROM _deleted");
        text.number(edge.parent);
        text.sql(" p WHERE ");
        self.refers(node, edge, "t", "p", text);
        text.sql(")");
    }

    fn deleted<'b>(
        &self,
        node: usize,
        by: &'b By,
        bound: Option<ActorBinds>,
        text: &mut Text<'_, 'b>,
    ) -> QueryResult<ActorBinds> {
        let table = self.nodes[node].table;
        let all: Vec<usize> = (0..table.columns.len()).collect();
        text.sql(", _trail");
        text.number(node);
        text.sql(" AS (");
        let trail = Trail {
            table,
            source: &format!("_deleted{node}"),
            action: "delete",
            before: Some((From::Row("w"), &all)),
            after: None,
        };
        let bound = trail.write(text, by, bound)?;
        text.sql(")");
        Ok(bound)
    }

    /// The rows that exactly the foreign keys in `mask` lead to, and that stay: the locked read, the
    /// update and its trail.
    fn change<'b, R: Audited>(
        &self,
        node: usize,
        mask: usize,
        key: &'b R::Key,
        by: &'b By,
        bound: Option<ActorBinds>,
        text: &mut Text<'_, 'b>,
    ) -> QueryResult<ActorBinds> {
        let table = self.nodes[node].table;
        let set = self.set_by(node, mask);
        let columns: Vec<usize> = set.iter().map(|&(column, _)| column).collect();
        let name = format!("{node}_{mask}");
        text.sql(&format!("_was{name} AS (SELECT "));
        text.columns(table, "t");
        text.sql(" FROM ");
        text.name(table.name);
        text.sql(" t WHERE ");
        self.changed_here::<R>(node, mask, key, text)?;
        text.sql(&format!(
            " FOR NO KEY UPDATE OF t), _changed{name} AS (UPDATE "
        ));
        text.name(table.name);
        text.sql(" n SET ");
        for (index, &(column, to)) in set.iter().enumerate() {
            text.sql(if index > 0 { ", " } else { "" });
            text.identifier(table.columns[column].name);
            text.sql(to);
        }
        text.sql(&format!(" FROM _was{name} o WHERE "));
        text.same_key(table, "n", "o");
        text.sql(" RETURNING ");
        text.columns_and_was(table, &columns);
        text.sql(&format!("), _trail{name} AS ("));
        let trail = Trail {
            table,
            source: &format!("_changed{name}"),
            action: "update",
            before: Some((From::Was("w"), &columns)),
            after: Some((From::Row("w"), &columns)),
        };
        let bound = trail.write(text, by, bound)?;
        text.sql(")");
        Ok(bound)
    }

    /// The columns the foreign keys in `mask` set, each once.
    fn set_by(&self, node: usize, mask: usize) -> Vec<(usize, &'static str)> {
        let mut set: Vec<(usize, &'static str)> = Vec::new();
        for (index, edge) in self.nodes[node].changed_by.iter().enumerate() {
            let (columns, to) = match edge.child.on_delete {
                OnDelete::SetNull(columns) => (columns, " = NULL"),
                OnDelete::SetDefault(columns) => (columns, " = DEFAULT"),
                OnDelete::Cascade => (&[][..], ""),
            };
            let columns = if columns.is_empty() {
                edge.child.columns
            } else {
                columns
            };
            for &column in columns.iter().filter(|_| mask >> index & 1 == 1) {
                if set.iter().all(|&(known, _)| known != column) {
                    set.push((column, to));
                }
            }
        }
        set.sort_unstable();
        set
    }

    fn changed_here<'b, R: Audited>(
        &self,
        node: usize,
        mask: usize,
        key: &'b R::Key,
        text: &mut Text<'_, 'b>,
    ) -> QueryResult<()> {
        for (index, edge) in self.nodes[node].changed_by.iter().enumerate() {
            text.sql(if index > 0 { " AND " } else { "" });
            text.sql(if mask >> index & 1 == 1 { "" } else { "NOT " });
            self.parent_deleted(node, edge, text);
        }
        if node == 0 || !self.nodes[node].deleted_by.is_empty() {
            text.sql(" AND NOT (");
            self.deleted_here::<R>(node, key, text)?;
            text.sql(")");
        }
        Ok(())
    }
}

impl Node {
    fn new(table: &'static Table) -> Self {
        Self {
            table,
            deleted_by: Vec::new(),
            changed_by: Vec::new(),
        }
    }
}

fn position(nodes: &[Node], table: &Table) -> Option<usize> {
    nodes
        .iter()
        .position(|node| std::ptr::eq(node.table, table))
}

/// Children before parents; an error where a table's rows delete rows of the same table.
fn visit(
    table: &'static Table,
    path: &mut Vec<&'static Table>,
    order: &mut Vec<&'static Table>,
) -> QueryResult<()> {
    if order.iter().any(|known| std::ptr::eq(*known, table)) {
        return Ok(());
    }
    if path.iter().any(|known| std::ptr::eq(*known, table)) {
        return Err(Error::QueryBuilderError(
            format!(
                "deleting from {} cascades to itself: such a delete cannot be audited yet",
                table.entity()
            )
            .into(),
        ));
    }
    path.push(table);
    for child in table.children {
        if child.on_delete == OnDelete::Cascade {
            visit(child.table, path, order)?;
        }
    }
    path.pop();
    order.push(table);
    Ok(())
}
