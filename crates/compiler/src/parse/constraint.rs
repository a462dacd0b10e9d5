//! Constraints of columns and tables.

use super::{
    clauses::{Clauses, Read, Reader},
    exclusion::exclusion,
    statement::{Constraint, ConstraintKind, ForeignKeyDef, KeyDef, Name},
};
use crate::catalog::{Deferral, ForeignKeyAction, ForeignKeyMatch, Identity};
use squawk_syntax::{
    SyntaxKind::{
        self, ALWAYS_KW, AS_KW, BY_KW, CASCADE, CHECK_CONSTRAINT, CHECK_KW, COLUMN_NAME_REF,
        COLUMN_REF_LIST, CONSTRAINT_COLUMN_REF_LIST, CONSTRAINT_INCLUDE_CLAUSE, CONSTRAINT_KW,
        CONSTRAINT_NAME, CONSTRAINT_NAME_CLAUSE, DEFAULT_CONSTRAINT, DEFAULT_KW,
        DEFERRABLE_CONSTRAINT_OPTION, DELETE_KW, EXCLUDE_CONSTRAINT, FOREIGN_KEY_COLUMN_LIST,
        FOREIGN_KEY_CONSTRAINT, FOREIGN_KW, GENERATED_ALWAYS, GENERATED_BY_DEFAULT,
        GENERATED_CONSTRAINT, GENERATED_IDENTITY, GENERATED_KW, GENERATED_STORED, IDENTITY_KW,
        INCLUDE_KW, INDEX_KW, INDEX_PARAMETERS, INDEX_REF, INITIALLY_DEFERRED_CONSTRAINT_OPTION,
        INITIALLY_IMMEDIATE_CONSTRAINT_OPTION, KEY_KW, MATCH_FULL, MATCH_SIMPLE, NO_ACTION,
        NO_INHERIT, NOT_DEFERRABLE, NOT_DEFERRABLE_CONSTRAINT_OPTION, NOT_KW, NOT_NULL_CONSTRAINT,
        NOT_VALID, NULL_CONSTRAINT, NULL_KW, NULLS_DISTINCT, NULLS_NOT_DISTINCT, ON_DELETE_ACTION,
        ON_KW, ON_UPDATE_ACTION, PRIMARY_KEY_CONSTRAINT, PRIMARY_KW, REFERENCES_CONSTRAINT,
        REFERENCES_KW, RESTRICT, SET_DEFAULT_COLUMNS, SET_KW, SET_NULL_COLUMNS, STORED,
        TABLE_NAME_REF, UNIQUE_CONSTRAINT, UNIQUE_KW, UPDATE_KW, USING_INDEX_NAME, USING_KW,
    },
    SyntaxNode,
};

/// The nodes that are constraints.
pub(super) const CONSTRAINTS: [SyntaxKind; 10] = [
    NOT_NULL_CONSTRAINT,
    NULL_CONSTRAINT,
    DEFAULT_CONSTRAINT,
    GENERATED_CONSTRAINT,
    CHECK_CONSTRAINT,
    PRIMARY_KEY_CONSTRAINT,
    UNIQUE_CONSTRAINT,
    REFERENCES_CONSTRAINT,
    FOREIGN_KEY_CONSTRAINT,
    EXCLUDE_CONSTRAINT,
];

impl Clauses<'_> {
    /// Takes all constraints that are there, in the order in which they stand.
    pub(super) fn constraints(&mut self) -> Read<Vec<Constraint>> {
        let mut found: Vec<SyntaxNode> = CONSTRAINTS
            .iter()
            .flat_map(|&kind| self.nodes(kind))
            .collect();
        found.sort_by_key(|node| node.text_range().start());
        found
            .iter()
            .map(|node| self.reader.constraint(node))
            .collect()
    }

    /// Takes `DEFERRABLE INITIALLY ..`.
    pub(super) fn deferral(&mut self) -> Deferral {
        let mut deferral = Deferral::NotDeferrable;
        self.node(NOT_DEFERRABLE_CONSTRAINT_OPTION);
        self.node(NOT_DEFERRABLE);
        if self.node(DEFERRABLE_CONSTRAINT_OPTION).is_some() {
            deferral = Deferral::Deferrable;
        }
        self.node(INITIALLY_IMMEDIATE_CONSTRAINT_OPTION);
        if self.node(INITIALLY_DEFERRED_CONSTRAINT_OPTION).is_some() {
            deferral = Deferral::InitiallyDeferred;
        }
        deferral
    }
}

impl Reader {
    /// Any constraint.
    pub(super) fn constraint(&self, node: &SyntaxNode) -> Read<Constraint> {
        self.read(node, |clauses| {
            let name = match clauses.node(CONSTRAINT_NAME_CLAUSE) {
                Some(clause) => Some(self.read(&clause, |clauses| {
                    clauses.token(CONSTRAINT_KW);
                    clauses.name(CONSTRAINT_NAME)
                })?),
                None => None,
            };
            let kind = kind(node.kind(), clauses)?;
            Ok(Constraint {
                name,
                span: clauses.span(),
                kind,
            })
        })
    }
}

