//! The type of an expression (`parse_expr.c`).

use super::{
    analyzer::{Analysed, Analyzer},
    coerce::Context,
    select::Output,
    ty::{Collation, DEFAULT_COLLATION, Field, Ty, Typed},
};
use crate::{
    catalog::Use,
    diagnostic::Code,
    parse::{
        Name, TypeName,
        query::{Expr, ExprKind, Literal, Query, Test, When},
    },
    source::Span,
};
use std::rc::Rc;

impl Analyzer<'_> {
    /// What an expression gives; everything it names is checked and noted.
    pub(super) fn expr(&mut self, expr: &Expr) -> Analysed<Typed> {
        Ok(Typed {
            span: expr.span.clone(),
            ..self.value_of(expr)?
        })
    }

    fn value_of(&mut self, expr: &Expr) -> Analysed<Typed> {
        let span = &expr.span;
        match &expr.kind {
            ExprKind::Star | ExprKind::FieldStar(_) => {
                let title = "row expansion via \"*\" is not supported here";
                Err(self.not_here("0A000", title, span))
            }
            // As one value, `t.*` is `t`.
            ExprKind::Column { path, .. } => self.column(path, span),
            ExprKind::Field { of, field } => self.field(of, field, span),
            ExprKind::Literal(literal) => Ok(self.literal(literal)),
            ExprKind::Cast {
                value,
                ty,
                interval,
                at,
            } => self.cast(value, ty, interval.as_deref(), at),
            ExprKind::Call(call) => self.call(call, span),
            ExprKind::Operator {
                operator,
                left,
                right,
            } => self.operator(operator, left.as_deref(), right),
            ExprKind::Quantified {
                operator,
                left,
                right,
            } => self.quantified(operator, left, right),
            ExprKind::CompareQuery {
                operator,
                left,
                query,
            } => self.compare_query(operator, left, query),
            ExprKind::In {
                operator,
                value,
                list,
            } => self.in_list(operator, value, list),
            ExprKind::Between {
                at,
                value,
                low,
                high,
            } => self.between(value, low, high, at),
            ExprKind::Logic(word, parts) => self.logic(word, parts),
            ExprKind::Is { value, test } => self.is(value, *test),
            ExprKind::Case {
                operand,
                whens,
                default,
            } => self.case(operand.as_deref(), whens, default.as_deref()),
            ExprKind::Common(word, parts) => self.common_of(word, parts),
            ExprKind::NullIf {
                operator,
                left,
                right,
            } => self.null_if(operator, left, right),
            ExprKind::Array(parts) => self.array(parts, None, span),
            ExprKind::ArrayQuery(query) => self.array_query(query, span),
            ExprKind::Row(parts) => self.row(parts),
            ExprKind::Subquery(query) => self.scalar(query, span),
            ExprKind::Exists(query) => {
                self.subquery(query)?;
                Ok(Typed::builtin("bool"))
            }
            ExprKind::Subscript { of, indexes, slice } => self.subscript(of, indexes, *slice, span),
            ExprKind::Collate {
                at,
                value,
                collation,
            } => {
                let value = self.expr(value)?;
                self.collate(value, &collation.name.text, at)
            }
            ExprKind::Value { word, precision } => Ok(self.word(word, *precision)),
            ExprKind::Grouping(parts) => {
                self.all(parts)?;
                Ok(Typed::builtin("int4"))
            }
            ExprKind::Xml { arguments, ty, .. } => {
                self.all(arguments)?;
                match ty {
                    Some(ty) => self.written(ty),
                    None => Ok(Typed::builtin("xml")),
                }
            }
        }
    }

    pub(super) fn all(&mut self, exprs: &[Expr]) -> Analysed<Vec<Typed>> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn literal(&self, literal: &Literal) -> Typed {
        match literal {
            Literal::Text(text) => Typed {
                literal: Some(text.clone()),
                ..Typed::of(Ty::unknown())
            },
            Literal::Null => Typed::of(Ty::unknown()),
            Literal::Integer(digits) => Typed::builtin(if digits.parse::<i32>().is_ok() {
                "int4"
            } else if digits.parse::<i64>().is_ok() {
                "int8"
            } else {
                "numeric"
            }),
            Literal::Numeric => Typed::builtin("numeric"),
            Literal::Bits => Typed::builtin("bit"),
            Literal::Boolean => Typed::builtin("bool"),
            Literal::National => self.value(Ty::builtin("bpchar"), None, None),
            Literal::Parameter => Typed::default(),
        }
    }

    /// A value of a written type.
    pub(super) fn written(&self, ty: &TypeName) -> Analysed<Typed> {
        let Some(found) = self.names.written_type(ty) else {
            if self.names.is_uncertain(ty.name.schema.as_ref()) {
                return Ok(Typed::default());
            }
            let title = format!("type \"{}\" does not exist", ty.name.shown());
            return Err(self.error(Code::D0104, "42704", title, &ty.span, "no such type here"));
        };
        Ok(self.value(Ty::from(&found), found.modifier, None))
    }

    fn cast(
        &mut self,
        value: &Expr,
        ty: &TypeName,
        interval: Option<&str>,
        span: &Span,
    ) -> Analysed<Typed> {
        let mut target = self.written(ty)?;
        if let Some(fields) = interval {
            target.modifier = Some(match target.modifier {
                Some(precision) => format!("{fields}({precision})"),
                None => fields.to_owned(),
            });
        }
        let value = match (&value.kind, &target.ty) {
            // The type of the array says that of its elements.
            (ExprKind::Array(parts), Some(to)) if self.names.base_type(to).array => {
                self.array(parts, Some(to), span)?
            }
            _ => self.expr(value)?,
        };
        let Some(to) = target.ty.clone() else {
            return Ok(target);
        };
        self.use_type(&to);
        self.row_as(&value, &to)?;
        if !self.coerce(&value, &to, Context::Explicit)? {
            let from = value.ty.map(|ty| ty.to_string()).unwrap_or_default();
            let title = format!("cannot cast type {from} to {to}");
            return Err(self.mismatch("42846", title, span));
        }
        let is_domain = self.names.domain_base(&to).is_some();
        let typed = self.computed(to, [&value])?;
        let collation = match target.collation {
            // A domain's own collation counts for more than that of what is cast.
            own if is_domain && own.name() != Some(DEFAULT_COLLATION) => own,
            _ => typed.collation,
        };
        Ok(Typed {
            modifier: target.modifier,
            collation,
            ..typed
        })
    }

    /// Gives the fields of `ROW(..)` the types of a composite type's.
    fn row_as(&mut self, value: &Typed, to: &Ty) -> Analysed {
        let (Some(fields), Some(columns)) = (&value.fields, self.names.composite(to)) else {
            return Ok(());
        };
        for (field, column) in fields.iter().zip(columns) {
            if let Some(ty) = &column.ty {
                self.coerce(&field.value, &Ty::from(ty), Context::Explicit)?;
            }
        }
        Ok(())
    }

    fn logic(&mut self, word: &str, parts: &[Expr]) -> Analysed<Typed> {
        for part in parts {
            let value = self.expr(part)?;
            self.condition(&value, word)?;
        }
        Ok(Typed::builtin("bool"))
    }

    fn is(&mut self, value: &Expr, test: Test) -> Analysed<Typed> {
        let typed = self.expr(value)?;
        if test == Test::Boolean {
            self.condition(&typed, "IS TRUE")?;
        }
        Ok(Typed::builtin("bool"))
    }

    fn case(
        &mut self,
        operand: Option<&Expr>,
        whens: &[When],
        default: Option<&Expr>,
    ) -> Analysed<Typed> {
        self.without_sets("CASE", |this| {
            let mut operand = operand.map(|operand| this.expr(operand)).transpose()?;
            if let Some(operand) = operand.as_mut()
                && operand.is_unknown_literal()
            {
                *operand = this.value(Ty::builtin("text"), None, None);
            }
            let mut results = Vec::new();
            for when in whens {
                let condition = this.expr(&when.condition)?;
                match &operand {
                    Some(operand) => {
                        let equals = super::operator::equals(&when.span);
                        this.binary(&equals, operand, &condition, &when.span)?;
                    }
                    None => this.condition(&condition, "CASE/WHEN")?,
                }
                results.push(this.expr(&when.result)?);
            }
            // Without ELSE it is NULL, and what it gives counts first.
            let default = match default {
                Some(default) => this.expr(default)?,
                None => Typed::of(Ty::unknown()),
            };
            results.insert(0, default);
            let values: Vec<&Typed> = results.iter().collect();
            this.common("CASE", &values)
        })
    }

    fn common_of(&mut self, word: &str, parts: &[Expr]) -> Analysed<Typed> {
        let what = word.to_ascii_uppercase();
        let read = |this: &mut Self| {
            let values = this.all(parts)?;
            let values: Vec<&Typed> = values.iter().collect();
            this.common(&what, &values)
        };
        if word == "coalesce" {
            self.without_sets("COALESCE", read)
        } else {
            read(self)
        }
    }

    /// Reads something in which no function may return a set.
    pub(super) fn without_sets<T>(
        &mut self,
        what: &'static str,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.level().no_sets.replace(what);
        let value = read(self);
        self.level().no_sets = before;
        value
    }

    /// `ARRAY[..]`, whose type a cast around it may say.
    fn array(&mut self, parts: &[Expr], to: Option<&Ty>, span: &Span) -> Analysed<Typed> {
        let element = to
            .map(|to| self.names.base_type(to))
            .and_then(|to| to.element());
        let mut values = Vec::new();
        for part in parts {
            let value = match &part.kind {
                ExprKind::Array(parts) => self.array(parts, to, &part.span)?,
                _ => self.expr(part)?,
            };
            if let Some(element) = &element
                && !matches!(part.kind, ExprKind::Array(_))
                && !self.coerce(&value, element, Context::Explicit)?
            {
                let from = value.ty.map(|ty| ty.to_string()).unwrap_or_default();
                let title = format!("cannot cast type {from} to {element}");
                return Err(self.mismatch("42846", title, &part.span));
            }
            values.push(value);
        }
        if let Some(to) = to {
            return Ok(Typed::of(to.clone()));
        }
        if values.is_empty() {
            let title = "cannot determine type of empty array";
            let error = self.mismatch("42P18", title, span);
            return Err(Box::new(error.help("cast it: `ARRAY[]::integer[]`")));
        }
        let values: Vec<&Typed> = values.iter().collect();
        let common = self.common("ARRAY", &values)?;
        self.array_of(common, span)
    }

    /// An array of values of this type; arrays in an array are one.
    fn array_of(&self, element: Typed, span: &Span) -> Analysed<Typed> {
        let ty = match &element.ty {
            None => None,
            Some(ty) if ty.array => Some(ty.clone()),
            Some(ty) => match ty.array_of() {
                Some(array) => Some(array),
                None => {
                    let title = format!("could not find array type for data type {ty}");
                    return Err(self.mismatch("42704", title, span));
                }
            },
        };
        Ok(Typed {
            ty,
            fields: None,
            ..element
        })
    }

    fn array_query(&mut self, query: &Query, span: &Span) -> Analysed<Typed> {
        let output = self.one_column(query, span)?;
        self.array_of(output.value, span)
    }

    fn scalar(&mut self, query: &Query, span: &Span) -> Analysed<Typed> {
        let output = self.one_column(query, span)?;
        self.scalar_names.insert(query.span.start, output.name);
        Ok(output.value)
    }

    fn one_column(&mut self, query: &Query, span: &Span) -> Analysed<Output> {
        let mut outputs = self.subquery(query)?;
        match (outputs.pop(), outputs.is_empty()) {
            (Some(output), true) => Ok(output),
            _ => {
                let title = "subquery must return only one column";
                Err(self.error(Code::D0112, "42601", title, span, "more or none"))
            }
        }
    }

    fn row(&mut self, parts: &[Expr]) -> Analysed<Typed> {
        let mut fields = Vec::new();
        for part in parts {
            if let ExprKind::Column { path, star: true } = &part.kind {
                let columns = self.expand(path, &part.span)?;
                fields.extend(columns.into_iter().map(|column| column.value));
            } else if let ExprKind::FieldStar(of) = &part.kind {
                let value = self.expr(of)?;
                let of = self.fields(&value, &part.span)?;
                fields.extend(of.into_iter().map(|field| field.value));
            } else {
                fields.push(self.expr(part)?);
            }
        }
        let fields = fields.into_iter().enumerate().map(|(at, value)| Field {
            name: format!("f{}", at + 1),
            value,
            origin: None,
        });
        Ok(Typed {
            fields: Some(Rc::new(fields.collect())),
            ..Typed::builtin("record")
        })
    }

    /// The fields of a row.
    pub(super) fn fields(&mut self, value: &Typed, span: &Span) -> Analysed<Vec<Field>> {
        if let Some(fields) = &value.fields {
            return Ok(fields.to_vec());
        }
        let Some(ty) = &value.ty else {
            return Ok(Vec::new());
        };
        let base = self.names.base_type(ty);
        match self.names.composite(&base) {
            Some(columns) => Ok(columns
                .into_iter()
                .map(|column| Field {
                    origin: Self::field_of(&base, &column.name),
                    name: column.name,
                    value: match column.ty {
                        Some(ty) => self.value(
                            Ty::from(&ty),
                            ty.modifier.clone(),
                            column.collation.as_deref(),
                        ),
                        None => Typed::default(),
                    },
                })
                .collect()),
            None if base.is("record") => {
                let title = "record type has not been registered";
                Err(self.mismatch("42809", title, span))
            }
            None => {
                let title = format!("type {ty} is not composite");
                Err(self.mismatch("42809", title, span))
            }
        }
    }

    fn field(&mut self, of: &Expr, field: &Name, span: &Span) -> Analysed<Typed> {
        // A field of a table's row is the table's column.
        if self.is_table(of)?
            && let ExprKind::Column { path, .. } = &of.kind
            && let [table] = path.as_slice()
        {
            return self.column(&[table.clone(), field.clone()], &of.span);
        }
        let value = self.expr(of)?;
        let Some(ty) = &value.ty else {
            return Ok(Typed::default());
        };
        let base = self.names.base_type(ty);
        if value.fields.is_none() && !self.names.is_composite(&base) {
            if base.is("record") {
                let title = format!(
                    "could not identify column \"{}\" in record data type",
                    field.text
                );
                return Err(self.error(Code::D0103, "42703", title, &of.span, "which column?"));
            }
            let title = format!(
                "column notation .{} applied to type {ty}, which is not a composite type",
                field.text
            );
            return Err(self.mismatch("42809", title, &of.span));
        }
        let fields = self.fields(&value, span)?;
        if let Some(found) = fields.iter().find(|known| known.name == field.text) {
            self.uses.extend(found.origin.clone());
            return Ok(found.value.clone());
        }
        let title = format!("column \"{}\" not found in data type {ty}", field.text);
        let known = fields.into_iter().map(|field| field.name).collect();
        Err(self.no_column(title, &field.text, &of.span, known))
    }

    /// A field is a column of the table, or of the composite type, whose row it is in.
    fn field_of(ty: &Ty, field: &str) -> Option<Use> {
        Some(Use::Column {
            schema: ty.schema.clone()?,
            relation: ty.name.clone(),
            column: field.to_owned(),
        })
    }

    fn subscript(
        &mut self,
        of: &Expr,
        indexes: &[Expr],
        slice: bool,
        span: &Span,
    ) -> Analysed<Typed> {
        let value = self.expr(of)?;
        let indexes = self.all(indexes)?;
        let Some(ty) = &value.ty else {
            return Ok(Typed::default());
        };
        let (base, modifier) = match self.names.domain_base(ty) {
            Some((base, modifier)) => (base, modifier),
            None => (ty.clone(), value.modifier.clone()),
        };
        if base.is("jsonb") {
            return Ok(Typed::builtin("jsonb"));
        }
        let Some(element) = subscripted(&base) else {
            let title =
                format!("cannot subscript type {ty} because it does not support subscripting");
            return Err(self.mismatch("42804", title, span));
        };
        for index in &indexes {
            if !self.coerce(index, &Ty::builtin("int4"), Context::Assignment)? {
                let title = "array subscript must have type integer";
                return Err(self.mismatch("42804", title, &index.span));
            }
        }
        let ty = if slice { base } else { element };
        Ok(Typed {
            modifier,
            ..self.computed(ty, [&value])?
        })
    }

    fn collate(&self, value: Typed, collation: &str, span: &Span) -> Analysed<Typed> {
        let collatable = match &value.ty {
            None => true,
            Some(ty) => ty.is_unknown() || self.type_collation(ty) != Collation::None,
        };
        if !collatable {
            let ty = value.ty.map(|ty| ty.to_string()).unwrap_or_default();
            let title = format!("collations are not supported by type {ty}");
            return Err(self.mismatch("42804", title, span));
        }
        let value = if value.is_unknown_literal() {
            Typed::builtin("text")
        } else {
            value
        };
        Ok(Typed {
            collation: Collation::Explicit(collation.to_owned(), span.clone()),
            ..value
        })
    }

    /// `current_date` and its like.
    fn word(&self, word: &str, precision: Option<i64>) -> Typed {
        let ty = match word {
            "current_date" => "date",
            "current_time" => "timetz",
            "current_timestamp" => "timestamptz",
            "localtime" => "time",
            "localtimestamp" => "timestamp",
            _ => "name",
        };
        let precision = precision.map(|precision| precision.to_string());
        self.value(Ty::builtin(ty), precision, None)
    }
}

/// What one subscript of a type gives.
fn subscripted(ty: &Ty) -> Option<Ty> {
    ty.element().or_else(|| {
        let element = match ty.name.as_str() {
            _ if ty.schema.is_some() => return None,
            "name" => "char",
            "point" | "line" => "float8",
            "box" | "lseg" => "point",
            _ => return None,
        };
        Some(Ty::builtin(element))
    })
}
