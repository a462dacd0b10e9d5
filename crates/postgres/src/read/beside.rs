//! Policies, rules and statistics: what hangs on tables beside their columns.

use super::{
    ReadError, Tables, about, in_schema,
    rows::{PolicyRow, RuleRow, StatisticsRow},
};
use diesel::{PgConnection, RunQueryDsl, sql_query};
use driftless_compiler::catalog::{Expr, Firing, Policy, Rule, Schema, Statistics};
use std::collections::BTreeMap;

/// The policies and rules of the tables.
pub(super) fn load(
    connection: &mut PgConnection,
    oids: &[u32],
    tables: &mut Tables,
) -> Result<(), ReadError> {
    let rows: Vec<PolicyRow> = about(connection, include_str!("sql/policies.sql"), oids)?;
    for row in rows {
        if let Some((_, table)) = tables.get_mut(&row.table) {
            table.policies.push(policy(row)?);
        }
    }
    let rows: Vec<RuleRow> = about(connection, include_str!("sql/rules.sql"), oids)?;
    for row in rows {
        if let Some((_, table)) = tables.get_mut(&row.table) {
            table.rules.push(rule(row)?);
        }
    }
    Ok(())
}

/// The statistics of all schemas.
pub(super) fn load_statistics(
    connection: &mut PgConnection,
    schemas: &mut BTreeMap<String, Schema>,
) -> Result<(), ReadError> {
    let rows: Vec<StatisticsRow> =
        sql_query(include_str!("sql/statistics.sql")).load(connection)?;
    for row in rows {
        let statistics = Statistics {
            name: row.name.clone(),
            kinds: row.kinds,
            schema: row.table_schema,
            table: row.table_name,
            columns: row.columns,
            exprs: row.expressions.into_iter().map(Expr::new).collect(),
            comment: row.comment,
            place: None,
        };
        let all = &mut in_schema(schemas, row.schema).statistics;
        all.insert(row.name, statistics);
    }
    Ok(())
}

fn policy(row: PolicyRow) -> Result<Policy, ReadError> {
    let command = match &*row.command {
        "*" => "ALL",
        "r" => "SELECT",
        "a" => "INSERT",
        "w" => "UPDATE",
        "d" => "DELETE",
        other => return Err(unknown("policy", &row.name, other)),
    };
    Ok(Policy {
        command: command.to_owned(),
        name: row.name,
        permissive: row.permissive,
        roles: row.roles,
        using: row.using_expression.map(Expr::new),
        check: row.check_expression.map(Expr::new),
        comment: row.comment,
        place: None,
    })
}

fn rule(row: RuleRow) -> Result<Rule, ReadError> {
    let event = match &*row.event {
        "1" => "SELECT",
        "2" => "UPDATE",
        "3" => "INSERT",
        "4" => "DELETE",
        other => return Err(unknown("rule", &row.name, other)),
    };
    Ok(Rule {
        event: event.to_owned(),
        firing: firing("rule", &row.name, &row.firing)?,
        name: row.name,
        instead: row.instead,
        comment: row.comment,
        ..Rule::default()
    })
}

/// `tgenabled` and `ev_enabled`.
pub(super) fn firing(what: &str, name: &str, letter: &str) -> Result<Firing, ReadError> {
    Ok(match letter {
        "O" => Firing::Origin,
        "D" => Firing::Disabled,
        "R" => Firing::Replica,
        "A" => Firing::Always,
        other => return Err(unknown(what, name, other)),
    })
}

fn unknown(what: &str, name: &str, said: &str) -> ReadError {
    ReadError::Unknown {
        object: format!("{what} {name}"),
        said: said.to_owned(),
    }
}
