//! `DROP ..`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{Drop, DropTargets, StatementKind},
};
use squawk_syntax::{
    SyntaxKind::{
        self, AGGREGATE, AGGREGATE_KW, CONCURRENTLY_KW, DOMAIN_KW, DOMAIN_REF, DROP_AGGREGATE,
        DROP_DOMAIN, DROP_EXTENSION, DROP_FUNCTION, DROP_INDEX, DROP_KW, DROP_MATERIALIZED_VIEW,
        DROP_POLICY, DROP_PROCEDURE, DROP_ROUTINE, DROP_RULE, DROP_SCHEMA, DROP_SEQUENCE,
        DROP_STATISTICS, DROP_TABLE, DROP_TRIGGER, DROP_TYPE, DROP_VIEW, EXTENSION_KW,
        EXTENSION_REF, FUNCTION_KW, FUNCTION_SIG, FUNCTION_SIG_LIST, IF_EXISTS, INDEX_KW,
        INDEX_REF, MATERIALIZED_KW, ON_KW, ON_RELATION, ON_TABLE, POLICY_KW, POLICY_REF,
        PROCEDURE_KW, PROCEDURE_SIG, PROCEDURE_SIG_LIST, RELATION_NAME_REF, ROUTINE_KW,
        ROUTINE_SIG, ROUTINE_SIG_LIST, RULE_KW, RULE_REF, SCHEMA_KW, SCHEMA_REF, SEQUENCE_KW,
        SEQUENCE_REF, STATISTICS_KW, STATISTICS_REF, TABLE_KW, TABLE_NAME_REF, TRIGGER_KW,
        TRIGGER_REF, TYPE_KW, TYPE_NAME_REF, VIEW_KW, VIEW_REF,
    },
    SyntaxNode,
};

impl Reader {
    /// `DROP` of one or more objects of a kind.
    pub(super) fn drop(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.token(DROP_KW);
            // How an index is dropped leaves no mark in the catalog.
            clauses.token(CONCURRENTLY_KW);
            clauses.punctuation();
            Ok(StatementKind::Drop(Drop {
                if_exists: clauses.node(IF_EXISTS).is_some(),
                cascade: clauses.cascade(),
                targets: targets(node.kind(), clauses)?,
            }))
        })
    }

    /// `ON table`.
    pub(super) fn on_relation(&self, node: &SyntaxNode) -> Read<super::statement::ObjectName> {
        self.read(node, |clauses| {
            clauses.token(ON_KW);
            clauses.object_name(RELATION_NAME_REF)
        })
    }
}

impl Reader {
    /// `ON table` of a policy.
    pub(super) fn on_table(&self, node: &SyntaxNode) -> Read<super::statement::ObjectName> {
        self.read(node, |clauses| {
            clauses.token(ON_KW);
            clauses.object_name(TABLE_NAME_REF)
        })
    }
}

fn targets(kind: SyntaxKind, clauses: &mut Clauses<'_>) -> Read<DropTargets> {
    let reader = clauses.reader;
    let names = |clauses: &mut Clauses<'_>, kind| {
        clauses
            .nodes(kind)
            .iter()
            .map(|node| reader.name(node))
            .collect::<Read<Vec<_>>>()
    };
    let paths = |clauses: &mut Clauses<'_>, kind| {
        clauses
            .nodes(kind)
            .iter()
            .map(|node| reader.object_name(node))
            .collect::<Read<Vec<_>>>()
    };
    clauses.tokens(&[
        TABLE_KW,
        INDEX_KW,
        SCHEMA_KW,
        EXTENSION_KW,
        FUNCTION_KW,
        PROCEDURE_KW,
        ROUTINE_KW,
        AGGREGATE_KW,
        TRIGGER_KW,
        MATERIALIZED_KW,
        VIEW_KW,
        POLICY_KW,
        RULE_KW,
        STATISTICS_KW,
        TYPE_KW,
        DOMAIN_KW,
        SEQUENCE_KW,
    ]);
    match kind {
        DROP_TABLE => Ok(DropTargets::Tables(paths(clauses, TABLE_NAME_REF)?)),
        DROP_VIEW => Ok(DropTargets::Views(paths(clauses, VIEW_REF)?)),
        DROP_MATERIALIZED_VIEW => Ok(DropTargets::Materialized(paths(clauses, VIEW_REF)?)),
        DROP_INDEX => Ok(DropTargets::Indexes(paths(clauses, INDEX_REF)?)),
        DROP_SCHEMA => Ok(DropTargets::Schemas(names(clauses, SCHEMA_REF)?)),
        DROP_EXTENSION => Ok(DropTargets::Extensions(names(clauses, EXTENSION_REF)?)),
        DROP_STATISTICS => Ok(DropTargets::Statistics(paths(clauses, STATISTICS_REF)?)),
        DROP_POLICY => {
            let on = clauses.need(ON_TABLE)?;
            Ok(DropTargets::Policy(
                clauses.name(POLICY_REF)?,
                reader.on_table(&on)?,
            ))
        }
        DROP_RULE => {
            let on = clauses.need(ON_RELATION)?;
            Ok(DropTargets::Rule(
                clauses.name(RULE_REF)?,
                reader.on_relation(&on)?,
            ))
        }
        DROP_SEQUENCE => Ok(DropTargets::Sequences(paths(clauses, SEQUENCE_REF)?)),
        DROP_TYPE => Ok(DropTargets::Types(paths(clauses, TYPE_NAME_REF)?)),
        DROP_DOMAIN => Ok(DropTargets::Domains(paths(clauses, DOMAIN_REF)?)),
        DROP_TRIGGER => {
            let on = clauses.need(ON_RELATION)?;
            Ok(DropTargets::Trigger(
                clauses.name(TRIGGER_REF)?,
                reader.on_relation(&on)?,
            ))
        }
        DROP_FUNCTION => signatures(clauses, Some(FUNCTION_SIG_LIST), FUNCTION_SIG),
        DROP_PROCEDURE => signatures(clauses, Some(PROCEDURE_SIG_LIST), PROCEDURE_SIG),
        DROP_ROUTINE => signatures(clauses, Some(ROUTINE_SIG_LIST), ROUTINE_SIG),
        DROP_AGGREGATE => signatures(clauses, None, AGGREGATE),
        _ => Err(clauses.missing()),
    }
}

/// Routines, in a list of their own or among the other clauses.
fn signatures(
    clauses: &mut Clauses<'_>,
    list: Option<SyntaxKind>,
    kind: SyntaxKind,
) -> Read<DropTargets> {
    let reader = clauses.reader;
    if let Some(list) = list {
        let list = clauses.need(list)?;
        return reader.read(&list, |clauses| {
            clauses.punctuation();
            signatures(clauses, None, kind)
        });
    }
    let routines = clauses.nodes(kind);
    let routines = routines.iter().map(|sig| reader.function_sig(sig));
    Ok(DropTargets::Functions(routines.collect::<Read<_>>()?))
}
