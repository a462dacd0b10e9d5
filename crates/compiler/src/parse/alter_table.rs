//! `ALTER TABLE`.

use super::{
    alter_column::alter_column,
    clauses::{Clauses, Read, Reader},
    constraint::CONSTRAINTS,
    statement::{
        AlterTable, AlterTableAction, AlterTableKind, IndexUse, Name, StatementKind, Triggers,
    },
};
use crate::catalog::Firing;
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        self, ACCESS_KW, ACCESS_METHOD_REF, ADD_COLUMN, ADD_CONSTRAINT, ADD_KW, ALL,
        ALL_IN_TABLESPACE, ALTER_COLUMN, ALTER_CONSTRAINT, ALTER_KW, ALWAYS_KW, ATTACH_KW,
        ATTACH_PARTITION, CASCADE, CLUSTER_KW, CLUSTER_ON, COLUMN_KW, COLUMN_NAME, COLUMN_NAME_REF,
        CONSTRAINT_KW, CONSTRAINT_NAME, CONSTRAINT_NAME_REF, DETACH_CONCURRENTLY, DETACH_FINALIZE,
        DETACH_KW, DETACH_PARTITION, DISABLE_KW, DISABLE_RLS, DISABLE_RULE, DISABLE_TRIGGER,
        DROP_COLUMN, DROP_CONSTRAINT, DROP_KW, ENABLE_ALWAYS_RULE, ENABLE_ALWAYS_TRIGGER,
        ENABLE_KW, ENABLE_REPLICA_RULE, ENABLE_REPLICA_TRIGGER, ENABLE_RLS, ENABLE_RULE,
        ENABLE_TRIGGER, FORCE_RLS, IDENTITY_KW, IF_EXISTS, IF_NOT_EXISTS, INDEX_REF, INHERIT_KW,
        INHERIT_TABLE, METHOD_KW, NO_FORCE_RLS, NO_INHERIT_TABLE, NO_KW, NOT_OF, OF_KW, OF_TYPE,
        ON_KW, OWNER_TO, PARTITION_KW, RENAME_COLUMN, RENAME_CONSTRAINT, RENAME_KW,
        REPLICA_IDENTITY, REPLICA_KW, RESET_KW, RESET_OPTIONS, RESTRICT, RULE_KW, RULE_REF,
        SCHEMA_KW, SCHEMA_REF, SET_ACCESS_METHOD, SET_KW, SET_LOGGED, SET_OPTIONS, SET_SCHEMA,
        SET_TABLESPACE, SET_UNLOGGED, SET_WITHOUT_CLUSTER, SET_WITHOUT_OIDS, TABLE_KW, TABLE_NAME,
        TABLE_NAME_REF, TABLE_RELATION_NAME, TABLE_RENAME_TO, TABLESPACE_KW, TABLESPACE_REF, TO_KW,
        TRIGGER_KW, TRIGGER_REF, USER, USING_INDEX_NAME, VALIDATE_CONSTRAINT, VALIDATE_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `ALTER TABLE`.
    pub(super) fn alter_table(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, TABLE_KW]);
            clauses.punctuation();
            let if_exists = clauses.node(IF_EXISTS).is_some();
            if let Some(all) = clauses.node(ALL_IN_TABLESPACE) {
                let error = self.refused(&SyntaxElement::Node(all));
                let help = "which tables lie there only a server knows: name each of them";
                return Err(Box::new(error.help(help)));
            }
            let table = self.relation_name(&clauses.need(TABLE_RELATION_NAME)?)?;
            let mut actions = Vec::new();
            for action in clauses.rest() {
                let SyntaxElement::Node(action) = action else {
                    return Err(Box::new(self.refused(&action)));
                };
                actions.push(AlterTableAction {
                    span: self.span_of(&action),
                    kind: self.action(&action)?,
                });
            }
            Ok(StatementKind::AlterTable(AlterTable {
                table,
                if_exists,
                actions,
            }))
        })
    }

    fn action(&self, node: &SyntaxNode) -> Read<AlterTableKind> {
        let read = match node.kind() {
            ADD_COLUMN => add_column,
            DROP_COLUMN => drop_column,
            ALTER_COLUMN => alter_column,
            ADD_CONSTRAINT => add_constraint,
            DROP_CONSTRAINT => drop_constraint,
            ALTER_CONSTRAINT => alter_constraint,
            VALIDATE_CONSTRAINT => validate_constraint,
            TABLE_RENAME_TO => rename_to,
            RENAME_COLUMN => rename_column,
            RENAME_CONSTRAINT => rename_constraint,
            SET_SCHEMA => set_schema,
            SET_OPTIONS => set_options,
            RESET_OPTIONS => reset_options,
            SET_TABLESPACE => set_tablespace,
            SET_ACCESS_METHOD => set_access_method,
            CLUSTER_ON => cluster_on,
            REPLICA_IDENTITY => replica_identity,
            INHERIT_TABLE => inherit,
            NO_INHERIT_TABLE => no_inherit,
            OF_TYPE => of_type,
            ATTACH_PARTITION => attach,
            DETACH_PARTITION => detach,
            ENABLE_TRIGGER | DISABLE_TRIGGER | ENABLE_REPLICA_TRIGGER | ENABLE_ALWAYS_TRIGGER => {
                let firing = firing(node.kind());
                return self.read(node, |clauses| trigger(clauses, firing));
            }
            ENABLE_RULE | DISABLE_RULE | ENABLE_REPLICA_RULE | ENABLE_ALWAYS_RULE => {
                let firing = firing(node.kind());
                return self.read(node, |clauses| rule(clauses, firing));
            }
            SET_LOGGED => return Ok(AlterTableKind::SetLogged(true)),
            SET_UNLOGGED => return Ok(AlterTableKind::SetLogged(false)),
            ENABLE_RLS => return Ok(AlterTableKind::RowSecurity(true)),
            DISABLE_RLS => return Ok(AlterTableKind::RowSecurity(false)),
            FORCE_RLS => return Ok(AlterTableKind::ForceRowSecurity(true)),
            NO_FORCE_RLS => return Ok(AlterTableKind::ForceRowSecurity(false)),
            NOT_OF => return Ok(AlterTableKind::NotOf),
            // The catalog holds no owners, and no order in which rows lie.
            OWNER_TO | SET_WITHOUT_CLUSTER | SET_WITHOUT_OIDS => {
                return Ok(AlterTableKind::Nothing);
            }
            _ => return Err(Box::new(self.refused(&SyntaxElement::Node(node.clone())))),
        };
        self.read(node, read)
    }
}

