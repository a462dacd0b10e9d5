//! `CREATE TABLE`.

use super::{
    clauses::{Read, Reader},
    statement::{ColumnDef, CreateTable, StatementKind},
};
use squawk_syntax::{
    SyntaxKind::{
        COLLATE, COLLATE_KW, COLLATION_REF, COLUMN, COLUMN_NAME, CREATE_KW, IF_NOT_EXISTS,
        TABLE_ARG_LIST, TABLE_KW, TABLE_NAME,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE TABLE`.
    pub(super) fn create_table(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, TABLE_KW]);
            let if_not_exists = clauses.node(IF_NOT_EXISTS).is_some();
            let name = clauses.object_name(TABLE_NAME)?;
            let mut table = CreateTable {
                name,
                if_not_exists,
                columns: Vec::new(),
                constraints: Vec::new(),
            };
            if let Some(list) = clauses.node(TABLE_ARG_LIST) {
                self.read(&list, |clauses| {
                    clauses.punctuation();
                    let columns = clauses.nodes(COLUMN);
                    table.columns = columns
                        .iter()
                        .map(|column| self.column(column))
                        .collect::<Read<_>>()?;
                    table.constraints = clauses.constraints()?;
                    Ok(())
                })?;
            }
            Ok(StatementKind::CreateTable(table))
        })
    }

    /// A column's definition.
    fn column(&self, node: &SyntaxNode) -> Read<ColumnDef> {
        let read = |clauses: &mut super::clauses::Clauses<'_>| clauses.column_def();
        self.read(node, read)
    }
}

impl super::clauses::Clauses<'_> {
    /// Takes name, type, collation and constraints.
    pub(super) fn column_def(&mut self) -> Read<ColumnDef> {
        Ok(ColumnDef {
            name: self.name(COLUMN_NAME)?,
            ty: self.type_name()?,
            collation: self.collation()?,
            constraints: self.constraints()?,
        })
    }

    /// Takes `COLLATE ".."`.
    pub(super) fn collation(&mut self) -> Read<Option<super::statement::ObjectName>> {
        let Some(node) = self.node(COLLATE) else {
            return Ok(None);
        };
        self.reader.read(&node, |clauses| {
            clauses.token(COLLATE_KW);
            Ok(Some(clauses.object_name(COLLATION_REF)?))
        })
    }
}
