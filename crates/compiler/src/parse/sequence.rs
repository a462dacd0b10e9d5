//! How a sequence counts: the options of `CREATE SEQUENCE` and of identity columns.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{Bound, SequenceOptions},
};
use crate::diagnostic::Code;
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        AS_KW, BY_KW, CACHE_KW, INCREMENT_KW, MAXVALUE_KW, MINVALUE_KW, OPTION_AS_TYPE,
        OPTION_CACHE, OPTION_CYCLE, OPTION_INCREMENT, OPTION_MAX_VALUE, OPTION_MIN_VALUE,
        OPTION_NO_CYCLE, OPTION_NO_MAX_VALUE, OPTION_NO_MIN_VALUE, OPTION_RESTART, OPTION_START,
        SEQUENCE_OPTION_LIST, START_KW, WITH_KW,
    },
    SyntaxNode,
};

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
