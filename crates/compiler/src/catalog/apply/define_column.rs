//! The definition of a column.

use super::{
    Applied, Apply,
    names::object_name,
    resolve::{TableKey, is_system_column},
    sequence::{NewSequence, is_counting},
};
use crate::{
    catalog::{Column, Expr, Generated, PgType, quoted::quoted_key, types},
    diagnostic::Code,
    parse::{ColumnDef, Constraint, ConstraintKind, ExprText, ObjectName, SequenceOptions},
    source::Span,
};

impl Apply<'_> {
    /// A column with what its own constraints say about it; keys, checks and foreign keys come later.
    pub(super) fn define_column(
        &self,
        schema: &str,
        table: &str,
        def: &ColumnDef,
    ) -> Applied<(Column, Option<NewSequence>)> {
        let name = &def.name.text;
        if is_system_column(name) {
            let title = format!("column name \"{name}\" conflicts with a system column name");
            return Err(self.error(Code::D0105, "42701", title, &def.name.span, "taken"));
        }
        let serial = def
            .ty
            .name
            .schema
            .is_none()
            .then(|| types::serial(&def.ty.name.name.text));
        let serial = serial.flatten();
        let ty = match serial {
            Some(_) if def.ty.array => {
                let title = "array of serial is not implemented";
                return Err(self.error(Code::D0112, "0A000", title, &def.ty.span, ""));
            }
            Some(ty) => PgType::builtin(ty),
            None => self.resolve_type(&def.ty)?,
        };
        let mut column = Column {
            name: name.clone(),
            ty,
            not_null: serial.is_some(),
            default: None,
            identity: None,
            generated: None,
            local: true,
            collation: collation(def.collation.as_ref()),
            comment: None,
            place: Some(self.place(&def.name.span)),
            renames: Vec::new(),
        };
        let mut sequence = None;
        if serial.is_some() {
            let name = self.choose_sequence(schema, table, name);
            column.default = Some(Expr::new(nextval(schema, &name)));
            sequence = Some(NewSequence {
                name,
                options: SequenceOptions::default(),
                span: def.ty.span.clone(),
            });
        }
        let identity = self.column_constraints(&mut column, schema, table, &def.constraints)?;
        Ok((column, sequence.or(identity)))
    }

    /// `ChooseRelationName(table, column, "seq")`.
    pub(super) fn choose_sequence(&self, schema: &str, table: &str, column: &str) -> String {
        match self.catalog.schemas.get(schema) {
            Some(schema) => schema.choose_relation(table, Some(column), "seq"),
            None => object_name(table, Some(column), "seq"),
        }
    }

    pub(super) fn column_constraints(
        &self,
        column: &mut Column,
        schema: &str,
        table: &str,
        constraints: &[Constraint],
    ) -> Applied<Option<NewSequence>> {
        let mut sequence = None;
        let mut nullable: Option<bool> = column.not_null.then_some(false);
        for constraint in constraints {
            let span = &constraint.span;
            match &constraint.kind {
                ConstraintKind::NotNull | ConstraintKind::Null => {
                    let null = matches!(constraint.kind, ConstraintKind::Null);
                    if nullable.is_some_and(|before| before != null) {
                        return Err(self.conflict(
                            "conflicting NULL/NOT NULL declarations",
                            table,
                            column,
                            span,
                        ));
                    }
                    nullable = Some(null);
                    column.not_null = !null;
                }
                ConstraintKind::Default(expr) => {
                    if column.default.is_some() {
                        return Err(self.conflict(
                            "multiple default values specified",
                            table,
                            column,
                            span,
                        ));
                    }
                    column.default = Some(self.column_default(column, expr)?);
                }
                ConstraintKind::Identity(identity, options) => {
                    if column.identity.is_some() {
                        return Err(self.conflict(
                            "multiple identity specifications",
                            table,
                            column,
                            span,
                        ));
                    }
                    self.identity_type(&column.ty, span)?;
                    if nullable == Some(true) {
                        return Err(self.conflict(
                            "conflicting NULL/NOT NULL declarations",
                            table,
                            column,
                            span,
                        ));
                    }
                    column.identity = Some(*identity);
                    sequence = Some(NewSequence {
                        name: self.choose_sequence(schema, table, &column.name),
                        options: options.clone(),
                        span: span.clone(),
                    });
                    column.not_null = true;
                    nullable = Some(false);
                }
                ConstraintKind::Generated(expr) => {
                    if column.generated.is_some() {
                        return Err(self.conflict(
                            "multiple generation clauses specified",
                            table,
                            column,
                            span,
                        ));
                    }
                    column.generated = Some(Generated {
                        expr: self.settled(expr)?,
                    });
                }
                _ => {}
            }
            let both = match (&column.default, &column.identity, &column.generated) {
                (Some(_), Some(_), _) => "both default and identity specified",
                (Some(_), _, Some(_)) => "both default and generation expression specified",
                (_, Some(_), Some(_)) => "both identity and generation expression specified",
                _ => continue,
            };
            return Err(self.conflict(both, table, column, span));
        }
        Ok(sequence)
    }

    fn conflict(
        &self,
        what: &str,
        table: &str,
        column: &Column,
        span: &Span,
    ) -> Box<crate::diagnostic::Diagnostic> {
        let title = format!("{what} for column \"{}\" of table \"{table}\"", column.name);
        self.error(
            Code::D0112,
            "42601",
            title,
            span,
            "contradicts what was said before",
        )
    }

    pub(super) fn identity_type(&self, ty: &PgType, span: &Span) -> Applied {
        if is_counting(ty) {
            return Ok(());
        }
        let title = "identity column type must be smallint, integer, or bigint";
        Err(self.error(Code::D0113, "22023", title, span, "not on this type"))
    }

    /// A default may name no column.
    pub(super) fn default(&self, expr: &ExprText) -> Applied<Expr> {
        self.no_subquery(expr, "DEFAULT expression")?;
        if let Some(reference) = expr.columns.first() {
            let title = "cannot use column reference in DEFAULT expression";
            let span = &reference.column.span;
            let error = self.error(Code::D0116, "0A000", title, span, "read as a column's name");
            return Err(Box::new(error.help("put text in single quotes: 'RWF'")));
        }
        self.calls_exist(&expr.calls)?;
        self.settled(expr)
    }

    /// Generated columns name only columns of their table that are not generated themselves.
    pub(super) fn check_generated(&self, key: &TableKey, expr: &ExprText) -> Applied {
        self.no_subquery(expr, "column generation expression")?;
        for name in self.expr_columns(key, expr)? {
            let table = self.table_ref(key)?;
            if table
                .column(&name)
                .is_some_and(|column| column.generated.is_some())
            {
                let title = format!(
                    "cannot use generated column \"{name}\" in column generation expression"
                );
                let at = expr
                    .columns
                    .iter()
                    .find(|reference| reference.column.text == name);
                let span = at.map_or(&expr.span, |reference| &reference.column.span);
                return Err(self.error(Code::D0112, "42P17", title, span, "generated itself"));
            }
        }
        Ok(())
    }
}

/// A collation's name; `"default"` says what is so anyway.
pub(super) fn collation(name: Option<&ObjectName>) -> Option<String> {
    name.map(|name| name.name.text.clone())
        .filter(|name| name != "default")
}

/// The default of a serial, as the server prints it.
fn nextval(schema: &str, sequence: &str) -> String {
    let name = quoted_key(&(schema.to_owned(), sequence.to_owned()));
    format!("nextval('{}'::regclass)", name.replace('\'', "''"))
}
