//! An index whether or not a constraint owns it: what LIKE, partitions and ALTER INDEX see alike.

use super::{Deferral, Exclusion, Expr, Index, IndexKey, PrimaryKey, Table, Unique};

/// An index with the constraint it belongs to, if any.
#[derive(Clone, Debug)]
pub(crate) struct AnyIndex {
    pub(crate) index: Index,
    pub(crate) owner: Option<Owner>,
}

/// The constraint that an index serves; it has the index's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Primary(Deferral),
    Unique(Deferral),
    /// With the operator of each key.
    Exclusion(Vec<String>, Deferral),
}

impl AnyIndex {
    /// Whether another one could stand for it: `CompareIndexInfo`, and the constraint that it must have.
    pub(crate) fn serves_as(&self, wanted: &Self) -> bool {
        let kind = |owner: &Option<Owner>| owner.as_ref().map(std::mem::discriminant);
        let owner = wanted.owner.is_none() || kind(&self.owner) == kind(&wanted.owner);
        let (a, b) = (&self.index, &wanted.index);
        let expr = |a: &Expr, b: &Expr| a.canonical() == b.canonical();
        let key = |(a, b): (&IndexKey, &IndexKey)| {
            a.is_column == b.is_column
                && expr(&a.expr, &b.expr)
                && a.collation == b.collation
                && a.opclass == b.opclass
        };
        owner
            && a.unique == b.unique
            && a.nulls_not_distinct == b.nulls_not_distinct
            && a.method == b.method
            && a.include.len() == b.include.len()
            && a.keys.len() == b.keys.len()
            && a.keys.iter().zip(&b.keys).all(key)
            && match (&a.predicate, &b.predicate) {
                (Some(a), Some(b)) => expr(a, b),
                (a, b) => a.is_none() && b.is_none(),
            }
    }
}

impl Table {
    /// Every index, those of constraints first, each kind in the order of names.
    pub(crate) fn all_indexes(&self) -> Vec<AnyIndex> {
        let primary = self.primary_key.iter().map(AnyIndex::from);
        let uniques = self.uniques.iter().map(AnyIndex::from);
        let exclusions = self.exclusions.iter().map(AnyIndex::from);
        let plain = self.indexes.iter().map(|index| AnyIndex {
            index: index.clone(),
            owner: None,
        });
        primary
            .chain(uniques)
            .chain(exclusions)
            .chain(plain)
            .collect()
    }

    /// Adds an index, as the constraint's that owns it.
    pub(crate) fn put_index(&mut self, new: AnyIndex) {
        let AnyIndex { index, owner } = new;
        let column = |key: &IndexKey| key.expr.text.clone();
        match owner {
            None => self.indexes.push(index),
            Some(Owner::Primary(deferral)) => {
                let columns: Vec<String> = index.keys.iter().map(column).collect();
                for column in &mut self.columns {
                    column.not_null |= columns.contains(&column.name);
                }
                self.primary_key = Some(PrimaryKey {
                    name: index.name,
                    columns,
                    include: index.include,
                    deferral,
                    options: index.options,
                    parent: index.parent,
                    comment: None,
                    place: index.place,
                });
            }
            Some(Owner::Unique(deferral)) => self.uniques.push(Unique {
                name: index.name,
                columns: index.keys.iter().map(column).collect(),
                include: index.include,
                nulls_not_distinct: index.nulls_not_distinct,
                deferral,
                options: index.options,
                parent: index.parent,
                comment: None,
                place: index.place,
            }),
            Some(Owner::Exclusion(operators, deferral)) => self.exclusions.push(Exclusion {
                name: index.name,
                method: index.method,
                elements: index.keys.into_iter().zip(operators).collect(),
                include: index.include,
                predicate: index.predicate,
                deferral,
                options: index.options,
                parent: index.parent,
                comment: None,
                place: index.place,
            }),
        }
    }

    /// The name, and the slots for what it is attached to and stored with, of every index.
    pub(crate) fn index_slots(&mut self) -> impl Iterator<Item = IndexSlots<'_>> {
        let primary = self.primary_key.iter_mut();
        let primary = primary.map(|it| (&mut it.name, &mut it.parent, &mut it.options));
        let uniques = self.uniques.iter_mut();
        let uniques = uniques.map(|it| (&mut it.name, &mut it.parent, &mut it.options));
        let exclusions = self.exclusions.iter_mut();
        let exclusions = exclusions.map(|it| (&mut it.name, &mut it.parent, &mut it.options));
        let plain = self.indexes.iter_mut();
        let plain = plain.map(|it| (&mut it.name, &mut it.parent, &mut it.options));
        let all = primary.chain(uniques).chain(exclusions).chain(plain);
        all.map(|(name, parent, options)| IndexSlots {
            name,
            parent,
            options,
        })
    }
}

/// What can change about an index whatever owns it.
pub(crate) struct IndexSlots<'t> {
    pub(crate) name: &'t mut String,
    pub(crate) parent: &'t mut Option<String>,
    pub(crate) options: &'t mut Vec<String>,
}

fn plain_keys(columns: &[String]) -> Vec<IndexKey> {
    columns.iter().map(|name| IndexKey::column(name)).collect()
}

impl IndexKey {
    /// A column, ascending, of its own collation and default operator class.
    pub(crate) fn column(name: &str) -> Self {
        Self {
            expr: Expr::new(name),
            is_column: true,
            collation: None,
            opclass: None,
            opclass_options: Vec::new(),
            descending: false,
            nulls_first: false,
        }
    }
}

impl From<&PrimaryKey> for AnyIndex {
    fn from(key: &PrimaryKey) -> Self {
        Self {
            index: Index {
                unique: true,
                keys: plain_keys(&key.columns),
                include: key.include.clone(),
                options: key.options.clone(),
                parent: key.parent.clone(),
                place: key.place.clone(),
                ..Index::btree(key.name.clone())
            },
            owner: Some(Owner::Primary(key.deferral)),
        }
    }
}

impl From<&Unique> for AnyIndex {
    fn from(key: &Unique) -> Self {
        Self {
            index: Index {
                unique: true,
                nulls_not_distinct: key.nulls_not_distinct,
                keys: plain_keys(&key.columns),
                include: key.include.clone(),
                options: key.options.clone(),
                parent: key.parent.clone(),
                place: key.place.clone(),
                ..Index::btree(key.name.clone())
            },
            owner: Some(Owner::Unique(key.deferral)),
        }
    }
}

impl From<&Exclusion> for AnyIndex {
    fn from(exclusion: &Exclusion) -> Self {
        let elements = exclusion.elements.iter();
        let operators = elements.clone().map(|(_, operator)| operator.clone());
        Self {
            index: Index {
                method: exclusion.method.clone(),
                keys: elements.map(|(key, _)| key.clone()).collect(),
                include: exclusion.include.clone(),
                predicate: exclusion.predicate.clone(),
                options: exclusion.options.clone(),
                parent: exclusion.parent.clone(),
                place: exclusion.place.clone(),
                ..Index::btree(exclusion.name.clone())
            },
            owner: Some(Owner::Exclusion(operators.collect(), exclusion.deferral)),
        }
    }
}
