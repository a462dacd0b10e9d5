//! Extended statistics: `CREATE STATISTICS` and `ALTER STATISTICS`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{
        AlterStatistics, CreateStatistics, Name, StatementKind, StatisticsChange, StatisticsPart,
    },
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        ALTER_KW, CREATE_KW, FROM_KW, FROM_TABLE, IF_EXISTS, IF_NOT_EXISTS, NAME_REF, ON_KW,
        OWNER_TO, RENAME_KW, SCHEMA_KW, SCHEMA_REF, SET_KW, SET_SCHEMA, SET_STATISTICS, STAT_TYPES,
        STATISTICS, STATISTICS_KIND, STATISTICS_KW, STATISTICS_ON_CLAUSE, STATISTICS_REF,
        STATISTICS_RENAME_TO, TABLE_NAME_REF, TO_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE STATISTICS`.
    pub(super) fn create_statistics(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, STATISTICS_KW]);
            let if_not_exists = clauses.node(IF_NOT_EXISTS).is_some();
            let name = clauses.node(STATISTICS);
            let from = clauses.need(FROM_TABLE)?;
            let on = clauses.need(STATISTICS_ON_CLAUSE)?;
            let Some(name) = name else {
                let start = self.span_of(&on).start;
                let error = self.syntax_error(start..start + 2, "Postgres 15 makes up no name");
                return Err(Box::new(error.help("write CREATE STATISTICS name ON ..")));
            };
            Ok(StatementKind::CreateStatistics(CreateStatistics {
                name: self.object_name(&name)?,
                if_not_exists,
                kinds: self.statistics_kinds(clauses)?,
                parts: self.statistics_parts(&on)?,
                table: self.read(&from, |clauses| {
                    clauses.token(FROM_KW);
                    clauses.object_name(TABLE_NAME_REF)
                })?,
            }))
        })
    }

    fn statistics_kinds(&self, clauses: &mut Clauses<'_>) -> Read<Vec<Name>> {
        match clauses.node(STAT_TYPES) {
            Some(list) => self.name_list(&list, STATISTICS_KIND),
            None => Ok(Vec::new()),
        }
    }

    fn statistics_parts(&self, on: &SyntaxNode) -> Read<Vec<StatisticsPart>> {
        self.read(on, |clauses| {
            clauses.token(ON_KW);
            clauses.punctuation();
            let parts = std::iter::from_fn(|| clauses.any_node());
            let parts = parts.map(|node| {
                let column = (node.kind() == NAME_REF).then(|| self.name(&node));
                Ok(StatisticsPart {
                    expr: self.expr(&node)?,
                    column: column.transpose()?,
                })
            });
            parts.collect()
        })
    }

    /// `ALTER STATISTICS`.
    pub(super) fn alter_statistics(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, STATISTICS_KW]);
            let if_exists = clauses.node(IF_EXISTS).is_some();
            let name = clauses.object_name(STATISTICS_REF)?;
            let action = clauses.any_node().ok_or_else(|| clauses.missing())?;
            let change = self.read(&action, |clauses| {
                clauses.tokens(&[RENAME_KW, SET_KW, TO_KW]);
                match action.kind() {
                    STATISTICS_RENAME_TO => {
                        let name = clauses.object_name(STATISTICS)?.name;
                        Ok(StatisticsChange::RenameTo(name))
                    }
                    SET_SCHEMA => {
                        clauses.token(SCHEMA_KW);
                        Ok(StatisticsChange::SetSchema(clauses.name(SCHEMA_REF)?))
                    }
                    SET_STATISTICS | OWNER_TO => {
                        clauses.rest();
                        Ok(StatisticsChange::Nothing)
                    }
                    _ => Err(Box::new(self.refused(&SyntaxElement::Node(action.clone())))),
                }
            })?;
            Ok(StatementKind::AlterStatistics(AlterStatistics {
                name,
                if_exists,
                change,
            }))
        })
    }
}
