//! Statements that leave the catalog alone, by an explicit list; everything else is refused.

use super::{
    clauses::{Read, Reader},
    program::two_ways,
    statement::StatementKind,
};
use crate::diagnostic::{Code, Diagnostic};
use squawk_syntax::{SyntaxKind as K, SyntaxNode};

impl Reader {
    /// A statement that passes, or the reason why not.
    pub(super) fn passing(&self, node: &SyntaxNode) -> Read<StatementKind> {
        match node.kind() {
            K::SET | K::RESET => self.setting(node),
            K::DO => Ok(StatementKind::Do(self.do_body(node)?)),
            K::SELECT | K::COMPOUND_SELECT | K::PAREN_SELECT | K::VALUES | K::TABLE => {
                match self.set_config(node)? {
                    Some(setting) => Ok(setting),
                    None => Ok(StatementKind::Run {
                        once: self.invocations(node)?,
                        calls: self.calls(node)?,
                    }),
                }
            }
            K::CALL => Ok(StatementKind::Run {
                once: self.call_statement(node)?.into_iter().collect(),
                calls: self.calls(node)?,
            }),
            K::ROLLBACK_TRANSACTION | K::ROLLBACK_TO_SAVEPOINT => Err(Box::new(
                self.whole(node, Code::D0201, "a rollback inside a migration is not followed")
                    .help("leave out what is rolled back"),
            )),
            K::DISCARD if node.children().any(|it| it.kind() == K::DISCARD_ALL) => {
                Ok(super::setting::default_search_path())
            }
            kind if is_data(kind) || is_elsewhere(kind) => {
                self.takes_nothing_along(node)?;
                Ok(StatementKind::LeavesCatalogAlone(self.calls(node)?))
            }
            _ => Err(Box::new(two_ways(
                self.whole(node, Code::D0201, &format!("{} is not modelled", self.head(node)))
                    .help("driftless follows every statement that can change the schema; this one it cannot"),
            ))),
        }
    }

