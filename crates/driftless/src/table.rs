//! What the statements need to know of a table: written once per table by the generated code.
//!
//! *Invariant:* names are as Postgres stores them, unquoted; whoever writes them into SQL quotes them.

use crate::statement::Shapes;

/// The name of a table, with its schema when that is not the one the search path finds first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub(crate) schema: Option<&'static str>,
    pub(crate) name: &'static str,
}

impl Name {
    /// A table that the search path finds.
    pub const fn new(name: &'static str) -> Self {
        Self { schema: None, name }
    }

    /// A table that must be named with its schema.
    pub const fn in_schema(schema: &'static str, name: &'static str) -> Self {
        Self {
            schema: Some(schema),
            name,
        }
    }
}

/// A table whose writes are audited.
///
/// ```
/// use driftless::{Child, Column, Image, Name, Table};
///
/// static POSTS: Table = Table::new(
///     Name::new("posts"),
///     &[
///         Column::new("id", "uuid"),
///         Column::new("title", "text"),
///         Column::new("created_at", "timestamp with time zone").image(Image::Utc),
///     ],
///     &[0],
///     Name::new("audit_log"),
/// )
/// .children(&[Child::cascade(&COMMENTS, &[1], &[0])]);
///
/// static COMMENTS: Table = Table::new(
///     Name::new("comments"),
///     &[Column::new("id", "uuid"), Column::new("post_id", "uuid")],
///     &[0],
///     Name::new("audit_log"),
/// );
/// ```
#[derive(Debug)]
pub struct Table {
    pub(crate) name: Name,
    pub(crate) columns: &'static [Column],
    pub(crate) key: &'static [usize],
    pub(crate) log: Name,
    pub(crate) children: &'static [Child],
    pub(crate) inserts: Shapes,
    pub(crate) updates: Shapes,
}

impl Table {
    /// `columns` in the order of the row struct's fields; `key` are positions in it.
    pub const fn new(
        name: Name,
        columns: &'static [Column],
        key: &'static [usize],
        log: Name,
    ) -> Self {
        Self {
            name,
            columns,
            key,
            log,
            children: &[],
            inserts: Shapes::new(),
            updates: Shapes::new(),
        }
    }

    /// The table as the audit log names it.
    pub(crate) fn entity(&self) -> String {
        match self.name.schema {
            Some(schema) => format!("{schema}.{}", self.name.name),
            None => self.name.name.to_owned(),
        }
    }

    /// The foreign keys of other tables through which a delete of this one changes rows of theirs.
    #[must_use]
    pub const fn children(mut self, children: &'static [Child]) -> Self {
        self.children = children;
        self
    }
}

/// A column, in the order of the row struct's fields.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub(crate) name: &'static str,
    pub(crate) cast: &'static str,
    pub(crate) image: Image,
}

impl Column {
    /// `cast` is the type a new value is cast to before it is compared with the stored one. It
    /// leaves out the length of a `varchar` or `char`: a cast would cut what Postgres must refuse.
    pub const fn new(name: &'static str, cast: &'static str) -> Self {
        Self {
            name,
            cast,
            image: Image::Value,
        }
    }

    /// How the audit log shows the column, where it is not as `to_jsonb` does.
    #[must_use]
    pub const fn image(mut self, image: Image) -> Self {
        self.image = image;
        self
    }
}

/// How a value is shown in the audit log. No form depends on the session's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Image {
    /// As `to_jsonb` shows it.
    Value,
    /// A `timestamptz`, in UTC to the microsecond.
    Utc,
    /// A `bytea`, as hexadecimal digits.
    Hex,
    /// As text, for what `to_jsonb` may refuse or change (`json` keeps its bytes).
    Text,
    /// An `interval`, in ISO 8601: months, days and seconds.
    Interval,
    /// A `money`, in its smallest unit.
    Money,
    /// An array, each element so.
    Each(&'static Image),
    /// A range, each bound so.
    Range(&'static Image),
    /// A multirange, each bound of each range so.
    Multirange(&'static Image),
    /// Not at all.
    Omit,
}

/// A foreign key that acts on the rows of another table when a row of this one is deleted.
#[derive(Clone, Copy, Debug)]
pub struct Child {
    pub(crate) table: &'static Table,
    pub(crate) columns: &'static [usize],
    pub(crate) references: &'static [usize],
    pub(crate) on_delete: OnDelete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnDelete {
    Cascade,
    SetNull(&'static [usize]),
    SetDefault(&'static [usize]),
}

impl Child {
    /// `ON DELETE CASCADE`: `columns` of `table` refer to `references` of the table it is a child of.
    pub const fn cascade(
        table: &'static Table,
        columns: &'static [usize],
        references: &'static [usize],
    ) -> Self {
        Self {
            table,
            columns,
            references,
            on_delete: OnDelete::Cascade,
        }
    }

    /// `ON DELETE SET NULL`; `set` are the columns it names, else all of the key's.
    pub const fn set_null(
        table: &'static Table,
        columns: &'static [usize],
        references: &'static [usize],
        set: &'static [usize],
    ) -> Self {
        Self {
            table,
            columns,
            references,
            on_delete: OnDelete::SetNull(set),
        }
    }

    /// `ON DELETE SET DEFAULT`; `set` are the columns it names, else all of the key's.
    pub const fn set_default(
        table: &'static Table,
        columns: &'static [usize],
        references: &'static [usize],
        set: &'static [usize],
    ) -> Self {
        Self {
            table,
            columns,
            references,
            on_delete: OnDelete::SetDefault(set),
        }
    }
}
