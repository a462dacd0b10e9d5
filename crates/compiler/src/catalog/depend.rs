//! What stands on what: the question behind DROP .. CASCADE, DROP .. RESTRICT and their errors.
//!
//! Postgres keeps the answer in `pg_depend`; here it is read off the catalog each time, so that it can not
//! go stale.
//!
//! *Invariant:* [`Catalog::dependents`] names every object that could not be there without the one asked
//! about, with [`How`] it depends; what lies inside an object (a table's columns) goes with it unasked.

mod names;
mod object;
mod uses;

pub(crate) use object::Object;

use super::{
    Catalog, Index, Table,
    functions::{Brings, of_extension},
    walk::Key,
};
use names::Mentions;

/// How an object depends on another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// It goes along unasked: a constraint with its column, a partition with its table.
    Auto,
    /// It must be dropped too, by CASCADE, or the other one stays.
    Normal,
}

impl Catalog {
    /// What depends on an object, without what lies inside of it.
    pub(crate) fn dependents(&self, object: &Object) -> Vec<(Object, How)> {
        let mut found = Vec::new();
        match object {
            Object::Schema(name) => self.of_schema(name, &mut found),
            Object::Extension(name) => self.of_extension(name, &mut found),
            Object::Table(key) => self.of_table(key, &mut found),
            Object::View(key) => {
                self.rules_on(key, &mut found);
                self.views_on(|used| used.is_in_relation(key), &mut found);
                self.of_row_type(key, &mut found);
            }
            Object::Column(key, column) => self.of_column(key, column, &mut found),
            Object::Sequence(key) => self.of_sequence(key, &mut found),
            Object::Type(key) => self.of_type(key, &mut found),
            Object::Function(key) => self.of_function(key, &mut found),
            Object::Constraint(key, name) => self.of_constraint(key, name, &mut found),
            Object::Index(key, name) => self.of_index(key, name, &mut found),
            Object::Trigger(key, name) => self.of_trigger(key, name, &mut found),
            _ => {}
        }
        found
    }

    fn of_schema(&self, name: &str, found: &mut Vec<(Object, How)>) {
        let Some(schema) = self.schemas.get(name) else {
            return;
        };
        let key = |object: &String| (name.to_owned(), object.clone());
        let tables = schema.tables.keys().map(|it| Object::Table(key(it)));
        let views = schema.views.keys().map(|it| Object::View(key(it)));
        let alone = schema.sequences.values().filter(|it| it.owner.is_none());
        let sequences = alone.map(|it| Object::Sequence(key(&it.name)));
        let types = schema.type_names().map(|it| Object::Type(key(it)));
        let functions = schema.functions.keys().map(|it| Object::Function(key(it)));
        let statistics = schema.statistics.keys();
        let statistics = statistics.map(|it| Object::Statistics(key(it)));
        let all = tables.chain(views).chain(sequences).chain(types);
        found.extend(
            all.chain(functions)
                .chain(statistics)
                .map(|it| (it, How::Normal)),
        );
        let here = self.extensions.values().filter(|it| it.schema == name);
        found.extend(here.map(|it| (Object::Extension(it.name.clone()), How::Normal)));
    }

    /// What stands on the types and functions that an extension brings.
    fn of_extension(&self, name: &str, found: &mut Vec<(Object, How)>) {
        let Some(extension) = self.extensions.get(name) else {
            return;
        };
        for ty in of_extension(name, Brings::Types) {
            self.of_type(&(extension.schema.clone(), ty.to_owned()), found);
        }
        for function in of_extension(name, Brings::Functions) {
            let mentions = Mentions::named_function(&extension.schema, function);
            self.exprs_with(&mentions, found);
        }
    }

