//! Walking a query, and comparing what two expressions are made of.

use super::{
    Body, Distinct, Expr, ExprKind, FromItem, FromKind, FunctionCall, Grouping, Over, Query,
    Select, SortBy, WindowSpec,
};

impl Expr {
    /// The expressions directly inside.
    pub(crate) fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Star
            | ExprKind::Column { .. }
            | ExprKind::Literal(_)
            | ExprKind::ArrayQuery(_)
            | ExprKind::Subquery(_)
            | ExprKind::Exists(_)
            | ExprKind::Value { .. } => Vec::new(),
            ExprKind::Field { of, .. } | ExprKind::FieldStar(of) => vec![of],
            ExprKind::Cast { value, .. }
            | ExprKind::Is { value, .. }
            | ExprKind::Collate { value, .. } => vec![value],
            ExprKind::Call(call) => call.exprs(),
            ExprKind::Operator { left, right, .. } => {
                left.iter().map(|left| &**left).chain([&**right]).collect()
            }
            ExprKind::Quantified { left, right, .. } | ExprKind::NullIf { left, right, .. } => {
                vec![left, right]
            }
            ExprKind::CompareQuery { left, .. } => vec![left],
            ExprKind::In { value, list, .. } => std::iter::once(&**value).chain(list).collect(),
            ExprKind::Between {
                value, low, high, ..
            } => vec![value, low, high],
            ExprKind::Case {
                operand,
                whens,
                default,
            } => {
                let whens = whens.iter().flat_map(|it| [&it.condition, &it.result]);
                let rest = default.iter().map(|default| &**default);
                operand
                    .iter()
                    .map(|it| &**it)
                    .chain(whens)
                    .chain(rest)
                    .collect()
            }
            ExprKind::Logic(_, parts)
            | ExprKind::Common(_, parts)
            | ExprKind::Array(parts)
            | ExprKind::Row(parts)
            | ExprKind::Grouping(parts)
            | ExprKind::Xml {
                arguments: parts, ..
            } => parts.iter().collect(),
            ExprKind::Subscript { of, indexes, .. } => {
                std::iter::once(&**of).chain(indexes).collect()
            }
        }
    }

    /// The query directly inside.
    pub(crate) fn query(&self) -> Option<&Query> {
        match &self.kind {
            ExprKind::ArrayQuery(query)
            | ExprKind::Subquery(query)
            | ExprKind::Exists(query)
            | ExprKind::CompareQuery { query, .. } => Some(query),
            _ => None,
        }
    }

    /// What it is, apart from what is inside.
    pub(crate) fn head(&self) -> String {
        match &self.kind {
            ExprKind::Column { path, star } => {
                let path: Vec<&str> = path.iter().map(|name| name.text.as_str()).collect();
                format!("column {} {star}", path.join("."))
            }
            ExprKind::Field { field, .. } => format!("field {}", field.text),
            ExprKind::Literal(literal) => format!("{literal:?}"),
            ExprKind::Cast { ty, interval, .. } => {
                format!(
                    "cast {} {:?} {} {interval:?}",
                    ty.name.shown(),
                    ty.modifier,
                    ty.array
                )
            }
            ExprKind::Call(call) => format!(
                "call {} {} {} {}",
                call.name.name.text, call.star, call.distinct, call.variadic
            ),
            ExprKind::Operator { operator, left, .. } => {
                format!("operator {} {}", operator.name, left.is_some())
            }
            ExprKind::Quantified { operator, .. } => format!("any {}", operator.name),
            ExprKind::CompareQuery { operator, .. } => format!("query {}", operator.name),
            ExprKind::In { operator, .. } => format!("in {}", operator.name),
            ExprKind::Is { test, .. } => format!("is {test:?}"),
            ExprKind::Case {
                operand, default, ..
            } => format!("case {} {}", operand.is_some(), default.is_some()),
            ExprKind::Logic(word, _) | ExprKind::Common(word, _) => (*word).to_owned(),
            ExprKind::Subscript { slice, .. } => format!("subscript {slice}"),
            ExprKind::Collate { collation, .. } => format!("collate {}", collation.shown()),
            ExprKind::Value { word, precision } => format!("{word} {precision:?}"),
            ExprKind::Xml { function, .. } => (*function).to_owned(),
            ExprKind::Star => "*".to_owned(),
            ExprKind::FieldStar(_) => "fields".to_owned(),
            ExprKind::Between { .. } => "between".to_owned(),
            ExprKind::NullIf { .. } => "nullif".to_owned(),
            ExprKind::Array(_) => "array".to_owned(),
            ExprKind::Row(_) => "row".to_owned(),
            ExprKind::Grouping(_) => "grouping".to_owned(),
            ExprKind::ArrayQuery(_) | ExprKind::Subquery(_) | ExprKind::Exists(_) => {
                "subquery".to_owned()
            }
        }
    }
}

