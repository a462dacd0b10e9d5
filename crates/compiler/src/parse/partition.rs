//! `PARTITION BY`, `PARTITION OF` and the bounds of partitions.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{BoundDef, BoundKind, PartitionBy, PartitionOfDef, RangeBoundDef},
};
use crate::{catalog::PartitionStrategy, diagnostic::Code, source::Source};
use squawk_syntax::{
    SourceFile,
    SyntaxKind::{
        self, BY_KW, DEFAULT_KW, FOR_KW, FROM_KW, HASH_PARTITION_BOUND, IN_KW, LITERAL, NAME_REF,
        OF_KW, PARTITION_BY, PARTITION_DEFAULT, PARTITION_FOR_VALUES_FROM, PARTITION_FOR_VALUES_IN,
        PARTITION_FOR_VALUES_WITH, PARTITION_FROM_VALUES, PARTITION_ITEM_LIST, PARTITION_KW,
        PARTITION_OF, PARTITION_STRATEGY, PARTITION_TO_VALUES, TABLE_NAME_REF, TO_KW, VALUES_KW,
        WITH_KW,
    },
    SyntaxNode,
};
use std::sync::Arc;

impl Clauses<'_> {
    /// Takes `PARTITION BY strategy (..)`.
    pub(super) fn partition_by(&mut self) -> Read<Option<PartitionBy>> {
        let Some(node) = self.node(PARTITION_BY) else {
            return Ok(None);
        };
        let reader = self.reader;
        reader.read(&node, |clauses| {
            clauses.tokens(&[PARTITION_KW, BY_KW]);
            let strategy = clauses.need(PARTITION_STRATEGY)?;
            let list = clauses.need(PARTITION_ITEM_LIST)?;
            Ok(Some(PartitionBy {
                strategy: reader.strategy(&strategy)?,
                keys: reader.index_keys(&list)?,
                span: clauses.span(),
            }))
        })
    }

    /// Takes `PARTITION OF parent` and the bound behind it.
    pub(super) fn partition_of(&mut self) -> Read<Option<PartitionOfDef>> {
        let Some(node) = self.node(PARTITION_OF) else {
            return Ok(None);
        };
        let parent = self.reader.read(&node, |clauses| {
            clauses.tokens(&[PARTITION_KW, OF_KW]);
            clauses.object_name(TABLE_NAME_REF)
        })?;
        let bound = self.bound()?;
        Ok(Some(PartitionOfDef { parent, bound }))
    }

    /// Takes `FOR VALUES ..` or `DEFAULT`.
    pub(super) fn bound(&mut self) -> Read<BoundDef> {
        let kinds = [
            PARTITION_DEFAULT,
            PARTITION_FOR_VALUES_IN,
            PARTITION_FOR_VALUES_FROM,
            PARTITION_FOR_VALUES_WITH,
        ];
        let node = kinds.iter().find_map(|&kind| self.node(kind));
        let node = node.ok_or_else(|| self.missing())?;
        let reader = self.reader;
        Ok(BoundDef {
            span: reader.span_of(&node),
            kind: reader.read(&node, |clauses| {
                clauses.tokens(&[
                    FOR_KW, VALUES_KW, IN_KW, FROM_KW, TO_KW, WITH_KW, DEFAULT_KW,
                ]);
                clauses.bound_kind(node.kind())
            })?,
        })
    }

    fn bound_kind(&mut self, kind: SyntaxKind) -> Read<BoundKind> {
        let reader = self.reader;
        self.punctuation();
        Ok(match kind {
            PARTITION_FOR_VALUES_IN => {
                let values = std::iter::from_fn(|| self.any_node());
                let values = values.map(|value| reader.expr(&value));
                BoundKind::List(values.collect::<Read<_>>()?)
            }
            PARTITION_FOR_VALUES_FROM => {
                let from = self.need(PARTITION_FROM_VALUES)?;
                let to = self.need(PARTITION_TO_VALUES)?;
                BoundKind::Range(reader.range_bound(&from)?, reader.range_bound(&to)?)
            }
            PARTITION_FOR_VALUES_WITH => {
                let parts = self.nodes(HASH_PARTITION_BOUND);
                let mut numbers = parts.iter().map(|part| reader.hash_bound(part));
                match (numbers.next(), numbers.next(), numbers.next()) {
                    (Some(modulus), Some(remainder), None) => BoundKind::Hash {
                        modulus: modulus?,
                        remainder: remainder?,
                    },
                    _ => return Err(self.missing()),
                }
            }
            _ => BoundKind::Default,
        })
    }
}

