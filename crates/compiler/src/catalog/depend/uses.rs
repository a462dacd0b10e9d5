//! What a view's query stands on, asked about one object.

use crate::catalog::{Parent, Use, walk::Key};

impl Parent {
    /// Whether it is this table.
    pub(crate) fn is(&self, key: &Key) -> bool {
        self.schema == key.0 && self.table == key.1
    }
}

impl Use {
    /// The schema of what is used.
    pub(crate) fn schema(&self) -> &str {
        match self {
            Self::Relation { schema, .. }
            | Self::Column { schema, .. }
            | Self::Type { schema, .. }
            | Self::Function { schema, .. }
            | Self::Sequence { schema, .. }
            | Self::Constraint { schema, .. } => schema,
        }
    }

    /// Whether it is a relation or one of its columns.
    pub(crate) fn is_in_relation(&self, key: &Key) -> bool {
        match self {
            Self::Relation { schema, relation }
            | Self::Column {
                schema, relation, ..
            } => *schema == key.0 && *relation == key.1,
            Self::Constraint { schema, table, .. } => *schema == key.0 && *table == key.1,
            _ => false,
        }
    }

    pub(super) fn is_column(&self, key: &Key, wanted: &str) -> bool {
        matches!(self, Self::Column { column, .. } if column == wanted) && self.is_in_relation(key)
    }

    pub(super) fn is_type(&self, key: &Key) -> bool {
        matches!(self, Self::Type { schema, name } if *schema == key.0 && *name == key.1)
    }

    pub(super) fn is_function(&self, key: &Key) -> bool {
        matches!(self, Self::Function { schema, signature }
            if *schema == key.0 && *signature == key.1)
    }

    pub(super) fn is_sequence(&self, key: &Key) -> bool {
        matches!(self, Self::Sequence { schema, name } if *schema == key.0 && *name == key.1)
    }

    pub(super) fn is_constraint(&self, key: &Key, wanted: &str) -> bool {
        matches!(self, Self::Constraint { schema, table, name }
            if *schema == key.0 && *table == key.1 && name == wanted)
    }
}
