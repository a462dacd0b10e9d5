//! Tables `OF` a composite type.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Column, CompositeType},
    diagnostic::Code,
    parse::TypeName,
    source::Span,
};

impl Apply<'_> {
    /// The columns that a table has from its type.
    pub(super) fn columns_of_type(&self, ty: &TypeName) -> Applied<(TableKey, Vec<Column>)> {
        let (key, composite) = self.composite(ty)?;
        let columns = composite.attributes.iter().map(|attribute| Column {
            name: attribute.name.clone(),
            ty: attribute.ty.clone(),
            not_null: false,
            default: None,
            identity: None,
            generated: None,
            local: true,
            collation: attribute.collation.clone(),
            comment: None,
            place: Some(self.place(&ty.span)),
            renames: Vec::new(),
        });
        let columns = columns.collect();
        Ok((key, columns))
    }

    fn composite(&self, ty: &TypeName) -> Applied<(TableKey, &CompositeType)> {
        let found = self.resolve_type(ty)?;
        let schema = found.schema.clone().unwrap_or_default();
        let composites = self.catalog.schemas.get(&schema).map(|it| &it.composites);
        match composites.and_then(|composites| composites.get(&found.name)) {
            Some(composite) => Ok(((schema, found.name), composite)),
            None => {
                let title = format!("type {found} is not a composite type");
                Err(self.error(Code::D0114, "42809", title, &ty.span, "has no attributes"))
            }
        }
    }

    /// `OF type`: the columns must be those of the type already.
    pub(super) fn make_typed(&mut self, key: &TableKey, ty: &TypeName) -> Applied {
        let (of, columns) = self.columns_of_type(ty)?;
        let table = self.table_ref(key)?;
        if !table.inherits.is_empty() {
            return Err(self.table_error("42809", "typed tables cannot inherit", &ty.span));
        }
        let mismatch =
            |title: String| self.error(Code::D0113, "42804", title, &ty.span, "does not fit");
        for (at, column) in columns.iter().enumerate() {
            let Some(there) = table.columns.get(at) else {
                return Err(mismatch(format!(
                    "table is missing column \"{}\"",
                    column.name
                )));
            };
            if there.name != column.name {
                return Err(mismatch(format!(
                    "table has column \"{}\" where type requires \"{}\"",
                    there.name, column.name
                )));
            }
            if there.ty != column.ty || there.collation != column.collation {
                return Err(mismatch(format!(
                    "table \"{}\" has different type for column \"{}\"",
                    key.1, column.name
                )));
            }
        }
        if let Some(extra) = table.columns.get(columns.len()) {
            return Err(mismatch(format!(
                "table has extra column \"{}\"",
                extra.name
            )));
        }
        self.table(key)?.of_type = Some(of);
        Ok(())
    }

    /// `NOT OF`.
    pub(super) fn make_untyped(&mut self, key: &TableKey, span: &Span) -> Applied {
        if self.table(key)?.of_type.take().is_some() {
            return Ok(());
        }
        let title = format!("\"{}\" is not a typed table", key.1);
        Err(self.error(Code::D0114, "42809", title, span, "of no type"))
    }
}