impl Clauses<'_> {
    /// Takes `CASCADE` or `RESTRICT`.
    pub(super) fn cascade(&mut self) -> bool {
        self.node(RESTRICT);
        self.node(CASCADE).is_some()
    }

    /// Takes `SET SCHEMA name`.
    pub(super) fn new_schema(&mut self) -> Read<Name> {
        self.tokens(&[SET_KW, SCHEMA_KW]);
        self.name(SCHEMA_REF)
    }

    /// Takes the new name of `RENAME TO`, a node of this kind, which has no schema.
    pub(super) fn new_name(&mut self, kind: SyntaxKind) -> Read<Name> {
        self.tokens(&[RENAME_KW, TO_KW]);
        let name = self.object_name(kind)?;
        match name.schema {
            None => Ok(name.name),
            Some(schema) => Err(Box::new(
                self.reader
                    .syntax_error(schema.span, "a rename keeps the schema"),
            )),
        }
    }

    /// Takes a constraint's name, which has no schema.
    pub(super) fn constraint_name(&mut self) -> Read<Name> {
        Ok(self.object_name(CONSTRAINT_NAME_REF)?.name)
    }
}

fn add_column(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[ADD_KW, COLUMN_KW]);
    let if_not_exists = clauses.node(IF_NOT_EXISTS).is_some();
    Ok(AlterTableKind::AddColumn {
        column: clauses.column_def()?,
        if_not_exists,
    })
}

fn drop_column(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[DROP_KW, COLUMN_KW]);
    Ok(AlterTableKind::DropColumn {
        if_exists: clauses.node(IF_EXISTS).is_some(),
        column: clauses.name(COLUMN_NAME_REF)?,
        cascade: clauses.cascade(),
    })
}

fn add_constraint(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.token(ADD_KW);
    let node = CONSTRAINTS.iter().find_map(|&kind| clauses.node(kind));
    match node {
        Some(node) => Ok(AlterTableKind::AddConstraint(
            clauses.reader.constraint(&node)?,
        )),
        None => match clauses.rest().first() {
            Some(other) => Err(Box::new(clauses.reader.refused(other))),
            None => Err(clauses.missing()),
        },
    }
}

fn drop_constraint(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[DROP_KW, CONSTRAINT_KW]);
    Ok(AlterTableKind::DropConstraint {
        if_exists: clauses.node(IF_EXISTS).is_some(),
        name: clauses.constraint_name()?,
        cascade: clauses.cascade(),
    })
}

fn alter_constraint(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[ALTER_KW, CONSTRAINT_KW]);
    Ok(AlterTableKind::AlterConstraint {
        name: clauses.constraint_name()?,
        deferral: clauses.deferral(),
    })
}

