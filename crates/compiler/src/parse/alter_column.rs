//! `ALTER TABLE .. ALTER COLUMN ..`.

use super::{
    clauses::{Clauses, Read},
    statement::{AlterTableKind, ColumnChange, SequenceOptions},
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        ADD_GENERATED, ADD_KW, ALTER_KW, ALWAYS_KW, AS_KW, COLUMN_KW, COLUMN_NAME_REF, DATA_KW,
        DEFAULT_KW, DROP_DEFAULT, DROP_EXPRESSION, DROP_IDENTITY, DROP_KW, DROP_NOT_NULL,
        EXPRESSION_KW, GENERATED_KW, IDENTITY_KW, IF_EXISTS, KEY_KW, RESET_OPTIONS, RESTART,
        SET_COMPRESSION, SET_DEFAULT, SET_GENERATED, SET_GENERATED_OPTIONS, SET_KW, SET_NOT_NULL,
        SET_OPTIONS, SET_SEQUENCE_OPTION, SET_STATISTICS, SET_STORAGE, SET_TYPE, TYPE_KW,
        USING_EXPR, USING_KW,
    },
};

pub(super) fn alter_column(clauses: &mut Clauses<'_>) -> Read<AlterTableKind> {
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
        SET_STATISTICS | SET_STORAGE | SET_COMPRESSION | SET_OPTIONS | RESET_OPTIONS => {
            return Ok(AlterTableKind::AlterColumn {
                column,
                change: ColumnChange::Kept,
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
    let using = match clauses.node(USING_EXPR) {
        Some(node) => Some(clauses.reader.read(&node, |clauses| {
            clauses.token(USING_KW);
            let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
            clauses.reader.expr(&expr)
        })?),
        None => None,
    };
    Ok(ColumnChange::Type {
        ty: clauses.type_name()?,
        collation: clauses.collation()?,
        using,
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
