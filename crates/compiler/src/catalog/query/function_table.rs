//! Functions in FROM: which columns they have there.

use super::{
    analyzer::{Analysed, Analyzer},
    call::Called,
    column_name::column_name,
    scope::Table,
    ty::{Ty, Typed},
};
use crate::{
    catalog::Use,
    diagnostic::Code,
    parse::{
        Name, TypeName,
        query::{Alias, Expr, ExprKind, FromCall, FunctionCall},
    },
};

/// Columns: name, value, and what naming one stands on.
type Columns = Vec<(String, Typed, Option<Use>)>;

impl Analyzer<'_> {
    pub(super) fn function_table(
        &mut self,
        calls: &[FromCall],
        ordinality: bool,
        alias: Option<&Alias>,
    ) -> Analysed<Table> {
        let no_definitions = Vec::new();
        let outside = alias.map_or(&no_definitions, |alias| &alias.definitions);
        let name = calls
            .first()
            .map(|call| column_name(&call.expr, &self.scalar_names));
        let shown = alias
            .and_then(|alias| alias.name.as_ref())
            .map(|name| name.text.clone());
        let shown = shown.or(name).unwrap_or_default();
        let mut columns = Columns::new();
        let mut row = None;
        for call in calls {
            let definitions = if call.columns.is_empty() {
                outside
            } else {
                &call.columns
            };
            for expr in spread(&call.expr) {
                let alone = (calls.len() == 1).then_some(shown.as_str());
                let (value, more) = self.function_columns(&expr, alone, definitions)?;
                row = alone.map(|_| value);
                columns.extend(more);
            }
        }
        if ordinality {
            columns.push(("ordinality".to_owned(), Typed::builtin("int8"), None));
        }
        let mut table = self.table(columns, alias, Some(&shown))?;
        if let (Some(row), false) = (row, ordinality) {
            table.row = row;
        }
        Ok(table)
    }

    /// The columns of one function; that of a plain value is called like the alias, or else like the function.
    fn function_columns(
        &mut self,
        expr: &Expr,
        alias: Option<&str>,
        definitions: &[(Name, TypeName)],
    ) -> Analysed<(Typed, Columns)> {
        let called = match &expr.kind {
            ExprKind::Call(call) => self.called(call, &expr.span)?,
            _ => Called {
                value: self.expr(expr)?,
                ..Called::default()
            },
        };
        if !definitions.is_empty() {
            let columns = self.defined(&called, definitions)?;
            return Ok((called.value, columns));
        }
        if !called.columns.is_empty() {
            let columns = called.columns.into_iter();
            let columns = columns.map(|(name, value)| (name, value, None));
            return Ok((called.value, columns.collect()));
        }
        let Some(ty) = &called.value.ty else {
            let column = (self.own_name(expr, alias), called.value.clone(), None);
            return Ok((called.value, vec![column]));
        };
        if ty.is("record") {
            let title = "a column definition list is required for functions returning \"record\"";
            let error = self.error(Code::D0112, "42601", title, &expr.span, "which columns?");
            return Err(Box::new(
                error.help("write `AS t (a integer, b text)` behind it"),
            ));
        }
        let base = self.names.base_type(ty);
        if self.names.is_composite(&base) {
            let fields = self.fields(&called.value, &expr.span)?;
            let columns = fields.into_iter().map(|it| (it.name, it.value, it.origin));
            return Ok((called.value, columns.collect()));
        }
        let value = if called.value.is_unknown_literal() {
            self.value(Ty::builtin("text"), None, None)
        } else {
            called.value
        };
        let column = (self.own_name(expr, alias), value.clone(), None);
        Ok((value, vec![column]))
    }

    fn own_name(&self, expr: &Expr, alias: Option<&str>) -> String {
        alias.map_or_else(|| column_name(expr, &self.scalar_names), str::to_owned)
    }

    /// `AS t (a integer, b text)`.
    fn defined(&mut self, called: &Called, definitions: &[(Name, TypeName)]) -> Analysed<Columns> {
        let record = called.value.ty.as_ref().is_none_or(|ty| ty.is("record"));
        if !record || !called.columns.is_empty() {
            let title =
                "a column definition list is only allowed for functions returning \"record\"";
            let span = definitions
                .first()
                .map_or(0..0, |(name, _)| name.span.clone());
            return Err(self.error(Code::D0112, "42601", title, &span, "the columns are known"));
        }
        let columns = definitions.iter().map(|(name, ty)| {
            let value = self.written(ty)?;
            Ok((name.text.clone(), value, None))
        });
        columns.collect()
    }
}

/// `unnest(a, b)` in FROM is one call for each array.
fn spread(expr: &Expr) -> Vec<Expr> {
    let ExprKind::Call(call) = &expr.kind else {
        return vec![expr.clone()];
    };
    if call.name.name.text != "unnest" || call.arguments.len() < 2 || call.variadic {
        return vec![expr.clone()];
    }
    let one = |argument| Expr {
        span: expr.span.clone(),
        kind: ExprKind::Call(Box::new(FunctionCall {
            arguments: vec![argument],
            ..(**call).clone()
        })),
    };
    call.arguments.iter().cloned().map(one).collect()
}
