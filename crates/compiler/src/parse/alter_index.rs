//! `ALTER INDEX`.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{AlterIndex, IndexChange, StatementKind},
};
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{
        ALL_IN_TABLESPACE, ALTER_KW, ALTER_SET_STATISTICS, ATTACH_INDEX_PARTITION, ATTACH_KW,
        COLUMN_KW, DEPENDS_ON_EXTENSION, IF_EXISTS, INDEX, INDEX_KW, INDEX_REF, INDEX_RENAME_TO,
        LITERAL, NO_DEPENDS_ON_EXTENSION, PARTITION_KW, RENAME_KW, RESET_KW, RESET_OPTIONS, SET_KW,
        SET_OPTIONS, SET_STATISTICS, SET_TABLESPACE, TABLESPACE_KW, TABLESPACE_REF, TO_KW,
    },
    SyntaxNode,
};

impl Reader {
    /// `ALTER INDEX`.
    pub(super) fn alter_index(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[ALTER_KW, INDEX_KW]);
            if let Some(all) = clauses.node(ALL_IN_TABLESPACE) {
                let error = self.refused(&SyntaxElement::Node(all));
                let help = "which indexes lie there only a server knows: name each of them";
                return Err(Box::new(error.help(help)));
            }
            let if_exists = clauses.node(IF_EXISTS).is_some();
            let name = clauses.object_name(INDEX_REF)?;
            let action = clauses.any_node().ok_or_else(|| clauses.missing())?;
            let read = match action.kind() {
                INDEX_RENAME_TO => rename_to,
                SET_OPTIONS => set_options,
                RESET_OPTIONS => reset_options,
                ATTACH_INDEX_PARTITION => attach,
                ALTER_SET_STATISTICS => statistics,
                SET_TABLESPACE => set_tablespace,
                DEPENDS_ON_EXTENSION | NO_DEPENDS_ON_EXTENSION => depends,
                _ => return Err(Box::new(self.refused(&SyntaxElement::Node(action)))),
            };
            Ok(StatementKind::AlterIndex(AlterIndex {
                name,
                if_exists,
                change: self.read(&action, read)?,
            }))
        })
    }
}

fn rename_to(clauses: &mut Clauses<'_>) -> Read<IndexChange> {
    clauses.tokens(&[RENAME_KW, TO_KW]);
    Ok(IndexChange::RenameTo(clauses.object_name(INDEX)?.name))
}

fn set_options(clauses: &mut Clauses<'_>) -> Read<IndexChange> {
    clauses.token(SET_KW);
    Ok(IndexChange::SetOptions(clauses.attributes()?))
}

fn reset_options(clauses: &mut Clauses<'_>) -> Read<IndexChange> {
    clauses.token(RESET_KW);
    Ok(IndexChange::ResetOptions(clauses.attributes()?))
}

fn attach(clauses: &mut Clauses<'_>) -> Read<IndexChange> {
    clauses.tokens(&[ATTACH_KW, PARTITION_KW]);
    Ok(IndexChange::Attach(clauses.object_name(INDEX_REF)?))
}

fn statistics(clauses: &mut Clauses<'_>) -> Read<IndexChange> {
    clauses.tokens(&[ALTER_KW, COLUMN_KW]);
    clauses.node(SET_STATISTICS);
    let number = clauses.need(LITERAL)?;
    Ok(IndexChange::Statistics {
        column: clauses.reader.number(&number)?,
        span: clauses.reader.span_of(&number),
    })
}

fn set_tablespace(clauses: &mut Clauses<'_>) -> Read<IndexChange> {
    clauses.tokens(&[SET_KW, TABLESPACE_KW]);
    let name = clauses.name(TABLESPACE_REF)?;
    clauses.reader.default_tablespace(&name)?;
    Ok(IndexChange::Nothing)
}

/// With which extension an index goes is not kept: refused, so that a DROP EXTENSION stays true.
fn depends(clauses: &mut Clauses<'_>) -> Read<IndexChange> {
    Err(clauses.missing())
}
