//! Steps out of the parser's tree of PL/pgSQL.

use super::{
    Block, Condition, Handler, Query, Step, StepKind, Value, Variable, body::tokens, two_ways,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    parse::{
        clauses::{Read, Reader},
        directive, literal, split,
        stored::identifiers,
    },
};
use squawk_syntax::{
    SourceFile, SyntaxElement,
    SyntaxKind::{self as K},
    SyntaxNode, SyntaxToken,
};

impl Reader {
    /// `DECLARE .. BEGIN .. EXCEPTION .. END`.
    pub(super) fn block(&self, node: &SyntaxNode) -> Read<Block> {
        let mut block = Block::default();
        for child in node.children() {
            match child.kind() {
                K::PLPGSQL_DECLARE_SECTION => {
                    let declared = child.children();
                    let declared = declared.filter(|it| it.kind() == K::PLPGSQL_VAR_DECL);
                    block.variables = declared.map(|it| self.variable(&it)).collect();
                }
                K::PLPGSQL_BODY => block.steps = self.steps(&child)?,
                K::PLPGSQL_EXCEPTION_SECTION => {
                    let handlers = child.children();
                    let handlers = handlers.map(|it| self.handler(&it));
                    block.handlers = handlers.collect::<Read<_>>()?;
                }
                _ => {}
            }
        }
        Ok(block)
    }

    fn variable(&self, node: &SyntaxNode) -> Variable {
        let mut children = node.children();
        let name = children.next().map(|it| folded(&it));
        let ty = children.next().map(|it| self.type_word(&it));
        let value = child(node, K::PLPGSQL_VAR_INIT);
        let value = value.and_then(|it| child(&it, K::PLPGSQL_EXPR));
        Variable {
            name: name.unwrap_or_default(),
            ty: ty.unwrap_or_default(),
            value: value.map_or(Value::Null, |it| self.expression(&it)),
        }
    }

    fn handler(&self, node: &SyntaxNode) -> Read<Handler> {
        let conditions = node.children();
        let conditions = conditions.filter(|it| it.kind() == K::PLPGSQL_CONDITION);
        Ok(Handler {
            conditions: conditions
                .map(|it| self.condition_of(&it))
                .collect::<Read<_>>()?,
            steps: self.steps_in(node)?,
        })
    }

    fn condition_of(&self, node: &SyntaxNode) -> Read<Condition> {
        match tokens(node).as_slice() {
            [_, state] if state.kind() == K::STRING => {
                Ok(Condition::State(state.text().trim_matches('\'').to_owned()))
            }
            _ => {
                let mut name = self.name(node)?;
                name.text = name.text.to_lowercase();
                Ok(Condition::Named(name))
            }
        }
    }

    /// The steps of the body below a node; none if there is no body.
    fn steps_in(&self, node: &SyntaxNode) -> Read<Vec<Step>> {
        child(node, K::PLPGSQL_BODY).map_or_else(|| Ok(Vec::new()), |body| self.steps(&body))
    }

    fn steps(&self, body: &SyntaxNode) -> Read<Vec<Step>> {
        let mut steps = Vec::new();
        let mut comments = Vec::new();
        // The comments before the first statement stand beside the body, not in it.
        let mut before = body.prev_sibling_or_token();
        while let Some(SyntaxElement::Token(token)) = before.filter(|it| it.kind().is_trivia()) {
            comments.insert(0, self.comment_span(&token));
            before = token.prev_sibling_or_token();
        }
        for element in body.children_with_tokens() {
            match element {
                SyntaxElement::Token(token) => comments.push(self.comment_span(&token)),
                SyntaxElement::Node(node) => {
                    let span = self.span_of(&node);
                    let stated = match (comments.first(), comments.last()) {
                        (Some(first), Some(last)) => {
                            let gap = first.start..last.end;
                            directive::before(self.source(), &gap, &span, false)?
                        }
                        _ => None,
                    };
                    comments.clear();
                    let kind = match stated {
                        Some(statement) => statement_step(statement),
                        None => self.step(&node)?,
                    };
                    steps.push(Step { span, kind });
                }
            }
        }
        Ok(steps)
    }

    fn comment_span(&self, token: &SyntaxToken) -> crate::source::Span {
        self.span(&SyntaxElement::Token(token.clone()))
    }

