//! WITH, and the statements that may stand in it.

use super::{
    super::{
        clauses::{Clauses, Read, Reader},
        statement::Name,
    },
    Body, Change, CommonTable, Cycle, With,
};
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

impl Reader {
    pub(super) fn with_clause(&self, node: &SyntaxNode) -> Read<With> {
        self.read(node, |clauses| {
            clauses.token(K::WITH_KW);
            let recursive = clauses.token(K::RECURSIVE_KW);
            clauses.punctuation();
            let tables = clauses.nodes(K::WITH_TABLE);
            let tables = tables.iter().map(|table| self.common_table(table));
            Ok(With {
                recursive,
                tables: tables.collect::<Read<_>>()?,
            })
        })
    }

    fn common_table(&self, node: &SyntaxNode) -> Read<CommonTable> {
        self.read(node, |clauses| {
            let name = clauses.name(K::CTE_NAME)?;
            let columns = clauses.node(K::COLUMN_LIST);
            clauses.token(K::AS_KW);
            clauses.node(K::MATERIALIZED);
            clauses.node(K::NOT_MATERIALIZED);
            clauses.punctuation();
            let search = clauses.node(K::SEARCH_CLAUSE);
            let cycle = clauses.node(K::CYCLE_CLAUSE);
            let query = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok(CommonTable {
                name,
                columns: match columns {
                    Some(columns) => self.name_list(&columns, K::COLUMN_NAME)?,
                    None => Vec::new(),
                },
                query: self.query(&query)?,
                search: search.map(|search| self.search(&search)).transpose()?,
                cycle: cycle.map(|cycle| self.cycle(&cycle)).transpose()?,
            })
        })
    }

    fn search(&self, node: &SyntaxNode) -> Read<(Name, bool)> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::SEARCH_KW, K::BY_KW]);
            let depth_first = clauses.node(K::DEPTH_FIRST).is_some();
            clauses.node(K::BREADTH_FIRST);
            // Which columns it searches by says nothing about the column it makes.
            clauses.node(K::SEARCH_COLUMNS);
            Ok((self.set_name(clauses, K::SEARCH_SET_COLUMN)?, depth_first))
        })
    }

    fn cycle(&self, node: &SyntaxNode) -> Read<Cycle> {
        self.read(node, |clauses| {
            clauses.token(K::CYCLE_KW);
            clauses.node(K::CYCLE_COLUMNS);
            let mark = clauses.need(K::CYCLE_SET_COLUMN)?;
            let (mark, value) = self.read(&mark, |clauses| {
                clauses.token(K::SET_KW);
                let value = clauses.node(K::CYCLE_COLUMN_TO);
                let value = value.map(|value| {
                    self.read(&value, |clauses| {
                        clauses.token(K::TO_KW);
                        clauses.node(K::CYCLE_DEFAULT);
                        self.next_expr(clauses)
                    })
                });
                Ok((clauses.name(K::COLUMN_NAME_REF)?, value.transpose()?))
            })?;
            Ok(Cycle {
                mark,
                value,
                path: self.set_name(clauses, K::CYCLE_PATH)?,
            })
        })
    }

    /// `SET column` or `USING column`.
    fn set_name(&self, clauses: &mut Clauses<'_>, kind: K) -> Read<Name> {
        let node = clauses.need(kind)?;
        self.read(&node, |clauses| {
            clauses.tokens(&[K::SET_KW, K::USING_KW]);
            clauses.name(K::COLUMN_NAME_REF)
        })
    }

    /// What a statement that changes data gives to the query around it; what it writes is no business of a catalog.
    pub(super) fn change(&self, kind: K, clauses: &mut Clauses<'_>) -> Read<Body> {
        clauses.any_tokens();
        let table = [
            K::RELATION_NAME,
            K::RELATION_NAME_REF,
            K::TABLE_RELATION_NAME,
        ]
        .into_iter()
        .find_map(|kind| clauses.node(kind));
        let table = table.ok_or_else(|| clauses.missing())?;
        let table = if table.kind() == K::RELATION_NAME_REF {
            self.object_name(&table)?
        } else {
            self.relation_name_of(&table)?
        };
        let alias = [K::REQUIRED_AS_ALIAS, K::OPTIONAL_AS_ALIAS]
            .into_iter()
            .find_map(|kind| clauses.node(kind));
        let from = [K::FROM_CLAUSE, K::USING_CLAUSE]
            .into_iter()
            .find_map(|kind| clauses.node(kind));
        let returning = clauses.node(K::RETURNING_CLAUSE);
        let returning = returning.map(|returning| {
            self.read(&returning, |clauses| {
                clauses.token(K::RETURNING_KW);
                self.targets(&clauses.need(K::TARGET_LIST)?)
            })
        });
        let source = (kind == K::INSERT).then(|| clauses.node_where(super::select::is_query));
        let change = Change {
            table,
            alias: alias.map(|alias| self.as_alias(&alias)).transpose()?,
            source: source
                .flatten()
                .map(|source| self.query(&source))
                .transpose()?,
            from: from
                .map(|from| self.relations(&from))
                .transpose()?
                .unwrap_or_default(),
            returning: returning.transpose()?.unwrap_or_default(),
        };
        for kind in [
            K::COLUMN_TARGET_LIST,
            K::OVERRIDING_SYSTEM_VALUE,
            K::OVERRIDING_USER_VALUE,
            K::DEFAULT_VALUES,
            K::ON_CONFLICT_CLAUSE,
            K::SET_CLAUSE,
            K::WHERE_CLAUSE,
        ] {
            clauses.node(kind);
        }
        Ok(Body::Change(Box::new(change)))
    }
}
