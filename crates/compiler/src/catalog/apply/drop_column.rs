//! `DROP COLUMN`.

use super::{Applied, Apply, resolve::TableKey};
use crate::{catalog::depend::Object, parse::Name};

impl Apply<'_> {
    /// What in the table stands on the column alone goes with it; for the rest it takes CASCADE.
    pub(super) fn drop_column(&mut self, key: &TableKey, name: &Name, cascade: bool) -> Applied {
        self.column_exists(key, name)?;
        let column = Object::Column(key.clone(), name.text.clone());
        self.delete(&[column], cascade, &name.span)
    }
}
