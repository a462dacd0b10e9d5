//! What a result column without an alias is called (`FigureColname`).

use crate::parse::{
    TypeName,
    query::{Expr, ExprKind, Literal},
};
use std::collections::BTreeMap;

/// How well a name describes an expression; a better one found inside wins.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    None,
    /// The name of a type or a keyword.
    Weak,
    Strong,
}

/// The name; `scalar` has what the first column of each scalar query is called, by the query's place.
pub(super) fn column_name(expr: &Expr, scalar: &BTreeMap<usize, String>) -> String {
    match figure(expr, scalar) {
        (Strength::None, _) => "?column?".to_owned(),
        (_, name) => name,
    }
}

fn figure(expr: &Expr, scalar: &BTreeMap<usize, String>) -> (Strength, String) {
    let figure = |expr: &Expr| figure(expr, scalar);
    let strong = |name: &str| (Strength::Strong, name.to_owned());
    match &expr.kind {
        ExprKind::Column { path, .. } => path.last().map_or_else(none, |name| strong(&name.text)),
        ExprKind::Field { field, .. } => strong(&field.text),
        ExprKind::Call(call) => strong(&call.name.name.text),
        ExprKind::Cast { value, ty, .. } => match figure(value) {
            (Strength::Strong, name) => (Strength::Strong, name),
            _ => (Strength::Weak, type_name(ty)),
        },
        ExprKind::Literal(Literal::National) => (Strength::Weak, "bpchar".to_owned()),
        ExprKind::Collate { value, .. } => figure(value),
        ExprKind::Subscript { of, .. } => figure(of),
        ExprKind::Case { default, .. } => match default.as_deref().map(figure) {
            Some((Strength::Strong, name)) => (Strength::Strong, name),
            _ => (Strength::Weak, "case".to_owned()),
        },
        ExprKind::Common(word, _) | ExprKind::Value { word, .. } => strong(word),
        ExprKind::NullIf { .. } => strong("nullif"),
        ExprKind::Array(_) | ExprKind::ArrayQuery(_) => strong("array"),
        ExprKind::Row(_) => strong("row"),
        ExprKind::Exists(_) => strong("exists"),
        ExprKind::Subquery(query) => {
            let name = scalar.get(&query.span.start);
            (Strength::Strong, name.cloned().unwrap_or_default())
        }
        ExprKind::Grouping(_) => strong("grouping"),
        ExprKind::Xml { function, .. } => strong(function),
        ExprKind::Star
        | ExprKind::FieldStar(_)
        | ExprKind::Literal(_)
        | ExprKind::Operator { .. }
        | ExprKind::Quantified { .. }
        | ExprKind::CompareQuery { .. }
        | ExprKind::In { .. }
        | ExprKind::Between { .. }
        | ExprKind::Logic(..)
        | ExprKind::Is { .. } => none(),
    }
}

fn none() -> (Strength, String) {
    (Strength::None, String::new())
}

/// The name as the grammar knows it: `int` is `int4` there already.
fn type_name(ty: &TypeName) -> String {
    let text = &ty.name.name.text;
    if ty.name.schema.is_some() || ty.name.name.quoted {
        return text.clone();
    }
    match (text.as_str(), ty.modifier.as_slice()) {
        ("float", &[bits]) if bits <= 24 => "float4".to_owned(),
        _ => crate::catalog::builtin_name(text).map_or_else(|| text.clone(), str::to_owned),
    }
}
