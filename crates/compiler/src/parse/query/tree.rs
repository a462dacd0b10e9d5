//! A query in our own words: what the grammar of Postgres makes of it.
//!
//! As there, words that only stand for a call are that call (`EXTRACT`, `AT TIME ZONE`), and parentheses are gone.

use super::super::statement::{Name, ObjectName, TypeName};
use crate::source::Span;

/// A query, with what may stand around `SELECT`.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    pub(crate) span: Span,
    pub(crate) with: With,
    pub(crate) body: Body,
    pub(crate) order_by: Vec<SortBy>,
    /// LIMIT, OFFSET and FETCH.
    pub(crate) limits: Vec<Expr>,
    /// The names after `FOR UPDATE OF`.
    pub(crate) locked: Vec<Name>,
}

/// `WITH`.
#[derive(Clone, Debug, Default)]
pub(crate) struct With {
    pub(crate) recursive: bool,
    pub(crate) tables: Vec<CommonTable>,
}

/// One query of a `WITH`.
#[derive(Clone, Debug)]
pub(crate) struct CommonTable {
    pub(crate) name: Name,
    pub(crate) columns: Vec<Name>,
    pub(crate) query: Query,
    /// `SEARCH .. SET column`, whether depth first.
    pub(crate) search: Option<(Name, bool)>,
    pub(crate) cycle: Option<Cycle>,
}

/// `CYCLE .. SET mark TO .. DEFAULT .. USING path`.
#[derive(Clone, Debug)]
pub(crate) struct Cycle {
    pub(crate) mark: Name,
    pub(crate) value: Option<Expr>,
    pub(crate) path: Name,
}

/// What stands in the middle of a query.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Select(Box<Select>),
    Values(Vec<Vec<Expr>>),
    /// `TABLE name`.
    Table(ObjectName),
    SetOperation {
        /// `UNION`, `INTERSECT` or `EXCEPT`.
        operator: &'static str,
        all: bool,
        left: Box<Query>,
        right: Box<Query>,
    },
    /// A query in parentheses.
    Nested(Box<Query>),
    /// INSERT, UPDATE, DELETE or MERGE, in `WITH`.
    Change(Box<Change>),
}

/// `SELECT`.
#[derive(Clone, Debug)]
pub(crate) struct Select {
    pub(crate) distinct: Distinct,
    pub(crate) targets: Vec<Target>,
    pub(crate) from: Vec<FromItem>,
    pub(crate) filter: Option<Expr>,
    pub(crate) group_by: Vec<Grouping>,
    pub(crate) having: Option<Expr>,
    pub(crate) windows: Vec<(Name, WindowSpec)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Distinct {
    No,
    Yes,
    On(Vec<Expr>),
}

/// One expression of a SELECT list.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) expr: Expr,
    pub(crate) alias: Option<Name>,
}

/// One item of GROUP BY.
#[derive(Clone, Debug)]
pub(crate) enum Grouping {
    Expr(Expr),
    /// ROLLUP, CUBE, GROUPING SETS.
    Sets(Vec<Grouping>),
}

#[derive(Clone, Debug)]
pub(crate) struct SortBy {
    pub(crate) expr: Expr,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct WindowSpec {
    /// The window it starts from.
    pub(crate) base: Option<Name>,
    pub(crate) partition_by: Vec<Expr>,
    pub(crate) order_by: Vec<SortBy>,
    /// The offsets of its frame.
    pub(crate) bounds: Vec<Expr>,
}

/// INSERT, UPDATE, DELETE or MERGE.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) table: ObjectName,
    pub(crate) alias: Option<Name>,
    /// What it inserts.
    pub(crate) source: Option<Query>,
    /// FROM or USING.
    pub(crate) from: Vec<FromItem>,
    pub(crate) returning: Vec<Target>,
}

#[derive(Clone, Debug)]
pub(crate) struct FromItem {
    pub(crate) span: Span,
    pub(crate) lateral: bool,
    pub(crate) kind: FromKind,
    pub(crate) alias: Option<Alias>,
}

#[derive(Clone, Debug)]
pub(crate) enum FromKind {
    Relation {
        name: ObjectName,
        /// The arguments of TABLESAMPLE.
        sample: Vec<Expr>,
    },
    Function {
        calls: Vec<FromCall>,
        ordinality: bool,
    },
    Query(Box<Query>),
    Join(Box<Join>),
    XmlTable {
        exprs: Vec<Expr>,
        /// `None` for the type of `FOR ORDINALITY`.
        columns: Vec<(Name, Option<TypeName>)>,
    },
}

/// A function in FROM.
#[derive(Clone, Debug)]
pub(crate) struct FromCall {
    pub(crate) expr: Expr,
    pub(crate) columns: Vec<(Name, TypeName)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Alias {
    pub(crate) name: Option<Name>,
    pub(crate) columns: Vec<Name>,
    /// The column definitions a function that returns `record` needs.
    pub(crate) definitions: Vec<(Name, TypeName)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
}

#[derive(Clone, Debug)]
pub(crate) struct Join {
    pub(crate) kind: JoinKind,
    pub(crate) natural: bool,
    pub(crate) left: FromItem,
    pub(crate) right: FromItem,
    pub(crate) using: Vec<Name>,
    /// `USING (..) AS name`.
    pub(crate) using_alias: Option<Name>,
    pub(crate) on: Option<Expr>,
}

#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub(crate) span: Span,
    pub(crate) kind: ExprKind,
}