    fn step(&self, node: &SyntaxNode) -> Read<StepKind> {
        let value = || child(node, K::PLPGSQL_EXPR).map(|it| self.expression(&it));
        Ok(match node.kind() {
            K::PLPGSQL_BLOCK => StepKind::Block(self.block(node)?),
            K::PLPGSQL_IF_STMT => self.if_step(node)?,
            K::PLPGSQL_CASE_STMT => self.case_step(node)?,
            K::PLPGSQL_EXEC_SQL_STMT
            | K::PLPGSQL_PERFORM_STMT
            | K::PLPGSQL_CALL_STMT
            | K::PLPGSQL_DO_STMT
            | K::PLPGSQL_RETURN_QUERY_STMT => self.sql_step(node, Vec::new()),
            K::ERROR => self.retried(node),
            K::PLPGSQL_DYN_EXECUTE_STMT => StepKind::Execute {
                text: value().unwrap_or(Value::Unknown),
                into: into(node),
            },
            K::PLPGSQL_ASSIGN_STMT => StepKind::Assign(
                child(node, K::PLPGSQL_ASSIGN_TARGET).map_or_else(String::new, |it| folded(&it)),
                value().unwrap_or(Value::Unknown),
            ),
            K::PLPGSQL_FOR_EACH_STMT => StepKind::ForEach {
                variable: variables(node).pop().unwrap_or_default(),
                array: value().unwrap_or(Value::Unknown),
                steps: self.steps_in(node)?,
            },
            K::PLPGSQL_FOR_I_STMT => self.range_step(node)?,
            K::PLPGSQL_LOOP_STMT
            | K::PLPGSQL_WHILE_STMT
            | K::PLPGSQL_FOR_QUERY_STMT
            | K::PLPGSQL_FOR_DYN_STMT
            | K::PLPGSQL_FOR_CURSOR_STMT => StepKind::Loop {
                variables: variables(node),
                steps: self.steps_in(node)?,
            },
            K::PLPGSQL_EXIT_STMT | K::PLPGSQL_CONTINUE_STMT => {
                let when = child(node, K::PLPGSQL_EXIT_WHEN);
                let when = when.and_then(|it| child(&it, K::PLPGSQL_EXPR));
                StepKind::Leave {
                    again: node.kind() == K::PLPGSQL_CONTINUE_STMT,
                    when: when.map_or(Value::Bool(true), |it| self.expression(&it)),
                }
            }
            K::PLPGSQL_RETURN_STMT => StepKind::Return,
            K::PLPGSQL_RAISE_STMT => self.raise_step(node)?,
            K::PLPGSQL_NULL_STMT
            | K::PLPGSQL_RETURN_NEXT_STMT
            | K::PLPGSQL_ASSERT_STMT
            | K::PLPGSQL_GET_DIAG_STMT
            | K::PLPGSQL_OPEN_STMT
            | K::PLPGSQL_CLOSE_STMT
            | K::PLPGSQL_MOVE_STMT
            | K::PLPGSQL_FETCH_STMT => StepKind::Nothing,
            _ => StepKind::Unread(Box::new(self.unfollowed(node))),
        })
    }

    /// The error for a statement of PL/pgSQL that is not followed.
    fn unfollowed(&self, node: &SyntaxNode) -> Diagnostic {
        let word = tokens(node)
            .first()
            .map(|it| it.text().to_ascii_uppercase());
        let title = format!("{} is not followed", word.unwrap_or_default());
        two_ways(self.whole(node, Code::D0204, &title))
    }

    fn if_step(&self, node: &SyntaxNode) -> Read<StepKind> {
        let mut branches = Vec::new();
        let mut otherwise = Vec::new();
        let condition = |of: &SyntaxNode| {
            child(of, K::PLPGSQL_EXPR).map_or(Value::Unknown, |it| self.expression(&it))
        };
        branches.push((condition(node), self.steps_in(node)?));
        for part in node.children() {
            match part.kind() {
                K::PLPGSQL_ELSIF_CLAUSE => {
                    branches.push((condition(&part), self.steps_in(&part)?));
                }
                K::PLPGSQL_ELSE_CLAUSE => otherwise = self.steps_in(&part)?,
                _ => {}
            }
        }
        Ok(StepKind::If {
            branches,
            otherwise,
        })
    }

