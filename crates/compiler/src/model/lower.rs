//! From the catalog to the model, one table at a time.

use super::{
    DieselSchema, Docs, Entity, Image, Model, Role, TableNames, actor, cascade, docs, enums,
    field::{self, Context},
    inbox,
    keys::{self, Keys},
    relation, table_names,
};
use crate::{
    catalog::{Catalog, Schema, Table},
    config::{Config, Said},
    diagnostic::{Code, Diagnostic, Diagnostics},
    nearest::nearest,
};

/// Makes every Rust decision, or says why one cannot be made.
pub fn lower(catalog: &Catalog, config: &Config) -> Result<Model, Diagnostics> {
    let empty = Schema::default();
    let public = catalog.schemas.get("public").unwrap_or(&empty);
    let mut found = Vec::new();
    refuse_other_schemas(catalog, &mut found);
    refuse_keyless(public, &mut found);
    let names = table_names::name(public, config, &mut found);
    let context = Context {
        keys: Keys::of(public),
        names,
        config,
    };
    refuse_unused(public, &context, &mut found);
    let actor = config.audit.as_ref().and_then(|audit| {
        let log = actor::known_table(&audit.table, &context, &mut found)?;
        cascade::refuse_fading_log(log, &mut found);
        actor::lower(log, audit, &context, &mut found)
    });
    let mut entities = Vec::new();
    for table in public.tables.values() {
        entities.extend(entity(table, public, &context, &mut found));
    }
    refuse_double_types(public, &entities, actor.is_some(), &mut found);
    let schema = DieselSchema::of(catalog).unwrap_or_default();
    Diagnostics::unless_empty(
        Model {
            schema,
            entities,
            actor,
        },
        found,
    )
}

fn entity(
    table: &Table,
    schema: &Schema,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Entity> {
    let names = context.names.get(&table.name)?.clone();
    table_names::refuse_taken(&names, table.place.as_ref(), found);
    let (mut fields, enums) = field::lower(table, &names, context, found);
    let role = role(table, schema, context, found);
    if let Role::Inbox {
        columns: [_, _, payload],
        ..
    } = &role
        && let Some(field) = fields.get_mut(*payload)
    {
        field.ty.image = Image::Omit;
    }
    let sealed = matches!(role, Role::Inbox { .. });
    let key = keys::key(table, &context.keys, &context.names, sealed)?;
    Some(Entity {
        relations: relation::lower(table, &fields, context),
        docs: docs_of(table),
        names,
        fields,
        key,
        enums,
        role,
    })
}

fn docs_of(table: &Table) -> Docs {
    let what = docs::code(&table.name);
    Docs::of(
        table.comment.as_deref(),
        &what,
        table.place.as_ref(),
        &table.renames,
    )
}

fn role(
    table: &Table,
    schema: &Schema,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Role {
    let Some(audit) = &context.config.audit else {
        return Role::Rows;
    };
    if audit.table.value == table.name {
        return Role::AuditLog;
    }
    let audited = Role::Audited {
        log: audit.table.value.clone(),
        children: cascade::children(table, schema, &context.names),
        delete: cascade::ends(table, schema),
    };
    match &context.config.inbox {
        Some(inbox) if inbox.table.value == table.name => inbox::role(table, audited, found),
        _ => audited,
    }
}

/// `diesel print-schema` shows `public` and nothing else.
fn refuse_other_schemas(catalog: &Catalog, found: &mut Vec<Diagnostic>) {
    for (name, schema) in catalog.schemas.iter().filter(|(name, _)| *name != "public") {
        for table in schema.tables.values() {
            let title = format!(
                "table `{name}.{}` is not in the schema `public`",
                table.name
            );
            found.push(
                table_names::problem(Code::D0407, title, table.place.as_ref(), "")
                    .help("only tables of `public` become Rust for now"),
            );
        }
    }
}

fn refuse_keyless(schema: &Schema, found: &mut Vec<Diagnostic>) {
    let keyless_tables = schema
        .tables
        .values()
        .filter(|table| table.primary_key.is_none());
    found.extend(keyless_tables.map(keyless));
}

/// What Diesel says too: a table without a primary key is none of its.
pub fn keyless(table: &Table) -> Diagnostic {
    let title = format!("table `{}` has no primary key", table.name);
    table_names::problem(Code::D0401, title, table.place.as_ref(), "Diesel needs one")
        .help("add a primary key: without one neither Diesel nor the audit trail can name a row")
}

/// Whatever driftless.toml names must exist.
fn refuse_unused(schema: &Schema, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let config = context.config;
    for (table, said) in &config.names {
        if !schema.tables.contains_key(table) {
            let known = schema.tables.keys().cloned();
            found.push(no_such("table", table, said, known));
        }
    }
    if let Some(inbox) = &config.inbox {
        actor::known_table(&inbox.table, context, found);
        if config.audit.is_none() {
            let title = "an inbox needs an audit log".to_owned();
            found.push(
                Diagnostic::error(Code::D0406, title)
                    .label(inbox.table.at_value("its events are audited"))
                    .help("name the audit log: `[audit]` `table = \"audit_log\"`"),
            );
        }
    }
    let lists: Vec<String> = lists(schema);
    for (column, said) in &config.enums {
        if !lists.contains(column) {
            let known = lists.iter().cloned();
            found.push(no_such("column with a CHECK list", column, said, known));
        }
    }
}

/// `table.column` of each column that has an enum.
fn lists(schema: &Schema) -> Vec<String> {
    let columns = schema
        .tables
        .values()
        .flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    columns
        .filter(|(table, column)| enums::list(table, column).is_some())
        .map(|(table, column)| format!("{}.{}", table.name, column.name))
        .collect()
}

fn no_such<T>(
    what: &str,
    name: &str,
    said: &Said<T>,
    known: impl Iterator<Item = String>,
) -> Diagnostic {
    let title = format!("there is no {what} `{name}`");
    let problem = Diagnostic::error(Code::D0304, title).label(said.at_key("named here"));
    match nearest(name, known) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem,
    }
}

/// All types stand in one namespace, that of the crate.
fn refuse_double_types(
    schema: &Schema,
    entities: &[Entity],
    has_actor: bool,
    found: &mut Vec<Diagnostic>,
) {
    let mut types = Vec::new();
    for entity in entities {
        let place = schema
            .tables
            .get(&entity.names.sql)
            .and_then(|table| table.place.as_ref());
        let what = |kind: &str| format!("{kind} table {}", docs::code(&entity.names.sql));
        types.push((entity.names.row.clone(), what("the row of"), place));
        if has_actor && entity.role != Role::AuditLog {
            types.extend(writers(&entity.names).map(|name| (name, what("a write to"), place)));
        }
        if let Some(id) = &entity.key.id {
            types.push((id.name.clone(), what("the key of"), place));
        }
        for list in &entity.enums {
            types.push((list.name.clone(), what("an enum of"), place));
        }
    }
    table_names::refuse_doubles(
        types,
        "give one table's struct another name in driftless.toml: `[names]` `table = \"Name\"`",
        found,
    );
}

fn writers(names: &TableNames) -> impl Iterator<Item = String> {
    [names.new_row(), names.insert(), names.changes()].into_iter()
}
