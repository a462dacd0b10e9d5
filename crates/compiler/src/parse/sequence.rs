//! `CREATE SEQUENCE`, `ALTER SEQUENCE`, and how a sequence counts, identity columns' included.

use super::{
    clauses::{Clauses, Read, Reader},
    name::column_of,
    statement::{
        AlterSequence, AlterSequenceAction, Bound, CreateSequence, Name, OwnedBy, SequenceOptions,
        StatementKind,
    },
};
use crate::diagnostic::Code;
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        ALTER_KW, AS_KW, BY_KW, CACHE_KW, CREATE_KW, IF_EXISTS, IF_NOT_EXISTS, INCREMENT_KW,
        MAXVALUE_KW, MINVALUE_KW, OPTION_AS_TYPE, OPTION_CACHE, OPTION_CYCLE, OPTION_INCREMENT,
        OPTION_MAX_VALUE, OPTION_MIN_VALUE, OPTION_NO_CYCLE, OPTION_NO_MAX_VALUE,
        OPTION_NO_MIN_VALUE, OPTION_OWNED_BY, OPTION_RESTART, OPTION_START, OWNED_BY_NONE,
        OWNED_KW, OWNER_TO, PATH_REF, QUALIFIED_COLUMN_NAME_REF, SEQUENCE, SEQUENCE_KW,
        SEQUENCE_OPTION_LIST, SEQUENCE_REF, SEQUENCE_RENAME_TO, SET_LOGGED, SET_SCHEMA,
        SET_UNLOGGED, START_KW, TEMP, UNLOGGED, WITH_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `CREATE SEQUENCE`.
    pub(super) fn create_sequence(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[CREATE_KW, SEQUENCE_KW]);
            Ok(StatementKind::CreateSequence(CreateSequence {
                if_not_exists: clauses.node(IF_NOT_EXISTS).is_some(),
                temporary: clauses.node(TEMP).is_some(),
                unlogged: clauses.node(UNLOGGED).is_some(),
                name: clauses.object_name(SEQUENCE)?,
                options: clauses.sequence_options()?,
                owned_by: clauses.owned_by()?,
            }))
        })
    }

    /// `ALTER SEQUENCE`.
    pub(super) fn alter_sequence(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, SEQUENCE_KW]);
            Ok(StatementKind::AlterSequence(AlterSequence {
                if_exists: clauses.node(IF_EXISTS).is_some(),
                name: clauses.object_name(SEQUENCE_REF)?,
                span: clauses.span(),
                action: clauses.sequence_action()?,
            }))
        })
    }
}

impl SequenceOptions {
    /// Takes over what others say.
    pub(super) fn merge(&mut self, other: Self) {
        self.ty = other.ty.or(self.ty.take());
        self.start = other.start.or(self.start);
        self.increment = other.increment.or(self.increment);
        self.min = other.min.or(self.min);
        self.max = other.max.or(self.max);
        self.cache = other.cache.or(self.cache);
        self.cycle = other.cycle.or(self.cycle);
    }
}

impl Clauses<'_> {
    /// Takes the options in parentheses behind `AS IDENTITY`, if they are there.
    pub(super) fn identity_options(&mut self) -> Read<SequenceOptions> {
        let Some(list) = self.node(SEQUENCE_OPTION_LIST) else {
            return Ok(SequenceOptions::default());
        };
        self.reader.read(&list, |clauses| {
            clauses.punctuation();
            clauses.sequence_options()
        })
    }

    /// Takes all options that are there.
    pub(super) fn sequence_options(&mut self) -> Read<SequenceOptions> {
        let mut options = SequenceOptions::default();
        let reader = self.reader;
        if let Some(node) = self.node(OPTION_AS_TYPE) {
            options.ty = Some(reader.read(&node, |clauses| {
                clauses.token(AS_KW);
                clauses.type_name()
            })?);
        }
        for (kind, slot) in [
            (OPTION_CACHE, &mut options.cache),
            (OPTION_INCREMENT, &mut options.increment),
            (OPTION_START, &mut options.start),
        ] {
            if let Some(node) = self.node(kind) {
                *slot = Some(reader.counting(&node)?);
            }
        }
        for (kind, none, slot) in [
            (OPTION_MAX_VALUE, OPTION_NO_MAX_VALUE, &mut options.max),
            (OPTION_MIN_VALUE, OPTION_NO_MIN_VALUE, &mut options.min),
        ] {
            if let Some(node) = self.node(kind) {
                *slot = Some(Bound::Value(reader.counting(&node)?));
            } else if self.node(none).is_some() {
                *slot = Some(Bound::Type);
            }
        }
        if self.node(OPTION_CYCLE).is_some() {
            options.cycle = Some(true);
        } else if self.node(OPTION_NO_CYCLE).is_some() {
            options.cycle = Some(false);
        }
        // Where it stands is the sequence's state, not its shape.
        self.node(OPTION_RESTART);
        Ok(options)
    }
}

