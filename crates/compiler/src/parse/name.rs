//! Names: folded, unquoted and cut to the length Postgres keeps.

use super::{
    clauses::{Clauses, Read, Reader},
    statement::{Name, ObjectName, RelationName},
};
use squawk_syntax::{
    SyntaxKind::{
        self, DOT, ONLY_KW, PATH, PATH_REF, PATH_SEGMENT, PATH_SEGMENT_REF, TABLE_NAME_REF,
    },
    SyntaxNode, ast,
};

/// `NAMEDATALEN - 1`.
const MAX_BYTES: usize = 63;

impl Reader {
    /// A node that holds one identifier.
    pub(super) fn name(&self, node: &SyntaxNode) -> Read<Name> {
        self.read(node, |clauses| {
            let tokens = clauses.any_tokens();
            let Some(first) = tokens.first() else {
                return Err(clauses.missing());
            };
            Ok(Name {
                text: cut(&ast::normalize_name_node(node)),
                quoted: first.text().ends_with('"'),
                span: clauses.span(),
            })
        })
    }

    /// `name` or `schema.name`, as `PATH` or `PATH_REF`.
    pub(super) fn path(&self, node: &SyntaxNode) -> Read<ObjectName> {
        let mut parts = Vec::new();
        self.path_parts(node, &mut parts)?;
        let mut parts = parts.into_iter().rev();
        let Some(name) = parts.next() else {
            return Err(Box::new(
                self.syntax_error(self.span_of(node), "a name is missing"),
            ));
        };
        let schema = parts.next();
        if let Some(database) = parts.next() {
            let error = self.error(
                crate::diagnostic::Code::D0202,
                "a name with more than two parts is not modelled",
                database.span,
                "not a schema",
            );
            return Err(Box::new(error.help("write schema.name, or the name alone")));
        }
        Ok(ObjectName { schema, name })
    }

    /// All parts of a dotted name.
    pub(super) fn path_parts(&self, node: &SyntaxNode, parts: &mut Vec<Name>) -> Read<()> {
        self.read(node, |clauses| {
            for kind in [PATH_REF, PATH] {
                if let Some(qualifier) = clauses.node(kind) {
                    self.path_parts(&qualifier, parts)?;
                }
            }
            clauses.token(DOT);
            for kind in [PATH_SEGMENT, PATH_SEGMENT_REF] {
                if let Some(segment) = clauses.node(kind) {
                    parts.push(self.name(&segment)?);
                }
            }
            Ok(())
        })
    }

    /// A node that holds a path: `TABLE_NAME`, `TABLE_NAME_REF`, `INDEX_REF`, ...
    pub(super) fn object_name(&self, node: &SyntaxNode) -> Read<ObjectName> {
        self.read(node, |clauses| {
            let path = clauses.node(PATH_REF).or_else(|| clauses.node(PATH));
            path.map_or_else(|| Err(clauses.missing()), |path| self.path(&path))
        })
    }

    /// `TABLE_RELATION_NAME`: a table, with the tables below it or without.
    pub(super) fn relation_name(&self, node: &SyntaxNode) -> Read<RelationName> {
        self.read(node, |clauses| {
            let only = clauses.token(ONLY_KW);
            clauses.token(SyntaxKind::STAR);
            clauses.punctuation();
            let table = clauses.need(TABLE_NAME_REF)?;
            let name = self.object_name(&table)?;
            Ok(RelationName { name, only })
        })
    }

    /// All names of a kind in a parenthesised list.
    pub(super) fn name_list(&self, node: &SyntaxNode, kind: SyntaxKind) -> Read<Vec<Name>> {
        self.read(node, |clauses| {
            clauses.punctuation();
            clauses
                .nodes(kind)
                .iter()
                .map(|name| self.name(name))
                .collect()
        })
    }
}

impl Clauses<'_> {
    /// Takes a node of this kind that holds one identifier.
    pub(super) fn name(&mut self, kind: SyntaxKind) -> Read<Name> {
        let node = self.need(kind)?;
        self.reader.name(&node)
    }

    /// Takes a node of this kind that holds a path.
    pub(super) fn object_name(&mut self, kind: SyntaxKind) -> Read<ObjectName> {
        let node = self.need(kind)?;
        self.reader.object_name(&node)
    }
}

/// `table.column` or `schema.table.column`, by its parts; the name of a column alone is none.
pub(super) fn column_of(parts: Vec<Name>) -> Option<(ObjectName, Name)> {
    let mut parts = parts.into_iter().rev();
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(column), Some(name), schema, None) => Some((ObjectName { schema, name }, column)),
        _ => None,
    }
}

/// Cuts a name to what Postgres keeps of it, at a character's border.
pub(super) fn cut(name: &str) -> String {
    let mut end = name.len().min(MAX_BYTES);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].to_owned()
}