impl FunctionCall {
    /// The expressions in it, those of its window included.
    fn exprs(&self) -> Vec<&Expr> {
        let mut exprs: Vec<&Expr> = self.arguments.iter().map(|it| &it.value).collect();
        let sorted = self
            .order_by
            .iter()
            .chain(self.within_group.iter().flatten());
        exprs.extend(sorted.map(|item| &item.expr));
        exprs.extend(&self.filter);
        if let Some(Over::Spec(spec)) = &self.over {
            exprs.extend(spec.exprs());
        }
        exprs
    }
}

impl WindowSpec {
    pub(crate) fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let sorted = self.order_by.iter().map(|item: &SortBy| &item.expr);
        self.partition_by.iter().chain(sorted).chain(&self.bounds)
    }
}

impl Query {
    /// Calls `visit` for each expression that stands in a clause of this query or of one inside.
    pub(crate) fn for_each_expr<'q>(&'q self, visit: &mut impl FnMut(&'q Expr)) {
        for table in &self.with.tables {
            table.query.for_each_expr(visit);
        }
        match &self.body {
            Body::Select(select) => select.for_each_expr(visit),
            Body::Values(rows) => rows.iter().flatten().for_each(&mut *visit),
            Body::Table(_) | Body::Change(_) => {}
            Body::SetOperation { left, right, .. } => {
                left.for_each_expr(visit);
                right.for_each_expr(visit);
            }
            Body::Nested(query) => query.for_each_expr(visit),
        }
        self.order_by.iter().for_each(|item| visit(&item.expr));
        self.limits.iter().for_each(visit);
    }
}

impl Query {
    /// Whether FROM, here or in a query inside, names this relation without a schema.
    pub(crate) fn names_relation(&self, name: &str) -> bool {
        let mut found = self
            .with
            .tables
            .iter()
            .any(|table| table.query.names_relation(name));
        found |= match &self.body {
            Body::Select(select) => select.from.iter().any(|item| item.names_relation(name)),
            Body::Values(_) => false,
            Body::Table(table) => table.schema.is_none() && table.name.text == name,
            Body::SetOperation { left, right, .. } => {
                left.names_relation(name) || right.names_relation(name)
            }
            Body::Nested(query) => query.names_relation(name),
            Body::Change(change) => {
                let mut source = change.source.iter();
                source.any(|query| query.names_relation(name))
                    || change.from.iter().any(|item| item.names_relation(name))
            }
        };
        self.for_each_expr(&mut |expr| found |= expr.names_relation(name));
        found
    }
}

impl Expr {
    fn names_relation(&self, name: &str) -> bool {
        self.query().is_some_and(|query| query.names_relation(name))
            || self
                .children()
                .iter()
                .any(|child| child.names_relation(name))
    }
}

impl FromItem {
    fn names_relation(&self, name: &str) -> bool {
        match &self.kind {
            FromKind::Relation { name: relation, .. } => {
                relation.schema.is_none() && relation.name.text == name
            }
            FromKind::Query(query) => query.names_relation(name),
            FromKind::Join(join) => {
                join.left.names_relation(name) || join.right.names_relation(name)
            }
            FromKind::Function { .. } | FromKind::XmlTable { .. } => false,
        }
    }
}

impl Select {
    fn for_each_expr<'q>(&'q self, visit: &mut impl FnMut(&'q Expr)) {
        if let Distinct::On(exprs) = &self.distinct {
            exprs.iter().for_each(&mut *visit);
        }
        self.targets.iter().for_each(|target| visit(&target.expr));
        for item in &self.from {
            item.for_each_expr(visit);
        }
        self.filter.iter().for_each(&mut *visit);
        self.group_by
            .iter()
            .for_each(|item| item.for_each_expr(visit));
        self.having.iter().for_each(&mut *visit);
        for (_, window) in &self.windows {
            window.exprs().for_each(&mut *visit);
        }
    }
}

impl Grouping {
    pub(crate) fn for_each_expr<'q>(&'q self, visit: &mut impl FnMut(&'q Expr)) {
        match self {
            Self::Expr(expr) => visit(expr),
            Self::Sets(sets) => sets.iter().for_each(|set| set.for_each_expr(visit)),
        }
    }
}

impl FromItem {
    fn for_each_expr<'q>(&'q self, visit: &mut impl FnMut(&'q Expr)) {
        match &self.kind {
            FromKind::Relation { sample, .. } => sample.iter().for_each(visit),
            FromKind::Function { calls, .. } => calls.iter().for_each(|call| visit(&call.expr)),
            FromKind::Query(query) => query.for_each_expr(visit),
            FromKind::Join(join) => {
                join.left.for_each_expr(visit);
                join.right.for_each_expr(visit);
                join.on.iter().for_each(visit);
            }
            FromKind::XmlTable { exprs, .. } => exprs.iter().for_each(visit),
        }
    }
}
