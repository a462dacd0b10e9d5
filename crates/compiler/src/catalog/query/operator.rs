//! Operators: between values, rows, arrays and queries (`parse_oper.c`).

use super::{
    analyzer::{Analysed, Analyzer},
    coerce::Context,
    names,
    overload::Found,
    polymorphic,
    ty::{Ty, Typed},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    parse::query::{Expr, ExprKind, Operator, Query},
    source::Span,
};

/// The operator that the grammar puts in where none was written.
pub(super) fn equals(span: &Span) -> Operator {
    named("=", span)
}

fn named(name: &str, span: &Span) -> Operator {
    Operator {
        schema: None,
        name: name.to_owned(),
        span: span.clone(),
    }
}

impl Analyzer<'_> {
    pub(super) fn operator(
        &mut self,
        operator: &Operator,
        left: Option<&Expr>,
        right: &Expr,
    ) -> Analysed<Typed> {
        if let Some(Expr {
            kind: ExprKind::Row(a),
            ..
        }) = left
            && let ExprKind::Row(b) = &right.kind
        {
            return self.rows(operator, a, b);
        }
        let left = left.map(|left| self.expr(left)).transpose()?;
        let right = self.expr(right)?;
        match left {
            Some(left) => self.binary(operator, &left, &right, &operator.span),
            None => self.applied(operator, None, &right, &operator.span),
        }
    }

    /// `(a, b) = (c, d)`: each with its counterpart.
    fn rows(&mut self, operator: &Operator, a: &[Expr], b: &[Expr]) -> Analysed<Typed> {
        let (a, b) = (self.all(a)?, self.all(b)?);
        if a.len() != b.len() {
            let title = "unequal number of entries in row expressions";
            return Err(self.error(Code::D0112, "42601", title, &operator.span, "not as many"));
        }
        if a.is_empty() {
            let title = "cannot compare rows of zero length";
            return Err(self.not_here("0A000", title, &operator.span));
        }
        for (a, b) in a.iter().zip(&b) {
            self.binary(operator, a, b, &operator.span)?;
        }
        Ok(Typed::builtin("bool"))
    }

    pub(super) fn binary(
        &mut self,
        operator: &Operator,
        left: &Typed,
        right: &Typed,
        span: &Span,
    ) -> Analysed<Typed> {
        self.applied(operator, Some(left), right, span)
    }

    fn applied(
        &mut self,
        operator: &Operator,
        left: Option<&Typed>,
        right: &Typed,
        span: &Span,
    ) -> Analysed<Typed> {
        let (result, _) = self.chosen(operator, left, right, span)?;
        let Some(result) = result else {
            return Ok(Typed::default());
        };
        self.computed(result, left.into_iter().chain([right]))
    }

    /// What the operator gives, and what its left side becomes.
    fn chosen(
        &mut self,
        operator: &Operator,
        left: Option<&Typed>,
        right: &Typed,
        span: &Span,
    ) -> Analysed<(Option<Ty>, Option<Ty>)> {
        let candidates = self
            .names
            .operators(operator.schema.as_ref(), &operator.name);
        let types = (left.map(|left| left.ty.clone()), right.ty.clone());
        let (left_type, right_type) = match types {
            (None, Some(right)) => (None, right),
            (Some(Some(left)), Some(right)) => (Some(left), right),
            _ => return Ok((same_result(&candidates, left.is_some()), None)),
        };
        match self
            .names
            .find_operator(candidates, left_type.as_ref(), &right_type)
        {
            Found::One(found) => {
                let declared: Vec<Ty> = found.left.iter().chain([&found.right]).cloned().collect();
                let actual: Vec<Ty> = left_type.iter().chain([&right_type]).cloned().collect();
                for (at, value) in left.into_iter().chain([right]).enumerate() {
                    let ty = polymorphic::argument(self.names, &actual, &declared, at);
                    if let Some(ty) = ty.filter(|ty| !ty.is("record")) {
                        self.coerce(value, &ty, Context::Implicit)?;
                    }
                }
                let result = polymorphic::result(self.names, &actual, &declared, &found.result);
                let becomes = declared.first().map(|ty| {
                    if ty.is_polymorphic() || ty.is("record") {
                        left_type.clone().unwrap_or_else(|| ty.clone())
                    } else {
                        ty.clone()
                    }
                });
                Ok((result, becomes))
            }
            Found::None => {
                if self.names.is_uncertain(operator.schema.as_ref()) {
                    return Ok((None, None));
                }
                Err(self.no_operator(operator, left_type.as_ref(), &right_type, span))
            }
            Found::Several => {
                let shown = shown(operator, left_type.as_ref(), &right_type);
                let title = format!("operator is not unique: {shown}");
                let error = self.mismatch("42725", title, span);
                Err(Box::new(error.help("cast one side")))
            }
        }
    }

    fn no_operator(
        &self,
        operator: &Operator,
        left: Option<&Ty>,
        right: &Ty,
        span: &Span,
    ) -> Box<Diagnostic> {
        let title = format!("operator does not exist: {}", shown(operator, left, right));
        let error = self.error(Code::D0115, "42883", title, span, "not for these types");
        Box::new(error.help("cast one side"))
    }

    /// `left operator ANY (array)`.
    pub(super) fn quantified(
        &mut self,
        operator: &Operator,
        left: &Expr,
        right: &Expr,
    ) -> Analysed<Typed> {
        let (a, b) = (self.expr(left)?, self.expr(right)?);
        let element = match &b.ty {
            None => Typed::default(),
            Some(ty) if ty.is_unknown() => Typed::of(Ty::unknown()),
            Some(ty) => match self.names.base_type(ty).element() {
                Some(element) => Typed {
                    ty: Some(element),
                    literal: None,
                    fields: None,
                    ..b.clone()
                },
                None => {
                    let title = "op ANY/ALL (array) requires array on right side";
                    return Err(self.mismatch("42809", title, &operator.span));
                }
            },
        };
        let result = self.binary(operator, &a, &element, &operator.span)?;
        self.yields_boolean(&result, "op ANY/ALL (array)", operator)
    }

    fn yields_boolean(&self, result: &Typed, what: &str, operator: &Operator) -> Analysed<Typed> {
        if result.ty.as_ref().is_some_and(|ty| !ty.is("bool")) {
            let title = format!("{what} requires operator to yield boolean");
            return Err(self.mismatch("42809", title, &operator.span));
        }
        Ok(Typed::builtin("bool"))
    }

    /// `left IN (query)`, `left operator ANY (query)`, `row = (query)`.
    pub(super) fn compare_query(
        &mut self,
        operator: &Operator,
        left: &Expr,
        query: &Query,
    ) -> Analysed<Typed> {
        let left = match &left.kind {
            ExprKind::Row(parts) => self.all(parts)?,
            _ => vec![self.expr(left)?],
        };
        let outputs = self.subquery(query)?;
        if left.len() != outputs.len() {
            let title = if outputs.len() > left.len() {
                "subquery has too many columns"
            } else {
                "subquery has too few columns"
            };
            return Err(self.error(Code::D0112, "42601", title, &operator.span, "not as many"));
        }
        for (left, output) in left.iter().zip(&outputs) {
            self.binary(operator, left, &output.value, &operator.span)?;
        }
        Ok(Typed::builtin("bool"))
    }

    /// `value IN (a, b)`: constants are one array if they have a type in common, anything else is compared by
    /// itself.
    pub(super) fn in_list(
        &mut self,
        operator: &Operator,
        value: &Expr,
        list: &[Expr],
    ) -> Analysed<Typed> {
        if let ExprKind::Row(parts) = &value.kind {
            for item in list {
                match &item.kind {
                    ExprKind::Row(other) => self.rows(operator, parts, other)?,
                    _ => self.operator(operator, Some(value), item)?,
                };
            }
            return Ok(Typed::builtin("bool"));
        }
        let left = self.expr(value)?;
        let mut items = Vec::new();
        for item in list {
            let before = self.innermost.take();
            let typed = self.expr(item)?;
            let constant = self.innermost.is_none();
            self.innermost = self.innermost.max(before);
            items.push((typed, constant));
        }
        let constants: Vec<&Typed> = items.iter().filter(|it| it.1).map(|it| &it.0).collect();
        let types = [&left].into_iter().chain(constants.iter().copied());
        let types: Option<Vec<Ty>> = types.map(|value| value.ty.clone()).collect();
        let common = types.and_then(|types| self.names.common_type(&types).ok());
        let together = common.filter(|ty| constants.len() > 1 && !ty.is("record"));
        if let Some(ty) = &together {
            self.binary(operator, &left, &Typed::of(ty.clone()), &operator.span)?;
        }
        for (item, constant) in &items {
            match &together {
                Some(ty) if *constant => {
                    self.coerce(item, ty, Context::Implicit)?;
                }
                _ => {
                    self.binary(operator, &left, item, &operator.span)?;
                }
            }
        }
        Ok(Typed::builtin("bool"))
    }

    pub(super) fn between(
        &mut self,
        value: &Expr,
        low: &Expr,
        high: &Expr,
        span: &Span,
    ) -> Analysed<Typed> {
        let value = self.expr(value)?;
        for (name, bound) in [(">=", low), ("<=", high)] {
            let bound = self.expr(bound)?;
            self.binary(&named(name, span), &value, &bound, span)?;
        }
        Ok(Typed::builtin("bool"))
    }

    /// `NULLIF(a, b)`: what the left side becomes for the comparison.
    pub(super) fn null_if(
        &mut self,
        operator: &Operator,
        left: &Expr,
        right: &Expr,
    ) -> Analysed<Typed> {
        let (a, b) = (self.expr(left)?, self.expr(right)?);
        let (_, becomes) = self.chosen(operator, Some(&a), &b, &operator.span)?;
        let Some(ty) = becomes else {
            return Ok(Typed::default());
        };
        let modifier = a.modifier.clone().filter(|_| a.ty.as_ref() == Some(&ty));
        Ok(Typed {
            modifier,
            ..self.computed(ty, [&a, &b])?
        })
    }
}

/// The result, if it is the same whatever the sides are.
fn same_result(candidates: &[names::Operator], binary: bool) -> Option<Ty> {
    let mut results = candidates
        .iter()
        .filter(|candidate| candidate.left.is_some() == binary)
        .map(|candidate| &candidate.result);
    let first = results.next()?;
    (!first.is_polymorphic() && results.all(|result| result == first)).then(|| first.clone())
}

fn shown(operator: &Operator, left: Option<&Ty>, right: &Ty) -> String {
    let schema = operator.schema.as_ref();
    let name = match schema {
        Some(schema) => format!("{}.{}", schema.text, operator.name),
        None => operator.name.clone(),
    };
    match left {
        Some(left) => format!("{left} {name} {right}"),
        None => format!("{name} {right}"),
    }
}
