//! SELECT, VALUES, TABLE, set operations and what follows them.

use super::{
    super::clauses::{Clauses, Read, Reader},
    Body, Distinct, Expr, Grouping, Query, Select, SortBy, Target, With,
};
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

/// Whether a node is a query.
pub(super) fn is_query(kind: K) -> bool {
    matches!(
        kind,
        K::SELECT | K::COMPOUND_SELECT | K::PAREN_SELECT | K::VALUES | K::TABLE
    )
}

impl Reader {
    /// Any query.
    pub(in crate::parse) fn query(&self, node: &SyntaxNode) -> Read<Query> {
        self.read(node, |clauses| {
            let with = match clauses.node(K::WITH_CLAUSE) {
                Some(with) => self.with_clause(&with)?,
                None => With::default(),
            };
            let body = match node.kind() {
                K::SELECT | K::SELECT_INTO => {
                    // Nobody else gets here with a SELECT INTO than who reads its INTO.
                    clauses.node(K::INTO_CLAUSE);
                    Body::Select(Box::new(self.select(clauses)?))
                }
                K::VALUES => self.values_body(clauses)?,
                K::TABLE => {
                    clauses.token(K::TABLE_KW);
                    let relation = clauses.need(K::RELATION_NAME)?;
                    Body::Table(self.relation_name_of(&relation)?)
                }
                K::COMPOUND_SELECT => self.set_operation(clauses)?,
                K::PAREN_SELECT => {
                    clauses.punctuation();
                    Body::Nested(Box::new(self.query(&clauses.any_query()?)?))
                }
                K::INSERT | K::UPDATE | K::DELETE | K::MERGE => {
                    self.change(node.kind(), clauses)?
                }
                _ => return Err(clauses.missing()),
            };
            let mut query = Query {
                span: self.span_of(node),
                with,
                body,
                order_by: Vec::new(),
                limits: Vec::new(),
                locked: Vec::new(),
            };
            self.tail(clauses, &mut query)?;
            Ok(query)
        })
    }

    fn select(&self, clauses: &mut Clauses<'_>) -> Read<Select> {
        let head = clauses.need(K::SELECT_CLAUSE)?;
        let (distinct, targets) = self.read(&head, |clauses| {
            clauses.token(K::SELECT_KW);
            clauses.node(K::ALL);
            let distinct = match clauses.node(K::DISTINCT_CLAUSE) {
                Some(distinct) => self.distinct(&distinct)?,
                None => Distinct::No,
            };
            let list = clauses.node(K::TARGET_LIST);
            let targets = list.map_or_else(|| Ok(Vec::new()), |list| self.targets(&list))?;
            Ok((distinct, targets))
        })?;
        Ok(Select {
            distinct,
            targets,
            from: match clauses.node(K::FROM_CLAUSE) {
                Some(from) => self.relations(&from)?,
                None => Vec::new(),
            },
            filter: self.condition(clauses, K::WHERE_CLAUSE)?,
            group_by: match clauses.node(K::GROUP_BY_CLAUSE) {
                Some(group_by) => self.group_by(&group_by)?,
                None => Vec::new(),
            },
            having: self.condition(clauses, K::HAVING_CLAUSE)?,
            windows: match clauses.node(K::WINDOW_CLAUSE) {
                Some(windows) => self.windows(&windows)?,
                None => Vec::new(),
            },
        })
    }

    fn distinct(&self, node: &SyntaxNode) -> Read<Distinct> {
        self.read(node, |clauses| {
            clauses.token(K::DISTINCT_KW);
            let Some(on) = clauses.node(K::DISTINCT_ON) else {
                return Ok(Distinct::Yes);
            };
            Ok(Distinct::On(self.read(&on, |clauses| {
                clauses.token(K::ON_KW);
                clauses.punctuation();
                self.exprs(clauses)
            })?))
        })
    }

    /// `WHERE condition` or `HAVING condition`.
    pub(super) fn condition(&self, clauses: &mut Clauses<'_>, kind: K) -> Read<Option<Expr>> {
        let Some(node) = clauses.node(kind) else {
            return Ok(None);
        };
        self.read(&node, |clauses| {
            clauses.tokens(&[K::WHERE_KW, K::HAVING_KW, K::ON_KW]);
            Ok(Some(self.next_expr(clauses)?))
        })
    }

    pub(super) fn targets(&self, list: &SyntaxNode) -> Read<Vec<Target>> {
        self.read(list, |clauses| {
            clauses.punctuation();
            let targets = clauses.nodes(K::TARGET);
            targets.iter().map(|target| self.target(target)).collect()
        })
    }

    fn target(&self, node: &SyntaxNode) -> Read<Target> {
        self.read(node, |clauses| {
            if clauses.token(K::STAR) {
                return Ok(Target {
                    expr: self.star(node),
                    alias: None,
                });
            }
            let alias = clauses.node(K::AS_NAME);
            let alias = alias.map(|alias| {
                self.read(&alias, |clauses| {
                    clauses.token(K::AS_KW);
                    clauses.name(K::COLUMN_NAME)
                })
            });
            Ok(Target {
                alias: alias.transpose()?,
                expr: self.next_expr(clauses)?,
            })
        })
    }