fn validate_constraint(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[VALIDATE_KW, CONSTRAINT_KW]);
    Ok(AlterTableKind::ValidateConstraint(
        clauses.constraint_name()?,
    ))
}

fn rename_to(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    Ok(AlterTableKind::RenameTo(clauses.new_name(TABLE_NAME)?))
}

fn rename_column(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[RENAME_KW, COLUMN_KW, TO_KW]);
    Ok(AlterTableKind::RenameColumn {
        from: clauses.name(COLUMN_NAME_REF)?,
        to: clauses.name(COLUMN_NAME)?,
    })
}

fn rename_constraint(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[RENAME_KW, CONSTRAINT_KW, TO_KW]);
    Ok(AlterTableKind::RenameConstraint {
        from: clauses.constraint_name()?,
        to: clauses.name(CONSTRAINT_NAME)?,
    })
}

fn set_schema(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    Ok(AlterTableKind::SetSchema(clauses.new_schema()?))
}

fn set_options(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.token(SET_KW);
    Ok(AlterTableKind::SetOptions(clauses.attributes()?))
}

fn reset_options(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.token(RESET_KW);
    Ok(AlterTableKind::ResetOptions(clauses.attributes()?))
}

fn set_tablespace(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[SET_KW, TABLESPACE_KW]);
    let name = clauses.name(TABLESPACE_REF)?;
    clauses.reader.default_tablespace(&name)?;
    Ok(AlterTableKind::Nothing)
}

/// Postgres brings one access method for tables.
fn set_access_method(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[SET_KW, ACCESS_KW, METHOD_KW]);
    let name = clauses.name(ACCESS_METHOD_REF)?;
    clauses.reader.heap(&name)?;
    Ok(AlterTableKind::Nothing)
}

fn cluster_on(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[CLUSTER_KW, ON_KW]);
    let index = clauses.object_name(INDEX_REF)?.name;
    Ok(AlterTableKind::UsesIndex(index, IndexUse::Cluster))
}

/// What replication needs to know of a row leaves its columns alone.
fn replica_identity(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[REPLICA_KW, IDENTITY_KW]);
    let Some(node) = clauses.node(USING_INDEX_NAME) else {
        clauses.any_node();
        return Ok(AlterTableKind::Nothing);
    };
    let index = clauses.reader.using_index(&node)?;
    Ok(AlterTableKind::UsesIndex(index, IndexUse::ReplicaIdentity))
}

fn inherit(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.token(INHERIT_KW);
    Ok(AlterTableKind::Inherit(
        clauses.object_name(TABLE_NAME_REF)?,
    ))
}

fn no_inherit(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[NO_KW, INHERIT_KW]);
    Ok(AlterTableKind::NoInherit(
        clauses.object_name(TABLE_NAME_REF)?,
    ))
}

fn of_type(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.token(OF_KW);
    Ok(AlterTableKind::Of(clauses.type_name()?))
}

fn attach(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[ATTACH_KW, PARTITION_KW]);
    Ok(AlterTableKind::Attach {
        partition: clauses.object_name(TABLE_NAME_REF)?,
        bound: clauses.bound()?,
    })
}

fn detach(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[DETACH_KW, PARTITION_KW]);
    Ok(AlterTableKind::Detach {
        partition: clauses.object_name(TABLE_NAME_REF)?,
        concurrently: clauses.node(DETACH_CONCURRENTLY).is_some(),
        finalize: clauses.node(DETACH_FINALIZE).is_some(),
    })
}

fn firing(kind: SyntaxKind) -> Firing {
    match kind {
        DISABLE_TRIGGER | DISABLE_RULE => Firing::Disabled,
        ENABLE_REPLICA_TRIGGER | ENABLE_REPLICA_RULE => Firing::Replica,
        ENABLE_ALWAYS_TRIGGER | ENABLE_ALWAYS_RULE => Firing::Always,
        _ => Firing::Origin,
    }
}

fn trigger(clauses: &mut Clauses<'_>, firing: Firing) -> Read<AlterTableKind> {
    clauses.tokens(&[ENABLE_KW, DISABLE_KW, REPLICA_KW, ALWAYS_KW, TRIGGER_KW]);
    let all = clauses.node(ALL).or_else(|| clauses.node(USER)).is_some();
    let which = if all {
        Triggers::All
    } else {
        Triggers::One(clauses.name(TRIGGER_REF)?)
    };
    Ok(AlterTableKind::Trigger(which, firing))
}

fn rule(clauses: &mut Clauses<'_>, firing: Firing) -> Read<AlterTableKind> {
    clauses.tokens(&[ENABLE_KW, DISABLE_KW, REPLICA_KW, ALWAYS_KW, RULE_KW]);
    Ok(AlterTableKind::Rule(clauses.name(RULE_REF)?, firing))
}
