//! `ALTER TABLE`.

use super::{
    clauses::{Clauses, Read, Reader},
    constraint::CONSTRAINTS,
    statement::{
        AlterTable, AlterTableAction, AlterTableKind, ColumnChange, Name, SequenceOptions,
        StatementKind,
    },
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        ADD_COLUMN, ADD_CONSTRAINT, ADD_GENERATED, ADD_KW, ALTER_COLUMN, ALTER_CONSTRAINT,
        ALTER_KW, ALWAYS_KW, AS_KW, CASCADE, COLUMN_KW, COLUMN_NAME, COLUMN_NAME_REF,
        CONSTRAINT_KW, CONSTRAINT_NAME, CONSTRAINT_NAME_REF, DATA_KW, DEFAULT_KW, DROP_COLUMN,
        DROP_CONSTRAINT, DROP_DEFAULT, DROP_EXPRESSION, DROP_IDENTITY, DROP_KW, DROP_NOT_NULL,
        EXPRESSION_KW, GENERATED_KW, IDENTITY_KW, IF_EXISTS, IF_NOT_EXISTS, KEY_KW, OWNER_TO,
        RENAME_COLUMN, RENAME_CONSTRAINT, RENAME_KW, RESTART, RESTRICT, SCHEMA_KW, SCHEMA_REF,
        SET_DEFAULT, SET_GENERATED, SET_GENERATED_OPTIONS, SET_KW, SET_NOT_NULL, SET_SCHEMA,
        SET_SEQUENCE_OPTION, SET_TYPE, TABLE_KW, TABLE_NAME, TABLE_RELATION_NAME, TABLE_RENAME_TO,
        TO_KW, TYPE_KW, USING_EXPR, VALIDATE_CONSTRAINT, VALIDATE_KW,
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
            let name = self.relation_name(&clauses.need(TABLE_RELATION_NAME)?)?;
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
                name,
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
            // The catalog holds no owners.
            OWNER_TO => return Ok(AlterTableKind::Nothing),
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
    clauses.tokens(&[RENAME_KW, TO_KW]);
    let name = clauses.object_name(TABLE_NAME)?;
    match name.schema {
        None => Ok(AlterTableKind::RenameTo(name.name)),
        Some(schema) => Err(Box::new(
            clauses
                .reader
                .syntax_error(schema.span, "a rename keeps the schema"),
        )),
    }
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
    clauses.tokens(&[SET_KW, SCHEMA_KW]);
    Ok(AlterTableKind::SetSchema(clauses.name(SCHEMA_REF)?))
}

fn alter_column(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
    clauses.tokens(&[ALTER_KW, COLUMN_KW]);
    let column = clauses.name(COLUMN_NAME_REF)?;
    let node = clauses.any_node().ok_or_else(|| clauses.missing())?;
    let read = match node.kind() {
        SET_TYPE => set_type,
        SET_DEFAULT => set_default,
        ADD_GENERATED => add_generated,
        SET_GENERATED_OPTIONS => set_generated,
        DROP_IDENTITY => drop_identity,
        DROP_EXPRESSION => drop_expression,
        DROP_DEFAULT => {
            return Ok(AlterTableKind::AlterColumn {
                column,
                change: ColumnChange::DropDefault,
            });
        }
        SET_NOT_NULL => {
            return Ok(AlterTableKind::AlterColumn {
                column,
                change: ColumnChange::SetNotNull,
            });
        }
        DROP_NOT_NULL => {
            return Ok(AlterTableKind::AlterColumn {
                column,
                change: ColumnChange::DropNotNull,
            });
        }
        _ => return Err(Box::new(clauses.reader.refused(&SyntaxElement::Node(node)))),
    };
    Ok(AlterTableKind::AlterColumn {
        column,
        change: clauses.reader.read(&node, read)?,
    })
}

fn set_type(clauses: &mut Clauses<'_>) -> Read<ColumnChange> {
    clauses.tokens(&[SET_KW, DATA_KW, TYPE_KW]);
    // How the rows are converted leaves no mark in the catalog.
    clauses.node(USING_EXPR);
    Ok(ColumnChange::Type {
        ty: clauses.type_name()?,
        collation: clauses.collation()?,
    })
}

fn set_default(clauses: &mut Clauses<'_>) -> Read<ColumnChange> {
    clauses.tokens(&[SET_KW, DEFAULT_KW]);
    let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
    Ok(ColumnChange::SetDefault(clauses.reader.expr(&expr)?))
}

fn add_generated(clauses: &mut Clauses<'_>) -> Read<ColumnChange> {
    clauses.tokens(&[ADD_KW, GENERATED_KW, AS_KW, IDENTITY_KW]);
    let options = clauses.identity_options()?;
    Ok(ColumnChange::AddIdentity(
        clauses.generated_when()?,
        options,
    ))
}

fn set_generated(clauses: &mut Clauses<'_>) -> Read<ColumnChange> {
    let reader = clauses.reader;
    let mut identity = None;
    let mut options = SequenceOptions::default();
    // Where it stands is the sequence's state, not its shape.
    clauses.node(RESTART);
    for node in clauses.nodes(SET_GENERATED) {
        identity = Some(reader.read(&node, |clauses| {
            clauses.tokens(&[SET_KW, GENERATED_KW, ALWAYS_KW, KEY_KW]);
            clauses.generated_when()
        })?);
    }
    for node in clauses.nodes(SET_SEQUENCE_OPTION) {
        let said = reader.read(&node, |clauses| {
            clauses.token(SET_KW);
            clauses.sequence_options()
        })?;
        options.merge(said);
    }
    Ok(ColumnChange::SetIdentity(identity, options))
}

#[allow(clippy::unnecessary_wraps, reason = "its neighbours can fail")]
fn drop_identity(clauses: &mut Clauses<'_>) -> Read<ColumnChange> {
    clauses.tokens(&[DROP_KW, IDENTITY_KW]);
    Ok(ColumnChange::DropIdentity {
        if_exists: clauses.node(IF_EXISTS).is_some(),
    })
}

#[allow(clippy::unnecessary_wraps, reason = "its neighbours can fail")]
fn drop_expression(clauses: &mut Clauses<'_>) -> Read<ColumnChange> {
    clauses.tokens(&[DROP_KW, EXPRESSION_KW]);
    Ok(ColumnChange::DropExpression {
        if_exists: clauses.node(IF_EXISTS).is_some(),
    })
}
