//! Views, materialized views, and tables that a query makes.

use super::{
    clauses::{Clauses, Read, Reader},
    query,
    statement::{
        AlterView, AlterViewAction, CreateTableAs, CreateView, Name, ObjectName, Persistence,
        StatementKind,
    },
};
use crate::diagnostic::Code;
use squawk_syntax::{SyntaxElement, SyntaxKind as K, SyntaxNode};

impl Reader {
    /// `CREATE VIEW` or `CREATE MATERIALIZED VIEW`.
    pub(super) fn create_view(&self, node: &SyntaxNode) -> Read<StatementKind> {
        let materialized = node.kind() == K::CREATE_MATERIALIZED_VIEW;
        self.read(node, |clauses| {
            clauses.tokens(&[K::CREATE_KW, K::MATERIALIZED_KW, K::VIEW_KW, K::AS_KW]);
            let or_replace = clauses.node(K::OR_REPLACE).is_some();
            let if_not_exists = clauses.node(K::IF_NOT_EXISTS).is_some();
            let temporary = match clauses.persistence() {
                Persistence::Unlogged => return Err(clauses.missing()),
                persistence => persistence == Persistence::Temporary,
            };
            let recursive = clauses.token(K::RECURSIVE_KW);
            let name = clauses.object_name(K::VIEW)?;
            let columns = match clauses.node(K::COLUMN_LIST) {
                Some(list) => self.name_list(&list, K::COLUMN_NAME)?,
                None => Vec::new(),
            };
            let options = clauses.storage_options()?;
            if let Some(method) = clauses.using_method()? {
                self.heap(&method)?;
            }
            clauses.tablespace()?;
            clauses.data_option();
            let check_option = self.check_option(clauses)?;
            let mut query = self.query(&clauses.any_query()?)?;
            if recursive {
                query = query::recursive(&name.name, &columns, query);
            }
            Ok(StatementKind::CreateView(Box::new(CreateView {
                name,
                materialized,
                or_replace,
                if_not_exists,
                temporary,
                columns,
                options,
                check_option,
                query,
            })))
        })
    }