    /// `DROP .. CASCADE` of an object that is not modelled may drop columns and indexes that use it.
    fn takes_nothing_along(&self, node: &SyntaxNode) -> Read<()> {
        let cascade = node.children().find(|it| it.kind() == K::CASCADE);
        match cascade {
            Some(cascade) if is_used_by_tables(node.kind()) => {
                let head = self.head(node);
                let title = format!("what {head} .. CASCADE takes along is not known");
                let span = self.span_of(&cascade);
                let error = self.error(Code::D0201, title, span, "may drop columns and indexes");
                Err(Box::new(two_ways(error)))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn whole(&self, node: &SyntaxNode, code: Code, title: &str) -> Diagnostic {
        let span = self.span_of(node);
        let line = self
            .text(&span)
            .lines()
            .next()
            .unwrap_or_default()
            .trim_end()
            .len();
        self.error(
            code,
            title,
            span.start..span.start + line,
            "refused: nothing is passed over",
        )
    }

    /// The words a statement starts with: `CREATE MATERIALIZED VIEW`.
    fn head(&self, node: &SyntaxNode) -> String {
        let words = node
            .children_with_tokens()
            .filter(|child| !child.kind().is_trivia())
            .take_while(|child| child.kind().is_keyword())
            .map(|child| self.text(&self.span(&child)).to_ascii_uppercase());
        let head = words.take(4).collect::<Vec<_>>().join(" ");
        if head.is_empty() {
            "this statement".to_owned()
        } else {
            head
        }
    }
}

/// Rows, locks, transactions, sessions and upkeep: nothing of a schema.
fn is_data(kind: K) -> bool {
    matches!(
        kind,
        K::INSERT
            | K::UPDATE
            | K::DELETE
            | K::MERGE
            | K::TRUNCATE
            | K::COPY
            | K::LOCK
            | K::BEGIN
            | K::COMMIT_TRANSACTION
            | K::SAVEPOINT_CREATE
            | K::RELEASE_SAVEPOINT
            | K::SET_CONSTRAINTS
            | K::SET_TRANSACTION
            | K::ANALYZE
            | K::VACUUM
            | K::CLUSTER
            | K::REINDEX
            | K::REFRESH
            | K::CHECKPOINT
            | K::EXPLAIN
            | K::SHOW
            | K::DISCARD
            | K::LISTEN
            | K::UNLISTEN
            | K::NOTIFY
            | K::PREPARE
            | K::DEALLOCATE
            | K::EXECUTE
            | K::DECLARE
            | K::FETCH
            | K::MOVE
            | K::CLOSE
    )
}

/// Who may do what, what is sent where, and objects that tables use without changing shape.
fn is_elsewhere(kind: K) -> bool {
    is_used_by_tables(kind)
        || matches!(
            kind,
            K::GRANT
                | K::REVOKE
                | K::REASSIGN
                | K::ALTER_DEFAULT_PRIVILEGES
                | K::SECURITY_LABEL
                | K::CREATE_ROLE
                | K::ALTER_ROLE
                | K::DROP_ROLE
                | K::CREATE_USER
                | K::ALTER_USER
                | K::DROP_USER
                | K::CREATE_GROUP
                | K::ALTER_GROUP
                | K::DROP_GROUP
                | K::CREATE_PUBLICATION
                | K::ALTER_PUBLICATION
                | K::DROP_PUBLICATION
                | K::CREATE_SUBSCRIPTION
                | K::ALTER_SUBSCRIPTION
                | K::DROP_SUBSCRIPTION
                | K::CREATE_USER_MAPPING
                | K::ALTER_USER_MAPPING
                | K::DROP_USER_MAPPING
                | K::CREATE_TABLESPACE
                | K::ALTER_TABLESPACE
                | K::DROP_TABLESPACE
                | K::CREATE_DATABASE
                | K::ALTER_DATABASE
                | K::DROP_DATABASE
                | K::ALTER_SYSTEM
                | K::ALTER_LARGE_OBJECT
                | K::CREATE_CAST
                | K::CREATE_TRANSFORM
                | K::CREATE_LANGUAGE
                | K::ALTER_LANGUAGE
                | K::CREATE_COLLATION
                | K::ALTER_COLLATION
                | K::CREATE_CONVERSION
                | K::ALTER_CONVERSION
                | K::CREATE_OPERATOR
                | K::ALTER_OPERATOR
                | K::CREATE_OPERATOR_CLASS
                | K::ALTER_OPERATOR_CLASS
                | K::CREATE_OPERATOR_FAMILY
                | K::ALTER_OPERATOR_FAMILY
                | K::CREATE_ACCESS_METHOD
                | K::CREATE_TEXT_SEARCH_CONFIGURATION
                | K::ALTER_TEXT_SEARCH_CONFIGURATION
                | K::CREATE_TEXT_SEARCH_DICTIONARY
                | K::ALTER_TEXT_SEARCH_DICTIONARY
                | K::CREATE_TEXT_SEARCH_PARSER
                | K::ALTER_TEXT_SEARCH_PARSER
                | K::CREATE_TEXT_SEARCH_TEMPLATE
                | K::ALTER_TEXT_SEARCH_TEMPLATE
                | K::CREATE_EVENT_TRIGGER
                | K::ALTER_EVENT_TRIGGER
                | K::DROP_EVENT_TRIGGER
                | K::CREATE_FOREIGN_DATA_WRAPPER
                | K::ALTER_FOREIGN_DATA_WRAPPER
                | K::CREATE_SERVER
                | K::ALTER_SERVER
        )
}

/// Drops of what columns, defaults, indexes or functions may stand on.
fn is_used_by_tables(kind: K) -> bool {
    matches!(
        kind,
        K::DROP_CAST
            | K::DROP_TRANSFORM
            | K::DROP_LANGUAGE
            | K::DROP_COLLATION
            | K::DROP_CONVERSION
            | K::DROP_OPERATOR
            | K::DROP_OPERATOR_CLASS
            | K::DROP_OPERATOR_FAMILY
            | K::DROP_ACCESS_METHOD
            | K::DROP_TEXT_SEARCH_CONFIG
            | K::DROP_TEXT_SEARCH_DICT
            | K::DROP_TEXT_SEARCH_PARSER
            | K::DROP_TEXT_SEARCH_TEMPLATE
            | K::DROP_FOREIGN_DATA_WRAPPER
            | K::DROP_SERVER
    )
}
