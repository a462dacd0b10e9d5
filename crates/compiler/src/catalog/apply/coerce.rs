//! Values on their way into a column: what a default must be, what becomes of it when the type changes.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{
        Column, Expr, PgType,
        query::{self, Names},
    },
    diagnostic::{Code, Diagnostic},
    parse::{ExprText, Name},
    source::Span,
};

impl Apply<'_> {
    /// A column's default.
    pub(super) fn column_default(&self, column: &Column, expr: &ExprText) -> Applied<Expr> {
        let default = self.default(expr)?;
        self.default_fits(&column.name, &column.ty, &default, &expr.span)?;
        Ok(default)
    }

    /// Refuses a default that is no value of the type it is put into.
    pub(super) fn default_fits(
        &self,
        name: &str,
        ty: &PgType,
        default: &Expr,
        span: &Span,
    ) -> Applied {
        if let Some(value) = default.constant() {
            return self.value_is_known(ty, &value, span);
        }
        let Some(given) = self.type_of(default, None) else {
            return Ok(());
        };
        if self.assigns(&given, ty) {
            return Ok(());
        }
        let (ty, given) = (without_modifier(ty), without_modifier(&given));
        let title =
            format!("column \"{name}\" is of type {ty} but default expression is of type {given}");
        let error = self.error(Code::D0113, "42804", title, span, "of another type");
        Err(Box::new(error.help("cast the expression")))
    }

    /// Refuses a change of type for which there is no cast, and casts the default.
    pub(super) fn converts(
        &mut self,
        key: &TableKey,
        name: &Name,
        ty: &PgType,
        using: Option<&ExprText>,
        span: &Span,
    ) -> Applied {
        let column = self.column(key, name)?.clone();
        if let (Some(_), Some(using)) = (&column.generated, using) {
            let title = "cannot specify USING when altering type of generated column";
            let label = "computed from its expression alone";
            return Err(self.error(Code::D0112, "42611", title, &using.span, label));
        }
        let (from, what) = match using {
            None => (Some(column.ty.clone()), "column"),
            Some(using) => {
                let value = self.settled(using)?;
                (
                    self.type_of(&value, Some(key)),
                    "result of USING clause for column",
                )
            }
        };
        if from.is_some_and(|from| !self.assigns(&from, ty)) {
            let error = self.no_cast(what, name, ty, span);
            let shown = without_modifier(ty);
            let help = format!("write USING {}::{shown}, or another conversion", name.text);
            return Err(Box::new(error.help(help)));
        }
        if let Some(generated) = &column.generated {
            let from = self.type_of(&generated.expr, Some(key));
            if from.is_some_and(|from| !self.assigns(&from, ty)) {
                return Err(self.no_cast("generation expression for column", name, ty, span));
            }
        }
        if let Some(default) = &column.default {
            let default = self.converted_default(&column, default, name, ty, span)?;
            self.column(key, name)?.default = Some(default);
        }
        Ok(())
    }

    /// Postgres has read the default as a value of the old type, and casts that.
    fn converted_default(
        &self,
        column: &Column,
        default: &Expr,
        name: &Name,
        ty: &PgType,
        span: &Span,
    ) -> Applied<Expr> {
        let old = without_modifier(self.catalog.base_of(&column.ty));
        let constant = default.constant().is_some();
        let from = if constant {
            Some(old.clone())
        } else {
            self.type_of(default, None)
        };
        if from.is_some_and(|from| !self.assigns(&from, ty)) {
            let error = self.no_cast("default for column", name, ty, span);
            let help = "drop the default first, and set it again";
            return Err(Box::new(error.help(help)));
        }
        let new = without_modifier(self.catalog.base_of(ty));
        // A type of the migrations stays in the default; between Postgres' own the constant says the same.
        if constant && old.schema.is_some() && old != new {
            return Ok(Expr::new(format!("{}::{old}", default.text)));
        }
        Ok(default.clone())
    }

    fn no_cast(&self, what: &str, name: &Name, ty: &PgType, span: &Span) -> Box<Diagnostic> {
        let ty = without_modifier(ty);
        let title = format!(
            "{what} \"{}\" cannot be cast automatically to type {ty}",
            name.text
        );
        self.error(Code::D0113, "42804", title, span, "no cast without a word")
    }

    fn assigns(&self, from: &PgType, to: &PgType) -> bool {
        query::assigns(&Names::new(self.catalog, ["public"]), from, to)
    }

    /// The type of an expression of the catalog, where it is known; it may name the columns of one table.
    fn type_of(&self, expr: &Expr, table: Option<&TableKey>) -> Option<PgType> {
        let table = table.map(|key| (key.0.as_str(), key.1.as_str()));
        let value = query::describe_expression(self.catalog, &["public"], table, &expr.text);
        value.ok()?.ty
    }
}

fn without_modifier(ty: &PgType) -> PgType {
    PgType {
        modifier: None,
        ..ty.clone()
    }
}
