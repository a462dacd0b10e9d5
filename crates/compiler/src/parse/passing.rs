//! Statements that leave the catalog alone, by an explicit list; everything else is refused.

use super::{
    clauses::{Read, Reader},
    statement::StatementKind,
};
use crate::diagnostic::{Code, Diagnostic};
use squawk_syntax::{SyntaxKind as K, SyntaxNode};

impl Reader {
    /// A statement that passes, or the reason why not.
    pub(super) fn passing(&self, node: &SyntaxNode) -> Read<StatementKind> {
        match node.kind() {
            K::INSERT | K::UPDATE | K::DELETE | K::MERGE | K::TRUNCATE | K::COPY | K::GRANT
            | K::REVOKE | K::ANALYZE | K::LOCK | K::BEGIN | K::COMMIT_TRANSACTION
            | K::REFRESH | K::SAVEPOINT_CREATE | K::SET_CONSTRAINTS => Ok(StatementKind::LeavesCatalogAlone(self.calls(node)?)),
            K::SET | K::RESET => self.setting(node),
            K::DO => Err(Box::new(
                self.whole(node, Code::D0204, "a DO block is not followed")
                    .help("write the statements themselves, one after another"),
            )),
            K::SELECT | K::COMPOUND_SELECT | K::PAREN_SELECT | K::VALUES | K::TABLE => {
                match self.set_config(node)? {
                    Some(setting) => Ok(setting),
                    None => Ok(StatementKind::LeavesCatalogAlone(self.calls(node)?)),
                }
            }
            K::CALL => Err(Box::new(
                self.whole(node, Code::D0205, "what a procedure does is not known")
                    .help("write the statements it would run"),
            )),
            K::ROLLBACK_TRANSACTION | K::ROLLBACK_TO_SAVEPOINT => Err(Box::new(
                self.whole(node, Code::D0201, "a rollback inside a migration is not followed")
                    .help("leave out what is rolled back"),
            )),
            _ => Err(Box::new(
                self.whole(node, Code::D0201, &format!("{} is not modelled", self.head(node)))
                    .help("driftless follows every statement that can change the schema; this one it cannot"),
            )),
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
