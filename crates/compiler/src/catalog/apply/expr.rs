//! Expressions on their way into the catalog.

use super::{Applied, Apply};
use crate::{
    catalog::{Expr, PgType, quoted::quoted_key, walk::Key},
    parse::{ExprText, ObjectName, Role, TypeName, constants_of},
    source::Span,
};

impl Apply<'_> {
    /// An expression as the catalog keeps it. Postgres looks the names in it up once: the types of its casts
    /// and the sequences of its constants must be there, and stand in it with their schema from now on, unless
    /// that is `public`.
    pub(super) fn settled(&self, expr: &ExprText) -> Applied<Expr> {
        if !expr.types.is_empty() {
            self.labels_are_known(expr)?;
        }
        let mut changes: Vec<(Span, String)> = Vec::new();
        for ty in &expr.types {
            changes.extend(self.settled_type(ty)?);
        }
        for relation in &expr.relations {
            changes.extend(self.settled_relation(relation)?);
        }
        // The last one first, so that the spans before it stay true.
        changes.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        let mut text = expr.text.clone();
        for (span, new) in changes {
            let start = span.start.saturating_sub(expr.span.start);
            let end = span.end.saturating_sub(expr.span.start);
            if text.get(start..end).is_some() {
                text.replace_range(start..end, &new);
            }
        }
        Ok(Expr::new(text))
    }

    /// Postgres reads a constant as it is cast: an enum's label must be there.
    fn labels_are_known(&self, expr: &ExprText) -> Applied {
        for constant in constants_of(&expr.text) {
            if let Role::Cast(name) = &constant.role
                && let Some(key) = self.named_enum(name)
                && !constant.value.starts_with('{')
            {
                let start = expr.span.start;
                let span = start + constant.span.start..start + constant.span.end;
                self.value_is_known(&PgType::of(&key), &constant.value, &span)?;
            }
        }
        Ok(())
    }

    fn settled_type(&self, ty: &TypeName) -> Applied<Option<(Span, String)>> {
        if is_not_for_columns(&ty.name) {
            return Ok(None);
        }
        let PgType {
            schema: Some(schema),
            name,
            array,
            ..
        } = self.resolve_type(ty)?
        else {
            return Ok(None);
        };
        let brackets = if array && !ty.array { "[]" } else { "" };
        let text = format!("{}{brackets}", quoted_key(&(schema, name)));
        Ok(Some((ty.name.span(), text)))
    }

    fn settled_relation(&self, name: &ObjectName) -> Applied<Option<(Span, String)>> {
        let schema = name.schema.as_ref().map(|it| it.text.as_str());
        let postgres = matches!(schema, Some("pg_catalog" | "information_schema"))
            || (schema.is_none() && name.name.text.starts_with("pg_"));
        if postgres {
            return Ok(None);
        }
        match self.relation(name) {
            Some((key, _)) => Ok(Some((name.span(), constant(&key)))),
            None => Err(self.no_relation(name)),
        }
    }
}

/// `'app.users_id_seq'`.
fn constant(key: &Key) -> String {
    format!("'{}'", quoted_key(key).replace('\'', "''"))
}

/// Pseudo types and the types of the information schema: a cast may name them, a column is never made of them.
fn is_not_for_columns(name: &ObjectName) -> bool {
    const PSEUDO: [&str; 6] = [
        "any",
        "cstring",
        "internal",
        "record",
        "unknown",
        "anyelement",
    ];
    let schema = name.schema.as_ref().map(|it| it.text.as_str());
    schema == Some("information_schema")
        || (matches!(schema, None | Some("pg_catalog")) && PSEUDO.contains(&&*name.name.text))
}
