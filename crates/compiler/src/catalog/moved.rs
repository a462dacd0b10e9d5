//! What follows when an object gets another name or schema: everything that stands on it names it anew.
//!
//! Postgres refers to objects by number, so nothing there has to follow. Here names are the references.
//!
//! *Invariant:* every reference by name that the catalog holds is changed here, and only here.

use super::{
    Catalog, Expr, Parent, Use, array_text,
    quoted::{quoted, quoted_key},
    walk::Key,
};
use crate::parse::{Name, Role, constants_of, names_of};
use std::collections::{BTreeMap, BTreeSet};

impl Catalog {
    /// A table or view is now `to`; it stands there already. Its row type goes along.
    pub(super) fn relation_moved(&mut self, from: &Key, to: &Key) {
        let retarget = |parent: &mut Parent| {
            if parent.is(from) {
                (parent.schema, parent.table) = to.clone();
            }
        };
        for schema in self.schemas.values_mut() {
            for table in schema.tables.values_mut() {
                for foreign in &mut table.foreign_keys {
                    if foreign.schema == from.0 && foreign.table == from.1 {
                        (foreign.schema, foreign.table) = to.clone();
                    }
                }
                table.inherits.iter_mut().for_each(retarget);
                let part_of = table.partition_of.iter_mut().map(|it| &mut it.parent);
                part_of.for_each(retarget);
            }
            for statistics in schema.statistics.values_mut() {
                if statistics.schema == from.0 && statistics.table == from.1 {
                    (statistics.schema, statistics.table) = to.clone();
                }
            }
        }
        self.sequences_follow(from, to);
        self.for_each_use(|used| match used {
            Use::Relation {
                schema,
                relation: table,
            }
            | Use::Column {
                schema,
                relation: table,
                ..
            }
            | Use::Constraint { schema, table, .. }
                if *schema == from.0 && *table == from.1 =>
            {
                (*schema, *table) = to.clone();
            }
            _ => {}
        });
        self.for_each_expr_mut(|relation, expr| {
            if relation == Some(to) {
                expr.rename_tables(&from.1, &to.1);
            }
        });
        self.type_moved(from, to);
    }

    /// The sequences that columns own move along with their table.
    fn sequences_follow(&mut self, from: &Key, to: &Key) {
        let Some(schema) = self.schemas.get_mut(&from.0) else {
            return;
        };
        let owned = schema.sequences.values_mut().filter_map(|sequence| {
            let owner = sequence.owner.as_mut().filter(|it| it.table == from.1)?;
            owner.table.clone_from(&to.1);
            Some(sequence.name.clone())
        });
        let owned: Vec<String> = owned.collect();
        if from.0 == to.0 {
            return;
        }
        for name in owned {
            let sequence = schema_of(self, &from.0).and_then(|it| it.sequences.remove(&name));
            if let (Some(sequence), Some(schema)) = (sequence, schema_of(self, &to.0)) {
                schema.sequences.insert(name.clone(), sequence);
                self.sequence_moved(&(from.0.clone(), name.clone()), &(to.0.clone(), name));
            }
        }
    }

    /// A column of a table or view is now called `to`.
    pub(super) fn column_renamed(&mut self, key: &Key, from: &str, to: &str) {
        let rename = |name: &mut String| {
            if name == from {
                to.clone_into(name);
            }
        };
        for (schema_name, schema) in &mut self.schemas {
            for table in schema.tables.values_mut() {
                for foreign in &mut table.foreign_keys {
                    if foreign.schema == key.0 && foreign.table == key.1 {
                        foreign.referenced.iter_mut().for_each(rename);
                    }
                }
            }
            for sequence in schema.sequences.values_mut() {
                let owner = sequence.owner.as_mut();
                if let Some(owner) = owner.filter(|it| *schema_name == key.0 && it.table == key.1) {
                    rename(&mut owner.column);
                }
            }
            for statistics in schema.statistics.values_mut() {
                if statistics.schema == key.0 && statistics.table == key.1 {
                    statistics.columns.iter_mut().for_each(rename);
                }
            }
        }
        self.for_each_use(|used| match used {
            Use::Column {
                schema,
                relation,
                column,
            } if *schema == key.0 && *relation == key.1 => rename(column),
            _ => {}
        });
        self.for_each_expr_mut(|relation, expr| {
            if relation == Some(key) {
                expr.rename_columns(from, to);
            }
        });
    }

