//! FROM.

use super::{
    super::{
        clauses::{Clauses, Read, Reader},
        statement::{Name, ObjectName, TypeName},
        type_name::TYPES,
    },
    Alias, Expr, ExprKind, FromCall, FromItem, FromKind, Join, JoinKind,
};
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

impl Reader {
    /// `FROM a, b` or `USING a, b`.
    pub(super) fn relations(&self, node: &SyntaxNode) -> Read<Vec<FromItem>> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::FROM_KW, K::USING_KW]);
            clauses.punctuation();
            std::iter::from_fn(|| clauses.any_node())
                .map(|item| self.relation_item(&item))
                .collect()
        })
    }

    fn relation_item(&self, node: &SyntaxNode) -> Read<FromItem> {
        if node.kind() == K::JOIN_EXPR {
            return self.join(node);
        }
        self.read(node, |clauses| {
            clauses.token(K::ONLY_KW);
            let lateral = clauses.token(K::LATERAL_KW);
            let alias = clauses.node(K::FROM_ALIAS);
            let alias = alias.map(|alias| self.alias(&alias)).transpose()?;
            let kind = match node.kind() {
                K::RELATION_FROM_ITEM => self.relation(clauses)?,
                K::FUNCTION_FROM_ITEM | K::EXPR_FROM_ITEM => FromKind::Function {
                    ordinality: clauses.node(K::WITH_ORDINALITY).is_some(),
                    calls: vec![FromCall {
                        expr: self.next_expr(clauses)?,
                        columns: Vec::new(),
                    }],
                },
                K::ROWS_FROM_ITEM => {
                    clauses.tokens(&[K::ROWS_KW, K::FROM_KW]);
                    clauses.punctuation();
                    let calls = clauses.nodes(K::ROWS_FROM_ARG);
                    let calls = calls.iter().map(|call| self.rows_from(call));
                    FromKind::Function {
                        calls: calls.collect::<Read<_>>()?,
                        ordinality: clauses.node(K::WITH_ORDINALITY).is_some(),
                    }
                }
                K::PAREN_FROM_ITEM => {
                    let inner = clauses.any_node().ok_or_else(|| clauses.missing())?;
                    let inner = self.in_parentheses(&inner)?;
                    return Ok(FromItem {
                        lateral,
                        alias: alias.or(inner.alias),
                        ..inner
                    });
                }
                K::XML_TABLE_FROM_ITEM => self.xml_table(&clauses.need(K::XML_TABLE)?)?,
                _ => return Err(Box::new(self.refused(&node.clone().into()))),
            };
            Ok(FromItem {
                span: self.span_of(node),
                lateral,
                kind,
                alias,
            })
        })
    }

    fn relation(&self, clauses: &mut Clauses<'_>) -> Read<FromKind> {
        clauses.token(K::STAR);
        let node = clauses.need(K::RELATION_NAME_REF)?;
        // `FROM current_date` calls a function that has no parentheses.
        let word = node
            .first_token()
            .is_some_and(|token| token.kind() != K::IDENT);
        if word && let Some(word) = super::expr::value_word(&node) {
            let expr = Expr {
                span: self.span_of(&node),
                kind: ExprKind::Value {
                    word,
                    precision: None,
                },
            };
            return Ok(FromKind::Function {
                calls: vec![FromCall {
                    expr,
                    columns: Vec::new(),
                }],
                ordinality: false,
            });
        }
        let sample = match clauses.node(K::TABLESAMPLE_CLAUSE) {
            Some(sample) => self.sample(&sample)?,
            None => Vec::new(),
        };
        Ok(FromKind::Relation {
            name: self.object_name(&node)?,
            sample,
        })
    }

    /// The arguments of `TABLESAMPLE method (..) REPEATABLE (..)`; the method is no function of SQL.
    fn sample(&self, node: &SyntaxNode) -> Read<Vec<Expr>> {
        let lists = node
            .descendants()
            .filter(|node| matches!(node.kind(), K::ARG | K::REPEATABLE_CLAUSE));
        let mut exprs = Vec::new();
        for list in lists {
            exprs.extend(self.exprs_below(&list)?);
        }
        Ok(exprs)
    }

    fn rows_from(&self, node: &SyntaxNode) -> Read<FromCall> {
        self.read(node, |clauses| {
            clauses.token(K::AS_KW);
            let columns = clauses.node(K::COLUMN_DEF_LIST);
            Ok(FromCall {
                expr: self.next_expr(clauses)?,
                columns: match columns {
                    Some(columns) => self.column_definitions(&columns)?,
                    None => Vec::new(),
                },
            })
        })
    }

    /// `(query)`, or a join in parentheses.
    fn in_parentheses(&self, node: &SyntaxNode) -> Read<FromItem> {
        match node.kind() {
            K::PAREN_EXPR => self.read(node, |clauses| {
                clauses.punctuation();
                let inner = clauses.any_node().ok_or_else(|| clauses.missing())?;
                self.in_parentheses(&inner)
            }),
            kind if super::select::is_query(kind) => Ok(FromItem {
                span: self.span_of(node),
                lateral: false,
                kind: FromKind::Query(Box::new(self.query(node)?)),
                alias: None,
            }),
            _ => self.relation_item(node),
        }
    }

    pub(super) fn alias(&self, node: &SyntaxNode) -> Read<Alias> {
        self.read(node, |clauses| {
            clauses.token(K::AS_KW);
            let name = clauses.node(K::TABLE_ALIAS);
            let columns = clauses.node(K::COLUMN_LIST);
            let definitions = clauses.node(K::COLUMN_DEF_LIST);
            Ok(Alias {
                name: name.map(|name| self.name(&name)).transpose()?,
                columns: match columns {
                    Some(columns) => self.name_list(&columns, K::COLUMN_NAME)?,
                    None => Vec::new(),
                },
                definitions: match definitions {
                    Some(definitions) => self.column_definitions(&definitions)?,
                    None => Vec::new(),
                },
            })
        })
    }

    /// `AS name`.
    pub(super) fn as_alias(&self, node: &SyntaxNode) -> Read<Name> {
        self.read(node, |clauses| {
            clauses.token(K::AS_KW);
            clauses.name(K::TABLE_ALIAS)
        })
    }

    fn column_definitions(&self, node: &SyntaxNode) -> Read<Vec<(Name, TypeName)>> {
        self.read(node, |clauses| {
            clauses.punctuation();
            let columns = clauses.nodes(K::COLUMN_DEF);
            let column = |column: &SyntaxNode| {
                self.read(column, |clauses| {
                    let name = clauses.name(K::COLUMN_NAME)?;
                    let ty = clauses.type_name()?;
                    clauses.node(K::COLLATE);
                    Ok((name, ty))
                })
            };
            columns.iter().map(column).collect()
        })
    }

    fn join(&self, node: &SyntaxNode) -> Read<FromItem> {
        let (left, join) = self.read(node, |clauses| {
            let join = clauses.need(K::JOIN)?;
            let left = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok((self.relation_item(&left)?, join))
        })?;
        let join = self.read(&join, |clauses| {
            let natural = clauses.token(K::NATURAL_KW);
            let kinds = [
                (K::JOIN_INNER, JoinKind::Inner),
                (K::JOIN_LEFT, JoinKind::Left),
                (K::JOIN_RIGHT, JoinKind::Right),
                (K::JOIN_FULL, JoinKind::Full),
                (K::JOIN_CROSS, JoinKind::Inner),
            ];
            let kind = kinds
                .into_iter()
                .find_map(|(node, kind)| clauses.node(node).map(|_| kind));
            let kind = kind.ok_or_else(|| clauses.missing())?;
            let using = clauses.node(K::JOIN_USING_CLAUSE);
            let (using, using_alias) = match using {
                Some(using) => self.using(&using)?,
                None => (Vec::new(), None),
            };
            let on = self.condition(clauses, K::ON_CLAUSE)?;
            let right = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok(Join {
                kind,
                natural,
                left,
                right: self.relation_item(&right)?,
                using,
                using_alias,
                on,
            })
        })?;
        Ok(FromItem {
            span: self.span_of(node),
            lateral: false,
            kind: FromKind::Join(Box::new(join)),
            alias: None,
        })
    }

    fn using(&self, node: &SyntaxNode) -> Read<(Vec<Name>, Option<Name>)> {
        self.read(node, |clauses| {
            clauses.token(K::USING_KW);
            let alias = clauses.node(K::REQUIRED_AS_ALIAS);
            let alias = alias.map(|alias| self.as_alias(&alias)).transpose()?;
            let columns = clauses.need(K::COLUMN_REF_LIST)?;
            Ok((self.name_list(&columns, K::COLUMN_NAME_REF)?, alias))
        })
    }

    fn xml_table(&self, node: &SyntaxNode) -> Read<FromKind> {
        let list = node
            .children()
            .find(|child| child.kind() == K::XML_TABLE_COLUMN_LIST);
        let columns = list
            .into_iter()
            .flat_map(|list| list.children().collect::<Vec<_>>());
        let column = |column: SyntaxNode| {
            let name = column
                .children()
                .find(|child| child.kind() == K::COLUMN_NAME);
            let ty = column
                .children()
                .find(|child| TYPES.contains(&child.kind()));
            let Some(name) = name else {
                return Err(Box::new(self.refused(&column.into())));
            };
            let ty = ty.map(|ty| self.type_name(&ty)).transpose()?;
            Ok((self.name(&name)?, ty))
        };
        Ok(FromKind::XmlTable {
            columns: columns.map(column).collect::<Read<_>>()?,
            exprs: self.exprs_below(node)?,
        })
    }

    /// The relation of `TABLE name`, `UPDATE name`.
    pub(super) fn relation_name_of(&self, node: &SyntaxNode) -> Read<ObjectName> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::ONLY_KW, K::STAR]);
            clauses.punctuation();
            let name = clauses
                .node(K::RELATION_NAME_REF)
                .or_else(|| clauses.node(K::TABLE_NAME_REF));
            let name = name.ok_or_else(|| clauses.missing())?;
            self.object_name(&name)
        })
    }
}