fn new_schema(clauses: &mut Clauses<'_>) -> Read<Name> {
    clauses.new_schema()
}

impl Clauses<'_> {
    fn sequence_action(&mut self) -> Read<AlterSequenceAction> {
        if let Some(node) = self.node(SEQUENCE_RENAME_TO) {
            let name = self.reader.read(&node, |it| it.new_name(SEQUENCE))?;
            return Ok(AlterSequenceAction::RenameTo(name));
        }
        if let Some(node) = self.node(SET_SCHEMA) {
            let schema = self.reader.read(&node, new_schema)?;
            return Ok(AlterSequenceAction::SetSchema(schema));
        }
        for (kind, action) in [
            (OWNER_TO, AlterSequenceAction::Nothing),
            (SET_LOGGED, AlterSequenceAction::SetLogged(true)),
            (SET_UNLOGGED, AlterSequenceAction::SetLogged(false)),
        ] {
            if self.node(kind).is_some() {
                return Ok(action);
            }
        }
        let options = self.sequence_options()?;
        Ok(AlterSequenceAction::Options(
            Box::new(options),
            self.owned_by()?,
        ))
    }

    /// Takes `OWNED BY`, if it is there.
    fn owned_by(&mut self) -> Read<Option<OwnedBy>> {
        let Some(node) = self.node(OPTION_OWNED_BY) else {
            return Ok(None);
        };
        let reader = self.reader;
        reader.read(&node, |clauses| {
            clauses.tokens(&[OWNED_KW, BY_KW]);
            if clauses.node(OWNED_BY_NONE).is_some() {
                return Ok(Some(OwnedBy::None));
            }
            let column = clauses.need(QUALIFIED_COLUMN_NAME_REF)?;
            let parts = reader.read(&column, |clauses| {
                let mut parts = Vec::new();
                reader.path_parts(&clauses.need(PATH_REF)?, &mut parts)?;
                Ok(parts)
            })?;
            if let Some((table, column)) = column_of(parts) {
                return Ok(Some(OwnedBy::Column(table, column)));
            }
            let span = reader.span_of(&column);
            let title = "invalid OWNED BY option";
            let error = reader.error(Code::D0112, title, span, "which table's?");
            let error = error.sqlstate("42601");
            Err(Box::new(
                error.help("write OWNED BY table.column, or OWNED BY NONE"),
            ))
        })
    }
}

impl Reader {
    fn counting(&self, node: &SyntaxNode) -> Read<i64> {
        self.read(node, |clauses| {
            clauses.tokens(&[
                CACHE_KW,
                INCREMENT_KW,
                BY_KW,
                START_KW,
                WITH_KW,
                MINVALUE_KW,
                MAXVALUE_KW,
            ]);
            let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
            let tokens = expr.descendants_with_tokens();
            let tokens = tokens.filter_map(SyntaxElement::into_token);
            let digits: String = tokens
                .filter(|token| !token.kind().is_trivia())
                .map(|token| token.text().replace('_', ""))
                .collect();
            digits.parse().map_err(|_| {
                let span = self.span_of(&expr);
                let title = format!("value \"{digits}\" is out of range for type bigint");
                let error = self.error(Code::D0112, title, span, "not a whole number of 64 bits");
                Box::new(error.sqlstate("22003"))
            })
        })
    }
}
