//! `CREATE FUNCTION` and `CREATE PROCEDURE`, and what names a routine.

use super::{
    clauses::{Clauses, Read, Reader},
    fold_white_space, literal,
    statement::{
        CreateFunction, FunctionSig, Parameter, ParameterType, Returns, RoutineWord, StatementKind,
    },
    type_name::TYPES,
};
use crate::catalog::{ArgumentMode, RoutineKind};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        AGGREGATE, AGGREGATE_ORDER_BY, AS_DEFINITION, AS_FUNC_OPTION, AS_KW, ATOMIC_BODY,
        CALLED_ON_NULL_INPUT_FUNC_OPTION, COLUMN_NAME, COST_FUNC_OPTION, CREATE_FUNCTION,
        CREATE_KW, FUNC_OPTION_LIST, FUNCTION_KW, FUNCTION_NAME, FUNCTION_NAME_REF, IMMUTABLE,
        LANGUAGE_FUNC_OPTION, LANGUAGE_KW, LANGUAGE_REF, LEAKPROOF_FUNC_OPTION, LITERAL,
        NOT_LEAKPROOF_FUNC_OPTION, OR_REPLACE, PARALLEL_FUNC_OPTION, PARAM, PARAM_DEFAULT,
        PARAM_IN, PARAM_IN_OUT, PARAM_LIST, PARAM_NAME, PARAM_OUT, PARAM_VARIADIC, PATH_REF,
        PERCENT_TYPE, PERCENT_TYPE_CLAUSE, PROCEDURE_KW, PROCEDURE_NAME, PROCEDURE_NAME_REF,
        PROCEDURE_SIG, RET_TYPE, RETURN_STMT, RETURN_TABLE_ARG_LIST, RETURN_TABLE_COLUMN,
        RETURNS_KW, RETURNS_NULL_ON_NULL_INPUT_FUNC_OPTION, ROUTINE_NAME_REF, ROUTINE_SIG,
        ROWS_FUNC_OPTION, SECURITY_DEFINER_FUNC_OPTION, SECURITY_INVOKER_FUNC_OPTION,
        SET_FUNC_OPTION, SETOF_KW, STABLE, STAR, STRICT_FUNC_OPTION, SUPPORT_FUNC_OPTION, TABLE_KW,
        TRANSFORM_FUNC_OPTION, VOLATILE, WINDOW_FUNC_OPTION,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE FUNCTION` and `CREATE PROCEDURE`.
    pub(super) fn create_function(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, FUNCTION_KW, PROCEDURE_KW]);
            let or_replace = clauses.node(OR_REPLACE).is_some();
            let (kind, name) = if node.kind() == CREATE_FUNCTION {
                (RoutineKind::Function, clauses.object_name(FUNCTION_NAME)?)
            } else {
                (RoutineKind::Procedure, clauses.object_name(PROCEDURE_NAME)?)
            };
            let list = clauses.need(PARAM_LIST)?;
            let returns = clauses.node(RET_TYPE);
            let mut function = CreateFunction {
                name,
                kind,
                or_replace,
                parameters: self.parameters(&list)?,
                returns: returns.map(|it| self.returns(&it)).transpose()?,
                language: None,
                options: Vec::new(),
                body: None,
                atomic: false,
            };
            if let Some(options) = clauses.node(FUNC_OPTION_LIST) {
                self.read(&options, |clauses| {
                    while let Some(option) = clauses.any_node() {
                        self.function_option(&option, &mut function)?;
                    }
                    Ok(())
                })?;
            }
            // A body in SQL itself: Postgres keeps its tree, and no text.
            for kind in [ATOMIC_BODY, RETURN_STMT] {
                function.atomic |= clauses.node(kind).is_some();
            }
            function.options.sort();
            Ok(StatementKind::CreateFunction(function))
        })
    }

    pub(super) fn parameters(&self, list: &SyntaxNode) -> Read<Vec<Parameter>> {
        self.read(list, |clauses| {
            clauses.punctuation();
            clauses.token(STAR);
            let parameters = clauses.nodes(PARAM);
            let parameters = parameters.iter().map(|it| self.parameter(it));
            let mut parameters = parameters.collect::<Read<Vec<_>>>()?;
            // `(direct ORDER BY aggregated)` are all arguments.
            if let Some(order) = clauses.node(AGGREGATE_ORDER_BY) {
                for parameter in order.children().filter(|it| it.kind() == PARAM) {
                    parameters.push(self.parameter(&parameter)?);
                }
            }
            Ok(parameters)
        })
    }

    fn parameter(&self, node: &SyntaxNode) -> Read<Parameter> {
        self.read(node, |clauses| {
            let modes = [
                (PARAM_IN, ArgumentMode::In),
                (PARAM_OUT, ArgumentMode::Out),
                (PARAM_IN_OUT, ArgumentMode::InOut),
                (PARAM_VARIADIC, ArgumentMode::Variadic),
            ];
            let mut modes = modes.iter();
            let mode = modes.find(|(kind, _)| clauses.node(*kind).is_some());
            let name = clauses.node(PARAM_NAME);
            let default = clauses.node(PARAM_DEFAULT);
            let default = default.and_then(|it| it.first_child());
            Ok(Parameter {
                mode: mode.map_or(ArgumentMode::In, |(_, mode)| *mode),
                name: name.map(|it| self.name(&it)).transpose()?,
                ty: clauses.parameter_type()?.0,
                default: default.map(|it| self.expr(&it)).transpose()?,
            })
        })
    }

    fn returns(&self, node: &SyntaxNode) -> Read<Returns> {
        self.read(node, |clauses| {
            clauses.token(RETURNS_KW);
            if clauses.token(TABLE_KW) {
                let list = clauses.need(RETURN_TABLE_ARG_LIST)?;
                return self.read(&list, |clauses| {
                    clauses.punctuation();
                    let columns = clauses.nodes(RETURN_TABLE_COLUMN);
                    let column = |clauses: &mut Clauses<'_>| {
                        Ok((clauses.name(COLUMN_NAME)?, clauses.parameter_type()?.0))
                    };
                    let columns = columns.iter().map(|node| self.read(node, column));
                    Ok(Returns::Table(columns.collect::<Read<_>>()?))
                });
            }
            let (ty, setof) = clauses.parameter_type()?;
            Ok(Returns::Type { ty, setof })
        })
    }

    pub(super) fn function_option(
        &self,
        node: &SyntaxNode,
        function: &mut CreateFunction,
    ) -> Read<()> {
        match node.kind() {
            LANGUAGE_FUNC_OPTION => {
                function.language = Some(self.read(node, |clauses| {
                    clauses.token(LANGUAGE_KW);
                    match clauses.node(LITERAL) {
                        Some(literal) => Ok(super::statement::Name {
                            text: literal::string(self, &literal)?.to_lowercase(),
                            quoted: false,
                            span: self.span_of(&literal),
                        }),
                        None => clauses.name(LANGUAGE_REF),
                    }
                })?);
            }
            AS_FUNC_OPTION => {
                function.body = Some(self.read(node, |clauses| {
                    clauses.token(AS_KW);
                    let definition = clauses.need(AS_DEFINITION)?;
                    self.read(&definition, |clauses| {
                        self.body_text(&clauses.need(LITERAL)?)
                    })
                })?);
            }
            WINDOW_FUNC_OPTION => function.kind = RoutineKind::Window,
            // Which support function plans it, and which transforms its language uses, leaves no mark on
            // anything that is called.
            SUPPORT_FUNC_OPTION | TRANSFORM_FUNC_OPTION => {}
            _ => {
                let option = self.option_text(node)?;
                function.options.extend(option);
            }
        }
        Ok(())
    }

    /// An option as the catalog spells it; none for what is the default anyway.
    pub(super) fn option_text(&self, node: &SyntaxNode) -> Read<Option<String>> {
        Ok(match node.kind() {
            VOLATILE
            | SECURITY_INVOKER_FUNC_OPTION
            | CALLED_ON_NULL_INPUT_FUNC_OPTION
            | NOT_LEAKPROOF_FUNC_OPTION => None,
            STRICT_FUNC_OPTION | RETURNS_NULL_ON_NULL_INPUT_FUNC_OPTION => {
                Some("STRICT".to_owned())
            }
            SECURITY_DEFINER_FUNC_OPTION => Some("SECURITY DEFINER".to_owned()),
            IMMUTABLE
            | STABLE
            | LEAKPROOF_FUNC_OPTION
            | PARALLEL_FUNC_OPTION
            | COST_FUNC_OPTION
            | ROWS_FUNC_OPTION => {
                let text = fold_white_space(self.text(&self.span_of(node))).to_uppercase();
                let default = matches!(&*text, "PARALLEL UNSAFE" | "COST 100" | "ROWS 1000");
                (!default).then_some(text)
            }
            SET_FUNC_OPTION => Some(fold_white_space(self.text(&self.span_of(node)))),
            _ => return Err(Box::new(self.refused(&SyntaxElement::Node(node.clone())))),
        })
    }

    /// `f(int, text)` or `f`.
    pub(super) fn function_sig(&self, node: &SyntaxNode) -> Read<FunctionSig> {
        self.read(node, |clauses| {
            let (word, name) = match node.kind() {
                PROCEDURE_SIG => (
                    RoutineWord::Procedure,
                    clauses.object_name(PROCEDURE_NAME_REF)?,
                ),
                ROUTINE_SIG => (RoutineWord::Routine, clauses.object_name(ROUTINE_NAME_REF)?),
                AGGREGATE => {
                    let path = clauses.need(PATH_REF)?;
                    (RoutineWord::Aggregate, self.path(&path)?)
                }
                _ => (
                    RoutineWord::Function,
                    clauses.object_name(FUNCTION_NAME_REF)?,
                ),
            };
            let parameters = clauses.node(PARAM_LIST);
            let parameters = parameters.map(|list| self.parameters(&list));
            Ok(FunctionSig {
                word,
                name,
                parameters: parameters.transpose()?,
            })
        })
    }
}

impl Clauses<'_> {
    /// Takes the type of a parameter or result, and whether it is a set of them.
    pub(super) fn parameter_type(&mut self) -> Read<(ParameterType, bool)> {
        if let Some(node) = self.node(PERCENT_TYPE) {
            return self.reader.read(&node, |clauses| {
                let setof = clauses.token(SETOF_KW);
                clauses.node(PERCENT_TYPE_CLAUSE);
                let mut parts = Vec::new();
                let path = clauses.need(PATH_REF)?;
                clauses.reader.path_parts(&path, &mut parts)?;
                Ok((ParameterType::OfColumn(parts), setof))
            });
        }
        let node = TYPES.iter().find_map(|&kind| self.node(kind));
        let node = node.ok_or_else(|| self.missing())?;
        let mut tokens = node.descendants_with_tokens();
        let setof = tokens.any(|it| it.kind() == SETOF_KW);
        let ty = self.reader.type_name(&node)?;
        Ok((ParameterType::Named(ty), setof))
    }
}