    /// An index of a table is now called `to`: its parts in the partitions know it by name.
    pub(super) fn index_renamed(&mut self, key: &Key, from: &str, to: &str) {
        for part in self.children(key) {
            let schema = self.schemas.get_mut(&part.0);
            if let Some(table) = schema.and_then(|it| it.tables.get_mut(&part.1)) {
                let parents = table
                    .index_slots()
                    .filter_map(|slots| slots.parent.as_mut());
                for parent in parents.filter(|parent| *parent == from) {
                    to.clone_into(parent);
                }
            }
        }
    }

    /// A foreign key of a table is now called `to`.
    pub(super) fn foreign_key_renamed(&mut self, key: &Key, from: &str, to: &str) {
        for part in self.children(key) {
            let schema = self.schemas.get_mut(&part.0);
            if let Some(table) = schema.and_then(|it| it.tables.get_mut(&part.1)) {
                let parents = table.foreign_keys.iter_mut();
                let parents = parents.filter_map(|foreign| foreign.parent.as_mut());
                for parent in parents.filter(|parent| *parent == from) {
                    to.clone_into(parent);
                }
            }
        }
    }

    /// A type is now `to`.
    pub(super) fn type_moved(&mut self, from: &Key, to: &Key) {
        let tables = self
            .schemas
            .values_mut()
            .flat_map(|it| it.tables.values_mut());
        for of_type in tables.filter_map(|table| table.of_type.as_mut()) {
            if of_type == from {
                of_type.clone_from(to);
            }
        }
        self.for_each_type_mut(|ty| {
            if ty.is(from) {
                ty.schema = Some(to.0.clone());
                ty.name.clone_from(&to.1);
            }
        });
        self.functions_follow();
        self.for_each_use(|used| match used {
            Use::Type { schema, name } if *schema == from.0 && *name == from.1 => {
                (*schema, *name) = to.clone();
            }
            _ => {}
        });
        self.for_each_expr_mut(|_, expr| expr.move_names(from, to, Kind::Type));
    }

    /// A sequence is now `to`.
    pub(super) fn sequence_moved(&mut self, from: &Key, to: &Key) {
        self.for_each_use(|used| match used {
            Use::Sequence { schema, name } if *schema == from.0 && *name == from.1 => {
                (*schema, *name) = to.clone();
            }
            _ => {}
        });
        self.for_each_expr_mut(|_, expr| expr.move_names(from, to, Kind::Sequence));
    }

    /// A function's signature holds the names of types: those that changed are known by another one now.
    fn functions_follow(&mut self) {
        let mut moved = Vec::new();
        for (name, schema) in &mut self.schemas {
            let stale = schema
                .functions
                .iter()
                .filter(|(key, it)| **key != it.signature());
            let stale: Vec<String> = stale.map(|(key, _)| key.clone()).collect();
            for old in stale {
                if let Some(function) = schema.functions.remove(&old) {
                    let new = function.signature();
                    moved.push(((name.clone(), old), new.clone()));
                    schema.functions.insert(new, function);
                }
            }
        }
        for (from, to) in moved {
            self.for_each_use(|used| match used {
                Use::Function { schema, signature }
                    if *schema == from.0 && *signature == from.1 =>
                {
                    signature.clone_from(&to);
                }
                _ => {}
            });
        }
    }

