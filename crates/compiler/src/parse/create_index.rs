//! `CREATE INDEX` and `ALTER INDEX`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{AlterIndex, CreateIndex, IndexKeyDef, Name, StatementKind},
};
use squawk_syntax::{
    SyntaxKind::{
        ACCESS_METHOD_REF, ALTER_KW, ASC_KW, ATTRIBUTE_LIST, ATTRIBUTE_OPTION, CALL_EXPR,
        CASE_EXPR, CAST_EXPR, COLLATE, COLLATE_KW, COLLATION_REF, CONCURRENTLY_KW, CREATE_KW,
        DESC_KW, IF_EXISTS, IF_NOT_EXISTS, INCLUDE_KW, INDEX, INDEX_INCLUDE_CLAUSE, INDEX_KW,
        INDEX_REF, INDEX_RENAME_TO, NAME_REF, NULLS_DISTINCT, NULLS_FIRST, NULLS_LAST,
        NULLS_NOT_DISTINCT, ON_KW, OP_CLASS_REF, PAREN_EXPR, PARTITION_ITEM, PARTITION_ITEM_LIST,
        RENAME_KW, SORT_ASC, SORT_DESC, TABLE_RELATION_NAME, TO_KW, UNIQUE_KW, USING_KW,
        USING_METHOD, WHERE_CLAUSE, WHERE_KW, WITH_KW, WITH_PARAMS,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE INDEX`.
    pub(super) fn create_index(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, INDEX_KW, ON_KW]);
            // How an index is built leaves no mark in the catalog.
            clauses.token(CONCURRENTLY_KW);
            let list = clauses.need(PARTITION_ITEM_LIST)?;
            clauses.node(NULLS_DISTINCT);
            Ok(StatementKind::CreateIndex(CreateIndex {
                unique: clauses.token(UNIQUE_KW),
                if_not_exists: clauses.node(IF_NOT_EXISTS).is_some(),
                name: self.index_name(clauses)?,
                table: self.relation_name(&clauses.need(TABLE_RELATION_NAME)?)?,
                method: self.method(clauses)?,
                keys: self.index_keys(&list)?,
                include: self.index_include(clauses)?,
                nulls_not_distinct: clauses.node(NULLS_NOT_DISTINCT).is_some(),
                options: self.storage_options(clauses)?,
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

    fn method(&self, clauses: &mut Clauses<'_>) -> Read<Option<Name>> {
        let Some(node) = clauses.node(USING_METHOD) else {
            return Ok(None);
        };
        self.read(&node, |clauses| {
            clauses.token(USING_KW);
            Ok(Some(clauses.name(ACCESS_METHOD_REF)?))
        })
    }

    fn index_keys(&self, list: &SyntaxNode) -> Read<Vec<IndexKeyDef>> {
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
            let mut node = clauses.any_node().ok_or_else(|| clauses.missing())?;
            let mut collation = None;
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
                opclass,
                descending,
                nulls_first,
            })
        })
    }

    /// `FigureIndexColname`: what Postgres would call an expression's column.
    fn figure_name(&self, node: &SyntaxNode) -> Read<String> {
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

    /// `WITH (name = value, ..)`, sorted.
    fn storage_options(&self, clauses: &mut Clauses<'_>) -> Read<Vec<String>> {
        let Some(node) = clauses.node(WITH_PARAMS) else {
            return Ok(Vec::new());
        };
        let mut options = self.read(&node, |clauses| {
            clauses.token(WITH_KW);
            let list = clauses.need(ATTRIBUTE_LIST)?;
            self.read(&list, |clauses| {
                clauses.punctuation();
                let options = clauses.nodes(ATTRIBUTE_OPTION);
                let text = |node| self.text(&self.span_of(node)).to_ascii_lowercase();
                Ok(options.iter().map(text).collect::<Vec<_>>())
            })
        })?;
        for option in &mut options {
            option.retain(|c| !c.is_whitespace());
        }
        options.sort();
        Ok(options)
    }

    /// `ALTER INDEX .. RENAME TO ..`.
    pub(super) fn alter_index(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, INDEX_KW]);
            let if_exists = clauses.node(IF_EXISTS).is_some();
            let name = clauses.object_name(INDEX_REF)?;
            let Some(rename) = clauses.node(INDEX_RENAME_TO) else {
                return match clauses.rest().first() {
                    Some(action) => Err(Box::new(self.refused(action))),
                    None => Err(clauses.missing()),
                };
            };
            let rename_to = self.read(&rename, |clauses| {
                clauses.tokens(&[RENAME_KW, TO_KW]);
                Ok(clauses.object_name(INDEX)?.name)
            })?;
            Ok(StatementKind::AlterIndex(AlterIndex {
                name,
                if_exists,
                rename_to,
            }))
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