    /// The constraints and indexes that are a part of one of a partitioned table.
    fn parts_of(&self, key: &Key, name: &str, found: &mut Vec<(Object, How)>) {
        for part in self.children(key) {
            let Some(table) = self.table_at(&part) else {
                continue;
            };
            let is_it = |parent: &Option<String>| parent.as_deref() == Some(name);
            for foreign in table.foreign_keys.iter().filter(|it| is_it(&it.parent)) {
                let object = Object::Constraint(part.clone(), foreign.name.clone());
                found.push((object, How::Auto));
            }
            for index in table.all_indexes() {
                if is_it(&index.index.parent) {
                    let name = index.index.name;
                    let object = match index.owner {
                        Some(_) => Object::Constraint(part.clone(), name),
                        None => Object::Index(part.clone(), name),
                    };
                    found.push((object, How::Auto));
                }
            }
        }
    }

    fn of_trigger(&self, key: &Key, name: &str, found: &mut Vec<(Object, How)>) {
        for part in self.children(key) {
            let triggers = self.table_at(&part).map(|table| &table.triggers);
            let mut triggers = triggers.into_iter().flatten();
            if triggers.any(|it| it.inherited && it.name == name) {
                found.push((Object::Trigger(part, name.to_owned()), How::Auto));
            }
        }
    }

    /// The parts in the partitions right below of a foreign key.
    pub(crate) fn parts_of_foreign_key(&self, key: &Key, name: &str) -> Vec<(Key, String)> {
        let mut found = Vec::new();
        for part in self.children(key) {
            let foreign = self.table_at(&part).map(|table| &table.foreign_keys);
            let mut foreign = foreign.into_iter().flatten();
            if let Some(it) = foreign.find(|it| it.parent.as_deref() == Some(name)) {
                found.push((part, it.name.clone()));
            }
        }
        found
    }

    fn rules_on(&self, key: &Key, found: &mut Vec<(Object, How)>) {
        for (name, schema) in &self.schemas {
            let tables = schema.tables.values().map(|it| (&it.name, &it.rules));
            let views = schema.views.values().map(|it| (&it.name, &it.rules));
            for (relation, rules) in tables.chain(views) {
                for rule in rules {
                    if rule.uses.iter().any(|used| used.is_in_relation(key)) {
                        let relation = (name.clone(), relation.clone());
                        found.push((Object::Rule(relation, rule.name.clone()), How::Normal));
                    }
                }
            }
        }
    }

    fn of_table(&self, key: &Key, found: &mut Vec<(Object, How)>) {
        self.rules_on(key, found);
        self.foreign_keys_on(key, |_| true, found);
        self.views_on(|used| used.is_in_relation(key), found);
        self.of_row_type(key, found);
        for (schema, table) in self.tables() {
            let child = || Object::Table((schema.to_owned(), table.name.clone()));
            if let Some(part) = &table.partition_of
                && part.parent.is(key)
            {
                found.push((child(), How::Auto));
            }
            if table.inherits.iter().any(|parent| parent.is(key)) {
                found.push((child(), How::Normal));
            }
        }
        for (schema, objects) in &self.schemas {
            for sequence in objects.sequences.values() {
                let owned = sequence.owner.as_ref();
                if *schema == key.0 && owned.is_some_and(|owner| owner.table == key.1) {
                    let sequence = (schema.clone(), sequence.name.clone());
                    found.push((Object::Sequence(sequence), How::Auto));
                }
            }
            for statistics in objects.statistics.values() {
                if statistics.schema == key.0 && statistics.table == key.1 {
                    let statistics = (schema.clone(), statistics.name.clone());
                    found.push((Object::Statistics(statistics), How::Auto));
                }
            }
        }
    }

    /// Each table and view is a type too.
    fn of_row_type(&self, key: &Key, found: &mut Vec<(Object, How)>) {
        self.of_type(key, found);
        // Inside of itself a table's own type is no hindrance.
        found.retain(|(object, _)| object.relation() != Some(key));
    }

