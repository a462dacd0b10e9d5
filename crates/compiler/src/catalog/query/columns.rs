//! Names of columns: `a`, `t.a`, `s.t.a`, whole rows, and `*`.

use super::{
    analyzer::{Analysed, Analyzer},
    scope::{ColumnId, Item, Reach, ScopeColumn, Table},
    ty::{Field, Typed},
};
use crate::{
    catalog::Use,
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{
        Name, ObjectName,
        query::{Expr, ExprKind, FunctionCall},
    },
    source::Span,
};
use std::rc::Rc;

/// The columns every table has without saying so, and their types.
const SYSTEM: [(&str, &str); 6] = [
    ("tableoid", "oid"),
    ("xmin", "xid"),
    ("cmin", "cid"),
    ("xmax", "xid"),
    ("cmax", "cid"),
    ("ctid", "tid"),
];

/// A relation found by its name, and how many queries up.
type FoundTable = (Rc<Table>, usize);

impl Analyzer<'_> {
    /// A dotted name in an expression.
    pub(super) fn column(&mut self, path: &[Name], span: &Span) -> Analysed<Typed> {
        match path {
            [name] => self.plain_column(name),
            [table, name] => self.column_of(None, table, name, span),
            [schema, table, name] => self.column_of(Some(schema), table, name, span),
            _ => {
                let shown: Vec<&str> = path.iter().map(|name| name.text.as_str()).collect();
                let title = format!(
                    "cross-database references are not implemented: {}",
                    shown.join(".")
                );
                Err(self.not_here("0A000", title, span))
            }
        }
    }

    fn plain_column(&mut self, name: &Name) -> Analysed<Typed> {
        if let Some((column, depth)) = self.find_column(name)? {
            return Ok(self.refer(&column, depth, &name.span));
        }
        // A table's name alone is its row.
        if let Some((table, depth)) = self.find_table(None, name)? {
            return Ok(self.whole_row(&table, depth, &name.span));
        }
        let title = format!("column \"{}\" does not exist", name.text);
        Err(self.no_column(title, &name.text, &name.span, self.visible_columns()))
    }

    fn column_of(
        &mut self,
        schema: Option<&Name>,
        table: &Name,
        name: &Name,
        span: &Span,
    ) -> Analysed<Typed> {
        let Some((found, depth)) = self.find_table(schema, table)? else {
            return Err(self.no_table(schema, table));
        };
        let columns: Vec<&ScopeColumn> = named(&found, &name.text).collect();
        match columns.as_slice() {
            [column] => Ok(self.refer(column, depth, span)),
            [] => self.beyond_columns(&found, depth, table, name, span),
            _ => Err(self.ambiguous(&name.text, span)),
        }
    }

    /// What `table.name` is if the table has no such column: a system column, or a function of its row.
    fn beyond_columns(
        &mut self,
        found: &Rc<Table>,
        depth: usize,
        table: &Name,
        name: &Name,
        span: &Span,
    ) -> Analysed<Typed> {
        if let Some((_, ty)) = SYSTEM.iter().find(|(known, _)| *known == name.text)
            && found.system_columns
        {
            self.touch(depth);
            return Ok(Typed::builtin(ty));
        }
        if !self.names.functions(None, &name.text).is_empty() {
            return self.called_on_row(table, name, span);
        }
        let title = format!("column {}.{} does not exist", table.text, name.text);
        let known = found.columns.iter().map(|column| column.name.clone());
        Err(self.no_column(title, &name.text, span, known.collect()))
    }

    /// `table.function`, which is `function(table)`.
    fn called_on_row(&mut self, table: &Name, function: &Name, span: &Span) -> Analysed<Typed> {
        let row = Expr {
            span: table.span.clone(),
            kind: ExprKind::Column {
                path: vec![table.clone()],
                star: false,
            },
        };
        let name = ObjectName {
            schema: None,
            name: function.clone(),
        };
        self.call(&FunctionCall::plain(name, vec![row]), span)
    }

    /// Notes that a column is named here, and says what it is.
    pub(super) fn refer(&mut self, column: &ScopeColumn, depth: usize, span: &Span) -> Typed {
        self.resolved.insert(span.start, column.id);
        self.uses.extend(column.origin.clone());
        self.touch(depth);
        column.value.clone()
    }

    /// Notes that a query's columns are named.
    pub(super) fn touch(&mut self, depth: usize) {
        self.innermost = Some(self.innermost.map_or(depth, |known| known.max(depth)));
    }

    fn whole_row(&mut self, table: &Table, depth: usize, span: &Span) -> Typed {
        let id = ColumnId {
            level: self.levels.get(depth).map_or(0, |level| level.id),
            table: table.id,
            column: usize::MAX,
        };
        self.resolved.insert(span.start, id);
        self.touch(depth);
        Typed {
            fields: Some(Rc::new(
                table
                    .columns
                    .iter()
                    .map(|column| Field {
                        name: column.name.clone(),
                        value: column.value.clone(),
                        origin: column.origin.clone(),
                    })
                    .collect(),
            )),
            ..table.row.clone()
        }
    }

    /// The column of a lone name, from the innermost query outwards.
    pub(super) fn find_column(&self, name: &Name) -> Analysed<Option<(ScopeColumn, usize)>> {
        for depth in (0..self.levels.len()).rev() {
            if let Some(column) = self.find_column_at(depth, name)? {
                return Ok(Some((column, depth)));
            }
        }
        Ok(None)
    }

    /// The column of a lone name in one query.
    pub(super) fn find_column_at(
        &self,
        depth: usize,
        name: &Name,
    ) -> Analysed<Option<ScopeColumn>> {
        let Some(level) = self.levels.get(depth) else {
            return Ok(None);
        };
        let mut found: Option<ScopeColumn> = None;
        let open = level.items.iter().filter(|item| item.open);
        for item in open.filter(|item| item.is_found(level.lateral_active)) {
            for column in named(&item.table, &name.text) {
                if found.is_some() {
                    return Err(self.ambiguous(&name.text, &name.span));
                }
                self.lateral_ok(item, &name.span)?;
                found = Some(column.clone());
            }
        }
        if found.is_none() {
            found = system_column(level.items.iter(), level.id, &name.text);
        }
        Ok(found)
    }

    /// The relation of a name in FROM, from the innermost query outwards.
    pub(super) fn find_table(
        &self,
        schema: Option<&Name>,
        name: &Name,
    ) -> Analysed<Option<FoundTable>> {
        for (depth, level) in self.levels.iter().enumerate().rev() {
            let mut found: Option<&Item> = None;
            let named = level.items.iter().filter(|item| item.named);
            for item in named.filter(|item| item.is_found(level.lateral_active)) {
                if !is_called(&item.table, schema, &name.text) {
                    continue;
                }
                if found.is_some() {
                    let title = format!("table reference \"{}\" is ambiguous", name.text);
                    return Err(self.error(
                        Code::D0120,
                        "42P09",
                        title,
                        &name.span,
                        "several tables have this name here",
                    ));
                }
                self.lateral_ok(item, &name.span)?;
                found = Some(item);
            }
            if let Some(item) = found {
                return Ok(Some((Rc::clone(&item.table), depth)));
            }
        }
        Ok(None)
    }

    fn lateral_ok(&self, item: &Item, span: &Span) -> Analysed {
        if item.reach != Reach::Refused {
            return Ok(());
        }
        let name = item.table.name.clone().unwrap_or_default();
        let title = format!("invalid reference to FROM-clause entry for table \"{name}\"");
        let error = self.not_here("42P10", title, span);
        Err(Box::new(error.note(
            "The combining JOIN type must be INNER or LEFT for a LATERAL reference.",
        )))
    }

    /// `*`, `t.*` or `s.t.*`: what it expands to.
    pub(super) fn expand(&mut self, path: &[Name], span: &Span) -> Analysed<Vec<ScopeColumn>> {
        let (columns, depth) = match path {
            [] => {
                let depth = self.levels.len().saturating_sub(1);
                let open = self.level().items.iter().filter(|item| item.open);
                let columns: Vec<ScopeColumn> =
                    open.flat_map(|item| item.table.columns.clone()).collect();
                if self.level().items.is_empty() {
                    let title = "SELECT * with no tables specified is not valid";
                    return Err(self.error(Code::D0112, "42601", title, span, "of what?"));
                }
                (columns, depth)
            }
            [.., table] => {
                let schema = path.len().checked_sub(2).and_then(|at| path.get(at));
                let Some((found, depth)) = self.find_table(schema, table)? else {
                    return Err(self.no_table(schema, table));
                };
                (found.columns.clone(), depth)
            }
        };
        for column in &columns {
            self.uses.extend(column.origin.clone());
        }
        self.touch(depth);
        Ok(columns)
    }

    fn ambiguous(&self, name: &str, span: &Span) -> Box<Diagnostic> {
        let title = format!("column reference \"{name}\" is ambiguous");
        let error = self.error(Code::D0120, "42702", title, span, "several tables have one");
        Box::new(error.help(format!("write the table before it: `t.{name}`")))
    }

    pub(super) fn no_column(
        &self,
        title: String,
        name: &str,
        span: &Span,
        known: Vec<String>,
    ) -> Box<Diagnostic> {
        let error = self.error(Code::D0103, "42703", title, span, "no such column here");
        super::super::apply::suggest(error, nearest(name, known))
    }

    fn no_table(&self, schema: Option<&Name>, table: &Name) -> Box<Diagnostic> {
        let mut known = self.levels.iter().flat_map(|level| &level.known);
        let hidden = known.any(|name| *name == table.text);
        let title = if hidden {
            format!(
                "invalid reference to FROM-clause entry for table \"{}\"",
                table.text
            )
        } else {
            format!("missing FROM-clause entry for table \"{}\"", table.text)
        };
        let start = schema.map_or(table.span.start, |schema| schema.span.start);
        let span = start..table.span.end;
        self.error(Code::D0101, "42P01", title, &span, "not in FROM here")
    }

    fn visible_columns(&self) -> Vec<String> {
        let items = self.levels.iter().flat_map(|level| &level.items);
        let columns = items.flat_map(|item| &item.table.columns);
        columns.map(|column| column.name.clone()).collect()
    }
}

fn named<'t>(table: &'t Table, name: &'t str) -> impl Iterator<Item = &'t ScopeColumn> {
    table
        .columns
        .iter()
        .filter(move |column| column.name == name)
}

/// `ctid` and its like, if exactly one relation has them.
fn system_column<'i>(
    items: impl Iterator<Item = &'i Item>,
    level: usize,
    name: &str,
) -> Option<ScopeColumn> {
    let (_, ty) = SYSTEM.iter().find(|(known, _)| *known == name)?;
    let mut tables = items.filter(|item| item.open && item.table.system_columns);
    let table = tables.next()?;
    Some(ScopeColumn {
        name: name.to_owned(),
        value: Typed::builtin(ty),
        id: ColumnId {
            level,
            table: table.table.id,
            column: usize::MAX - 1,
        },
        origin: None::<Use>,
    })
}

fn is_called(table: &Table, schema: Option<&Name>, name: &str) -> bool {
    match schema {
        None => table.name.as_deref() == Some(name),
        Some(schema) => {
            let relation = table.relation.as_ref();
            table.own_name && relation.is_some_and(|(s, r)| *s == schema.text && r == name)
        }
    }
}