    fn case_step(&self, node: &SyntaxNode) -> Read<StepKind> {
        let value = |of: &SyntaxNode| child(of, K::PLPGSQL_EXPR).map(|it| self.expression(&it));
        let subject = value(node);
        let mut branches = Vec::new();
        let mut otherwise = Vec::new();
        for part in node.children() {
            match part.kind() {
                K::PLPGSQL_CASE_WHEN => {
                    let when = value(&part).unwrap_or(Value::Unknown);
                    let when = match &subject {
                        Some(subject) => Value::Op("=".to_owned(), vec![subject.clone(), when]),
                        None => when,
                    };
                    branches.push((when, self.steps_in(&part)?));
                }
                K::PLPGSQL_ELSE_CLAUSE => otherwise = self.steps_in(&part)?,
                _ => {}
            }
        }
        Ok(StepKind::If {
            branches,
            otherwise,
        })
    }

    fn range_step(&self, node: &SyntaxNode) -> Read<StepKind> {
        let range = child(node, K::PLPGSQL_FOR_RANGE);
        let bounds = range.iter().flat_map(SyntaxNode::children);
        let bounds: Vec<Value> = bounds.map(|it| self.expression(&it)).collect();
        let backwards = tokens(node).iter().any(|it| it.kind() == K::REVERSE_KW);
        let steps = self.steps_in(node)?;
        Ok(match <[Value; 2]>::try_from(bounds) {
            Ok([from, to]) if !backwards => StepKind::ForRange {
                variable: variables(node).pop().unwrap_or_default(),
                from,
                to,
                steps,
            },
            _ => StepKind::Loop {
                variables: variables(node),
                steps,
            },
        })
    }

    fn raise_step(&self, node: &SyntaxNode) -> Read<StepKind> {
        let level = child(node, K::PLPGSQL_RAISE_LEVEL).map(|it| folded(&it));
        if level.is_some_and(|level| level != "exception") {
            return Ok(StepKind::Nothing);
        }
        let mut condition = child(node, K::PLPGSQL_CONDITION)
            .map(|it| self.condition_of(&it))
            .transpose()?;
        let mut message = child(node, K::PLPGSQL_RAISE_MESSAGE)
            .and_then(|it| child(&it, K::LITERAL))
            .map(|it| literal::string(self, &it))
            .transpose()?;
        let parameters = node.children().filter(|it| it.kind() == K::PLPGSQL_EXPR);
        let parameters = parameters.map(|it| self.expression(&it)).collect();
        for option in child(node, K::PLPGSQL_RAISE_USING_CLAUSE)
            .iter()
            .flat_map(SyntaxNode::children)
        {
            let value = child(&option, K::PLPGSQL_EXPR).map(|it| self.expression(&it));
            match (option.kind(), value) {
                (K::PLPGSQL_RAISE_OPTION_ERRCODE, Some(Value::Text(state))) => {
                    condition = Some(Condition::State(state));
                }
                (K::PLPGSQL_RAISE_OPTION_MESSAGE, Some(Value::Text(text))) => {
                    message = Some(text.replace('%', "%%"));
                }
                _ => {}
            }
        }
        Ok(StepKind::Raise {
            condition,
            message,
            parameters,
        })
    }

    /// A statement of SQL; the parser's node holds it.
    fn sql_step(&self, holder: &SyntaxNode, into: Vec<String>) -> StepKind {
        let Some(node) = holder.children().next() else {
            return StepKind::Unread(Box::new(self.unfollowed(holder)));
        };
        let statement = self.statement(&node).map(|kind| super::Statement {
            span: self.span_of(&node),
            kind,
        });
        match statement {
            Ok(statement) => StepKind::Statement {
                statement: Box::new(statement),
                query: Some(self.asked(&node)),
                into,
            },
            Err(error) => StepKind::Unread(error),
        }
    }

    /// A statement with `INTO variable` in its middle, which the parser does not take: read without it.
    fn retried(&self, node: &SyntaxNode) -> StepKind {
        let Some((text, into)) = retry(node) else {
            return StepKind::Unread(Box::new(self.unfollowed(node)));
        };
        let parsed = SourceFile::parse(&text);
        let root = parsed.syntax_node();
        let start = usize::from(node.text_range().start());
        let reader = self.at(start);
        if parsed.errors().is_empty() {
            reader.sql_step(&root, into)
        } else {
            StepKind::Unread(Box::new(self.unfollowed(node)))
        }
    }
}