#[derive(Clone, Debug)]
pub(crate) enum ExprKind {
    /// `*` alone.
    Star,
    /// `a`, `t.a`, `s.t.a`, and each of them with `.*` behind it.
    Column {
        path: Vec<Name>,
        star: bool,
    },
    /// `(value).field`.
    Field {
        of: Box<Expr>,
        field: Name,
    },
    /// `(value).*`.
    FieldStar(Box<Expr>),
    Literal(Literal),
    Cast {
        value: Box<Expr>,
        ty: TypeName,
        /// The words that narrow an interval: `day to second(3)`.
        interval: Option<String>,
        /// Where `::` stands, or the whole of `CAST (..)`.
        at: Span,
    },
    Call(Box<FunctionCall>),
    Operator {
        operator: Operator,
        left: Option<Box<Expr>>,
        right: Box<Expr>,
    },
    /// `left operator ANY (array)`, or ALL.
    Quantified {
        operator: Operator,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `left operator ANY (query)`, `IN (query)`, `row = (query)`.
    CompareQuery {
        operator: Operator,
        left: Box<Expr>,
        query: Box<Query>,
    },
    /// `value IN (list)`.
    In {
        operator: Operator,
        value: Box<Expr>,
        list: Vec<Expr>,
    },
    Between {
        /// `[NOT] BETWEEN`.
        at: Span,
        value: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
    },
    /// `AND`, `OR`, `NOT`.
    Logic(&'static str, Vec<Expr>),
    /// A test of one value that is true or false.
    Is {
        value: Box<Expr>,
        test: Test,
    },
    Case {
        operand: Option<Box<Expr>>,
        whens: Vec<When>,
        default: Option<Box<Expr>>,
    },
    /// COALESCE, GREATEST or LEAST.
    Common(&'static str, Vec<Expr>),
    NullIf {
        operator: Operator,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Array(Vec<Expr>),
    ArrayQuery(Box<Query>),
    Row(Vec<Expr>),
    Subquery(Box<Query>),
    Exists(Box<Query>),
    Subscript {
        of: Box<Expr>,
        indexes: Vec<Expr>,
        slice: bool,
    },
    Collate {
        /// The word COLLATE.
        at: Span,
        value: Box<Expr>,
        collation: ObjectName,
    },
    /// `current_date` and its like.
    Value {
        word: &'static str,
        precision: Option<i64>,
    },
    Grouping(Vec<Expr>),
    /// A function of XML that is grammar.
    Xml {
        function: &'static str,
        arguments: Vec<Expr>,
        ty: Option<TypeName>,
    },
}

/// `WHEN condition THEN result`.
#[derive(Clone, Debug)]
pub(crate) struct When {
    pub(crate) span: Span,
    pub(crate) condition: Expr,
    pub(crate) result: Expr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Null,
    Boolean,
    Document,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    /// A string, decoded.
    Text(String),
    /// A whole number's digits.
    Integer(String),
    Numeric,
    Bits,
    Boolean,
    Null,
    /// `N'..'`, which is `character`.
    National,
    /// `$1`.
    Parameter,
}

/// An operator, and the schema of `OPERATOR(schema.name)`.
#[derive(Clone, Debug)]
pub(crate) struct Operator {
    pub(crate) schema: Option<Name>,
    pub(crate) name: String,
    pub(crate) span: Span,
}

/// A call of a named function.
#[derive(Clone, Debug)]
pub(crate) struct FunctionCall {
    pub(crate) name: ObjectName,
    pub(crate) arguments: Vec<Argument>,
    /// Whether the last argument is `VARIADIC`.
    pub(crate) variadic: bool,
    /// `f(*)`.
    pub(crate) star: bool,
    pub(crate) distinct: bool,
    pub(crate) order_by: Vec<SortBy>,
    /// `WITHIN GROUP (ORDER BY ..)`.
    pub(crate) within_group: Option<Vec<SortBy>>,
    pub(crate) filter: Option<Expr>,
    pub(crate) over: Option<Over>,
}

impl FunctionCall {
    /// `name(arguments)`, and nothing else.
    pub(crate) fn plain(name: ObjectName, arguments: Vec<Expr>) -> Self {
        let argument = |value| Argument { name: None, value };
        Self {
            name,
            arguments: arguments.into_iter().map(argument).collect(),
            variadic: false,
            star: false,
            distinct: false,
            order_by: Vec::new(),
            within_group: None,
            filter: None,
            over: None,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) name: Option<Name>,
    pub(crate) value: Expr,
}

#[derive(Clone, Debug)]
pub(crate) enum Over {
    Window(Name),
    Spec(WindowSpec),
}