    /// A function is now in the schema and of the name of `to`; both are schema and signature.
    pub(super) fn function_moved(&mut self, from: &Key, to: &Key) {
        let name = |key: &Key| {
            let name = key.1.split('(').next().unwrap_or_default();
            (key.0.clone(), name.to_owned())
        };
        self.for_each_use(|used| match used {
            Use::Function { schema, signature } if *schema == from.0 && *signature == from.1 => {
                (*schema, *signature) = to.clone();
            }
            _ => {}
        });
        let (from, to) = (name(from), name(to));
        self.triggers_follow(&from, &to);
        self.for_each_expr_mut(|_, expr| expr.move_names(&from, &to, Kind::Function));
    }

    /// The triggers that execute a function name it anew.
    fn triggers_follow(&mut self, from: &Key, to: &Key) {
        let call = |key: &Key| {
            let schema = if key.0 == "public" {
                String::new()
            } else {
                format!("{}.", quoted(&key.0))
            };
            format!(" EXECUTE FUNCTION {schema}{}(", quoted(&key.1))
        };
        let (old, new) = (call(from), call(to));
        for schema in self.schemas.values_mut() {
            let tables = schema.tables.values_mut().map(|it| &mut it.triggers);
            let views = schema.views.values_mut().map(|it| &mut it.triggers);
            for trigger in tables.chain(views).flatten() {
                trigger.definition = trigger.definition.replacen(&old, &new, 1);
            }
        }
    }

    fn for_each_use(&mut self, mut change: impl FnMut(&mut Use)) {
        let mut renew = |uses: &mut BTreeSet<Use>| {
            let old = std::mem::take(uses).into_iter();
            *uses = old
                .map(|mut used| {
                    change(&mut used);
                    used
                })
                .collect();
        };
        for schema in self.schemas.values_mut() {
            for view in schema.views.values_mut() {
                renew(&mut view.uses);
                view.rules.iter_mut().for_each(|rule| renew(&mut rule.uses));
            }
            for table in schema.tables.values_mut() {
                let rules = table.rules.iter_mut();
                rules.for_each(|rule| renew(&mut rule.uses));
            }
        }
    }
}

fn schema_of<'c>(catalog: &'c mut Catalog, name: &str) -> Option<&'c mut super::Schema> {
    catalog.schemas.get_mut(name)
}

impl Catalog {
    /// A value of an enum has another label now; constants are values, whatever their spelling was.
    pub(super) fn value_renamed(&mut self, key: &Key, from: &str, to: &str) {
        let types = self.types_over(key);
        let has = |ty: &super::PgType| types.iter().any(|it| ty.is(it));
        let mut columns: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
        for (schema, table) in self.tables() {
            let those = table.columns.iter().filter(|it| has(&it.ty));
            let those = those.map(|it| it.name.clone()).collect();
            columns.insert((schema.to_owned(), table.name.clone()), those);
        }
        let none = BTreeSet::new();
        let value = BTreeSet::from(["value".to_owned()]);
        self.for_each_expr_mut(|relation, expr| {
            let names = relation.and_then(|it| columns.get(it)).unwrap_or(&none);
            expr.rename_value((from, to), names, &types, false);
        });
        for schema in self.schemas.values_mut() {
            let tables = schema.tables.values_mut();
            let all = tables.flat_map(|it| &mut it.columns);
            for column in all.filter(|it| has(&it.ty)) {
                if let Some(default) = &mut column.default {
                    default.rename_value((from, to), &none, &types, true);
                }
            }
            for domain in schema.domains.values_mut().filter(|it| has(&it.base)) {
                for check in &mut domain.checks {
                    check.expr.rename_value((from, to), &value, &types, false);
                }
                if let Some(default) = &mut domain.default {
                    default.rename_value((from, to), &none, &types, true);
                }
            }
        }
    }