impl Reader {
    fn strategy(&self, node: &SyntaxNode) -> Read<PartitionStrategy> {
        let span = self.span_of(node);
        match &*self.text(&span).to_ascii_lowercase() {
            "range" => Ok(PartitionStrategy::Range),
            "list" => Ok(PartitionStrategy::List),
            "hash" => Ok(PartitionStrategy::Hash),
            other => {
                let title = format!("unrecognized partitioning strategy \"{other}\"");
                let label = "one of: list, range, hash";
                let error = self.error(Code::D0112, title, span, label);
                Err(Box::new(error.sqlstate("22023")))
            }
        }
    }

    fn range_bound(&self, node: &SyntaxNode) -> Read<Vec<RangeBoundDef>> {
        self.read(node, |clauses| {
            clauses.punctuation();
            let values = std::iter::from_fn(|| clauses.any_node());
            let values = values.map(|value| {
                let span = self.span_of(&value);
                let word = self.text(&span).to_ascii_lowercase();
                Ok(match (value.kind(), &*word) {
                    (NAME_REF, "minvalue") => RangeBoundDef::MinValue(span),
                    (NAME_REF, "maxvalue") => RangeBoundDef::MaxValue(span),
                    _ => RangeBoundDef::Value(self.expr(&value)?),
                })
            });
            values.collect()
        })
    }

    /// `MODULUS 4`: its number.
    fn hash_bound(&self, node: &SyntaxNode) -> Read<i64> {
        let literal = node.children().find(|child| child.kind() == LITERAL);
        if let Some(literal) = literal {
            return self.number(&literal);
        }
        let error = self.syntax_error(self.span_of(node), "a number belongs here");
        Err(Box::new(error))
    }
}

/// `pg_get_partkeydef`: `RANGE (a, lower(b))`.
pub(crate) fn partition_key_of(text: &str) -> Option<PartitionBy> {
    let (source, root) = parsed(&format!("CREATE TABLE t (a int) PARTITION BY {text}"));
    let reader = Reader::new(&source, 0);
    let node = root
        .descendants()
        .find(|node| node.kind() == PARTITION_BY)?;
    let table = node.parent()?;
    let read = |clauses: &mut Clauses<'_>| {
        let by = clauses.partition_by()?;
        clauses.rest();
        Ok(by)
    };
    reader.read(&table, read).ok()?
}

/// `pg_get_expr(relpartbound)`: `FOR VALUES IN (1, 2)`, `DEFAULT`.
pub(crate) fn bound_of(text: &str) -> Option<BoundKind> {
    let (source, root) = parsed(&format!("ALTER TABLE t ATTACH PARTITION p {text}"));
    let reader = Reader::new(&source, 0);
    let attach = root
        .descendants()
        .find(|node| node.kind() == SyntaxKind::ATTACH_PARTITION)?;
    let read = |clauses: &mut Clauses<'_>| {
        let bound = clauses.bound()?;
        clauses.rest();
        Ok(bound.kind)
    };
    reader.read(&attach, read).ok()
}

fn parsed(text: &str) -> (Arc<Source>, SyntaxNode) {
    let root = SourceFile::parse(text).syntax_node();
    (Source::new("", text), root)
}
