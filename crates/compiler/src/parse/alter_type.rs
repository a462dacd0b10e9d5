//! `ALTER TYPE`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{AlterType, AlterTypeAction, AttributeAction, Side, StatementKind},
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        ADD_ATTRIBUTE, ADD_KW, ADD_VALUE, AFTER_KW, AFTER_VALUE, ALTER_ATTRIBUTE, ALTER_KW,
        ALTER_TYPE_ATTRIBUTE_ACTION_LIST, ATTRIBUTE_KW, BEFORE_KW, BEFORE_VALUE, COMPOSITE_FIELD,
        COMPOSITE_FIELD_REF, DATA_KW, DROP_ATTRIBUTE, DROP_KW, IF_EXISTS, IF_NOT_EXISTS, OWNER_TO,
        RENAME_ATTRIBUTE, RENAME_KW, RENAME_VALUE, SET_KW, SET_SCHEMA, TO_KW, TYPE_KW, TYPE_NAME,
        TYPE_NAME_REF, TYPE_RENAME_TO, VALUE_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `ALTER TYPE`.
    pub(super) fn alter_type(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, TYPE_KW]);
            let name = clauses.object_name(TYPE_NAME_REF)?;
            let action = clauses.any_node().ok_or_else(|| clauses.missing())?;
            Ok(StatementKind::AlterType(AlterType {
                name,
                span: clauses.span(),
                action: self.type_action(&action)?,
            }))
        })
    }

    fn type_action(&self, node: &SyntaxNode) -> Read<AlterTypeAction> {
        let read = match node.kind() {
            ADD_VALUE => add_value,
            RENAME_VALUE => rename_value,
            RENAME_ATTRIBUTE => rename_attribute,
            ALTER_TYPE_ATTRIBUTE_ACTION_LIST => attributes,
            TYPE_RENAME_TO => |clauses: &mut Clauses<'_>| {
                Ok(AlterTypeAction::RenameTo(clauses.new_name(TYPE_NAME)?))
            },
            SET_SCHEMA => {
                |clauses: &mut Clauses<'_>| Ok(AlterTypeAction::SetSchema(clauses.new_schema()?))
            }
            // The catalog holds no owners.
            OWNER_TO => return Ok(AlterTypeAction::Nothing),
            _ => return Err(Box::new(self.refused(&SyntaxElement::Node(node.clone())))),
        };
        self.read(node, read)
    }

    fn attribute_action(&self, node: &SyntaxNode) -> Read<AttributeAction> {
        self.read(node, |clauses| {
            clauses.tokens(&[ADD_KW, ALTER_KW, DROP_KW, ATTRIBUTE_KW]);
            // Beside DROP, where views may stand on it, it is about tables made OF the type.
            let cascade = clauses.cascade();
            match node.kind() {
                ADD_ATTRIBUTE => Ok(AttributeAction::Add(clauses.attribute(COMPOSITE_FIELD)?)),
                ALTER_ATTRIBUTE => {
                    clauses.tokens(&[SET_KW, DATA_KW, TYPE_KW]);
                    let attribute = clauses.attribute(COMPOSITE_FIELD_REF)?;
                    Ok(AttributeAction::Alter(attribute))
                }
                DROP_ATTRIBUTE => Ok(AttributeAction::Drop {
                    if_exists: clauses.node(IF_EXISTS).is_some(),
                    name: clauses.name(COMPOSITE_FIELD_REF)?,
                    cascade,
                }),
                _ => Err(clauses.missing()),
            }
        })
    }
}

fn add_value(clauses: &mut Clauses<'_>) -> Read<AlterTypeAction> {
    clauses.tokens(&[ADD_KW, VALUE_KW]);
    let if_not_exists = clauses.node(IF_NOT_EXISTS).is_some();
    let reader = clauses.reader;
    let mut neighbor = None;
    for (kind, word, side) in [
        (BEFORE_VALUE, BEFORE_KW, Side::Before),
        (AFTER_VALUE, AFTER_KW, Side::After),
    ] {
        if let Some(node) = clauses.node(kind) {
            let label = reader.read(&node, |clauses| {
                clauses.token(word);
                clauses.label()
            })?;
            neighbor = Some((side, label));
        }
    }
    Ok(AlterTypeAction::AddValue {
        label: clauses.label()?,
        if_not_exists,
        neighbor,
    })
}

fn rename_value(clauses: &mut Clauses<'_>) -> Read<AlterTypeAction> {
    clauses.tokens(&[RENAME_KW, VALUE_KW, TO_KW]);
    Ok(AlterTypeAction::RenameValue {
        from: clauses.label()?,
        to: clauses.label()?,
    })
}

fn rename_attribute(clauses: &mut Clauses<'_>) -> Read<AlterTypeAction> {
    clauses.tokens(&[RENAME_KW, ATTRIBUTE_KW, TO_KW]);
    clauses.cascade();
    Ok(AlterTypeAction::RenameAttribute {
        from: clauses.name(COMPOSITE_FIELD_REF)?,
        to: clauses.name(COMPOSITE_FIELD)?,
    })
}

fn attributes(clauses: &mut Clauses<'_>) -> Read<AlterTypeAction> {
    clauses.punctuation();
    let mut actions = Vec::new();
    while let Some(action) = clauses.any_node() {
        actions.push(clauses.reader.attribute_action(&action)?);
    }
    Ok(AlterTypeAction::Attributes(actions))
}
