//! What is said about tables: `CREATE TABLE`, `ALTER TABLE` and the constraints in both.

use super::{ExprText, IndexKeyDef, Name, ObjectName, SequenceOptions, StorageOption, TypeName};
use crate::{
    catalog::{Deferral, Firing, ForeignKeyAction, ForeignKeyMatch, Identity, PartitionStrategy},
    source::Span,
};

#[derive(Clone, Debug)]
pub(crate) struct CreateTable {
    pub(crate) name: ObjectName,
    pub(crate) if_not_exists: bool,
    pub(crate) persistence: Persistence,
    /// `ON COMMIT ..`: only rows of the session are concerned.
    pub(crate) on_commit: Option<Span>,
    /// `OF type`.
    pub(crate) of_type: Option<TypeName>,
    pub(crate) partition_of: Option<PartitionOfDef>,
    pub(crate) elements: Vec<TableElement>,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) inherits: Vec<ObjectName>,
    pub(crate) partition_by: Option<PartitionBy>,
    /// `WITH (..)`.
    pub(crate) options: Vec<StorageOption>,
}

/// How long a table and its rows live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Persistence {
    #[default]
    Permanent,
    Unlogged,
    Temporary,
}

/// What stands between the parentheses of `CREATE TABLE`, constraints of the table aside.
#[derive(Clone, Debug)]
pub(crate) enum TableElement {
    Column(Box<ColumnDef>),
    /// `a WITH OPTIONS NOT NULL`: more about a column that comes from a type or a parent.
    Options {
        column: Name,
        constraints: Vec<Constraint>,
    },
    Like(Like),
}

/// `LIKE table INCLUDING ..`.
#[derive(Clone, Debug)]
pub(crate) struct Like {
    pub(crate) table: ObjectName,
    pub(crate) including: Including,
}

/// What `LIKE` takes over beside names, types and NOT NULL.
#[expect(
    clippy::struct_excessive_bools,
    reason = "SQL has a word for each of them"
)]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Including {
    pub(crate) comments: bool,
    pub(crate) constraints: bool,
    pub(crate) defaults: bool,
    pub(crate) generated: bool,
    pub(crate) identity: bool,
    pub(crate) indexes: bool,
    pub(crate) statistics: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct ColumnDef {
    pub(crate) name: Name,
    pub(crate) ty: TypeName,
    pub(crate) collation: Option<ObjectName>,
    pub(crate) constraints: Vec<Constraint>,
}

/// `PARTITION BY ..`.
#[derive(Clone, Debug)]
pub(crate) struct PartitionBy {
    pub(crate) strategy: PartitionStrategy,
    pub(crate) keys: Vec<IndexKeyDef>,
    pub(crate) span: Span,
}

/// `PARTITION OF parent FOR VALUES ..`.
#[derive(Clone, Debug)]
pub(crate) struct PartitionOfDef {
    pub(crate) parent: ObjectName,
    pub(crate) bound: BoundDef,
}

/// Which rows go into a partition, and where that is said.
#[derive(Clone, Debug)]
pub(crate) struct BoundDef {
    pub(crate) span: Span,
    pub(crate) kind: BoundKind,
}

#[derive(Clone, Debug)]
pub(crate) enum BoundKind {
    Default,
    /// `FOR VALUES IN (..)`.
    List(Vec<ExprText>),
    /// `FOR VALUES FROM (..) TO (..)`.
    Range(Vec<RangeBoundDef>, Vec<RangeBoundDef>),
    /// `FOR VALUES WITH (MODULUS .., REMAINDER ..)`.
    Hash {
        modulus: i64,
        remainder: i64,
    },
}

/// One value of a range's bound.
#[derive(Clone, Debug)]
pub(crate) enum RangeBoundDef {
    MinValue(Span),
    MaxValue(Span),
    Value(ExprText),
}

/// A constraint of a column or a table.
#[derive(Clone, Debug)]
pub(crate) struct Constraint {
    pub(crate) name: Option<Name>,
    pub(crate) span: Span,
    pub(crate) kind: ConstraintKind,
}

#[derive(Clone, Debug)]
pub(crate) enum ConstraintKind {
    NotNull,
    Null,
    Default(ExprText),
    Identity(Identity, SequenceOptions),
    Generated(ExprText),
    Check {
        expr: ExprText,
        no_inherit: bool,
        validated: bool,
    },
    PrimaryKey(KeyDef),
    Unique(KeyDef),
    ForeignKey(ForeignKeyDef),
    Exclusion(ExclusionDef),
}

/// What stands behind `PRIMARY KEY` or `UNIQUE`.
#[derive(Clone, Debug)]
pub(crate) struct KeyDef {
    /// Empty for a constraint of one column.
    pub(crate) columns: Vec<Name>,
    pub(crate) include: Vec<Name>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) deferral: Deferral,
    /// `WITH (..)`.
    pub(crate) options: Vec<StorageOption>,
    /// `USING INDEX name`.
    pub(crate) using_index: Option<Name>,
}