    /// `WITH [LOCAL | CASCADED] CHECK OPTION`.
    fn check_option(&self, clauses: &mut Clauses<'_>) -> Read<Option<&'static str>> {
        let Some(node) = clauses.node(K::WITH_CHECK_OPTION) else {
            return Ok(None);
        };
        self.read(&node, |clauses| {
            clauses.tokens(&[K::WITH_KW, K::CHECK_KW, K::OPTION_KW]);
            clauses.node(K::CASCADED_CHECK_OPTION);
            let local = clauses.node(K::LOCAL_CHECK_OPTION).is_some();
            Ok(Some(if local { "local" } else { "cascaded" }))
        })
    }

    /// `CREATE TABLE .. AS`.
    pub(super) fn create_table_as(&self, node: &SyntaxNode) -> Read<StatementKind> {
        self.read(node, |clauses| {
            clauses.tokens(&[K::CREATE_KW, K::TABLE_KW, K::AS_KW]);
            let persistence = clauses.persistence();
            let if_not_exists = clauses.node(K::IF_NOT_EXISTS).is_some();
            let name = clauses.object_name(K::TABLE_NAME)?;
            let columns = match clauses.node(K::TABLE_ARG_LIST) {
                Some(list) => self.bare_columns(&list)?,
                None => Vec::new(),
            };
            if let Some(method) = clauses.using_method()? {
                self.heap(&method)?;
            }
            clauses.tablespace()?;
            clauses.data_option();
            let options = clauses.storage_options()?;
            let on_commit_drop = self.on_commit_drop(clauses)?;
            if let Some(execute) = clauses.node(K::EXECUTE) {
                let title = "what a prepared statement gives is not known";
                let span = self.span_of(&execute);
                let error = self.error(Code::D0202, title, span, "not followed");
                return Err(Box::new(error.help("write the query itself")));
            }
            let query = self.query(&clauses.any_query()?)?;
            Ok(StatementKind::CreateTableAs(Box::new(CreateTableAs {
                name,
                if_not_exists,
                persistence,
                on_commit_drop,
                columns,
                options,
                query,
            })))
        })
    }

    /// `ON COMMIT DROP`; what else a commit does is about rows.
    fn on_commit_drop(&self, clauses: &mut Clauses<'_>) -> Read<bool> {
        let Some(node) = clauses.node(K::ON_COMMIT) else {
            return Ok(false);
        };
        self.read(&node, |clauses| {
            clauses.tokens(&[K::ON_KW, K::COMMIT_KW]);
            clauses.node(K::PRESERVE_ROWS);
            clauses.node(K::DELETE_ROWS);
            Ok(clauses.node(K::DROP).is_some())
        })
    }

    /// Columns that are names and nothing else.
    fn bare_columns(&self, list: &SyntaxNode) -> Read<Vec<Name>> {
        self.read(list, |clauses| {
            clauses.punctuation();
            let columns = clauses.nodes(K::COLUMN);
            let name = |column| self.read(column, |clauses| clauses.name(K::COLUMN_NAME));
            columns.iter().map(name).collect()
        })
    }

    /// `SELECT .. INTO table`.
    pub(super) fn select_into(&self, node: &SyntaxNode) -> Read<StatementKind> {
        let into = node.children().find(|it| it.kind() == K::INTO_CLAUSE);
        let Some(into) = into else {
            let element = SyntaxElement::Node(node.clone());
            return Err(Box::new(self.refused(&element)));
        };
        let (persistence, name) = self.read(&into, |clauses| {
            clauses.tokens(&[K::INTO_KW, K::TABLE_KW]);
            let persistence = clauses.persistence();
            Ok((persistence, clauses.object_name(K::TABLE_NAME)?))
        })?;
        Ok(StatementKind::CreateTableAs(Box::new(CreateTableAs {
            name,
            if_not_exists: false,
            persistence,
            on_commit_drop: false,
            columns: Vec::new(),
            options: Vec::new(),
            query: self.query(node)?,
        })))
    }

    /// `ALTER VIEW` or `ALTER MATERIALIZED VIEW`.
    pub(super) fn alter_view(&self, node: &SyntaxNode) -> Read<StatementKind> {
        let materialized = node.kind() == K::ALTER_MATERIALIZED_VIEW;
        self.read(node, |clauses| {
            clauses.tokens(&[K::ALTER_KW, K::MATERIALIZED_KW, K::VIEW_KW]);
            let if_exists = clauses.node(K::IF_EXISTS).is_some();
            let name = clauses.object_name(K::VIEW_REF)?;
            clauses.punctuation();
            let mut actions = Vec::new();
            while let Some(action) = clauses.any_node() {
                actions.push(self.view_action(&action)?);
            }
            Ok(StatementKind::AlterView(AlterView {
                name,
                materialized,
                if_exists,
                actions,
            }))
        })
    }

    fn view_action(&self, node: &SyntaxNode) -> Read<AlterViewAction> {
        match node.kind() {
            K::VIEW_RENAME_TO => self.read(node, |clauses| {
                clauses.tokens(&[K::RENAME_KW, K::TO_KW]);
                let ObjectName { schema, name } = clauses.object_name(K::VIEW)?;
                match schema {
                    None => Ok(AlterViewAction::RenameTo(name)),
                    Some(schema) => Err(Box::new(
                        self.syntax_error(schema.span, "a rename keeps the schema"),
                    )),
                }
            }),
            K::RENAME_COLUMN => self.read(node, |clauses| {
                clauses.tokens(&[K::RENAME_KW, K::COLUMN_KW, K::TO_KW]);
                Ok(AlterViewAction::RenameColumn {
                    from: clauses.name(K::COLUMN_NAME_REF)?,
                    to: clauses.name(K::COLUMN_NAME)?,
                })
            }),
            K::SET_SCHEMA => self.read(node, |clauses| {
                clauses.tokens(&[K::SET_KW, K::SCHEMA_KW]);
                Ok(AlterViewAction::SetSchema(clauses.name(K::SCHEMA_REF)?))
            }),
            K::SET_OPTIONS => self.read(node, |clauses| {
                clauses.token(K::SET_KW);
                Ok(AlterViewAction::SetOptions(clauses.attributes()?))
            }),
            K::RESET_OPTIONS => self.read(node, |clauses| {
                clauses.token(K::RESET_KW);
                Ok(AlterViewAction::ResetOptions(clauses.attributes()?))
            }),
            K::ALTER_VIEW_COLUMN => self.read(node, view_default),
            // The catalog holds no owners, and where rows lie says nothing about them.
            K::OWNER_TO
            | K::DEPENDS_ON_EXTENSION
            | K::NO_DEPENDS_ON_EXTENSION
            | K::CLUSTER_ON
            | K::SET_WITHOUT_CLUSTER => Ok(AlterViewAction::Nothing),
            _ => Err(Box::new(self.refused(&SyntaxElement::Node(node.clone())))),
        }
    }
}

fn view_default(clauses: &mut Clauses<'_>) -> Read<AlterViewAction> {
    clauses.tokens(&[K::ALTER_KW, K::COLUMN_KW]);
    let column = clauses.name(K::COLUMN_NAME_REF)?;
    let reader = clauses.reader;
    let node = clauses.any_node().ok_or_else(|| clauses.missing())?;
    let default = reader.read(&node, |clauses| {
        clauses.tokens(&[K::SET_KW, K::DROP_KW, K::DEFAULT_KW]);
        let expr = clauses.any_node();
        expr.map(|expr| reader.expr(&expr)).transpose()
    })?;
    Ok(AlterViewAction::Default { column, default })
}

impl Clauses<'_> {
    /// Takes `UNLOGGED` or `TEMP`.
    pub(super) fn persistence(&mut self) -> Persistence {
        if self.node(K::UNLOGGED).is_some() {
            Persistence::Unlogged
        } else if self.node(K::TEMP).is_some() {
            Persistence::Temporary
        } else {
            Persistence::Permanent
        }
    }

    /// Takes `WITH [NO] DATA`: whether there are rows yet is no matter of the catalog.
    fn data_option(&mut self) {
        self.node(K::WITH_DATA);
        self.node(K::WITH_NO_DATA);
    }
}
