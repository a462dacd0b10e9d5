//! `CREATE TYPE`.

use super::{
    clauses::{Clauses, Read, Reader},
    literal,
    statement::{
        AttributeDef, CreateType, Label, RangeOption, StatementKind, TypeDefinition, TypeName,
    },
};
use crate::diagnostic::Code;
use squawk_syntax::{
    SyntaxKind::{
        AS_KW, ATTRIBUTE_LIST, ATTRIBUTE_NAME, ATTRIBUTE_OPTION, ATTRIBUTE_VALUE, BASE_TYPE,
        COMPOSITE_FIELD, COMPOSITE_FIELD_DEF, COMPOSITE_FIELD_LIST, COMPOSITE_TYPE, CREATE_KW,
        ENUM_KW, ENUM_TYPE, EQ, LITERAL, RANGE_KW, RANGE_TYPE, TYPE_KW, TYPE_NAME, VARIANT,
        VARIANT_LIST,
    },
    SyntaxNode,
};

fn label(clauses: &mut Clauses<'_>) -> Read<Label> {
    clauses.label()
}

fn type_name(clauses: &mut Clauses<'_>) -> Read<TypeName> {
    clauses.type_name()
}

impl Reader {
    /// `CREATE TYPE`; a base type stands on functions in C, of which no SQL tells anything.
    pub(super) fn create_type(&self, node: &SyntaxNode) -> Read<StatementKind> {
        let is = |kind| node.children().any(|child| child.kind() == kind);
        if !is(ENUM_TYPE) && !is(COMPOSITE_TYPE) && !is(RANGE_TYPE) {
            let what = if is(BASE_TYPE) {
                "a base type is not modelled"
            } else {
                "a shell type is not modelled"
            };
            let error = self.whole(node, Code::D0201, what);
            return Err(Box::new(error.help(
                "base types stand on functions in C: have an extension bring them",
            )));
        }
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, TYPE_KW]);
            Ok(StatementKind::CreateType(CreateType {
                name: clauses.object_name(TYPE_NAME)?,
                definition: clauses.type_definition()?,
            }))
        })
    }

    fn variant(&self, node: &SyntaxNode) -> Read<Label> {
        self.read(node, label)
    }

    fn range_option(&self, node: &SyntaxNode) -> Read<RangeOption> {
        self.read(node, |clauses| {
            clauses.token(EQ);
            let option = clauses.name(ATTRIBUTE_NAME)?;
            let value = clauses.need(ATTRIBUTE_VALUE)?;
            let value = self.read(&value, type_name)?;
            Ok(RangeOption { option, value })
        })
    }
}

impl Clauses<'_> {
    /// Takes the label of an enum value.
    pub(super) fn label(&mut self) -> Read<Label> {
        let literal = self.need(LITERAL)?;
        Ok(Label {
            text: literal::string(self.reader, &literal)?,
            span: self.reader.span_of(&literal),
        })
    }

    /// Takes name, type and collation of an attribute that is new or has its name in a node of another kind.
    pub(super) fn attribute(&mut self, name: squawk_syntax::SyntaxKind) -> Read<AttributeDef> {
        Ok(AttributeDef {
            name: self.name(name)?,
            ty: self.type_name()?,
            collation: self.collation()?,
        })
    }

    fn type_definition(&mut self) -> Read<TypeDefinition> {
        let reader = self.reader;
        if let Some(node) = self.node(ENUM_TYPE) {
            return reader.read(&node, |clauses| {
                clauses.tokens(&[AS_KW, ENUM_KW]);
                let labels = clauses.list(VARIANT_LIST, VARIANT, |it| reader.variant(it))?;
                Ok(TypeDefinition::Enum(labels))
            });
        }
        if let Some(node) = self.node(COMPOSITE_TYPE) {
            return reader.read(&node, |clauses| {
                clauses.token(AS_KW);
                let attribute =
                    |it: &_| reader.read(it, |clauses| clauses.attribute(COMPOSITE_FIELD));
                let list = clauses.list(COMPOSITE_FIELD_LIST, COMPOSITE_FIELD_DEF, attribute)?;
                Ok(TypeDefinition::Composite(list))
            });
        }
        let node = self.need(RANGE_TYPE)?;
        reader.read(&node, |clauses| {
            clauses.tokens(&[AS_KW, RANGE_KW]);
            let list = clauses.list(ATTRIBUTE_LIST, ATTRIBUTE_OPTION, |it| {
                reader.range_option(it)
            })?;
            Ok(TypeDefinition::Range(list))
        })
    }

    /// Takes a list in parentheses, each item by `read`.
    fn list<T>(
        &mut self,
        list: squawk_syntax::SyntaxKind,
        item: squawk_syntax::SyntaxKind,
        read: impl Fn(&SyntaxNode) -> Read<T>,
    ) -> Read<Vec<T>> {
        let node = self.need(list)?;
        self.reader.read(&node, |clauses| {
            clauses.punctuation();
            clauses.nodes(item).iter().map(read).collect()
        })
    }
}
