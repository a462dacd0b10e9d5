//! Adding exclusion constraints.

use super::{Applied, Apply, names::addition, resolve::TableKey, storage::StorageOf, texts};
use crate::{
    catalog::{
        Expr, Index,
        any_index::{AnyIndex, Owner},
    },
    diagnostic::Code,
    parse::{ExclusionDef, Name},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn add_exclusion(
        &mut self,
        key: &TableKey,
        name: Option<&Name>,
        def: &ExclusionDef,
        span: &Span,
    ) -> Applied {
        if self.table_ref(key)?.partition_key.is_some() {
            let title = "exclusion constraints are not supported on partitioned tables";
            return Err(self.table_error("0A000", title, span));
        }
        let method = self.method_of(def.method.as_ref())?;
        if matches!(&*method, "gin" | "brin") {
            let title =
                format!("access method \"{method}\" does not support exclusion constraints");
            return Err(self.error(Code::D0112, "0A000", title, span, "gist and btree do"));
        }
        let parts = def.elements.iter();
        for name in parts.clone().filter_map(|(part, _)| part.column.as_ref()) {
            let title = format!("column \"{}\" named in key does not exist", name.text);
            self.column_exists_or(key, name, title)?;
        }
        let keys = parts
            .clone()
            .map(|(part, _)| self.index_key(key, &method, part));
        let keys = keys.collect::<Applied<Vec<_>>>()?;
        for included in &def.include {
            let title = format!("column \"{}\" named in key does not exist", included.text);
            self.column_exists_or(key, included, title)?;
        }
        if let Some(predicate) = &def.predicate {
            self.no_subquery(predicate, "index predicate")?;
            self.expr_columns(key, predicate)?;
        }
        let name = match name {
            Some(name) => {
                self.key_name_is_free(key, name)?;
                name.text.clone()
            }
            None => {
                let labels = parts.clone().map(|(part, _)| part.label.as_str());
                let labels = labels.chain(def.include.iter().map(|it| it.text.as_str()));
                let labels = super::create_index::numbered(labels);
                let columns = addition(labels.iter().map(String::as_str));
                self.schema(&key.0)
                    .choose_key(&key.1, Some(&columns), "excl")
            }
        };
        let index = Index {
            method: method.clone(),
            keys,
            include: texts(&def.include),
            predicate: def.predicate.as_ref().map(|expr| Expr::new(&expr.text)),
            options: self.storage(StorageOf::Index(&method), &def.options)?,
            place: Some(self.place(span)),
            ..Index::btree(name)
        };
        let operators = parts.map(|(_, operator)| operator.clone()).collect();
        self.table(key)?.put_index(AnyIndex {
            index,
            owner: Some(Owner::Exclusion(operators, def.deferral)),
        });
        Ok(())
    }
}
