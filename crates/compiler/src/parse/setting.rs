//! `SET`, `RESET` and `set_config`: settings that leave the schema alone, and the one that moves names.

use super::{
    clauses::{Read, Reader},
    literal,
    statement::{SetSearchPath, StatementKind},
    stored::identifiers,
};
use crate::diagnostic::Code;
use squawk_syntax::{SyntaxKind as K, SyntaxNode};

/// Settings that change nothing about what later statements mean.
const HARMLESS: [&str; 26] = [
    "application_name",
    "check_function_bodies",
    "client_encoding",
    "client_min_messages",
    "deadlock_timeout",
    "default_table_access_method",
    "default_tablespace",
    "escape_string_warning",
    "extra_float_digits",
    "idle_in_transaction_session_timeout",
    "idle_session_timeout",
    "jit",
    "lock_timeout",
    "log_statement",
    "maintenance_work_mem",
    "max_parallel_maintenance_workers",
    "role",
    "row_security",
    "session_authorization",
    "session_replication_role",
    "statement_timeout",
    "synchronous_commit",
    "temp_buffers",
    "transaction_timeout",
    "work_mem",
    "xmloption",
];

impl Reader {
    /// `SET name = ..` or `RESET name`.
    pub(super) fn setting(&self, node: &SyntaxNode) -> Read<StatementKind> {
        let has = |kind| node.descendants().any(|node| node.kind() == kind);
        let local = has(K::LOCAL_SCOPE);
        if let Some(schema) = node
            .descendants()
            .find(|node| node.kind() == K::SET_SCHEMA_VALUE)
        {
            let path = self.values(&schema)?;
            return Ok(search_path(Some(path), local));
        }
        // Who runs a statement changes who owns what it makes, which the catalog does not hold.
        if [
            K::SET_ROLE,
            K::SET_ROLE_NONE,
            K::RESET_ROLE,
            K::SET_SESSION_AUTH,
            K::SET_SESSION_AUTH_DEFAULT,
            K::RESET_SESSION_AUTH,
        ]
        .into_iter()
        .any(has)
        {
            return Ok(StatementKind::LeavesCatalogAlone(Vec::new()));
        }
        let name = node
            .descendants()
            .find(|node| node.kind() == K::CONFIG_PARAMETER_REF);
        let shown = name.map(|name| self.text(&self.span_of(&name)).to_ascii_lowercase());
        match shown.as_deref() {
            Some("search_path") if node.kind() == K::RESET => Ok(search_path(None, local)),
            Some("search_path") => self.search_path(node, local),
            Some(name) if HARMLESS.contains(&name) || name.contains('.') => {
                Ok(StatementKind::LeavesCatalogAlone(Vec::new()))
            }
            Some("standard_conforming_strings") if self.turns_on(node) => {
                Ok(StatementKind::LeavesCatalogAlone(Vec::new()))
            }
            _ => Err(Box::new(self.unknown_setting(node, shown.as_deref()))),
        }
    }

    /// A switch set to `on`, which is how this one stands anyway; off, a backslash in a string means another.
    fn turns_on(&self, node: &SyntaxNode) -> bool {
        let text = self.text(&self.span_of(node));
        let value = text.rsplit(|c: char| c.is_whitespace() || c == '=').next();
        value.is_some_and(|value| value.trim_matches(['\'', ';']).eq_ignore_ascii_case("on"))
    }

    fn search_path(&self, node: &SyntaxNode, local: bool) -> Read<StatementKind> {
        let Some(values) = node
            .descendants()
            .find(|it| it.kind() == K::TO_CONFIG_VALUE)
        else {
            return Err(Box::new(self.unknown_setting(node, Some("search_path"))));
        };
        let mut tokens = values.children_with_tokens();
        let default = tokens.any(|token| token.kind() == K::DEFAULT_KW);
        let path = (!default).then(|| self.values(&values)).transpose()?;
        Ok(search_path(path, local))
    }

    /// The names or strings of a list.
    fn values(&self, list: &SyntaxNode) -> Read<Vec<String>> {
        let mut values = Vec::new();
        for node in list.descendants() {
            if node.kind() == K::LITERAL {
                values.push(literal::string(self, &node)?);
            } else if node.kind() == K::CONFIG_VALUE_NAME {
                let text = self.text(&self.span_of(&node));
                let name = identifiers(text).and_then(|parts| parts.into_iter().next());
                values.extend(name.map(|(name, _)| name));
            }
        }
        Ok(values)
    }

