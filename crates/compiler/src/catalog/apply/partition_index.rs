//! Indexes of partitioned tables, which every partition has too.
//!
//! *Invariant:* an index is added to a table only here, whoever asks for it.

use super::{
    Applied, Apply, create_index::numbered, names::addition, relation::RelationKind,
    resolve::TableKey,
};
use crate::{
    catalog::{
        Parent, Table,
        any_index::{AnyIndex, Owner},
    },
    diagnostic::Code,
    parse::{ObjectName, label_of},
    source::Span,
};

impl Apply<'_> {
    /// Adds an index to a table and, unless ONLY is said, to its partitions.
    pub(super) fn add_any_index(
        &mut self,
        key: &TableKey,
        mut new: AnyIndex,
        only: bool,
        span: &Span,
    ) -> Applied {
        self.covers_partition_key(key, &new, span)?;
        let partitioned = self.table_ref(key)?.partition_key.is_some();
        let parts = if partitioned {
            self.catalog.children(key)
        } else {
            Vec::new()
        };
        // A constraint is there at once, an index only when every partition has it.
        new.index.valid = !only || parts.is_empty();
        let primary = matches!(new.owner, Some(Owner::Primary(_)));
        self.table(key)?.put_index(new.clone());
        if only {
            return Ok(());
        }
        for part in parts {
            if primary
                && self
                    .table_ref(&part)?
                    .primary_key
                    .as_ref()
                    .is_some_and(|it| it.parent.is_some())
            {
                return Err(self.second_primary_key(&part, span));
            }
            self.index_part(&part, &new, span)?;
        }
        Ok(())
    }

    /// The part of an index in one partition: one that is there already, or a new one.
    pub(super) fn index_part(&mut self, part: &TableKey, whole: &AnyIndex, span: &Span) -> Applied {
        let there = self.table_ref(part)?.all_indexes();
        let free = there
            .iter()
            .find(|it| it.index.parent.is_none() && it.serves_as(whole));
        if let Some(free) = free {
            let name = free.index.name.clone();
            return self.set_parent(part, &name, &whole.index.name);
        }
        if let Some(Owner::Primary(_)) = whole.owner
            && self.table_ref(part)?.primary_key.is_some()
        {
            return Err(self.second_primary_key(part, span));
        }
        let mut new = self.named_for(part, whole);
        new.index.parent = Some(whole.index.name.clone());
        new.index.comment = None;
        self.add_any_index(part, new, false, span)
    }

    /// The same index for another table, under the name that Postgres makes up there.
    pub(super) fn named_for(&mut self, key: &TableKey, index: &AnyIndex) -> AnyIndex {
        let keys = index.index.keys.iter().map(|part| {
            if part.is_column {
                part.expr.text.clone()
            } else {
                label_of(&part.expr.text)
            }
        });
        let labels: Vec<String> = keys.chain(index.index.include.iter().cloned()).collect();
        let labels = numbered(labels.iter().map(String::as_str));
        let columns = addition(labels.iter().map(String::as_str));
        let schema = self.schema(&key.0);
        let name = match &index.owner {
            Some(Owner::Primary(_)) => schema.choose_key(&key.1, None, "pkey"),
            Some(Owner::Unique(_)) => schema.choose_key(&key.1, Some(&columns), "key"),
            Some(Owner::Exclusion(..)) => schema.choose_key(&key.1, Some(&columns), "excl"),
            None => schema.choose_relation(&key.1, Some(&columns), "idx"),
        };
        let mut new = index.clone();
        new.index.name = name;
        new
    }

    fn set_parent(&mut self, part: &TableKey, name: &str, parent: &str) -> Applied {
        for slots in self.table(part)?.index_slots() {
            if slots.name == name {
                *slots.parent = Some(parent.to_owned());
            }
        }
        Ok(())
    }

    /// A unique key tells rows of one partition apart, so it must hold what spreads them.
    fn covers_partition_key(&self, key: &TableKey, new: &AnyIndex, span: &Span) -> Applied {
        let what = match new.owner {
            Some(Owner::Primary(_)) => "PRIMARY KEY",
            _ if new.index.unique => "UNIQUE",
            _ => return Ok(()),
        };
        let columns = new.index.keys.iter().filter(|part| part.is_column);
        let columns: Vec<&String> = columns.map(|part| &part.expr.text).collect();
        let Some(spread) = &self.table_ref(key)?.partition_key else {
            return Ok(());
        };
        if spread.keys.iter().any(|part| !part.is_column) {
            let title = format!("unsupported {what} constraint with partition key definition");
            let error = self.table_error("0A000", title, span);
            return Err(Box::new(error.note(format!(
                "{what} constraints cannot be used when partition keys include expressions."
            ))));
        }
        let mut parts = spread.keys.iter().map(|part| &part.expr.text);
        match parts.find(|part| !columns.contains(part)) {
            None => Ok(()),
            Some(lacking) => {
                let title =
                    "unique constraint on partitioned table must include all partitioning columns";
                let error = self.table_error("0A000", title, span);
                Err(Box::new(error.note(format!(
                    "{what} constraint on table \"{}\" lacks column \"{lacking}\" which is part of the partition key.",
                    key.1
                ))))
            }
        }
    }

    /// `ALTER INDEX .. ATTACH PARTITION`.
    pub(super) fn attach_index(&mut self, whole: &TableKey, name: &ObjectName) -> Applied {
        let part = self.find_relation(name, RelationKind::Index)?;
        let span = name.span();
        let owner = |key: &TableKey| {
            let owner = self.catalog.owner_of_index(&key.0, &key.1);
            (key.0.clone(), owner.unwrap_or_default())
        };
        let (above, below) = (owner(whole), owner(&part));
        let index_of = |table: &TableKey, index: &str| -> Applied<Option<AnyIndex>> {
            let indexes = self.table_ref(table)?.all_indexes();
            Ok(indexes.into_iter().find(|it| it.index.name == index))
        };
        let (Some(a), Some(b)) = (index_of(&above, &whole.1)?, index_of(&below, &part.1)?) else {
            return Ok(());
        };
        let title = format!(
            "cannot attach index \"{}\" as a partition of index \"{}\"",
            part.1, whole.1
        );
        if b.index.parent.as_ref() == Some(&whole.1) {
            return Ok(());
        }
        let refuse = |sqlstate, detail: String| {
            let error = self.error(Code::D0114, sqlstate, title.clone(), &span, "does not fit");
            Err(Box::new(error.note(detail)))
        };
        if let Some(parent) = &b.index.parent {
            let detail = format!(
                "Index \"{}\" is already attached to another index, \"{parent}\".",
                part.1
            );
            return refuse("55000", detail);
        }
        let is_part = self.table_ref(&below)?.partition_of.as_ref();
        if !is_part.is_some_and(|it| it.parent.is(&above)) {
            let detail = format!(
                "Index \"{}\" is not an index on any partition of table \"{}\".",
                part.1, above.1
            );
            return refuse("55000", detail);
        }
        if !b.serves_as(&AnyIndex {
            index: a.index.clone(),
            owner: None,
        }) {
            return refuse("42P17", "The index definitions do not match.".to_owned());
        }
        if !b.serves_as(&a) {
            let detail = format!(
                "The index \"{}\" belongs to a constraint in table \"{}\" but no constraint exists for index \"{}\".",
                whole.1, above.1, part.1
            );
            return refuse("42P17", detail);
        }
        let other = self.table_ref(&below)?.all_indexes();
        if other
            .iter()
            .any(|it| it.index.parent.as_ref() == Some(&whole.1))
        {
            let detail = format!(
                "Another index is already attached for partition \"{}\".",
                below.1
            );
            return refuse("55000", detail);
        }
        self.set_parent(&below, &part.1, &whole.1)?;
        self.revalidate(&above, &whole.1)
    }

    /// An index of a partitioned table is valid when each partition has its part of it.
    pub(super) fn revalidate(&mut self, key: &TableKey, name: &str) -> Applied {
        let complete = self.catalog.children(key).iter().all(|part| {
            let table = self.catalog.table_at(part);
            let indexes = table.map(Table::all_indexes).unwrap_or_default();
            let mut indexes = indexes.iter();
            indexes.any(|it| it.index.parent.as_deref() == Some(name) && it.index.valid)
        });
        if !complete {
            return Ok(());
        }
        let mut indexes = self.table(key)?.indexes.iter_mut();
        let Some(index) = indexes.find(|index| index.name == name && !index.valid) else {
            return Ok(());
        };
        index.valid = true;
        let above = index.parent.clone();
        let table = self.table_ref(key)?.partition_of.as_ref();
        let table = table.map(|it| &it.parent);
        let table = table.map(|Parent { schema, table }| (schema.clone(), table.clone()));
        match table.zip(above) {
            Some((table, above)) => self.revalidate(&table, &above),
            None => Ok(()),
        }
    }
}
