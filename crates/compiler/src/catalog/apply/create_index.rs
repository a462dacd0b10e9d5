//! `CREATE INDEX`, and the keys that exclusion constraints share with it.

use super::{
    Applied, Apply, names::addition, relation::RelationKind, resolve::TableKey, storage::StorageOf,
    texts,
};
use crate::{
    catalog::{Expr, Index, IndexKey, View, any_index::AnyIndex},
    diagnostic::Code,
    parse::{CreateIndex, IndexKeyDef, Name},
    source::Span,
};

/// The access methods of Postgres.
const METHODS: [&str; 6] = ["brin", "btree", "gin", "gist", "hash", "spgist"];

impl Apply<'_> {
    pub(super) fn create_index(&mut self, create: &CreateIndex, span: &Span) -> Applied {
        match self.relation(&create.table.name) {
            Some((key, RelationKind::Materialized)) => self.index_of_view(&key, create, span),
            Some((_, RelationKind::View)) => {
                let title = format!(
                    "cannot create index on relation \"{}\"",
                    create.table.name.name.text
                );
                let span = create.table.name.span();
                let label = "a view keeps no rows";
                Err(self.error(Code::D0114, "42809", title, &span, label))
            }
            _ => self.index_of_table(create, span),
        }
    }

    /// A materialized view is indexed as a table is: it stands among them while its index is made.
    fn index_of_view(&mut self, key: &TableKey, create: &CreateIndex, span: &Span) -> Applied {
        let Some(view) = self.schema(&key.0).views.remove(&key.1) else {
            return Ok(());
        };
        let table = view.as_table();
        self.schema(&key.0).tables.insert(key.1.clone(), table);
        let made = self.index_of_table(create, span);
        let table = self.schema(&key.0).tables.remove(&key.1);
        let indexes = table.map(|table| table.indexes).unwrap_or_default();
        let view = View { indexes, ..view };
        self.schema(&key.0).views.insert(key.1.clone(), view);
        made
    }

    fn index_of_table(&mut self, create: &CreateIndex, span: &Span) -> Applied {
        let table = self.find_table(&create.table.name)?;
        if let Some(name) = &create.name
            && self.schema(&table.0).has_relation(&name.text)
        {
            if create.if_not_exists {
                return Ok(());
            }
            let title = format!("relation \"{}\" already exists", name.text);
            let label = "this name is taken";
            return Err(self.error(Code::D0102, "42P07", title, &name.span, label));
        }
        if create.concurrently && self.table_ref(&table)?.partition_key.is_some() {
            let title = format!(
                "cannot create index on partitioned table \"{}\" concurrently",
                table.1
            );
            return Err(self.table_error("0A000", title, &create.table.name.span()));
        }
        let index = self.new_index(&table, create, span)?;
        let new = AnyIndex { index, owner: None };
        self.add_any_index(&table, new, create.table.only, span)?;
        self.sort_family(&table)
    }

    fn new_index(&mut self, table: &TableKey, create: &CreateIndex, span: &Span) -> Applied<Index> {
        let method = self.method(create)?;
        let parts = create.keys.iter();
        let keys = parts.map(|key| self.index_key(table, &method, key));
        let keys = keys.collect::<Applied<Vec<_>>>()?;
        for name in &create.include {
            let title = format!("column \"{}\" does not exist", name.text);
            self.column_exists_or(table, name, title)?;
        }
        if let Some(predicate) = &create.predicate {
            self.no_subquery(predicate, "index predicate")?;
            self.expr_columns(table, predicate)?;
        }
        let name = match &create.name {
            Some(name) => name.text.clone(),
            None => {
                let labels = create.keys.iter().map(|key| key.label.as_str());
                let include = create.include.iter().map(|name| name.text.as_str());
                self.choose_index_name(table, &numbered(labels.chain(include)), "idx")
            }
        };
        Ok(Index {
            options: self.storage(StorageOf::Index(&method), &create.options)?,
            method,
            unique: create.unique,
            nulls_not_distinct: create.nulls_not_distinct,
            keys,
            include: texts(&create.include),
            predicate: (create.predicate.as_ref())
                .map(|expr| self.settled(expr))
                .transpose()?,
            place: Some(self.place(span)),
            ..Index::btree(name)
        })
    }

    fn method(&self, create: &CreateIndex) -> Applied<String> {
        let method = self.method_of(create.method.as_ref())?;
        match &create.method {
            Some(name) if create.unique && method != "btree" => {
                let title = format!("access method \"{method}\" does not support unique indexes");
                let label = "only btree does";
                Err(self.error(Code::D0112, "0A000", title, &name.span, label))
            }
            _ => Ok(method),
        }
    }

    /// The method that is written, or what Postgres takes without one.
    pub(super) fn method_of(&self, method: Option<&Name>) -> Applied<String> {
        let Some(method) = method else {
            return Ok("btree".to_owned());
        };
        if !METHODS.contains(&method.text.as_str()) {
            let title = format!("access method \"{}\" does not exist", method.text);
            let error = self.error(Code::D0106, "42704", title, &method.span, "no such method");
            return Err(Box::new(
                error.help(format!("one of: {}", METHODS.join(", "))),
            ));
        }
        Ok(method.text.clone())
    }

    pub(super) fn index_key(
        &self,
        table: &TableKey,
        method: &str,
        key: &IndexKeyDef,
    ) -> Applied<IndexKey> {
        self.no_subquery(&key.expr, "index expression")?;
        let mut column_collation = None;
        let mut ty = None;
        if let Some(name) = &key.column {
            let title = format!("column \"{}\" does not exist", name.text);
            self.column_exists_or(table, name, title)?;
            let column = self.table_ref(table)?.column(&name.text);
            column_collation = column.and_then(|column| column.collation.clone());
            ty = column.map(|column| column.ty.clone());
            if key.opclass.is_none() && method == "btree" {
                self.indexable(table, std::slice::from_ref(name))?;
            }
        } else {
            self.expr_columns(table, &key.expr)?;
        }
        let collation = key.collation.as_ref().map(|name| name.name.text.clone());
        let opclass = key.opclass.as_ref().map(|name| name.name.text.clone());
        let expr = match &key.column {
            Some(name) => name.text.clone(),
            None => without_parentheses(&self.settled(&key.expr)?.text).to_owned(),
        };
        Ok(IndexKey {
            expr: Expr::new(expr),
            is_column: key.column.is_some(),
            collation: collation
                .filter(|name| name != "default" && Some(name) != column_collation.as_ref()),
            opclass: opclass.filter(|name| {
                ty.as_ref()
                    .is_none_or(|ty| !is_default_opclass(name, &ty.name, method))
            }),
            opclass_options: key
                .opclass_options
                .iter()
                .map(|option| format!("{}={}", option.name, option.value))
                .collect(),
            descending: key.descending,
            nulls_first: key.nulls_first.unwrap_or(key.descending),
        })
    }

    /// Refuses columns of types that a btree cannot order.
    pub(super) fn indexable(&self, table: &TableKey, names: &[Name]) -> Applied {
        for name in names {
            let column = self.table_ref(table)?.column(&name.text);
            let Some(column) = column.filter(|column| column.ty.schema.is_none()) else {
                continue;
            };
            let unordered = matches!(
                column.ty.name.as_str(),
                "json"
                    | "xml"
                    | "point"
                    | "line"
                    | "lseg"
                    | "box"
                    | "path"
                    | "polygon"
                    | "circle"
                    | "aclitem"
                    | "cid"
                    | "xid"
                    | "txid_snapshot"
                    | "pg_snapshot"
                    | "jsonpath"
            );
            if unordered {
                let title = format!(
                    "data type {} has no default operator class for access method \"btree\"",
                    column.ty
                );
                return Err(self.error(
                    Code::D0113,
                    "42704",
                    title,
                    &name.span,
                    "cannot be ordered",
                ));
            }
        }
        Ok(())
    }

    /// `ChooseIndexName` of an index that no constraint owns.
    pub(super) fn choose_index_name(
        &mut self,
        table: &TableKey,
        labels: &[String],
        suffix: &str,
    ) -> String {
        let columns = addition(labels.iter().map(String::as_str));
        self.schema(&table.0)
            .choose_relation(&table.1, Some(&columns), suffix)
    }
}