    fn unknown_setting(
        &self,
        node: &SyntaxNode,
        name: Option<&str>,
    ) -> crate::diagnostic::Diagnostic {
        let timezone = node
            .descendants()
            .any(|node| matches!(node.kind(), K::SET_TIME_ZONE | K::RESET_TIME_ZONE));
        match name {
            _ if timezone => self
                .whole(
                    node,
                    Code::D0203,
                    "SET TIME ZONE changes what later literals mean",
                )
                .help("write timestamps with their offset"),
            name => self
                .whole(
                    node,
                    Code::D0203,
                    &format!(
                        "SET {} is not on the list of harmless settings",
                        name.unwrap_or("..")
                    ),
                )
                .help(format!("these are: {}", HARMLESS.join(", "))),
        }
    }

    /// `SELECT set_config('search_path', 'app, public', false)`, as `pg_dump` writes it.
    pub(super) fn set_config(&self, node: &SyntaxNode) -> Read<Option<StatementKind>> {
        let mut calls = node.descendants().filter(|it| it.kind() == K::CALL_EXPR);
        let (Some(call), None) = (calls.next(), calls.next()) else {
            return Ok(None);
        };
        let called = call
            .first_child()
            .map(|it| self.text(&self.span_of(&it)).to_ascii_lowercase());
        let is_it = matches!(
            called.as_deref(),
            Some("set_config" | "pg_catalog.set_config")
        );
        // Nothing stands beside the call: no table whose rows could decide how often it runs.
        let alone = node.kind() == K::SELECT && node.children().count() == 1;
        if !is_it || !alone {
            return Ok(None);
        }
        let arguments = call.children().filter(|it| it.kind() == K::ARG_LIST);
        let arguments: Vec<SyntaxNode> = arguments.flat_map(|list| list.children()).collect();
        let [name, value, local] = arguments.as_slice() else {
            return Ok(None);
        };
        let string = |argument: &SyntaxNode| {
            let literal = argument.descendants().find(|it| it.kind() == K::LITERAL);
            let only = literal.filter(|it| self.span_of(it) == self.span_of(argument));
            only.map(|literal| literal::string(self, &literal))
                .transpose()
        };
        let local = self.text(&self.span_of(local)).eq_ignore_ascii_case("true");
        match (string(name)?.as_deref(), string(value)?) {
            (Some("search_path"), Some(path)) => {
                let path = schemas_in(&path);
                Ok(Some(search_path(Some(path), local)))
            }
            (Some(name), Some(_)) if HARMLESS.contains(&name) => {
                Ok(Some(StatementKind::LeavesCatalogAlone(Vec::new())))
            }
            _ => Ok(None),
        }
    }
}

/// The `search_path` that an option of a routine sets: `SET search_path TO app, public`.
pub(crate) fn schemas_in_option(option: &str) -> Option<SetSearchPath> {
    let mut words = option.splitn(3, [' ', '=']).map(str::trim);
    let (set, name, path) = (words.next()?, words.next()?, words.next()?);
    let is_it = set.eq_ignore_ascii_case("set") && name.eq_ignore_ascii_case("search_path");
    let path = path.trim_start_matches('=').trim();
    let path = match path.get(..3) {
        Some(to) if to.eq_ignore_ascii_case("to ") => path.get(3..)?,
        _ => path,
    };
    let path = path.replace('\'', "");
    match search_path(Some(schemas_in(&path)), false) {
        StatementKind::SetSearchPath(set) if is_it => Some(set),
        _ => None,
    }
}

/// The schemas in a setting's text: `app, "Audit"`.
fn schemas_in(path: &str) -> Vec<String> {
    let names = path.split(',').filter_map(identifiers);
    names
        .filter_map(|parts| parts.into_iter().next())
        .map(|(name, _)| name)
        .collect()
}

/// `"$user"` stands for a schema that nobody has made here; Postgres' own is searched anyway.
fn search_path(path: Option<Vec<String>>, local: bool) -> StatementKind {
    let silent = |name: &String| matches!(&**name, "" | "$user" | "pg_catalog" | "pg_temp");
    let path = path.map(|path| path.into_iter().filter(|name| !silent(name)).collect());
    StatementKind::SetSearchPath(SetSearchPath { path, local })
}

/// What `DISCARD ALL` sets back.
pub(super) fn default_search_path() -> StatementKind {
    search_path(None, false)
}