    /// An enum and the domains over it.
    fn types_over(&self, key: &Key) -> Vec<Key> {
        let domains = self.schemas.iter();
        let domains =
            domains.flat_map(|(at, it)| it.domains.keys().map(|name| (at.clone(), name.clone())));
        let over =
            domains.filter(|it| self.enum_under(&super::PgType::of(it)).as_ref() == Some(key));
        std::iter::once(key.clone()).chain(over).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Type,
    Sequence,
    Function,
}

impl Expr {
    fn rename_columns(&mut self, from: &str, to: &str) {
        let columns = names_of(&self.text).columns.into_iter();
        let columns = columns.map(|reference| reference.column);
        self.rewrite(columns.filter(|column| column.text == from), &quoted(to));
    }

    /// `alone` says that the expression as a whole is of one of the types.
    fn rename_value(
        &mut self,
        (from, to): (&str, &str),
        columns: &BTreeSet<String>,
        types: &[Key],
        alone: bool,
    ) {
        let is_type = |name: &crate::parse::ObjectName| {
            let schema = name.schema.as_ref().map_or("public", |it| &it.text);
            types
                .iter()
                .any(|it| it.0 == schema && it.1 == name.name.text)
        };
        let constants = constants_of(&self.text).into_iter();
        let those = constants.filter(|constant| match &constant.role {
            Role::Alone => alone,
            Role::Cast(name) => is_type(name),
            Role::Beside {
                columns: named,
                types,
            } => named.iter().any(|it| columns.contains(it)) || types.iter().any(is_type),
            Role::Other => false,
        });
        let mut those: Vec<_> = those.collect();
        those.sort_by_key(|constant| std::cmp::Reverse(constant.span.start));
        for constant in those {
            let new = if constant.value == from {
                to.to_owned()
            } else {
                match array_text::elements(&constant.value) {
                    Some(elements) => array_text::replaced(elements, from, to),
                    None => continue,
                }
            };
            if self.text.get(constant.span.clone()).is_some() {
                let new = format!("'{}'", new.replace('\'', "''"));
                self.text.replace_range(constant.span, &new);
            }
        }
    }

    fn rename_tables(&mut self, from: &str, to: &str) {
        let columns = names_of(&self.text).columns.into_iter();
        let tables = columns.filter_map(|reference| reference.table);
        self.rewrite(tables.filter(|table| table.text == from), &quoted(to));
    }

    /// Names an object with its schema where it was named in whatever way.
    fn move_names(&mut self, from: &Key, to: &Key, kind: Kind) {
        // Reading the text again is slow, looking for the word is not.
        let text = self.text.to_ascii_lowercase();
        if !text.contains(&from.1.to_ascii_lowercase()) {
            return;
        }
        let names = names_of(&self.text);
        let names = match kind {
            Kind::Type => names.types,
            Kind::Sequence => names.relations,
            Kind::Function => names.calls.into_iter().map(|call| call.name).collect(),
        };
        let is_it = |schema: Option<&Name>| match (schema, kind) {
            (Some(schema), _) => schema.text == from.0,
            (None, Kind::Function) => true,
            (None, Kind::Type | Kind::Sequence) => from.0 == "public",
        };
        let those = names
            .into_iter()
            .filter(|name| name.name.text == from.1 && is_it(name.schema.as_ref()));
        let mut to_text = quoted_key(to);
        if kind == Kind::Sequence {
            to_text = format!("'{}'", to_text.replace('\'', "''"));
        }
        let whole = those.map(|name| {
            let span = name.span();
            Name { span, ..name.name }
        });
        self.rewrite(whole, &to_text);
    }

    /// Replaces names by a text, the last one first so that the spans before it stay true.
    fn rewrite(&mut self, names: impl Iterator<Item = Name>, to: &str) {
        let mut names: Vec<Name> = names.collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.span.start));
        for name in names {
            if self.text.get(name.span.clone()).is_some() {
                self.text.replace_range(name.span, to);
            }
        }
    }
}