    fn of_column(&self, key: &Key, column: &str, found: &mut Vec<(Object, How)>) {
        if let Some(table) = self.table_at(key) {
            table.column_dependents(key, column, found);
        }
        let references =
            |foreign: &super::ForeignKey| foreign.referenced.iter().any(|c| c == column);
        self.foreign_keys_on(key, references, found);
        self.views_on(|used| used.is_column(key, column), found);
        for (schema, objects) in &self.schemas {
            for sequence in objects.sequences.values().filter(|_| *schema == key.0) {
                let owner = sequence.owner.as_ref();
                if owner.is_some_and(|owner| owner.table == key.1 && owner.column == column) {
                    let sequence = (schema.clone(), sequence.name.clone());
                    found.push((Object::Sequence(sequence), How::Auto));
                }
            }
            for statistics in objects.statistics.values() {
                let here = statistics.schema == key.0 && statistics.table == key.1;
                let names = statistics.columns.iter().any(|name| name == column)
                    || statistics.exprs.iter().any(|expr| expr.names(column));
                if here && names {
                    let statistics = (schema.clone(), statistics.name.clone());
                    found.push((Object::Statistics(statistics), How::Auto));
                }
            }
        }
    }

    fn of_sequence(&self, key: &Key, found: &mut Vec<(Object, How)>) {
        self.exprs_with(&Mentions::sequence(key), found);
        self.views_on(|used| used.is_sequence(key), found);
    }

    fn of_type(&self, key: &Key, found: &mut Vec<(Object, How)>) {
        let is_it = |ty: &super::PgType| ty.is(key);
        self.for_each_type(|object, ty| {
            if is_it(ty) {
                found.push((object, How::Normal));
            }
        });
        for (schema, view) in self.views() {
            let columns = view.columns.iter().filter_map(|it| it.ty.as_ref());
            if columns.into_iter().any(is_it) || view.uses.iter().any(|it| it.is_type(key)) {
                let view = (schema.to_owned(), view.name.clone());
                found.push((Object::View(view), How::Normal));
            }
        }
        for (schema, table) in self.tables() {
            if table.of_type.as_ref() == Some(key) {
                let table = (schema.to_owned(), table.name.clone());
                found.push((Object::Table(table), How::Normal));
            }
        }
        self.exprs_with(&Mentions::ty(key), found);
        // The multirange goes where its range goes.
        let range = self
            .schemas
            .get(&key.0)
            .and_then(|it| it.ranges.get(&key.1));
        if let Some(range) = range {
            self.of_type(
                &(range.multirange_schema.clone(), range.multirange.clone()),
                found,
            );
        }
    }

    fn of_function(&self, key: &Key, found: &mut Vec<(Object, How)>) {
        let Some(function) = self
            .schemas
            .get(&key.0)
            .and_then(|schema| schema.functions.get(&key.1))
        else {
            return;
        };
        self.views_on(|used| used.is_function(key), found);
        for (schema, table) in self.tables() {
            for trigger in &table.triggers {
                if trigger.calls(&key.0, &function.name) {
                    let table = (schema.to_owned(), table.name.clone());
                    let trigger = Object::Trigger(table, trigger.name.clone());
                    found.push((trigger, How::Normal));
                }
            }
        }
        // An overload that stays may serve the call; without types nobody can tell, so the last one counts.
        let overloads = self.functions().filter(|(_, it)| it.name == function.name);
        if overloads.count() == 1 {
            self.exprs_with(&Mentions::function(key, function), found);
        }
    }

    fn of_constraint(&self, key: &Key, name: &str, found: &mut Vec<(Object, How)>) {
        self.parts_of(key, name, found);
        self.views_on(|used| used.is_constraint(key, name), found);
        let Some(table) = self.table_at(key) else {
            return;
        };
        if let Some(columns) = table.key_columns(name)
            && table.covering_keys(&columns) < 2
        {
            self.foreign_keys_on(key, |it| same_set(&it.referenced, &columns), found);
        }
    }

