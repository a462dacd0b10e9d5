//! Keys, foreign keys and checks.

use super::{ReadError, Tables, about, rows::ConstraintRow};
use diesel::PgConnection;
use driftless_compiler::catalog::{
    Check, Deferral, Expr, ForeignKey, ForeignKeyAction, ForeignKeyMatch, PrimaryKey, Table, Unique,
};

/// The constraints of the tables.
pub(super) fn load(
    connection: &mut PgConnection,
    oids: &[u32],
    tables: &mut Tables,
) -> Result<(), ReadError> {
    let rows: Vec<ConstraintRow> = about(connection, include_str!("sql/constraints.sql"), oids)?;
    for row in rows {
        if let Some((_, table)) = tables.get_mut(&row.table) {
            add(table, row)?;
        }
    }
    Ok(())
}

fn add(table: &mut Table, row: ConstraintRow) -> Result<(), ReadError> {
    match &*row.kind {
        "p" => table.primary_key = Some(primary_key(row)),
        "u" => table.uniques.push(unique(row)),
        "f" => table.foreign_keys.push(foreign_key(row)?),
        _ => table.checks.push(Check {
            name: row.name,
            expr: Expr::new(row.expression.unwrap_or_default()),
            validated: row.validated,
            local: row.local,
            no_inherit: row.no_inherit,
            comment: row.comment,
            place: None,
        }),
    }
    Ok(())
}

pub(super) fn deferral(deferrable: bool, deferred: bool) -> Deferral {
    match (deferrable, deferred) {
        (false, _) => Deferral::NotDeferrable,
        (true, false) => Deferral::Deferrable,
        (true, true) => Deferral::InitiallyDeferred,
    }
}

fn primary_key(row: ConstraintRow) -> PrimaryKey {
    PrimaryKey {
        deferral: deferral(row.deferrable, row.deferred),
        name: row.name,
        columns: row.columns,
        include: row.include,
        options: row.options,
        parent: row.parent,
        comment: row.comment,
        place: None,
    }
}

fn unique(row: ConstraintRow) -> Unique {
    Unique {
        deferral: deferral(row.deferrable, row.deferred),
        name: row.name,
        columns: row.columns,
        include: row.include,
        nulls_not_distinct: row.nulls_not_distinct,
        options: row.options,
        parent: row.parent,
        comment: row.comment,
        place: None,
    }
}

fn foreign_key(row: ConstraintRow) -> Result<ForeignKey, ReadError> {
    let unknown = |said: &str| ReadError::Unknown {
        object: format!("foreign key {}", row.name),
        said: said.to_owned(),
    };
    let action = |letter: &str| {
        Ok(match letter {
            "a" => ForeignKeyAction::NoAction,
            "r" => ForeignKeyAction::Restrict,
            "c" => ForeignKeyAction::Cascade,
            "n" => ForeignKeyAction::SetNull,
            "d" => ForeignKeyAction::SetDefault,
            other => return Err(unknown(other)),
        })
    };
    let match_type = match &*row.match_type {
        "s" => ForeignKeyMatch::Simple,
        "f" => ForeignKeyMatch::Full,
        other => return Err(unknown(other)),
    };
    Ok(ForeignKey {
        on_delete: action(&row.on_delete)?,
        on_update: action(&row.on_update)?,
        deferral: deferral(row.deferrable, row.deferred),
        match_type,
        name: row.name,
        columns: row.columns,
        schema: row.foreign_schema.unwrap_or_default(),
        table: row.foreign_table.unwrap_or_default(),
        referenced: row.referenced,
        set_columns: row.set_columns,
        validated: row.validated,
        parent: row.parent,
        comment: row.comment,
        place: None,
    })
}
