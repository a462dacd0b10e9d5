//! Functions, procedures and aggregates.

use super::{ReadError, in_schema, rows::FunctionRow};
use diesel::{PgConnection, RunQueryDsl, sql_query};
use driftless_compiler::catalog::{
    Argument, ArgumentMode, Expr, Function, PgType, Returns, RoutineKind, Schema,
};
use std::collections::BTreeMap;

/// The routines of all schemas.
pub(super) fn load(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<(), ReadError> {
    let rows: Vec<FunctionRow> = sql_query(include_str!("sql/functions.sql")).load(connection)?;
    for row in rows {
        let schema = row.schema.clone();
        let function = function(row)?;
        in_schema(schemas, schema)
            .functions
            .insert(function.signature(), function);
    }
    Ok(())
}

fn function(row: FunctionRow) -> Result<Function, ReadError> {
    let unknown = |said: &str| ReadError::Unknown {
        object: format!("routine {}", row.name),
        said: said.to_owned(),
    };
    let kind = match &*row.kind {
        "f" => RoutineKind::Function,
        "p" => RoutineKind::Procedure,
        "a" => RoutineKind::Aggregate,
        "w" => RoutineKind::Window,
        other => return Err(unknown(other)),
    };
    let mut arguments = Vec::new();
    let mut columns = Vec::new();
    for index in 0..row.modes.len() {
        let (argument, is_column) =
            argument(&row, index).ok_or_else(|| unknown("its arguments"))?;
        if is_column {
            columns.push((argument.name.unwrap_or_default(), argument.ty));
        } else {
            arguments.push(argument);
        }
    }
    let one = ty(
        row.return_schema.clone().unwrap_or_default(),
        row.return_name.clone(),
        row.return_array,
    );
    let returns = match kind {
        RoutineKind::Procedure => Returns::Nothing,
        _ if !columns.is_empty() => Returns::Table(columns),
        _ if row.return_set => Returns::Set(one),
        _ => Returns::One(one),
    };
    Ok(Function {
        name: row.name,
        kind,
        arguments,
        returns,
        language: row.language,
        options: row.options,
        body: row.body,
        body_place: None,
        comment: row.comment,
        place: None,
    })
}

/// An argument, and whether it is a column of `RETURNS TABLE`.
fn argument(row: &FunctionRow, index: usize) -> Option<(Argument, bool)> {
    let (mode, is_column) = match row.modes.get(index)?.as_str() {
        "i" => (ArgumentMode::In, false),
        "o" => (ArgumentMode::Out, false),
        "b" => (ArgumentMode::InOut, false),
        "v" => (ArgumentMode::Variadic, false),
        "t" => (ArgumentMode::Out, true),
        _ => return None,
    };
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let argument = Argument {
        mode,
        name: row.names.get(index).and_then(filled),
        ty: ty(
            row.type_schemas.get(index)?.clone(),
            row.type_names.get(index)?.clone(),
            *row.type_arrays.get(index)?,
        ),
        default: row.defaults.get(index).and_then(filled).map(Expr::new),
    };
    Some((argument, is_column))
}

fn ty(schema: String, name: String, array: bool) -> PgType {
    PgType {
        schema: Some(schema).filter(|schema| !schema.is_empty()),
        name,
        modifier: None,
        array,
    }
}