    fn group_by(&self, node: &SyntaxNode) -> Read<Vec<Grouping>> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::GROUP_KW, K::BY_KW]);
            clauses.node(K::ALL);
            clauses.node(K::DISTINCT);
            let list = clauses.need(K::GROUP_BY_LIST)?;
            self.groupings(&list)
        })
    }

    fn groupings(&self, node: &SyntaxNode) -> Read<Vec<Grouping>> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::GROUPING_KW, K::SETS_KW, K::ROLLUP_KW, K::CUBE_KW]);
            clauses.punctuation();
            std::iter::from_fn(|| clauses.any_node())
                .map(|item| match item.kind() {
                    K::GROUPING_EXPR => self.read(&item, |clauses| {
                        Ok(Grouping::Expr(self.next_expr(clauses)?))
                    }),
                    K::GROUPING_SETS | K::GROUPING_ROLLUP | K::GROUPING_CUBE => {
                        Ok(Grouping::Sets(self.groupings(&item)?))
                    }
                    _ => Ok(Grouping::Expr(self.query_expr(&item)?)),
                })
                .collect()
        })
    }

    fn values_body(&self, clauses: &mut Clauses<'_>) -> Read<Body> {
        clauses.token(K::VALUES_KW);
        let list = clauses.need(K::ROW_LIST)?;
        let rows = self.read(&list, |clauses| {
            clauses.punctuation();
            let rows = clauses.nodes(K::ROW);
            let row = |row: &SyntaxNode| {
                self.read(row, |clauses| {
                    clauses.punctuation();
                    self.exprs(clauses)
                })
            };
            rows.iter().map(row).collect::<Read<Vec<_>>>()
        })?;
        Ok(Body::Values(rows))
    }

    fn set_operation(&self, clauses: &mut Clauses<'_>) -> Read<Body> {
        let left = clauses.any_query()?;
        let kinds = [
            (K::UNION, "UNION"),
            (K::INTERSECT, "INTERSECT"),
            (K::EXCEPT, "EXCEPT"),
        ];
        let found = kinds
            .iter()
            .find_map(|(kind, name)| Some((clauses.node(*kind)?, *name)));
        let Some((node, operator)) = found else {
            return Err(clauses.missing());
        };
        let all = self.read(&node, |clauses| {
            clauses.tokens(&[K::UNION_KW, K::INTERSECT_KW, K::EXCEPT_KW]);
            clauses.node(K::DISTINCT);
            Ok(clauses.node(K::ALL).is_some())
        })?;
        let right = clauses.any_query()?;
        Ok(Body::SetOperation {
            operator,
            all,
            left: Box::new(self.query(&left)?),
            right: Box::new(self.query(&right)?),
        })
    }

    /// ORDER BY, LIMIT, OFFSET, FETCH and FOR UPDATE.
    fn tail(&self, clauses: &mut Clauses<'_>, query: &mut Query) -> Read<()> {
        if let Some(order_by) = clauses.node(K::ORDER_BY_CLAUSE) {
            query.order_by = self.order_by(&order_by)?;
        }
        for kind in [K::LIMIT_CLAUSE, K::OFFSET_CLAUSE, K::FETCH_CLAUSE] {
            let Some(clause) = clauses.node(kind) else {
                continue;
            };
            self.read(&clause, |clauses| {
                clauses.any_tokens();
                for kind in [K::ALL, K::FETCH_ONLY, K::WITH_TIES] {
                    clauses.node(kind);
                }
                query.limits.extend(self.exprs(clauses)?);
                Ok(())
            })?;
        }
        for locking in clauses.nodes(K::LOCKING_CLAUSE) {
            query.locked.extend(self.locking(&locking)?);
        }
        Ok(())
    }

    fn locking(&self, node: &SyntaxNode) -> Read<Vec<super::super::statement::Name>> {
        self.read(node, |clauses| {
            clauses.token(K::FOR_KW);
            for kind in [
                K::FOR_UPDATE,
                K::FOR_NO_KEY_UPDATE,
                K::FOR_SHARE,
                K::FOR_KEY_SHARE,
                K::NOWAIT,
                K::SKIP_LOCKED,
            ] {
                clauses.node(kind);
            }
            let Some(of) = clauses.node(K::LOCKING_OF) else {
                return Ok(Vec::new());
            };
            self.read(&of, |clauses| {
                clauses.token(K::OF_KW);
                clauses.punctuation();
                let names = clauses.nodes(K::NAME_REF);
                names.iter().map(|name| self.name(name)).collect()
            })
        })
    }

    pub(super) fn order_by(&self, node: &SyntaxNode) -> Read<Vec<SortBy>> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::ORDER_KW, K::BY_KW]);
            let list = clauses.need(K::SORT_BY_LIST)?;
            self.read(&list, |clauses| {
                clauses.punctuation();
                let items = clauses.nodes(K::SORT_BY);
                items.iter().map(|item| self.sort_by(item)).collect()
            })
        })
    }

    fn sort_by(&self, node: &SyntaxNode) -> Read<SortBy> {
        self.read(node, |clauses| {
            // The direction says nothing about types; an operator must be one that sorts.
            for kind in [
                K::SORT_ASC,
                K::SORT_DESC,
                K::SORT_USING,
                K::NULLS_FIRST,
                K::NULLS_LAST,
            ] {
                clauses.node(kind);
            }
            Ok(SortBy {
                expr: self.next_expr(clauses)?,
            })
        })
    }
}

impl Clauses<'_> {
    /// Takes the next node, which must be a query.
    pub(in crate::parse) fn any_query(&mut self) -> Read<SyntaxNode> {
        let node = self.any_node().ok_or_else(|| self.missing())?;
        if is_query(node.kind()) {
            Ok(node)
        } else {
            Err(Box::new(self.reader.refused(&node.into())))
        }
    }
}
