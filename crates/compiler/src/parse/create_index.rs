//! `CREATE INDEX`, and the keys that constraints and partitions share with it.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{CreateIndex, IndexKeyDef, Name, StatementKind},
};
use squawk_syntax::{
    SyntaxKind::{
        ASC_KW, CALL_EXPR, CASE_EXPR, CAST_EXPR, COLLATE, COLLATE_KW, COLLATION_REF,
        CONCURRENTLY_KW, CREATE_KW, DESC_KW, IF_NOT_EXISTS, INCLUDE_KW, INDEX,
        INDEX_INCLUDE_CLAUSE, INDEX_KW, NAME_REF, NULLS_DISTINCT, NULLS_FIRST, NULLS_LAST,
        NULLS_NOT_DISTINCT, ON_KW, OP_CLASS_REF, PAREN_EXPR, PARTITION_ITEM, PARTITION_ITEM_LIST,
        SORT_ASC, SORT_DESC, TABLE_RELATION_NAME, UNIQUE_KW, WHERE_CLAUSE, WHERE_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE INDEX`.
    pub(super) fn create_index(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, INDEX_KW, ON_KW]);
            let concurrently = clauses.token(CONCURRENTLY_KW);
            clauses.tablespace()?;
            let list = clauses.need(PARTITION_ITEM_LIST)?;
            clauses.node(NULLS_DISTINCT);
            Ok(StatementKind::CreateIndex(CreateIndex {
                concurrently,
                unique: clauses.token(UNIQUE_KW),
                if_not_exists: clauses.node(IF_NOT_EXISTS).is_some(),
                name: self.index_name(clauses)?,
                table: self.relation_name(&clauses.need(TABLE_RELATION_NAME)?)?,
                method: clauses.using_method()?,
                keys: self.index_keys(&list)?,
                include: self.index_include(clauses)?,
                nulls_not_distinct: clauses.node(NULLS_NOT_DISTINCT).is_some(),
                options: clauses.storage_options()?,
                predicate: match clauses.node(WHERE_CLAUSE) {
                    Some(node) => Some(self.read(&node, |clauses| {
                        clauses.token(WHERE_KW);
                        let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
                        self.expr(&expr)
                    })?),
                    None => None,
                },
            }))
        })
    }

    fn index_name(&self, clauses: &mut Clauses<'_>) -> Read<Option<Name>> {
        let Some(node) = clauses.node(INDEX) else {
            return Ok(None);
        };
        let name = self.object_name(&node)?;
        match name.schema {
            None => Ok(Some(name.name)),
            // An index lives where its table lives; Postgres' grammar takes no schema here.
            Some(schema) => Err(Box::new(
                self.syntax_error(schema.span, "an index is always in its table's schema"),
            )),
        }
    }

    /// A partition key's or an index's list.
    pub(super) fn index_keys(&self, list: &SyntaxNode) -> Read<Vec<IndexKeyDef>> {
        self.read(list, |clauses| {
            clauses.punctuation();
            clauses
                .nodes(PARTITION_ITEM)
                .iter()
                .map(|item| self.index_key(item))
                .collect()
        })
    }

    fn index_key(&self, item: &SyntaxNode) -> Read<IndexKeyDef> {
        self.read(item, |clauses| {
            let descending = sort(clauses)?;
            let nulls_first = nulls(clauses);
            let opclass = match clauses.node(OP_CLASS_REF) {
                Some(node) => Some(self.object_name(&node)?),
                None => None,
            };
            let opclass_options = clauses.attributes()?;
            let node = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok(IndexKeyDef {
                opclass,
                opclass_options,
                descending,
                nulls_first,
                ..self.plain_key(&node)?
            })
        })
    }

    /// A key of which nothing more is said than its collation.
    pub(super) fn plain_key(&self, node: &SyntaxNode) -> Read<IndexKeyDef> {
        let (mut node, mut collation) = (node.clone(), None);
        // The parser takes COLLATE as part of the expression, Postgres' grammar as part of the key.
        if node.kind() == COLLATE {
            (node, collation) = self.read(&node, |clauses| {
                clauses.token(COLLATE_KW);
                let collation = clauses.object_name(COLLATION_REF)?;
                Ok((
                    clauses.any_node().ok_or_else(|| clauses.missing())?,
                    Some(collation),
                ))
            })?;
        }
        Ok(IndexKeyDef {
            column: (node.kind() == NAME_REF)
                .then(|| self.name(&node))
                .transpose()?,
            label: self.figure_name(&node)?,
            expr: self.expr(&node)?,
            collation,
            opclass: None,
            opclass_options: Vec::new(),
            descending: false,
            nulls_first: None,
        })
    }

    /// `FigureIndexColname`: what Postgres would call an expression's column.
    pub(super) fn figure_name(&self, node: &SyntaxNode) -> Read<String> {
        let first = node.first_child();
        Ok(match (node.kind(), first) {
            (NAME_REF, _) => self.name(node)?.text,
            (CALL_EXPR | squawk_syntax::SyntaxKind::FIELD_EXPR, Some(callee)) => {
                let name = if callee.kind() == NAME_REF && node.kind() == CALL_EXPR {
                    Some(callee)
                } else if node.kind() == CALL_EXPR {
                    callee.last_child()
                } else {
                    node.last_child()
                };
                match name {
                    Some(name) if name.kind() == NAME_REF => self.name(&name)?.text,
                    _ => special_function(node),
                }
            }
            (PAREN_EXPR | CAST_EXPR | COLLATE, Some(inner)) => match self.figure_name(&inner)? {
                name if name == "expr" && node.kind() == CAST_EXPR => self.cast_name(node)?,
                name => name,
            },
            (CASE_EXPR, _) => "case".to_owned(),
            (squawk_syntax::SyntaxKind::ARRAY_EXPR, _) => "array".to_owned(),
            _ => "expr".to_owned(),
        })
    }

    /// A cast of something nameless is called like its type.
    fn cast_name(&self, node: &SyntaxNode) -> Read<String> {
        let ty = node
            .children()
            .find(|child| super::type_name::TYPES.contains(&child.kind()));
        Ok(match ty {
            Some(ty) => {
                let name = self.type_name(&ty)?.name.name.text;
                crate::catalog::builtin_name(&name).map_or(name.clone(), str::to_owned)
            }
            None => "expr".to_owned(),
        })
    }

    fn index_include(&self, clauses: &mut Clauses<'_>) -> Read<Vec<Name>> {
        let Some(node) = clauses.node(INDEX_INCLUDE_CLAUSE) else {
            return Ok(Vec::new());
        };
        self.read(&node, |clauses| {
            clauses.token(INCLUDE_KW);
            let list = clauses.need(PARTITION_ITEM_LIST)?;
            self.read(&list, |clauses| {
                clauses.punctuation();
                let items = clauses.nodes(PARTITION_ITEM);
                items
                    .iter()
                    .map(|item| self.read(item, |clauses| clauses.name(NAME_REF)))
                    .collect()
            })
        })
    }
}

/// What Postgres calls the column of a function that is grammar rather than a name: `coalesce`, `extract`.
fn special_function(node: &SyntaxNode) -> String {
    node.first_token().map_or_else(
        || "expr".to_owned(),
        |token| token.text().to_ascii_lowercase(),
    )
}

fn sort(clauses: &mut Clauses<'_>) -> Read<bool> {
    if let Some(node) = clauses.node(SORT_ASC) {
        return clauses.reader.read(&node, |clauses| {
            clauses.token(ASC_KW);
            Ok(false)
        });
    }
    let Some(node) = clauses.node(SORT_DESC) else {
        return Ok(false);
    };
    clauses.reader.read(&node, |clauses| {
        clauses.token(DESC_KW);
        Ok(true)
    })
}

fn nulls(clauses: &mut Clauses<'_>) -> Option<bool> {
    if clauses.node(NULLS_FIRST).is_some() {
        return Some(true);
    }
    clauses.node(NULLS_LAST).map(|_| false)
}