/// A statement that is stated in a comment, or any other that reads no variables.
fn statement_step(statement: super::Statement) -> StepKind {
    StepKind::Statement {
        statement: Box::new(statement),
        query: None::<Query>,
        into: Vec::new(),
    }
}

/// The text of a statement with blanks in place of `INTO [STRICT] variable, ..`, and the variables.
pub(super) fn retry(node: &SyntaxNode) -> Option<(String, Vec<String>)> {
    let mut text = node.text().to_string();
    let start = usize::from(node.text_range().start());
    let tokens = tokens(node);
    let first = tokens.first()?.kind();
    let inserts = matches!(first, K::INSERT_KW | K::MERGE_KW);
    if !inserts
        && !matches!(
            first,
            K::SELECT_KW | K::UPDATE_KW | K::DELETE_KW | K::WITH_KW
        )
    {
        return None;
    }
    let mut depth = 0_usize;
    let mut found = None;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind() {
            K::L_PAREN => depth += 1,
            K::R_PAREN => depth = depth.saturating_sub(1),
            // `INSERT INTO` is another INTO.
            K::INTO_KW
                if depth == 0 && !(index > 0 && tokens[index - 1].kind() == K::INSERT_KW) =>
            {
                found = Some(index);
                break;
            }
            _ => {}
        }
    }
    let at = found?;
    let mut into = Vec::new();
    let mut end = at;
    for (index, token) in tokens.iter().enumerate().skip(at + 1) {
        let follows =
            index == at + 1 || matches!(tokens[index - 1].kind(), K::COMMA | K::DOT | K::STRICT_KW);
        match token.kind() {
            K::COMMA | K::DOT | K::STRICT_KW => {}
            _ if follows => into.push(token.text().to_lowercase()),
            _ => break,
        }
        end = index;
    }
    let from = usize::from(tokens[at].text_range().start()) - start;
    let to = usize::from(tokens.get(end)?.text_range().end()) - start;
    text.replace_range(from..to, &" ".repeat(to - from));
    let alone = split::split_text(&text).len() == 1 && !into.is_empty();
    alone.then_some((text, into))
}

/// The variables that an INTO clause fills.
fn into(node: &SyntaxNode) -> Vec<String> {
    let targets = node.descendants();
    let targets = targets.filter(|it| it.kind() == K::PLPGSQL_INTO_TARGET);
    targets.map(|it| folded(&it)).collect()
}

fn variables(node: &SyntaxNode) -> Vec<String> {
    let variables = node.children();
    let variables = variables.filter(|it| it.kind() == K::PLPGSQL_FOR_VARIABLE);
    variables.map(|it| folded(&it)).collect()
}

pub(super) fn child(node: &SyntaxNode, kind: K) -> Option<SyntaxNode> {
    node.children().find(|it| it.kind() == kind)
}

/// A name as Postgres folds it.
fn folded(node: &SyntaxNode) -> String {
    let text: String = tokens(node).iter().map(SyntaxToken::text).collect();
    let parts = identifiers(&text).unwrap_or_default();
    let parts: Vec<String> = parts.into_iter().map(|(name, _)| name).collect();
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{parse::program::Body, source::Source};

    fn steps(text: &str) -> Vec<Step> {
        let source = Source::new("a.sql", text);
        Body::plpgsql(&source, 0, text).unwrap().block.steps
    }

    #[test]
    fn into_is_read_wherever_it_stands() {
        let text = "BEGIN SELECT count(*) INTO n FROM pg_class WHERE relname = 'x'; \
                    INSERT INTO t VALUES (1) RETURNING id INTO STRICT a, b; END";
        let found = steps(text);
        let [first, second] = found.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(matches!(&first.kind, StepKind::Statement { into, .. } if *into == ["n"]));
        assert!(matches!(&second.kind, StepKind::Statement { into, .. } if *into == ["a", "b"]));
    }

    #[test]
    fn a_mistake_is_found_at_its_place() {
        let source = Source::new("a.sql", "BEGIN\n  FROB x;\nEND");
        let error = Body::plpgsql(&source, 0, source.text()).unwrap_err();
        assert_eq!(error.labels[0].place.line, 2);
    }
}
