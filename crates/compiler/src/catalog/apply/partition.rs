//! `PARTITION BY`, `PARTITION OF`, `ATTACH PARTITION` and `DETACH PARTITION`.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{
        Expr, Parent, PartitionBound, PartitionColumn, PartitionKey, PartitionOf,
        PartitionStrategy, Table,
    },
    diagnostic::{Code, Diagnostic, Label},
    parse::{BoundDef, CreateTable, IndexKeyDef, ObjectName, PartitionBy},
    source::Span,
};

impl Apply<'_> {
    /// `PARTITION BY` of a table that is being made.
    pub(super) fn partition_by(&mut self, table: &mut Table, create: &CreateTable) -> Applied {
        let Some(by) = &create.partition_by else {
            return Ok(());
        };
        if by.strategy == PartitionStrategy::List && by.keys.len() > 1 {
            let title = "cannot use \"list\" partition strategy with more than one column";
            return Err(self.table_error("42P17", title, &by.span));
        }
        let keys = by
            .keys
            .iter()
            .map(|key| self.partition_column(table, by, key));
        table.partition_key = Some(PartitionKey {
            strategy: by.strategy,
            keys: keys.collect::<Applied<_>>()?,
        });
        Ok(())
    }

    fn partition_column(
        &self,
        table: &Table,
        by: &PartitionBy,
        key: &IndexKeyDef,
    ) -> Applied<PartitionColumn> {
        self.no_subquery(&key.expr, "partition key expression")?;
        let mut column_collation = None;
        let mut ty = None;
        for reference in &key.expr.columns {
            let name = &reference.column;
            let Some(column) = table.column(&name.text) else {
                let title = match &key.column {
                    Some(_) => format!(
                        "column \"{}\" named in partition key does not exist",
                        name.text
                    ),
                    None => format!("column \"{}\" does not exist", name.text),
                };
                return Err(self.error(Code::D0103, "42703", title, &name.span, "no such column"));
            };
            if column.generated.is_some() {
                let title = "cannot use generated column in partition key";
                return Err(self.table_error("42P17", title, &name.span));
            }
            if key.column.is_some() {
                column_collation.clone_from(&column.collation);
                ty = Some(column.ty.clone());
            }
        }
        if key.column.is_none() && key.expr.columns.is_empty() {
            let title = "cannot use constant expression as partition key";
            return Err(self.table_error("42P17", title, &key.expr.span));
        }
        self.calls_exist(&key.expr.calls)?;
        let method = if by.strategy == PartitionStrategy::Hash {
            "hash"
        } else {
            "btree"
        };
        let opclass = key.opclass.as_ref().map(|name| name.name.text.clone());
        let collation = key.collation.as_ref().map(|name| name.name.text.clone());
        let expr = match &key.column {
            Some(name) => name.text.clone(),
            None => super::create_index::without_parentheses(&key.expr.text).to_owned(),
        };
        Ok(PartitionColumn {
            expr: Expr::new(expr),
            is_column: key.column.is_some(),
            collation: collation
                .filter(|name| name != "default" && Some(name) != column_collation.as_ref()),
            opclass: opclass.filter(|name| {
                let default = super::create_index::is_default_opclass;
                ty.as_ref()
                    .is_none_or(|ty| !default(name, &ty.name, method))
            }),
        })
    }

    /// The place of a new table among the partitions of another one.
    pub(super) fn put_below(
        &mut self,
        table: &mut Table,
        create: &CreateTable,
    ) -> Applied<Option<TableKey>> {
        let Some(def) = &create.partition_of else {
            return Ok(None);
        };
        let parent = self.find_table(&def.parent)?;
        let bound = self.partition_bound(&parent, &create.name.name.text, &def.bound)?;
        table.partition_of = Some(PartitionOf {
            parent: Parent {
                schema: parent.0.clone(),
                table: parent.1.clone(),
            },
            bound,
        });
        Ok(Some(parent))
    }

    /// A table that has just become a partition gets the indexes, triggers and foreign keys of the whole.
    pub(super) fn become_partition(&mut self, key: &TableKey, parent: &TableKey) -> Applied {
        let span = 0..0;
        let whole = self.table_ref(parent)?.clone();
        for index in whole.all_indexes() {
            self.index_part(key, &index, &span)?;
        }
        for trigger in whole
            .triggers
            .iter()
            .filter(|trigger| trigger.is_for_rows())
        {
            self.clone_trigger(parent, key, trigger, &span)?;
        }
        for foreign in &whole.foreign_keys {
            self.foreign_key_part(key, foreign)?;
        }
        Ok(())
    }

    /// `ATTACH PARTITION`.
    pub(super) fn attach_partition(
        &mut self,
        key: &TableKey,
        name: &ObjectName,
        bound: &BoundDef,
        span: &Span,
    ) -> Applied {
        if self.table_ref(key)?.partition_key.is_none() {
            let title = format!("table \"{}\" is not partitioned", key.1);
            return Err(self.table_error("42P17", title, span));
        }
        let part = self.find_table(name)?;
        self.may_be_attached(key, &part, name)?;
        let bound = self.partition_bound(key, &part.1, bound)?;
        self.fits_below(key, &part, &name.span())?;
        let whole = self.table_ref(key)?;
        let table = self.table_ref(&part)?;
        if let Some(extra) = table
            .columns
            .iter()
            .find(|it| whole.column(&it.name).is_none())
        {
            let title = format!(
                "table \"{}\" contains column \"{}\" not found in parent \"{}\"",
                part.1, extra.name, key.1
            );
            let error = self.error(
                Code::D0113,
                "42804",
                title,
                &name.span(),
                "has a column too many",
            );
            let help = "the new partition may contain only the columns present in the parent";
            return Err(Box::new(error.help(help)));
        }
        self.table(&part)?.partition_of = Some(PartitionOf {
            parent: Parent {
                schema: key.0.clone(),
                table: key.1.clone(),
            },
            bound,
        });
        self.now_inherited(key, &part)?;
        self.become_partition(&part, key)?;
        let indexes: Vec<String> = self
            .table_ref(key)?
            .indexes
            .iter()
            .map(|it| it.name.clone())
            .collect();
        for index in indexes {
            self.revalidate(key, &index)?;
        }
        Ok(())
    }

    fn may_be_attached(&self, key: &TableKey, part: &TableKey, name: &ObjectName) -> Applied {
        let table = self.table_ref(part)?;
        let title = if table.partition_of.is_some() {
            format!("\"{}\" is already a partition", part.1)
        } else if table.of_type.is_some() {
            "cannot attach a typed table as partition".to_owned()
        } else if !table.inherits.is_empty() {
            "cannot attach inheritance child as partition".to_owned()
        } else if table.partition_key.is_none() && !self.catalog.children(part).is_empty() {
            "cannot attach inheritance parent as partition".to_owned()
        } else {
            return self.no_circle(part, key, &name.span());
        };
        Err(self.table_error("42809", title, &name.span()))
    }

    /// What the whole has, the part has from it.
    fn now_inherited(&mut self, whole: &TableKey, part: &TableKey) -> Applied {
        let whole = self.table_ref(whole)?.clone();
        let table = self.table(part)?;
        for column in &mut table.columns {
            column.local &= whole.column(&column.name).is_none();
        }
        for check in &mut table.checks {
            let mut above = whole.checks.iter();
            check.local &= !above.any(|it| it.name == check.name && !it.no_inherit);
        }
        Ok(())
    }

    /// `DETACH PARTITION`.
    pub(super) fn detach_partition(
        &mut self,
        key: &TableKey,
        name: &ObjectName,
        concurrently: bool,
        span: &Span,
    ) -> Applied {
        if concurrently {
            let title = "DETACH PARTITION CONCURRENTLY is not followed";
            let label = Label::at(self.source, span.clone(), "leaves a check behind");
            let error = Diagnostic::error(Code::D0202, title).label(label);
            return Err(Box::new(error.help("write DETACH PARTITION")));
        }
        if self.table_ref(key)?.partition_key.is_none() {
            let title = format!("table \"{}\" is not partitioned", key.1);
            return Err(self.table_error("42P17", title, span));
        }
        let part = self.find_table(name)?;
        let table = self.table(&part)?;
        if !table
            .partition_of
            .as_ref()
            .is_some_and(|it| it.parent.is(key))
        {
            let title = format!(
                "relation \"{}\" is not a partition of relation \"{}\"",
                part.1, key.1
            );
            return Err(self.error(
                Code::D0101,
                "42P01",
                title,
                &name.span(),
                "not below this one",
            ));
        }
        table.partition_of = None;
        for slots in table.index_slots() {
            *slots.parent = None;
        }
        for foreign in &mut table.foreign_keys {
            foreign.parent = None;
        }
        table.triggers.retain(|trigger| !trigger.inherited);
        let kept: Vec<String> = table.triggers.iter().map(|it| it.name.clone()).collect();
        for below in self.catalog.descendants(&part) {
            let triggers = &mut self.table(&below)?.triggers;
            triggers.retain(|it| !it.inherited || kept.contains(&it.name));
        }
        self.now_its_own(&part)
    }
}

impl PartitionBound {
    /// Whether it takes what no other partition does.
    pub(super) fn is_default(&self) -> bool {
        matches!(self, Self::Default)
    }
}
