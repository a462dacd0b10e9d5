//! Queries that may be answered from the catalog, and the routines that a query runs once.

use super::{From, Invocation, Query, Value, plpgsql::child, values::is_query};
use crate::parse::{
    clauses::{Read, Reader},
    statement::{Name, ObjectName},
};
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

impl Reader {
    /// A query, as far as it is one over relations with a condition.
    pub(super) fn asked(&self, node: &SyntaxNode) -> Query {
        let inner = match node.kind() {
            K::PAREN_SELECT | K::PAREN_EXPR => node.children().find(is_query),
            _ => None,
        };
        if let Some(inner) = inner {
            return self.asked(&inner);
        }
        let mut query = Query {
            targets: Vec::new(),
            from: Vec::new(),
            filter: None,
            more: !matches!(node.kind(), K::SELECT | K::PLPGSQL_EXPR),
        };
        for part in node.children() {
            match part.kind() {
                K::SELECT_CLAUSE | K::TARGET_LIST => self.asked_targets(&part, &mut query),
                K::FROM_CLAUSE => {
                    for item in part.children() {
                        self.asked_from(&item, None, &mut query);
                    }
                }
                K::WHERE_CLAUSE => query.filter = Some(self.only(&part)),
                K::ORDER_BY_CLAUSE => {}
                // One row at most is what is asked for anyway.
                K::LIMIT_CLAUSE => {
                    let rows = part.descendants().find(|it| it.kind() == K::LITERAL);
                    let rows = rows.map(|it| self.value(&it));
                    query.more |= rows != Some(Value::Number(1));
                }
                _ => query.more = true,
            }
        }
        query
    }

    fn asked_targets(&self, node: &SyntaxNode, query: &mut Query) {
        for part in node.children() {
            match part.kind() {
                K::TARGET_LIST => self.asked_targets(&part, query),
                K::TARGET => {
                    let value = part.first_child();
                    query.targets.push(value.map(|it| self.value(&it)));
                }
                _ => query.more = true,
            }
        }
    }

    fn asked_from(&self, node: &SyntaxNode, on: Option<(Value, bool)>, query: &mut Query) {
        match node.kind() {
            K::RELATION_FROM_ITEM => {
                let name = child(node, K::RELATION_NAME_REF).map(|it| self.object_name(&it));
                let Some(Ok(name)) = name else {
                    query.more = true;
                    return;
                };
                let alias = child(node, K::FROM_ALIAS);
                query.more |= alias.as_ref().is_some_and(|it| it.children().count() > 1)
                    || node.children().count() > 2;
                let alias = alias.and_then(|it| it.first_child());
                let alias = alias.and_then(|it| self.name(&it).ok());
                let outer = on.as_ref().is_some_and(|(_, outer)| *outer);
                query.from.push(From {
                    schema: name.schema.map(|it| it.text),
                    alias: alias.map_or_else(|| name.name.text.clone(), |it| it.text),
                    relation: name.name.text,
                    on: on.map(|(on, _)| on),
                    outer,
                });
            }
            K::JOIN_EXPR => {
                for part in node.children() {
                    if part.kind() == K::JOIN {
                        self.asked_join(&part, query);
                    } else {
                        self.asked_from(&part, None, query);
                    }
                }
            }
            _ => query.more = true,
        }
    }

    fn asked_join(&self, node: &SyntaxNode, query: &mut Query) {
        let mut item = None;
        let mut on = Value::Bool(true);
        let mut outer = false;
        for part in node.children() {
            match part.kind() {
                K::JOIN_INNER | K::JOIN_CROSS => {}
                K::JOIN_LEFT => outer = true,
                K::ON_CLAUSE => on = self.only(&part),
                K::RELATION_FROM_ITEM => item = Some(part),
                _ => query.more = true,
            }
        }
        match item {
            Some(item) => self.asked_from(&item, Some((on, outer)), query),
            None => query.more = true,
        }
    }

    /// The routines that a query runs exactly once, the inner ones first: `SELECT f(g())`, `SELECT * FROM f()`.
    pub(in crate::parse) fn invocations(&self, node: &SyntaxNode) -> Read<Vec<Invocation>> {
        let mut found = Vec::new();
        if node.kind() != K::SELECT {
            return Ok(found);
        }
        let from = child(node, K::FROM_CLAUSE);
        let plain = node.children().all(|it| {
            matches!(
                it.kind(),
                K::SELECT_CLAUSE | K::FROM_CLAUSE | K::ORDER_BY_CLAUSE
            )
        });
        let items: Vec<SyntaxNode> = from.iter().flat_map(SyntaxNode::children).collect();
        match items.as_slice() {
            _ if !plain => {}
            [] => {
                let targets = node.descendants().filter(|it| it.kind() == K::TARGET);
                for target in targets {
                    self.invoked(&target, &mut found)?;
                }
            }
            [only] if only.kind() == K::FUNCTION_FROM_ITEM => self.invoked(only, &mut found)?,
            _ => {}
        }
        Ok(found)
    }

    fn invoked(&self, node: &SyntaxNode, found: &mut Vec<Invocation>) -> Read<()> {
        if is_query(node) || matches!(node.kind(), K::CASE_EXPR) {
            return Ok(());
        }
        for part in node.children() {
            self.invoked(&part, found)?;
        }
        let list = child(node, K::ARG_LIST);
        if let (K::CALL_EXPR, Some(list), Some(callee)) = (node.kind(), list, node.first_child()) {
            found.extend(self.invocation(&callee, &list));
        }
        Ok(())
    }

    /// `CALL procedure(..)`.
    pub(in crate::parse) fn call_statement(&self, node: &SyntaxNode) -> Read<Option<Invocation>> {
        let (Some(name), Some(list)) =
            (child(node, K::PROCEDURE_NAME_REF), child(node, K::ARG_LIST))
        else {
            return Ok(None);
        };
        let mut invocation = Invocation {
            name: self.object_name(&name)?,
            arguments: Vec::new(),
            span: self.span_of(node),
        };
        self.given(&list, &mut invocation);
        Ok(Some(invocation))
    }

    fn invocation(&self, callee: &SyntaxNode, list: &SyntaxNode) -> Option<Invocation> {
        let mut names: Vec<Name> = match callee.kind() {
            K::NAME_REF => vec![self.name(callee).ok()?],
            K::FIELD_EXPR => {
                let parts = callee.children().map(|it| self.name(&it).ok());
                parts.collect::<Option<_>>()?
            }
            _ => return None,
        };
        let name = names.pop()?;
        let schema = names.pop();
        let name = ObjectName { schema, name };
        let mut invocation = Invocation {
            span: name.span(),
            name,
            arguments: Vec::new(),
        };
        self.given(list, &mut invocation);
        Some(invocation)
    }

    fn given(&self, list: &SyntaxNode, invocation: &mut Invocation) {
        for argument in list.children() {
            let inner = argument.first_child();
            let named = inner.filter(|it| it.kind() == K::NAMED_ARG);
            let argument = match named {
                Some(named) => {
                    let name = named.first_child().and_then(|it| self.name(&it).ok());
                    let value = named.children().last();
                    let value = value.map_or(Value::Unknown, |it| self.value(&it));
                    (name.map(|it| it.text), value)
                }
                None => (None, self.value(&argument)),
            };
            invocation.arguments.push(argument);
        }
    }
}
