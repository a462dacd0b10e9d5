//! `LIKE table`: what a new table takes over from another relation.

use super::{Applied, Apply, relation::RelationKind, resolve::TableKey, sequence::NewSequence};
use crate::{
    catalog::{Column, PgType, Sequence, Statistics, Table},
    diagnostic::{Code, Diagnostic, Label},
    parse::{Bound, Like, Name, ObjectName, SequenceOptions, TypeName},
};

impl Apply<'_> {
    /// The columns, each with the sequence that an identity needs.
    pub(super) fn like_columns(
        &self,
        key: &TableKey,
        like: &Like,
    ) -> Applied<Vec<(Column, Option<NewSequence>)>> {
        let from = match self.relation(&like.table) {
            Some((from, RelationKind::Table)) => from,
            Some((from, RelationKind::View | RelationKind::Materialized)) => {
                return self.like_view(&from, like);
            }
            Some((from, RelationKind::Composite)) => return Ok(self.like_composite(&from, like)),
            Some((_, kind)) => {
                let title = format!(
                    "relation \"{}\" is invalid in LIKE clause",
                    like.table.name.text
                );
                let label = format!("a {}", kind.word());
                return Err(self.error(Code::D0114, "42809", title, &like.table.span(), label));
            }
            None => return Err(self.no_relation(&like.table)),
        };
        let columns = self.table_ref(&from)?.columns.iter();
        let taken = columns.map(|column| {
            let mut new = self.like_column(column, like);
            let mut sequence = None;
            if like.including.identity && column.identity.is_some() {
                new.identity = column.identity;
                sequence = Some(NewSequence {
                    name: self.choose_sequence(&key.0, &key.1, &column.name),
                    options: self.counting_of(&from, &column.name, like),
                    span: like.table.span(),
                });
            }
            (new, sequence)
        });
        Ok(taken.collect())
    }

    fn like_column(&self, column: &Column, like: &Like) -> Column {
        let including = like.including;
        Column {
            default: column.default.clone().filter(|_| including.defaults),
            identity: None,
            generated: column.generated.clone().filter(|_| including.generated),
            comment: column.comment.clone().filter(|_| including.comments),
            local: true,
            place: Some(self.place(&like.table.span())),
            renames: Vec::new(),
            ..column.clone()
        }
    }

    fn counting_of(&self, table: &TableKey, column: &str, like: &Like) -> SequenceOptions {
        let schema = self.catalog.schemas.get(&table.0);
        let mut sequences = schema.into_iter().flat_map(|it| it.sequences.values());
        let sequence = sequences.find(|sequence| {
            let owner = sequence.owner.as_ref();
            owner.is_some_and(|it| it.identity && it.table == table.1 && it.column == column)
        });
        let options = sequence.map_or_else(SequenceOptions::default, SequenceOptions::from);
        // The server copies how it counts and not its type.
        let span = like.table.span();
        let name = Name {
            text: "bigint".to_owned(),
            quoted: false,
            span: span.clone(),
        };
        let ty = TypeName {
            name: ObjectName { schema: None, name },
            modifier: Vec::new(),
            array: false,
            span,
        };
        SequenceOptions {
            ty: Some(ty),
            ..options
        }
    }

    fn like_view(
        &self,
        from: &TableKey,
        like: &Like,
    ) -> Applied<Vec<(Column, Option<NewSequence>)>> {
        let columns = self.catalog.view_at(from).map(|view| &view.columns);
        let columns = columns
            .into_iter()
            .flatten()
            .map(|column| match &column.ty {
                Some(ty) => {
                    let comment = column.comment.clone();
                    let new = self.plain(&column.name, ty, column.collation.as_ref(), like);
                    let comment = comment.filter(|_| like.including.comments);
                    Ok((Column { comment, ..new }, None))
                }
                None => {
                    let title = format!("the type of column \"{}\" is not known", column.name);
                    let label = Label::at(self.source, like.table.span(), "a view's column");
                    let error = Diagnostic::error(Code::D0202, title).label(label);
                    Err(Box::new(error.help("write the columns out")))
                }
            });
        columns.collect()
    }

    fn like_composite(&self, from: &TableKey, like: &Like) -> Vec<(Column, Option<NewSequence>)> {
        let schema = self.catalog.schemas.get(&from.0);
        let composite = schema.and_then(|schema| schema.composites.get(&from.1));
        let attributes = composite.into_iter().flat_map(|it| &it.attributes);
        let columns = attributes.map(|it| {
            let new = self.plain(&it.name, &it.ty, it.collation.as_ref(), like);
            let comment = it.comment.clone().filter(|_| like.including.comments);
            (Column { comment, ..new }, None)
        });
        columns.collect()
    }

    fn plain(&self, name: &str, ty: &PgType, collation: Option<&String>, like: &Like) -> Column {
        Column {
            name: name.to_owned(),
            ty: ty.clone(),
            not_null: false,
            default: None,
            identity: None,
            generated: None,
            local: true,
            collation: collation.cloned(),
            comment: None,
            place: Some(self.place(&like.table.span())),
            renames: Vec::new(),
        }
    }

    /// What comes after the table's own keys: checks, indexes and statistics.
    pub(super) fn like_the_rest(&mut self, key: &TableKey, like: &Like) -> Applied {
        let Some((from, RelationKind::Table)) = self.relation(&like.table) else {
            return Ok(());
        };
        let other = self.table_ref(&from)?.clone();
        if like.including.constraints {
            self.like_checks(key, &other, like)?;
        }
        if like.including.indexes {
            self.like_indexes(key, &other, like)?;
        }
        if like.including.statistics {
            self.like_statistics(key, &from, like);
        }
        Ok(())
    }

    fn like_checks(&mut self, key: &TableKey, other: &Table, like: &Like) -> Applied {
        let span = like.table.span();
        for check in &other.checks {
            if self.table_ref(key)?.has_constraint(&check.name) {
                let title = format!(
                    "constraint \"{}\" for relation \"{}\" already exists",
                    check.name, key.1
                );
                return Err(self.error(Code::D0107, "42710", title, &span, "comes along"));
            }
            let mut new = check.clone();
            new.local = true;
            new.validated = true;
            new.comment = new.comment.filter(|_| like.including.comments);
            new.place = Some(self.place(&span));
            self.table(key)?.checks.push(new);
        }
        Ok(())
    }

    fn like_indexes(&mut self, key: &TableKey, other: &Table, like: &Like) -> Applied {
        let span = like.table.span();
        for new in other.all_indexes() {
            let mut copy = self.named_for(key, &new);
            let primary = matches!(
                copy.owner,
                Some(crate::catalog::any_index::Owner::Primary(_))
            );
            if primary && self.table_ref(key)?.primary_key.is_some() {
                return Err(self.second_primary_key(key, &span));
            }
            copy.index.parent = None;
            copy.index.comment = copy.index.comment.filter(|_| like.including.comments);
            copy.index.place = Some(self.place(&span));
            self.add_any_index(key, copy, false, &span)?;
        }
        Ok(())
    }

    fn like_statistics(&mut self, key: &TableKey, from: &TableKey, like: &Like) {
        let schemas = self.catalog.schemas.values();
        let all = schemas.flat_map(|schema| schema.statistics.values());
        let those = all.filter(|it| it.schema == from.0 && it.table == from.1);
        let those: Vec<Statistics> = those.cloned().collect();
        for statistics in those {
            let name = self.choose_statistics(key, &statistics.labels());
            let new = Statistics {
                name: name.clone(),
                schema: key.0.clone(),
                table: key.1.clone(),
                comment: statistics.comment.filter(|_| like.including.comments),
                place: Some(self.place(&like.table.span())),
                ..statistics
            };
            self.schema(&key.0).statistics.insert(name, new);
        }
    }
}

impl From<&Sequence> for SequenceOptions {
    fn from(sequence: &Sequence) -> Self {
        Self {
            ty: None,
            start: Some(sequence.start),
            increment: Some(sequence.increment),
            min: Some(Bound::Value(sequence.min)),
            max: Some(Bound::Value(sequence.max)),
            cache: Some(sequence.cache),
            cycle: Some(sequence.cycle),
        }
    }
}
