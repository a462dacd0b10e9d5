//! `ALTER FUNCTION`, `PROCEDURE`, `ROUTINE` and `AGGREGATE`, and `CREATE AGGREGATE`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{AlterRoutine, CreateFunction, OptionChange, RoutineChange, StatementKind},
};
use crate::catalog::RoutineKind;
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

impl Reader {
    /// `ALTER FUNCTION` and its like.
    pub(super) fn alter_routine(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[
                K::ALTER_KW,
                K::FUNCTION_KW,
                K::PROCEDURE_KW,
                K::ROUTINE_KW,
                K::AGGREGATE_KW,
                K::RESTRICT_KW,
            ]);
            let sigs = [
                K::FUNCTION_SIG,
                K::PROCEDURE_SIG,
                K::ROUTINE_SIG,
                K::AGGREGATE,
            ];
            let sig = sigs.into_iter().find_map(|kind| clauses.node(kind));
            let sig = sig.ok_or_else(|| clauses.missing())?;
            Ok(StatementKind::AlterRoutine(AlterRoutine {
                routine: self.function_sig(&sig)?,
                change: self.routine_change(clauses)?,
            }))
        })
    }

    fn routine_change(&self, clauses: &mut Clauses<'_>) -> Read<RoutineChange> {
        let action = clauses.any_node().ok_or_else(|| clauses.missing())?;
        match action.kind() {
            K::FUNCTION_RENAME_TO
            | K::PROCEDURE_RENAME_TO
            | K::ROUTINE_RENAME_TO
            | K::AGGREGATE_RENAME_TO => self.read(&action, |clauses| {
                clauses.tokens(&[K::RENAME_KW, K::TO_KW]);
                let name = clauses.any_node().ok_or_else(|| clauses.missing())?;
                Ok(RoutineChange::RenameTo(self.object_name(&name)?.name))
            }),
            K::SET_SCHEMA => self.read(&action, |clauses| {
                clauses.tokens(&[K::SET_KW, K::SCHEMA_KW]);
                Ok(RoutineChange::SetSchema(clauses.name(K::SCHEMA_REF)?))
            }),
            K::FUNC_OPTION_LIST => {
                let changes = action.children().map(|it| self.option_change(&it));
                Ok(RoutineChange::Options(changes.collect::<Read<_>>()?))
            }
            // Whose it is, and which extension takes it along, is nothing that the catalog holds.
            K::OWNER_TO | K::DEPENDS_ON_EXTENSION | K::NO_DEPENDS_ON_EXTENSION => {
                Ok(RoutineChange::Nothing)
            }
            _ => Err(Box::new(self.refused(&action.into()))),
        }
    }

    fn option_change(&self, node: &SyntaxNode) -> Read<OptionChange> {
        let setting = || {
            let mut inside = node.descendants();
            let name = inside.find(|it| it.kind() == K::CONFIG_PARAMETER_REF);
            let name = name.map(|it| self.text(&self.span_of(&it)).to_lowercase());
            // `RESET ALL` names none.
            format!("SET {}", name.unwrap_or_default())
                .trim_end()
                .to_owned()
        };
        let gone = match node.kind() {
            K::VOLATILE | K::STABLE | K::IMMUTABLE => {
                vec!["STABLE".to_owned(), "IMMUTABLE".to_owned()]
            }
            K::STRICT_FUNC_OPTION
            | K::RETURNS_NULL_ON_NULL_INPUT_FUNC_OPTION
            | K::CALLED_ON_NULL_INPUT_FUNC_OPTION => vec!["STRICT".to_owned()],
            K::SECURITY_DEFINER_FUNC_OPTION | K::SECURITY_INVOKER_FUNC_OPTION => {
                vec!["SECURITY".to_owned()]
            }
            K::LEAKPROOF_FUNC_OPTION | K::NOT_LEAKPROOF_FUNC_OPTION => {
                vec!["LEAKPROOF".to_owned()]
            }
            K::PARALLEL_FUNC_OPTION => vec!["PARALLEL".to_owned()],
            K::COST_FUNC_OPTION => vec!["COST".to_owned()],
            K::ROWS_FUNC_OPTION => vec!["ROWS".to_owned()],
            K::SET_FUNC_OPTION => vec![setting()],
            K::RESET_FUNC_OPTION => {
                let gone = vec![setting()];
                return Ok(OptionChange { gone, added: None });
            }
            K::SUPPORT_FUNC_OPTION => Vec::new(),
            _ => return Err(Box::new(self.refused(&node.clone().into()))),
        };
        let added = match node.kind() {
            K::SUPPORT_FUNC_OPTION => None,
            _ => self.option_text(node)?,
        };
        Ok(OptionChange { gone, added })
    }

    /// `CREATE AGGREGATE`: what it takes; what it gives is its functions' business.
    pub(super) fn create_aggregate(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::CREATE_KW, K::AGGREGATE_KW]);
            let or_replace = clauses.node(K::OR_REPLACE).is_some();
            let name = clauses.object_name(K::AGGREGATE_NAME)?;
            clauses.need(K::ATTRIBUTE_LIST)?;
            // Without a list of its own it is the old syntax, in which a type stands among the attributes.
            let list = clauses.need(K::PARAM_LIST)?;
            Ok(StatementKind::CreateFunction(CreateFunction {
                name,
                kind: RoutineKind::Aggregate,
                or_replace,
                parameters: self.parameters(&list)?,
                returns: None,
                language: None,
                options: Vec::new(),
                body: None,
                atomic: true,
            }))
        })
    }
}
