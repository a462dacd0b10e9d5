//! `CREATE TABLE`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{
        ColumnDef, CreateTable, Including, Like, Name, ObjectName, StatementKind, TableElement,
        TypeName,
    },
};
use crate::source::Span;
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        COLLATE, COLLATE_KW, COLLATION_REF, COLUMN, COLUMN_NAME, COMMIT_KW, COMPRESSION_METHOD,
        CREATE_KW, DELETE_ROWS, DROP, EXCLUDING_KW, EXCLUDING_PROPERTY, IF_NOT_EXISTS,
        INCLUDING_KW, INCLUDING_PROPERTY, INHERITS, INHERITS_KW, LIKE_CLAUSE, LIKE_KW, OF_KW,
        OF_TYPE, ON_COMMIT, ON_KW, PRESERVE_ROWS, PROPERTY_ALL, PROPERTY_COMMENTS,
        PROPERTY_COMPRESSION, PROPERTY_CONSTRAINTS, PROPERTY_DEFAULTS, PROPERTY_GENERATED,
        PROPERTY_IDENTITY, PROPERTY_INDEXES, PROPERTY_STATISTICS, PROPERTY_STORAGE,
        RELATION_NAME_REF, TABLE_ARG_LIST, TABLE_KW, TABLE_NAME, TABLE_NAME_REF, WITH_OPTIONS,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE TABLE`.
    pub(super) fn create_table(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, TABLE_KW]);
            let persistence = clauses.persistence();
            let if_not_exists = clauses.node(IF_NOT_EXISTS).is_some();
            let name = clauses.object_name(TABLE_NAME)?;
            let of_type = self.of_type(clauses)?;
            let partition_of = clauses.partition_of()?;
            let mut table = CreateTable {
                name,
                if_not_exists,
                persistence,
                of_type,
                partition_of,
                elements: Vec::new(),
                constraints: Vec::new(),
                inherits: self.inherits(clauses)?,
                partition_by: clauses.partition_by()?,
                options: clauses.storage_options()?,
                on_commit: self.on_commit(clauses)?,
            };
            clauses.tablespace()?;
            if let Some(method) = clauses.using_method()? {
                self.heap(&method)?;
            }
            if let Some(list) = clauses.node(TABLE_ARG_LIST) {
                self.read(&list, |clauses| {
                    clauses.punctuation();
                    table.elements = clauses.elements()?;
                    table.constraints = clauses.constraints()?;
                    Ok(())
                })?;
            }
            Ok(StatementKind::CreateTable(Box::new(table)))
        })
    }

    fn of_type(&self, clauses: &mut Clauses<'_>) -> Read<Option<TypeName>> {
        let Some(node) = clauses.node(OF_TYPE) else {
            return Ok(None);
        };
        self.read(&node, |clauses| {
            clauses.token(OF_KW);
            Ok(Some(clauses.type_name()?))
        })
    }

    fn inherits(&self, clauses: &mut Clauses<'_>) -> Read<Vec<ObjectName>> {
        let Some(node) = clauses.node(INHERITS) else {
            return Ok(Vec::new());
        };
        self.read(&node, |clauses| {
            clauses.token(INHERITS_KW);
            clauses.punctuation();
            let parents = clauses.nodes(TABLE_NAME_REF);
            parents.iter().map(|node| self.object_name(node)).collect()
        })
    }

    fn on_commit(&self, clauses: &mut Clauses<'_>) -> Read<Option<Span>> {
        let Some(node) = clauses.node(ON_COMMIT) else {
            return Ok(None);
        };
        self.read(&node, |clauses| {
            clauses.tokens(&[ON_KW, COMMIT_KW]);
            clauses.node(PRESERVE_ROWS);
            clauses.node(DELETE_ROWS);
            // A migration is one transaction: its end is the table's anyway.
            clauses.node(DROP);
            Ok(Some(clauses.span()))
        })
    }

    /// A column of a table's list: with a type, or with more about one that has its type already.
    fn element(&self, node: &SyntaxNode) -> Read<TableElement> {
        if node.kind() == LIKE_CLAUSE {
            return Ok(TableElement::Like(self.like(node)?));
        }
        self.read(node, |clauses| {
            let name = clauses.name(COLUMN_NAME)?;
            clauses.node(WITH_OPTIONS);
            match clauses.optional_type()? {
                Some(ty) => {
                    let column = clauses.rest_of_column(name, ty)?;
                    Ok(TableElement::Column(Box::new(column)))
                }
                None => Ok(TableElement::Options {
                    column: name,
                    constraints: clauses.constraints()?,
                }),
            }
        })
    }

    /// `LIKE table INCLUDING ..`.
    fn like(&self, node: &SyntaxNode) -> Read<Like> {
        self.read(node, |clauses| {
            clauses.token(LIKE_KW);
            let table = clauses.object_name(RELATION_NAME_REF)?;
            let mut including = Including::default();
            // The last word about a thing counts.
            for property in clauses.rest() {
                let SyntaxElement::Node(property) = property else {
                    return Err(Box::new(self.refused(&property)));
                };
                let yes = property.kind() == INCLUDING_PROPERTY;
                if !yes && property.kind() != EXCLUDING_PROPERTY {
                    let property = SyntaxElement::Node(property);
                    return Err(Box::new(self.refused(&property)));
                }
                self.read(&property, |clauses| {
                    clauses.tokens(&[INCLUDING_KW, EXCLUDING_KW]);
                    let what = clauses.any_node().ok_or_else(|| clauses.missing())?;
                    including
                        .set(&what, yes)
                        .ok_or_else(|| Box::new(self.refused(&SyntaxElement::Node(what))))
                })?;
            }
            Ok(Like { table, including })
        })
    }
}

impl Including {
    /// Says whether one property, or all of them, is taken over.
    fn set(&mut self, property: &SyntaxNode, yes: bool) -> Option<()> {
        let all = [
            (PROPERTY_COMMENTS, &mut self.comments),
            (PROPERTY_CONSTRAINTS, &mut self.constraints),
            (PROPERTY_DEFAULTS, &mut self.defaults),
            (PROPERTY_GENERATED, &mut self.generated),
            (PROPERTY_IDENTITY, &mut self.identity),
            (PROPERTY_INDEXES, &mut self.indexes),
            (PROPERTY_STATISTICS, &mut self.statistics),
        ];
        // How values are stored is not what they are.
        let mut known = matches!(property.kind(), PROPERTY_STORAGE | PROPERTY_COMPRESSION);
        for (kind, slot) in all {
            if property.kind() == PROPERTY_ALL || property.kind() == kind {
                *slot = yes;
                known = true;
            }
        }
        known.then_some(())
    }
}

impl Clauses<'_> {
    /// Takes columns and LIKE clauses in the order in which they stand.
    fn elements(&mut self) -> Read<Vec<TableElement>> {
        let mut found = self.nodes(COLUMN);
        found.extend(self.nodes(LIKE_CLAUSE));
        found.sort_by_key(|node| node.text_range().start());
        found.iter().map(|node| self.reader.element(node)).collect()
    }

    /// Takes name, type, collation and constraints.
    pub(super) fn column_def(&mut self) -> Read<ColumnDef> {
        let name = self.name(COLUMN_NAME)?;
        let ty = self.type_name()?;
        self.rest_of_column(name, ty)
    }

    fn rest_of_column(&mut self, name: Name, ty: TypeName) -> Read<ColumnDef> {
        // How values are stored is not what they are. STORAGE is for later versions.
        self.node(COMPRESSION_METHOD);
        Ok(ColumnDef {
            name,
            ty,
            collation: self.collation()?,
            constraints: self.constraints()?,
        })
    }

    /// Takes `COLLATE ".."`.
    pub(super) fn collation(&mut self) -> Read<Option<ObjectName>> {
        let Some(node) = self.node(COLLATE) else {
            return Ok(None);
        };
        self.reader.read(&node, |clauses| {
            clauses.token(COLLATE_KW);
            Ok(Some(clauses.object_name(COLLATION_REF)?))
        })
    }
}
