//! `CREATE FUNCTION` and `CREATE TRIGGER`.

use super::{
    clauses::{Clauses, Read, Reader},
    fold_white_space, literal,
    statement::{CreateFunction, CreateTrigger, FunctionSig, ObjectName, Returns, StatementKind},
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        self, ARG_LIST, AS_DEFINITION, AS_FUNC_OPTION, AS_KW, CALL_EXPR,
        CALLED_ON_NULL_INPUT_FUNC_OPTION, COLUMN_NAME, COLUMN_NAME_REF, CONSTRAINT_KW,
        COST_FUNC_OPTION, CREATE_KW, EXECUTE_KW, FIELD_EXPR, FUNC_OPTION_LIST, FUNCTION_KW,
        FUNCTION_NAME, FUNCTION_NAME_REF, IMMUTABLE, LANGUAGE_FUNC_OPTION, LANGUAGE_KW,
        LANGUAGE_REF, LEAKPROOF_FUNC_OPTION, LITERAL, NAME_REF, ON_RELATION, OR_REPLACE,
        PARALLEL_FUNC_OPTION, PARAM, PARAM_DEFAULT, PARAM_IN, PARAM_LIST, PARAM_NAME,
        PARAM_VARIADIC, PROCEDURE_KW, RET_TYPE, RETURN_TABLE_ARG_LIST, RETURN_TABLE_COLUMN,
        RETURNS_KW, RETURNS_NULL_ON_NULL_INPUT_FUNC_OPTION, ROWS_FUNC_OPTION,
        SECURITY_DEFINER_FUNC_OPTION, SECURITY_INVOKER_FUNC_OPTION, SET_FUNC_OPTION, SETOF_KW,
        STABLE, STRICT_FUNC_OPTION, TABLE_KW, TRIGGER, TRIGGER_EVENT_LIST, TRIGGER_EVENT_UPDATE,
        TRIGGER_KW, VOLATILE,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE FUNCTION`.
    pub(super) fn create_function(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, FUNCTION_KW]);
            let or_replace = clauses.node(OR_REPLACE).is_some();
            let name = clauses.object_name(FUNCTION_NAME)?;
            let list = clauses.need(PARAM_LIST)?;
            let arguments = self.read(&list, |clauses| {
                clauses.punctuation();
                clauses
                    .nodes(PARAM)
                    .iter()
                    .map(|param| self.param(param))
                    .collect()
            })?;
            let returns = clauses.need(RET_TYPE)?;
            let mut function = CreateFunction {
                name,
                or_replace,
                arguments,
                returns: self.returns(&returns)?,
                language: None,
                options: Vec::new(),
                body: String::new(),
            };
            let options = clauses.need(FUNC_OPTION_LIST)?;
            self.read(&options, |clauses| {
                while let Some(option) = clauses.any_node() {
                    self.function_option(&option, &mut function)?;
                }
                Ok(())
            })?;
            function.options.sort();
            Ok(StatementKind::CreateFunction(function))
        })
    }

    /// An input parameter; its name and its default are not part of the signature.
    fn param(&self, node: &SyntaxNode) -> Read<super::statement::TypeName> {
        self.read(node, |clauses| {
            clauses.node(PARAM_IN);
            clauses.node(PARAM_VARIADIC);
            clauses.node(PARAM_NAME);
            clauses.node(PARAM_DEFAULT);
            clauses.type_name()
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
                        Ok((clauses.name(COLUMN_NAME)?, clauses.type_name()?))
                    };
                    let columns = columns.iter().map(|node| self.read(node, column));
                    Ok(Returns::Table(columns.collect::<Read<_>>()?))
                });
            }
            let node = clauses.any_node().ok_or_else(|| clauses.missing())?;
            let mut tokens = node
                .descendants_with_tokens()
                .filter_map(SyntaxElement::into_token);
            let setof = tokens.any(|token| token.kind() == SETOF_KW);
            Ok(Returns::Type {
                ty: self.type_name(&node)?,
                setof,
            })
        })
    }

    fn function_option(&self, node: &SyntaxNode, function: &mut CreateFunction) -> Read<()> {
        match node.kind() {
            LANGUAGE_FUNC_OPTION => {
                function.language = Some(self.read(node, |clauses| {
                    clauses.token(LANGUAGE_KW);
                    clauses.name(LANGUAGE_REF)
                })?);
            }
            AS_FUNC_OPTION => {
                function.body = self.read(node, |clauses| {
                    clauses.token(AS_KW);
                    let definition = clauses.need(AS_DEFINITION)?;
                    self.read(&definition, |clauses| {
                        literal::string(self, &clauses.need(LITERAL)?)
                    })
                })?;
            }
            // The defaults, spelled out.
            VOLATILE | SECURITY_INVOKER_FUNC_OPTION | CALLED_ON_NULL_INPUT_FUNC_OPTION => {}
            STRICT_FUNC_OPTION | RETURNS_NULL_ON_NULL_INPUT_FUNC_OPTION => {
                function.options.push("STRICT".to_owned());
            }
            SECURITY_DEFINER_FUNC_OPTION => function.options.push("SECURITY DEFINER".to_owned()),
            IMMUTABLE
            | STABLE
            | LEAKPROOF_FUNC_OPTION
            | PARALLEL_FUNC_OPTION
            | COST_FUNC_OPTION
            | ROWS_FUNC_OPTION
            | SET_FUNC_OPTION => {
                let text = fold_white_space(self.text(&self.span_of(node)));
                let is_set = node.kind() == SET_FUNC_OPTION;
                function
                    .options
                    .push(if is_set { text } else { text.to_uppercase() });
            }
            _ => return Err(Box::new(self.refused(&SyntaxElement::Node(node.clone())))),
        }
        Ok(())
    }

    /// `f(int, text)` or `f`.
    pub(super) fn function_sig(&self, node: &SyntaxNode) -> Read<FunctionSig> {
        self.read(node, |clauses| {
            let name = clauses.object_name(FUNCTION_NAME_REF)?;
            let Some(list) = clauses.node(PARAM_LIST) else {
                return Ok(FunctionSig {
                    name,
                    arguments: None,
                });
            };
            let arguments = self.read(&list, |clauses| {
                clauses.punctuation();
                clauses
                    .nodes(PARAM)
                    .iter()
                    .map(|param| self.param(param))
                    .collect()
            })?;
            Ok(FunctionSig {
                name,
                arguments: Some(arguments),
            })
        })
    }

    /// `CREATE TRIGGER`; its definition is kept as text.
    pub(super) fn create_trigger(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, TRIGGER_KW, EXECUTE_KW, FUNCTION_KW, PROCEDURE_KW]);
            let or_replace = clauses.node(OR_REPLACE).is_some();
            let constraint = clauses.token(CONSTRAINT_KW);
            let name = clauses.name(TRIGGER)?;
            let on = clauses.need(ON_RELATION)?;
            let call = clauses.need(CALL_EXPR)?;
            let table = self.on_relation(&on)?;
            let (from, to) = (name.span.end, self.span_of(&on));
            let before = fold_white_space(self.text(&(from..to.start)));
            let after = fold_white_space(self.text(&(to.end..clauses.span().end)));
            let mut columns = Vec::new();
            if let Some(events) = clauses.node(TRIGGER_EVENT_LIST) {
                for update in events
                    .children()
                    .filter(|event| event.kind() == TRIGGER_EVENT_UPDATE)
                {
                    for column in update
                        .children()
                        .filter(|node| node.kind() == COLUMN_NAME_REF)
                    {
                        columns.push(self.name(&column)?);
                    }
                }
            }
            // Everything else is in the text.
            clauses.rest();
            Ok(StatementKind::CreateTrigger(CreateTrigger {
                name,
                or_replace,
                table,
                events: if constraint {
                    format!("CONSTRAINT {before}")
                } else {
                    before
                },
                rest: after.trim_end_matches(';').trim_end().to_owned(),
                columns,
                function: self.called_function(&call)?,
            }))
        })
    }

    fn called_function(&self, call: &SyntaxNode) -> Read<ObjectName> {
        self.read(call, |clauses| {
            clauses.node(ARG_LIST);
            if let Some(name) = clauses.node(NAME_REF) {
                return Ok(ObjectName {
                    schema: None,
                    name: self.name(&name)?,
                });
            }
            let field = clauses.need(FIELD_EXPR)?;
            self.read(&field, |clauses| {
                clauses.token(SyntaxKind::DOT);
                let schema = clauses.name(NAME_REF)?;
                Ok(ObjectName {
                    schema: Some(schema),
                    name: clauses.name(NAME_REF)?,
                })
            })
        })
    }
}
