//! Who may write: the kinds of actor that the audit log's CHECK names.

use super::{
    Docs, Ident, RustType, docs, entity::Shape, enums, field::Context, keys, naming, rows,
    table_names,
};
use crate::{
    catalog::Table,
    config::{AuditConfig, Said},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
};

/// `enum Actor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorDef {
    /// What it says of itself.
    pub docs: Docs,
    /// The kinds, in the order of the CHECK.
    pub kinds: Vec<ActorKind>,
}

/// One kind of actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorKind {
    /// The text in `actor_type` and the variant.
    pub ident: Ident,
    /// The key's type, where actors of this kind are rows of a table; text otherwise.
    pub id: Option<RustType>,
    /// What the variant says of itself.
    pub docs: Docs,
}

/// The columns that the audited statements write.
const SHAPE: Shape = Shape {
    what: "the audit log",
    code: Code::D0405,
    columns: &[
        ("actor_type", &["text", "varchar"]),
        ("actor_id", &["text", "varchar"]),
        ("action", &["text", "varchar"]),
        ("entity", &["text", "varchar"]),
        ("entity_id", &["text", "varchar"]),
        ("payload", &["jsonb"]),
        ("created_at", &["timestamptz"]),
    ],
};

/// Whether the audited statements could write to the table as it is.
pub(super) fn can_be_log(table: &Table) -> bool {
    let mut found = Vec::new();
    SHAPE.check(table, &mut found);
    let actors = table.column("actor_type");
    found.is_empty() && actors.is_some_and(|column| enums::list(table, column).is_some())
}

/// The actor of an audit log.
pub(super) fn lower(
    log: &Table,
    config: &AuditConfig,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<ActorDef> {
    SHAPE.check(log, found);
    let column = log.column("actor_type")?;
    let Some((check, values)) = enums::list(log, column) else {
        let title = format!("`{}.actor_type` has no list of actors", log.name);
        found.push(
            table_names::problem(Code::D0405, title, column.place.as_ref(), "any text is allowed here")
                .help("add a check, `CHECK (actor_type IN ('user', 'system'))`: each value is a kind of `Actor`"),
        );
        return None;
    };
    unknown_kinds(config, &values, found);
    let mut kinds = Vec::new();
    for value in values {
        let table = config.actors.get(&value);
        let id = table.and_then(|said| actor_id(said, context, found));
        kinds.extend(kind(
            value,
            id,
            table.map(|said| said.value.as_str()),
            log,
            found,
        ));
    }
    let what = format!("Who writes: check {}", docs::code(&check.name));
    Some(ActorDef {
        docs: Docs::of(None, &what, check.place.as_ref(), &[]),
        kinds,
    })
}

fn kind(
    value: String,
    id: Option<RustType>,
    table: Option<&str>,
    log: &Table,
    found: &mut Vec<Diagnostic>,
) -> Option<ActorKind> {
    let Some(rust) = naming::variant(&value) else {
        let title = format!(
            "no variant can be named after the actor {}",
            docs::code(&value)
        );
        let place = log
            .column("actor_type")
            .and_then(|column| column.place.as_ref());
        found.push(table_names::problem(Code::D0408, title, place, ""));
        return None;
    };
    let docs = match table {
        Some(table) => format!("{}: a row of {}", docs::code(&value), docs::code(table)),
        None => docs::code(&value),
    };
    Some(ActorKind {
        ident: Ident { sql: value, rust },
        id,
        docs: Docs::line(docs),
    })
}

/// The typed key of the table whose rows are actors.
fn actor_id(
    said: &Said<String>,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<RustType> {
    let table = known_table(said, context, found)?;
    let id = keys::single_key(table)
        .and_then(|key| table.column(key))
        .and_then(|key| keys::id_type(table, key, context));
    if id.is_none() {
        let title = format!(
            "rows of `{}` cannot be actors: no single column is its key",
            table.name
        );
        found.push(Diagnostic::error(Code::D0304, title).label(said.at_value("named here")));
    }
    id.map(|(id, _)| id)
}

/// The table that driftless.toml names, or an error with the nearest one.
pub(super) fn known_table<'c>(
    said: &Said<String>,
    context: &Context<'c>,
    found: &mut Vec<Diagnostic>,
) -> Option<&'c Table> {
    let table = context.schema.tables.get(&said.value);
    if table.is_none() {
        found.push(rows::unknown_table(said, context.schema));
    }
    table
}

fn unknown_kinds(config: &AuditConfig, values: &[String], found: &mut Vec<Diagnostic>) {
    for (kind, said) in &config.actors {
        if values.contains(kind) {
            continue;
        }
        let title = format!("`{kind}` is no kind of actor");
        let help = match nearest(kind, values.iter().cloned()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the check on `actor_type` allows `{}`", values.join("`, `")),
        };
        found.push(
            Diagnostic::error(Code::D0304, title)
                .label(said.at_key("named here"))
                .help(help),
        );
    }
}
