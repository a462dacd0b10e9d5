//! `CREATE RECURSIVE VIEW`, which is only a shorter way to write a recursive query.

use super::{
    Body, CommonTable, Distinct, Expr, ExprKind, FromItem, FromKind, Query, Select, Target, With,
};
use crate::parse::statement::{Name, ObjectName};

/// `WITH RECURSIVE name (columns) AS (query) SELECT columns FROM name`.
pub(in crate::parse) fn recursive(name: &Name, columns: &[Name], query: Query) -> Query {
    let span = query.span.clone();
    let targets = columns.iter().map(|column| Target {
        expr: Expr {
            span: column.span.clone(),
            kind: ExprKind::Column {
                path: vec![column.clone()],
                star: false,
            },
        },
        alias: None,
    });
    let from = FromItem {
        span: span.clone(),
        lateral: false,
        kind: FromKind::Relation {
            name: ObjectName {
                schema: None,
                name: name.clone(),
            },
            sample: Vec::new(),
        },
        alias: None,
    };
    let select = Select {
        distinct: Distinct::No,
        targets: targets.collect(),
        from: vec![from],
        filter: None,
        group_by: Vec::new(),
        having: None,
        windows: Vec::new(),
    };
    let table = CommonTable {
        name: name.clone(),
        columns: columns.to_vec(),
        query,
        search: None,
        cycle: None,
    };
    Query {
        span,
        with: With {
            recursive: true,
            tables: vec![table],
        },
        body: Body::Select(Box::new(select)),
        order_by: Vec::new(),
        limits: Vec::new(),
        locked: Vec::new(),
    }
}