    /// A foreign key may stand on a unique index alone.
    fn of_index(&self, key: &Key, name: &str, found: &mut Vec<(Object, How)>) {
        self.parts_of(key, name, found);
        let Some(table) = self.table_at(key) else {
            return;
        };
        let index = table.indexes.iter().find(|index| index.name == name);
        if let Some(columns) = index.and_then(Index::unique_columns)
            && table.covering_keys(&columns) < 2
        {
            self.foreign_keys_on(key, |it| same_set(&it.referenced, &columns), found);
        }
    }

    fn foreign_keys_on(
        &self,
        key: &Key,
        wanted: impl Fn(&super::ForeignKey) -> bool,
        found: &mut Vec<(Object, How)>,
    ) {
        for (schema, table) in self.tables() {
            for foreign in &table.foreign_keys {
                if foreign.schema == key.0 && foreign.table == key.1 && wanted(foreign) {
                    let table = (schema.to_owned(), table.name.clone());
                    let object = Object::Constraint(table, foreign.name.clone());
                    found.push((object, How::Normal));
                }
            }
        }
    }

    fn views_on(&self, wanted: impl Fn(&super::Use) -> bool, found: &mut Vec<(Object, How)>) {
        for (schema, view) in self.views() {
            if view.uses.iter().any(&wanted) {
                let view = (schema.to_owned(), view.name.clone());
                found.push((Object::View(view), How::Normal));
            }
        }
    }

    fn exprs_with(&self, mentions: &Mentions, found: &mut Vec<(Object, How)>) {
        self.for_each_expr(|object, _, expr| {
            if mentions.are_in(expr) {
                found.push((object, How::Normal));
            }
        });
    }
}

impl Table {
    /// What in the same table stands on a column.
    fn column_dependents(&self, key: &Key, column: &str, found: &mut Vec<(Object, How)>) {
        let constraint = |name: &String| Object::Constraint(key.clone(), name.clone());
        let has = |list: &[String]| list.iter().any(|name| name == column);
        let mut auto = |object| found.push((object, How::Auto));
        for unique in self
            .uniques
            .iter()
            .filter(|it| has(&it.columns) || has(&it.include))
        {
            auto(constraint(&unique.name));
        }
        for primary in self
            .primary_key
            .iter()
            .filter(|it| has(&it.columns) || has(&it.include))
        {
            auto(constraint(&primary.name));
        }
        for foreign in self.foreign_keys.iter().filter(|it| has(&it.columns)) {
            auto(constraint(&foreign.name));
        }
        for check in self.checks.iter().filter(|it| it.expr.names(column)) {
            auto(constraint(&check.name));
        }
        for exclusion in self.exclusions.iter().filter(|it| it.lists(column)) {
            auto(constraint(&exclusion.name));
        }
        for index in self.indexes.iter().filter(|it| it.uses(column)) {
            auto(Object::Index(key.clone(), index.name.clone()));
        }
        for other in self.columns.iter().filter(|other| other.name != column) {
            let from = other.generated.as_ref().map(|it| &it.expr);
            if from.is_some_and(|expr| expr.names(column)) {
                let object = Object::Column(key.clone(), other.name.clone());
                found.push((object, How::Normal));
            }
        }
        // What only its index names, a constraint does not go along with.
        let computes = |it: &&super::Exclusion| it.uses(column) && !it.lists(column);
        for exclusion in self.exclusions.iter().filter(computes) {
            found.push((constraint(&exclusion.name), How::Normal));
        }
        for trigger in self.triggers.iter().filter(|it| {
            has(&it.columns) || it.when.as_ref().is_some_and(|when| when.names(column))
        }) {
            let object = Object::Trigger(key.clone(), trigger.name.clone());
            found.push((object, How::Normal));
        }
        for policy in &self.policies {
            let mut exprs = policy.using.iter().chain(&policy.check);
            if exprs.any(|expr| expr.names(column)) {
                let object = Object::Policy(key.clone(), policy.name.clone());
                found.push((object, How::Normal));
            }
        }
    }
}

/// Whether two lists hold the same names, in whatever order.
pub(crate) fn same_set(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().all(|name| b.contains(name))
}