/// `EXCLUDE USING gist (room WITH =, during WITH &&)`.
#[derive(Clone, Debug)]
pub(crate) struct ExclusionDef {
    pub(crate) method: Option<Name>,
    /// Each with its operator.
    pub(crate) elements: Vec<(IndexKeyDef, String)>,
    pub(crate) include: Vec<Name>,
    pub(crate) options: Vec<StorageOption>,
    pub(crate) predicate: Option<ExprText>,
    pub(crate) deferral: Deferral,
}

#[derive(Clone, Debug)]
pub(crate) struct ForeignKeyDef {
    /// Empty for a constraint of one column.
    pub(crate) columns: Vec<Name>,
    pub(crate) table: ObjectName,
    /// Empty where it is left to the primary key.
    pub(crate) referenced: Vec<Name>,
    pub(crate) on_delete: ForeignKeyAction,
    pub(crate) on_update: ForeignKeyAction,
    pub(crate) set_columns: Vec<Name>,
    pub(crate) match_type: ForeignKeyMatch,
    pub(crate) deferral: Deferral,
    pub(crate) validated: bool,
}

/// A table as a statement names it.
#[derive(Clone, Debug)]
pub(crate) struct RelationName {
    pub(crate) name: ObjectName,
    /// `ONLY`: without the tables that inherit from it.
    pub(crate) only: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct AlterTable {
    pub(crate) table: RelationName,
    pub(crate) if_exists: bool,
    pub(crate) actions: Vec<AlterTableAction>,
}

/// One action of an `ALTER TABLE` and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct AlterTableAction {
    pub(crate) span: Span,
    pub(crate) kind: AlterTableKind,
}

#[derive(Clone, Debug)]
pub(crate) enum AlterTableKind {
    AddColumn {
        column: ColumnDef,
        if_not_exists: bool,
    },
    DropColumn {
        column: Name,
        if_exists: bool,
        cascade: bool,
    },
    AlterColumn {
        column: Name,
        change: ColumnChange,
    },
    AddConstraint(Constraint),
    DropConstraint {
        name: Name,
        if_exists: bool,
        cascade: bool,
    },
    AlterConstraint {
        name: Name,
        deferral: Deferral,
    },
    ValidateConstraint(Name),
    RenameTo(Name),
    RenameColumn {
        from: Name,
        to: Name,
    },
    RenameConstraint {
        from: Name,
        to: Name,
    },
    SetSchema(Name),
    SetOptions(Vec<StorageOption>),
    ResetOptions(Vec<StorageOption>),
    SetLogged(bool),
    /// `ENABLE` or `DISABLE ROW LEVEL SECURITY`.
    RowSecurity(bool),
    /// `FORCE` or `NO FORCE ROW LEVEL SECURITY`.
    ForceRowSecurity(bool),
    Trigger(Triggers, Firing),
    Rule(Name, Firing),
    Inherit(ObjectName),
    NoInherit(ObjectName),
    Of(TypeName),
    NotOf,
    Attach {
        partition: ObjectName,
        bound: BoundDef,
    },
    Detach {
        partition: ObjectName,
        concurrently: bool,
        finalize: bool,
    },
    /// `CLUSTER ON` or `REPLICA IDENTITY USING INDEX`, which leave no mark on the schema.
    UsesIndex(Name, IndexUse),
    /// Ownership and the like: nothing the catalog holds.
    Nothing,
}

/// Which triggers are switched on or off.
#[derive(Clone, Debug)]
pub(crate) enum Triggers {
    One(Name),
    /// `ALL` or `USER`; the catalog has no triggers of the system.
    All,
}

/// What an index is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IndexUse {
    Cluster,
    ReplicaIdentity,
}

#[derive(Clone, Debug)]
pub(crate) enum ColumnChange {
    Type {
        ty: TypeName,
        collation: Option<ObjectName>,
        using: Option<ExprText>,
    },
    SetDefault(ExprText),
    DropDefault,
    SetNotNull,
    DropNotNull,
    AddIdentity(Identity, SequenceOptions),
    SetIdentity(Option<Identity>, SequenceOptions),
    DropIdentity {
        if_exists: bool,
    },
    DropExpression {
        if_exists: bool,
    },
    /// Statistics, storage, compression: how rows are kept, not what they are.
    Kept,
}
