//! Storage parameters and where things are stored: `WITH (..)`, `SET (..)`, `TABLESPACE`, `USING`.

use super::{
    clauses::{Clauses, Read, Reader},
    literal,
    statement::{Name, StorageOption},
};
use crate::diagnostic::Code;
use squawk_syntax::{
    SyntaxKind::{
        ACCESS_METHOD_REF, ATTRIBUTE_LIST, ATTRIBUTE_NAME, ATTRIBUTE_NAMESPACE, ATTRIBUTE_OPTION,
        ATTRIBUTE_VALUE, CONSTRAINT_INDEX_TABLESPACE, DOT, EQ, INDEX_KW, LITERAL,
        TABLESPACE_CLAUSE, TABLESPACE_KW, TABLESPACE_REF, USING_KW, USING_METHOD, WITH_KW,
        WITH_PARAMS,
    },
    SyntaxNode,
};

impl Clauses<'_> {
    /// Takes `WITH (name = value, ..)`.
    pub(super) fn storage_options(&mut self) -> Read<Vec<StorageOption>> {
        let Some(node) = self.node(WITH_PARAMS) else {
            return Ok(Vec::new());
        };
        self.reader.read(&node, |clauses| {
            clauses.token(WITH_KW);
            clauses.attributes()
        })
    }

    /// Takes `(name = value, ..)`, if it is there.
    pub(super) fn attributes(&mut self) -> Read<Vec<StorageOption>> {
        let Some(list) = self.node(ATTRIBUTE_LIST) else {
            return Ok(Vec::new());
        };
        let reader = self.reader;
        reader.read(&list, |clauses| {
            clauses.punctuation();
            let options = clauses.nodes(ATTRIBUTE_OPTION);
            options.iter().map(|node| reader.option(node)).collect()
        })
    }

    /// Takes `USING method`.
    pub(super) fn using_method(&mut self) -> Read<Option<Name>> {
        let Some(node) = self.node(USING_METHOD) else {
            return Ok(None);
        };
        self.reader.read(&node, |clauses| {
            clauses.token(USING_KW);
            Ok(Some(clauses.name(ACCESS_METHOD_REF)?))
        })
    }

    /// Takes `TABLESPACE pg_default`, which is what goes without saying; others belong to a server.
    pub(super) fn tablespace(&mut self) -> Read<()> {
        let node = self.node(TABLESPACE_CLAUSE);
        let Some(node) = node.or_else(|| self.node(CONSTRAINT_INDEX_TABLESPACE)) else {
            return Ok(());
        };
        let reader = self.reader;
        reader.read(&node, |clauses| {
            clauses.tokens(&[USING_KW, INDEX_KW, TABLESPACE_KW]);
            let name = clauses.name(TABLESPACE_REF)?;
            reader.default_tablespace(&name)
        })
    }
}

impl Reader {
    /// Refuses a tablespace that not every server has.
    pub(super) fn default_tablespace(&self, name: &Name) -> Read<()> {
        if name.text == "pg_default" {
            return Ok(());
        }
        let title = format!("tablespace \"{}\" is not modelled", name.text);
        let error = self.error(Code::D0202, title, name.span.clone(), "not on every server");
        Err(Box::new(error.help(
            "tablespaces belong to a server, not to a schema: set default_tablespace there",
        )))
    }

    /// Refuses a table's access method that Postgres itself does not bring.
    pub(super) fn heap(&self, name: &Name) -> Read<()> {
        if name.text == "heap" {
            return Ok(());
        }
        let title = format!("access method \"{}\" does not exist", name.text);
        let error = self.error(
            Code::D0106,
            title,
            name.span.clone(),
            "not one of Postgres' own",
        );
        Err(Box::new(error.sqlstate("42704")))
    }

    fn option(&self, node: &SyntaxNode) -> Read<StorageOption> {
        self.read(node, |clauses| {
            let space = clauses.node(ATTRIBUTE_NAMESPACE);
            let space = space.map(|node| self.name(&node)).transpose()?;
            clauses.tokens(&[DOT, EQ]);
            let name = clauses.name(ATTRIBUTE_NAME)?;
            let value = match clauses.node(ATTRIBUTE_VALUE) {
                Some(node) => self.option_value(&node)?,
                None => "true".to_owned(),
            };
            let space = space.map(|space| format!("{}.", space.text));
            Ok(StorageOption {
                name: format!("{}{}", space.unwrap_or_default(), name.text),
                value,
                span: clauses.span(),
            })
        })
    }

    /// A string's content, else the text: words folded, numbers as they stand.
    fn option_value(&self, node: &SyntaxNode) -> Read<String> {
        let text = self.text(&self.span_of(node));
        if text.contains('\'') {
            let constant = node.descendants().find(|it| it.kind() == LITERAL);
            return match constant {
                Some(constant) => literal::string(self, &constant),
                None => Ok(text.to_owned()),
            };
        }
        let folded = text.to_ascii_lowercase();
        Ok(folded.split_whitespace().collect())
    }
}