fn kind(kind: SyntaxKind, clauses: &mut Clauses<'_>) -> Read<ConstraintKind> {
    match kind {
        NOT_NULL_CONSTRAINT => {
            clauses.tokens(&[NOT_KW, NULL_KW]);
            Ok(ConstraintKind::NotNull)
        }
        NULL_CONSTRAINT => {
            clauses.token(NULL_KW);
            Ok(ConstraintKind::Null)
        }
        DEFAULT_CONSTRAINT => {
            clauses.token(DEFAULT_KW);
            let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
            clauses.reader.simple_expr(&expr)?;
            Ok(ConstraintKind::Default(clauses.reader.expr(&expr)?))
        }
        GENERATED_CONSTRAINT => generated(clauses),
        CHECK_CONSTRAINT => check(clauses),
        PRIMARY_KEY_CONSTRAINT => {
            clauses.tokens(&[PRIMARY_KW, KEY_KW]);
            Ok(ConstraintKind::PrimaryKey(key(clauses)?))
        }
        UNIQUE_CONSTRAINT => {
            clauses.token(UNIQUE_KW);
            Ok(ConstraintKind::Unique(key(clauses)?))
        }
        REFERENCES_CONSTRAINT | FOREIGN_KEY_CONSTRAINT => {
            Ok(ConstraintKind::ForeignKey(foreign_key(kind, clauses)?))
        }
        EXCLUDE_CONSTRAINT => Ok(ConstraintKind::Exclusion(exclusion(clauses)?)),
        _ => Err(clauses.missing()),
    }
}

fn check(clauses: &mut Clauses<'_>) -> Read<ConstraintKind> {
    clauses.token(CHECK_KW);
    clauses.punctuation();
    let no_inherit = clauses.node(NO_INHERIT).is_some();
    let validated = clauses.node(NOT_VALID).is_none();
    let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
    Ok(ConstraintKind::Check {
        expr: clauses.reader.expr(&expr)?,
        no_inherit,
        validated,
    })
}

fn generated(clauses: &mut Clauses<'_>) -> Read<ConstraintKind> {
    let reader = clauses.reader;
    clauses.token(GENERATED_KW);
    if let Some(node) = clauses.node(GENERATED_IDENTITY) {
        return reader.read(&node, |clauses| {
            let identity = clauses.generated_when()?;
            clauses.tokens(&[AS_KW, IDENTITY_KW]);
            let options = clauses.identity_options()?;
            Ok(ConstraintKind::Identity(identity, options))
        });
    }
    let node = clauses.need(GENERATED_STORED)?;
    reader.read(&node, |clauses| {
        if let Identity::ByDefault = clauses.generated_when()? {
            let span = clauses.span();
            let error = reader
                .error(
                    crate::diagnostic::Code::D0112,
                    "for a generated column, GENERATED ALWAYS must be specified",
                    span,
                    "BY DEFAULT is for identity columns",
                )
                .sqlstate("42601");
            return Err(Box::new(error));
        }
        clauses.token(AS_KW);
        clauses.punctuation();
        clauses.need(STORED)?;
        let expr = clauses.any_node().ok_or_else(|| clauses.missing())?;
        Ok(ConstraintKind::Generated(reader.expr(&expr)?))
    })
}

impl Clauses<'_> {
    /// Takes `ALWAYS` or `BY DEFAULT`.
    pub(super) fn generated_when(&mut self) -> Read<Identity> {
        if let Some(node) = self.node(GENERATED_BY_DEFAULT) {
            return self.reader.read(&node, |clauses| {
                clauses.tokens(&[BY_KW, DEFAULT_KW]);
                Ok(Identity::ByDefault)
            });
        }
        let node = self.need(GENERATED_ALWAYS)?;
        self.reader.read(&node, |clauses| {
            clauses.token(ALWAYS_KW);
            Ok(Identity::Always)
        })
    }
}

impl Reader {
    /// `USING INDEX name`.
    pub(super) fn using_index(&self, node: &SyntaxNode) -> Read<Name> {
        self.read(node, |clauses| {
            clauses.tokens(&[USING_KW, INDEX_KW]);
            Ok(clauses.object_name(INDEX_REF)?.name)
        })
    }
}

