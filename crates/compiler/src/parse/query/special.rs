//! Functions that are grammar: EXTRACT, SUBSTRING, TRIM, EXISTS, XML.

use super::{
    super::{
        clauses::{Clauses, Read, Reader},
        type_name::TYPES,
    },
    Expr, ExprKind, Literal,
    operator::grammar,
};
use squawk_syntax::{
    SyntaxKind::{self as K},
    SyntaxNode,
};

impl Reader {
    pub(super) fn special(&self, node: &SyntaxNode) -> Read<ExprKind> {
        let span = self.span_of(node);
        self.read(node, |clauses| {
            let word = clauses.any_tokens();
            Ok(match node.kind() {
                K::EXISTS_FN => ExprKind::Exists(self.query_in(clauses)?),
                K::COLLATION_FOR_FN => {
                    grammar("pg_collation_for", span, [self.next_expr(clauses)?])
                }
                K::EXTRACT_FN => {
                    let field = clauses.any_node().ok_or_else(|| clauses.missing())?;
                    let field = Expr {
                        span: self.span_of(&field),
                        kind: ExprKind::Literal(Literal::Text(String::new())),
                    };
                    grammar("extract", span, [field, self.next_expr(clauses)?])
                }
                K::POSITION_FN => {
                    let (part, whole) = (self.next_expr(clauses)?, self.next_expr(clauses)?);
                    grammar("position", span, [whole, part])
                }
                K::SUBSTRING_FN => grammar("substring", span, self.substring(clauses)?),
                K::OVERLAY_FN => grammar("overlay", span, self.inner_exprs(clauses)?),
                K::TRIM_FN => self.trim(clauses, span)?,
                K::XML_EXISTS_FN => {
                    let arguments = self.exprs_below(node)?;
                    clauses.rest();
                    grammar("xmlexists", span, arguments)
                }
                K::JSON_OBJECT_FN | K::JSON_ARRAY_FN | K::JSON_SCALAR_FN | K::JSON_FN => {
                    let name = word.first().map(|word| word.text().to_ascii_lowercase());
                    let arguments = self.plain_json(clauses)?;
                    grammar(&name.unwrap_or_default(), span, arguments)
                }
                kind => match xml_function(kind) {
                    Some(function) => self.xml(node, function, clauses)?,
                    None => return Err(Box::new(self.refused(&node.clone().into()))),
                },
            })
        })
    }

    /// The expressions of the one node that is left.
    fn inner_exprs(&self, clauses: &mut Clauses<'_>) -> Read<Vec<Expr>> {
        let inner = clauses.any_node().ok_or_else(|| clauses.missing())?;
        self.read(&inner, |clauses| {
            clauses.any_tokens();
            self.exprs(clauses)
        })
    }

    /// The arguments in the order of the function: text, start, length.
    fn substring(&self, clauses: &mut Clauses<'_>) -> Read<Vec<Expr>> {
        let inner = clauses.any_node().ok_or_else(|| clauses.missing())?;
        let for_from = inner.kind() == K::SUBSTRING_FOR_FROM;
        self.read(&inner, |clauses| {
            clauses.any_tokens();
            let mut exprs = self.exprs(clauses)?;
            match (for_from, exprs.as_slice()) {
                (true, [_, _, _]) => exprs.swap(1, 2),
                // `FOR length` alone starts at 1.
                (true, [text, _]) => {
                    let start = Expr {
                        span: text.span.clone(),
                        kind: ExprKind::Literal(Literal::Integer("1".to_owned())),
                    };
                    exprs.insert(1, start);
                }
                _ => {}
            }
            Ok(exprs)
        })
    }

    fn trim(&self, clauses: &mut Clauses<'_>, span: crate::source::Span) -> Read<ExprKind> {
        clauses.node(K::TRIM_BOTH);
        let name = if clauses.node(K::TRIM_LEADING).is_some() {
            "ltrim"
        } else if clauses.node(K::TRIM_TRAILING).is_some() {
            "rtrim"
        } else {
            "btrim"
        };
        let inner = clauses.any_node().ok_or_else(|| clauses.missing())?;
        let characters_first = inner.kind() == K::TRIM_EXPR_FROM;
        let mut exprs = self.read(&inner, |clauses| {
            clauses.any_tokens();
            self.exprs(clauses)
        })?;
        if characters_first && exprs.len() == 2 {
            exprs.swap(0, 1);
        }
        Ok(grammar(name, span, exprs))
    }

    /// The arguments of a JSON function that Postgres 15 has as an ordinary one.
    fn plain_json(&self, clauses: &mut Clauses<'_>) -> Read<Vec<Expr>> {
        std::iter::from_fn(|| clauses.any_node())
            .map(|node| match node.kind() {
                K::JSON_EXPR_FORMAT => self.read(&node, |clauses| self.next_expr(clauses)),
                _ => self.query_expr(&node),
            })
            .collect()
    }

    fn xml(
        &self,
        node: &SyntaxNode,
        function: &'static str,
        clauses: &mut Clauses<'_>,
    ) -> Read<ExprKind> {
        let ty = clauses.node_where(|kind| TYPES.contains(&kind));
        let arguments = self.exprs_below(node)?;
        clauses.rest();
        Ok(ExprKind::Xml {
            function,
            arguments,
            ty: ty.map(|ty| self.type_name(&ty)).transpose()?,
        })
    }

    /// All expressions in a node whose own words say nothing about types.
    pub(super) fn exprs_below(&self, node: &SyntaxNode) -> Read<Vec<Expr>> {
        let mut exprs = Vec::new();
        for child in node.children() {
            if is_expr(child.kind()) {
                exprs.push(self.query_expr(&child)?);
            } else {
                exprs.extend(self.exprs_below(&child)?);
            }
        }
        Ok(exprs)
    }
}

fn is_expr(kind: K) -> bool {
    matches!(
        kind,
        K::LITERAL
            | K::NAME_REF
            | K::FIELD_EXPR
            | K::CAST_EXPR
            | K::CALL_EXPR
            | K::BIN_EXPR
            | K::PREFIX_EXPR
            | K::POSTFIX_EXPR
            | K::BETWEEN_EXPR
            | K::CASE_EXPR
            | K::ARRAY_EXPR
            | K::TUPLE_EXPR
            | K::INDEX_EXPR
            | K::SLICE_EXPR
            | K::COLLATE
            | K::PAREN_EXPR
    )
}

fn xml_function(kind: K) -> Option<&'static str> {
    Some(match kind {
        K::XML_ELEMENT_FN => "xmlelement",
        K::XML_FOREST_FN => "xmlforest",
        K::XML_PARSE_FN => "xmlparse",
        K::XML_PI_FN => "xmlpi",
        K::XML_ROOT_FN => "xmlroot",
        K::XML_SERIALIZE_FN => "xmlserialize",
        _ => return None,
    })
}
