//! Types, domains and sequences.

use super::{Constraint, ExprText, Name, ObjectName, SequenceOptions, TypeName};
use crate::source::Span;

#[derive(Clone, Debug)]
pub(crate) struct CreateType {
    pub(crate) name: ObjectName,
    pub(crate) definition: TypeDefinition,
}

/// What stands behind `CREATE TYPE name AS`.
#[derive(Clone, Debug)]
pub(crate) enum TypeDefinition {
    Enum(Vec<Label>),
    Composite(Vec<AttributeDef>),
    Range(Vec<RangeOption>),
}

/// The label of an enum value.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct AttributeDef {
    pub(crate) name: Name,
    pub(crate) ty: TypeName,
    pub(crate) collation: Option<ObjectName>,
}

/// `subtype = float8`: each value is a name, whatever it names.
#[derive(Clone, Debug)]
pub(crate) struct RangeOption {
    pub(crate) option: Name,
    pub(crate) value: TypeName,
}

#[derive(Clone, Debug)]
pub(crate) struct AlterType {
    pub(crate) name: ObjectName,
    /// The whole statement.
    pub(crate) span: Span,
    pub(crate) action: AlterTypeAction,
}

#[derive(Clone, Debug)]
pub(crate) enum AlterTypeAction {
    AddValue {
        label: Label,
        if_not_exists: bool,
        /// The value before or after which it goes; `None` is the end.
        neighbor: Option<(Side, Label)>,
    },
    RenameValue {
        from: Label,
        to: Label,
    },
    RenameTo(Name),
    SetSchema(Name),
    Attributes(Vec<AttributeAction>),
    RenameAttribute {
        from: Name,
        to: Name,
    },
    /// Ownership: nothing the catalog holds.
    Nothing,
}

/// On which side of another value a new one goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

#[derive(Clone, Debug)]
pub(crate) enum AttributeAction {
    Add(AttributeDef),
    Drop {
        name: Name,
        if_exists: bool,
        cascade: bool,
    },
    Alter(AttributeDef),
}

#[derive(Clone, Debug)]
pub(crate) struct CreateDomain {
    pub(crate) name: ObjectName,
    pub(crate) base: TypeName,
    pub(crate) collation: Option<ObjectName>,
    pub(crate) constraints: Vec<Constraint>,
}

#[derive(Clone, Debug)]
pub(crate) struct AlterDomain {
    pub(crate) name: ObjectName,
    /// The whole statement.
    pub(crate) span: Span,
    pub(crate) action: AlterDomainAction,
}

#[derive(Clone, Debug)]
pub(crate) enum AlterDomainAction {
    SetDefault(ExprText),
    DropDefault,
    SetNotNull(bool),
    AddConstraint(Constraint),
    DropConstraint {
        name: Name,
        if_exists: bool,
        cascade: bool,
    },
    RenameConstraint {
        from: Name,
        to: Name,
    },
    ValidateConstraint(Name),
    RenameTo(Name),
    SetSchema(Name),
    /// Ownership: nothing the catalog holds.
    Nothing,
}

#[derive(Clone, Debug)]
pub(crate) struct CreateSequence {
    pub(crate) name: ObjectName,
    pub(crate) if_not_exists: bool,
    pub(crate) temporary: bool,
    pub(crate) unlogged: bool,
    pub(crate) options: SequenceOptions,
    pub(crate) owned_by: Option<OwnedBy>,
}

/// `OWNED BY`.
#[derive(Clone, Debug)]
pub(crate) enum OwnedBy {
    None,
    Column(ObjectName, Name),
}

#[derive(Clone, Debug)]
pub(crate) struct AlterSequence {
    pub(crate) name: ObjectName,
    /// The whole statement.
    pub(crate) span: Span,
    pub(crate) if_exists: bool,
    pub(crate) action: AlterSequenceAction,
}

#[derive(Clone, Debug)]
pub(crate) enum AlterSequenceAction {
    Options(Box<SequenceOptions>, Option<OwnedBy>),
    SetLogged(bool),
    RenameTo(Name),
    SetSchema(Name),
    /// Ownership: nothing the catalog holds.
    Nothing,
}