/// What stands behind `PRIMARY KEY` or `UNIQUE`.
fn key(clauses: &mut Clauses<'_>) -> Read<KeyDef> {
    let reader = clauses.reader;
    let mut key = KeyDef {
        columns: Vec::new(),
        include: Vec::new(),
        nulls_not_distinct: false,
        deferral: clauses.deferral(),
        options: Vec::new(),
        using_index: None,
    };
    if let Some(node) = clauses.node(USING_INDEX_NAME) {
        key.using_index = Some(reader.using_index(&node)?);
    }
    if let Some(parameters) = clauses.node(INDEX_PARAMETERS) {
        reader.read(&parameters, |clauses| {
            clauses.node(NULLS_DISTINCT);
            key.nulls_not_distinct = clauses.node(NULLS_NOT_DISTINCT).is_some();
            if let Some(list) = clauses.node(CONSTRAINT_COLUMN_REF_LIST) {
                key.columns = reader.name_list(&list, COLUMN_NAME_REF)?;
            }
            key.include = include(clauses)?;
            key.options = clauses.storage_options()?;
            clauses.tablespace()?;
            Ok(())
        })?;
    }
    Ok(key)
}

pub(super) fn include(clauses: &mut Clauses<'_>) -> Read<Vec<Name>> {
    let Some(node) = clauses.node(CONSTRAINT_INCLUDE_CLAUSE) else {
        return Ok(Vec::new());
    };
    let reader = clauses.reader;
    reader.read(&node, |clauses| {
        clauses.token(INCLUDE_KW);
        let list = clauses.need(COLUMN_REF_LIST)?;
        reader.name_list(&list, COLUMN_NAME_REF)
    })
}

fn foreign_key(kind: SyntaxKind, clauses: &mut Clauses<'_>) -> Read<ForeignKeyDef> {
    let reader = clauses.reader;
    let (columns, referenced) = if kind == FOREIGN_KEY_CONSTRAINT {
        clauses.tokens(&[FOREIGN_KW, KEY_KW]);
        let list = clauses.need(FOREIGN_KEY_COLUMN_LIST)?;
        let columns = reader.name_list(&list, COLUMN_NAME_REF)?;
        let referenced = match clauses.node(FOREIGN_KEY_COLUMN_LIST) {
            Some(list) => reader.name_list(&list, COLUMN_NAME_REF)?,
            None => Vec::new(),
        };
        (columns, referenced)
    } else {
        clauses.punctuation();
        let referenced = clauses.node(COLUMN_NAME_REF);
        (
            Vec::new(),
            referenced
                .iter()
                .map(|name| reader.name(name))
                .collect::<Read<_>>()?,
        )
    };
    clauses.token(REFERENCES_KW);
    let (on_delete, set_columns) = action(clauses, ON_DELETE_ACTION, DELETE_KW)?;
    let (on_update, _) = action(clauses, ON_UPDATE_ACTION, UPDATE_KW)?;
    clauses.node(MATCH_SIMPLE);
    let full = clauses.node(MATCH_FULL).is_some();
    Ok(ForeignKeyDef {
        columns,
        table: clauses.object_name(TABLE_NAME_REF)?,
        referenced,
        on_delete,
        on_update,
        set_columns,
        match_type: if full {
            ForeignKeyMatch::Full
        } else {
            ForeignKeyMatch::Simple
        },
        deferral: clauses.deferral(),
        validated: clauses.node(NOT_VALID).is_none(),
    })
}

/// `ON DELETE ..` or `ON UPDATE ..`, with the columns of `SET NULL (..)`.
fn action(
    clauses: &mut Clauses<'_>,
    kind: SyntaxKind,
    event: SyntaxKind,
) -> Read<(ForeignKeyAction, Vec<Name>)> {
    let Some(node) = clauses.node(kind) else {
        return Ok((ForeignKeyAction::NoAction, Vec::new()));
    };
    let reader = clauses.reader;
    reader.read(&node, |clauses| {
        clauses.tokens(&[ON_KW, event]);
        let simple = [
            (NO_ACTION, ForeignKeyAction::NoAction),
            (RESTRICT, ForeignKeyAction::Restrict),
            (CASCADE, ForeignKeyAction::Cascade),
        ];
        for (kind, action) in simple {
            if clauses.node(kind).is_some() {
                return Ok((action, Vec::new()));
            }
        }
        let (node, action, word) = match clauses.node(SET_NULL_COLUMNS) {
            Some(node) => (node, ForeignKeyAction::SetNull, NULL_KW),
            None => (
                clauses.need(SET_DEFAULT_COLUMNS)?,
                ForeignKeyAction::SetDefault,
                DEFAULT_KW,
            ),
        };
        let columns = reader.read(&node, |clauses| {
            clauses.tokens(&[SET_KW, word]);
            // Only ON DELETE takes columns; left unread, the list is refused.
            match (event, clauses.node(COLUMN_REF_LIST)) {
                (DELETE_KW, Some(list)) => reader.name_list(&list, COLUMN_NAME_REF),
                (_, Some(list)) => Err(Box::new(
                    reader.refused(&squawk_syntax::SyntaxElement::Node(list)),
                )),
                (_, None) => Ok(Vec::new()),
            }
        })?;
        Ok((action, columns))
    })
}