/// `ChooseIndexColumnNames`: a number behind each name that comes again.
pub(super) fn numbered<'n>(labels: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for label in labels {
        let mut name = label.to_owned();
        let mut number = 0u32;
        while names.contains(&name) {
            number += 1;
            name = format!("{label}{number}");
        }
        names.push(name);
    }
    names
}

/// An index expression's own parentheses are part of the clause.
pub(super) fn without_parentheses(text: &str) -> &str {
    let Some(inner) = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    else {
        return text;
    };
    let mut depth = 0i32;
    for c in inner.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            // Quotes may hold anything: better one pair too many than one too few.
            '\'' | '"' | '$' => return text,
            _ => {}
        }
        if depth < 0 {
            return text;
        }
    }
    inner.trim()
}

/// Whether an operator class is what Postgres takes for the type anyway.
pub(super) fn is_default_opclass(opclass: &str, ty: &str, method: &str) -> bool {
    let default = match (method, ty) {
        ("btree" | "hash", "varchar") => "text_ops".to_owned(),
        ("btree" | "hash", "cidr") => "inet_ops".to_owned(),
        ("gin", "jsonb") => "jsonb_ops".to_owned(),
        ("btree" | "hash", ty) => format!("{ty}_ops"),
        _ => return false,
    };
    opclass == default
}
