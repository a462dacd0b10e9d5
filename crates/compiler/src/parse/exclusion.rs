//! Exclusion constraints.

use super::{
    clauses::{Clauses, Read, Reader},
    constraint::include,
    statement::{ExclusionDef, IndexKeyDef},
};
use squawk_syntax::{
    SyntaxKind::{
        ACCESS_METHOD_REF, CONSTRAINT_EXCLUSION, CONSTRAINT_EXCLUSION_LIST,
        CONSTRAINT_INDEX_METHOD, EXCLUDE_KW, OP, OPERATOR_CALL, PATH_REF, USING_KW,
        WHERE_CONDITION_CLAUSE, WHERE_KW, WITH_KW,
    },
    SyntaxNode,
};

/// What stands behind `EXCLUDE`.
pub(super) fn exclusion(clauses: &mut Clauses<'_>) -> Read<ExclusionDef> {
    let reader = clauses.reader;
    clauses.token(EXCLUDE_KW);
    let method = match clauses.node(CONSTRAINT_INDEX_METHOD) {
        Some(node) => Some(reader.read(&node, |clauses| {
            clauses.token(USING_KW);
            clauses.name(ACCESS_METHOD_REF)
        })?),
        None => None,
    };
    let list = clauses.need(CONSTRAINT_EXCLUSION_LIST)?;
    let elements = reader.read(&list, |clauses| {
        clauses.punctuation();
        let elements = clauses.nodes(CONSTRAINT_EXCLUSION);
        let elements = elements.iter().map(|node| reader.exclusion_element(node));
        elements.collect::<Read<_>>()
    })?;
    let include = include(clauses)?;
    let options = clauses.storage_options()?;
    clauses.tablespace()?;
    let predicate = match clauses.node(WHERE_CONDITION_CLAUSE) {
        Some(node) => Some(reader.read(&node, |clauses| {
            clauses.token(WHERE_KW);
            clauses.punctuation();
            let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
            reader.expr(&expr)
        })?),
        None => None,
    };
    Ok(ExclusionDef {
        method,
        elements,
        include,
        options,
        predicate,
        deferral: clauses.deferral(),
    })
}

impl Reader {
    /// `during WITH &&`.
    fn exclusion_element(&self, node: &SyntaxNode) -> Read<(IndexKeyDef, String)> {
        self.read(node, |clauses| {
            clauses.token(WITH_KW);
            let operator = match clauses.node(OP).or_else(|| clauses.node(OPERATOR_CALL)) {
                Some(node) => self.operator_name(&node),
                None => return Err(clauses.missing()),
            };
            let key = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok((self.plain_key(&key)?, operator))
        })
    }

    /// An operator's name without its schema.
    fn operator_name(&self, node: &SyntaxNode) -> String {
        let node = node.descendants().find(|it| it.kind() == OP);
        let Some(node) = node else {
            return String::new();
        };
        let text = self.text(&self.span_of(&node));
        let schema = node.children().find(|it| it.kind() == PATH_REF);
        let schema = schema.map(|it| self.text(&self.span_of(&it)).to_owned());
        let name = text.strip_prefix(schema.as_deref().unwrap_or_default());
        let name = name.unwrap_or(text).trim_start_matches('.');
        name.split_whitespace().collect()
    }
}
