//! FROM: relations, functions, queries and joins become what can be named.

use super::{
    analyzer::{Analysed, Analyzer},
    names::Relation,
    scope::{Clause, ColumnId, Item, Reach, ScopeColumn, Table},
    ty::{Ty, Typed},
};
use crate::{
    catalog::Use,
    diagnostic::Code,
    nearest::nearest,
    parse::{
        Name, ObjectName,
        query::{Alias, FromItem, FromKind},
    },
};

impl Analyzer<'_> {
    /// Reads FROM; afterwards its relations are open to the rest of the query.
    pub(super) fn relations(&mut self, items: &[FromItem]) -> Analysed {
        for item in items {
            let made = self.item(item)?;
            self.no_doubles(&made, item)?;
            let level = self.level();
            level.items.extend(made.into_iter().map(|item| Item {
                reach: Reach::Lateral,
                ..item
            }));
        }
        for item in &mut self.level().items {
            item.reach = Reach::Plain;
        }
        Ok(())
    }

    /// Two relations may not be called the same.
    pub(super) fn no_doubles(&self, made: &[Item], at: &FromItem) -> Analysed {
        let known = self.levels.last().map_or(&[][..], |level| &level.items);
        let all = known.iter().filter(|item| item.named);
        for item in made.iter().filter(|item| item.named) {
            let same = |other: &&Item| {
                let (a, b) = (&other.table, &item.table);
                // The same name in two schemas is told apart by the schema.
                let apart = a.own_name && b.own_name && a.relation != b.relation;
                a.name == b.name && !apart
            };
            if all.clone().any(|other| same(&other)) {
                let name = item.table.name.clone().unwrap_or_default();
                let title = format!("table name \"{name}\" specified more than once");
                return Err(self.error(Code::D0112, "42712", title, &at.span, "again here"));
            }
        }
        Ok(())
    }

    /// Reads one item; a join gives those of both sides.
    pub(super) fn item(&mut self, item: &FromItem) -> Analysed<Vec<Item>> {
        let alias = item.alias.as_ref();
        match &item.kind {
            FromKind::Relation { name, sample } => {
                let table = self.relation(name, alias)?;
                self.in_clause(Clause::FromFunction, |this| {
                    sample.iter().try_for_each(|expr| this.expr(expr).map(drop))
                })?;
                Ok(vec![Item::new(table)])
            }
            FromKind::Function { calls, ordinality } => {
                let table = self.lateral(true, |this| {
                    this.in_clause(Clause::FromFunction, |this| {
                        this.function_table(calls, *ordinality, alias)
                    })
                })?;
                Ok(vec![Item::new(table)])
            }
            FromKind::Query(query) => {
                let outputs = self.lateral(item.lateral, |this| this.subquery(query))?;
                if alias.and_then(|alias| alias.name.as_ref()).is_none() {
                    let title = "subquery in FROM must have an alias";
                    return Err(self.error(Code::D0002, "42601", title, &item.span, "no name"));
                }
                let columns = outputs
                    .into_iter()
                    .map(|output| (output.name, output.value, None));
                let table = self.table(columns.collect(), alias, None)?;
                Ok(vec![Item::new(table)])
            }
            FromKind::Join(join) => self.join(join, alias, item),
            FromKind::XmlTable { exprs, columns } => {
                self.lateral(true, |this| {
                    exprs.iter().try_for_each(|expr| this.expr(expr).map(drop))
                })?;
                let columns = columns.iter().map(|(name, ty)| {
                    let value = match ty {
                        Some(ty) => self.written(ty)?,
                        None => Typed::builtin("int4"),
                    };
                    Ok((name.text.clone(), value, None))
                });
                let columns = columns.collect::<Analysed<_>>()?;
                let table = self.table(columns, alias, Some("xmltable"))?;
                Ok(vec![Item::new(table)])
            }
        }
    }

    /// Reads something with the relations before it in reach, if it is LATERAL.
    fn lateral<T>(&mut self, lateral: bool, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.level().lateral_active, lateral);
        let value = read(self);
        self.level().lateral_active = before;
        value
    }

    /// Reads a clause.
    pub(super) fn in_clause<T>(&mut self, clause: Clause, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.level().clause, clause);
        let value = read(self);
        self.level().clause = before;
        value
    }

    /// A table, view or query of WITH by its name.
    pub(super) fn relation(&mut self, name: &ObjectName, alias: Option<&Alias>) -> Analysed<Table> {
        if name.schema.is_none()
            && let Some(columns) = self.common_table(&name.name)?
        {
            let columns = columns.into_iter().map(|(name, value)| (name, value, None));
            return self.table(columns.collect(), alias, Some(&name.name.text));
        }
        let Some(relation) = self.names.relation(name) else {
            return Err(self.no_relation(name));
        };
        self.uses.insert(Use::Relation {
            schema: relation.schema.clone(),
            relation: relation.name.clone(),
        });
        let columns = relation.columns.iter().map(|column| {
            let value = match &column.ty {
                Some(ty) => self.value(
                    Ty::from(ty),
                    ty.modifier.clone(),
                    column.collation.as_deref(),
                ),
                None => Typed::default(),
            };
            let origin = Use::Column {
                schema: relation.schema.clone(),
                relation: relation.name.clone(),
                column: column.name.clone(),
            };
            (column.name.clone(), value, Some(origin))
        });
        let mut table = self.table(columns.collect(), alias, Some(&relation.name))?;
        table.own_name = alias.is_none_or(|alias| alias.name.is_none());
        table.system_columns = relation.table;
        table.row = Typed::of(row_type(&relation));
        table.key = relation.key.map(|(constraint, columns)| {
            // By position: an alias may call the columns otherwise.
            let position = |column: &String| {
                let mut columns = relation.columns.iter();
                columns.position(|known| known.name == *column)
            };
            let positions = columns.iter().filter_map(position);
            (constraint, positions.collect())
        });
        self.level().known.push(relation.name.clone());
        table.relation = Some((relation.schema, relation.name));
        Ok(table)
    }

    fn no_relation(&self, name: &ObjectName) -> Box<crate::diagnostic::Diagnostic> {
        if let Some(schema) = &name.schema
            && !self.names.has_schema(&schema.text)
        {
            // Postgres says the same of a schema that is not there.
            let title = format!("relation \"{}\" does not exist", name.shown());
            return self.error(Code::D0101, "42P01", title, &name.span(), "no such schema");
        }
        let title = format!("relation \"{}\" does not exist", name.shown());
        let error = self.error(
            Code::D0101,
            "42P01",
            title,
            &name.span(),
            "no such relation here",
        );
        super::super::apply::suggest(error, nearest(&name.name.text, self.names.relation_names()))
    }

    /// A relation with these columns, under the name and with the column names of its alias.
    pub(super) fn table(
        &mut self,
        columns: Vec<(String, Typed, Option<Use>)>,
        alias: Option<&Alias>,
        name: Option<&str>,
    ) -> Analysed<Table> {
        let id = self.fresh();
        let level = self.level().id;
        let columns = columns.into_iter().enumerate();
        let columns = columns.map(|(column, (name, value, origin))| ScopeColumn {
            name,
            value,
            id: ColumnId {
                level,
                table: id,
                column,
            },
            origin,
        });
        let mut table = Table {
            id,
            name: name.map(str::to_owned),
            relation: None,
            own_name: false,
            columns: columns.collect(),
            key: None,
            system_columns: false,
            row: Typed::builtin("record"),
        };
        if let Some(alias) = alias {
            if let Some(name) = &alias.name {
                table.name = Some(name.text.clone());
            }
            self.rename_columns(&mut table, &alias.columns)?;
        }
        self.level().known.extend(table.name.clone());
        Ok(table)
    }

    /// `AS t (a, b)`.
    fn rename_columns(&self, table: &mut Table, names: &[Name]) -> Analysed {
        if let Some(extra) = names.get(table.columns.len()) {
            let title = format!(
                "table \"{}\" has {} columns available but {} columns specified",
                table.name.as_deref().unwrap_or_default(),
                table.columns.len(),
                names.len()
            );
            return Err(self.error(Code::D0112, "42P10", title, &extra.span, "one too many"));
        }
        for (column, name) in table.columns.iter_mut().zip(names) {
            column.name.clone_from(&name.text);
        }
        Ok(())
    }
}

/// The type of a relation's rows.
fn row_type(relation: &Relation) -> Ty {
    let schema =
        Some(relation.schema.as_str()).filter(|schema| *schema != super::names::PG_CATALOG);
    Ty::of(schema, &relation.name)
}
