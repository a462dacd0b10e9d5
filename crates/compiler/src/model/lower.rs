//! From the catalog to the model, one table at a time.

use super::{
    DieselSchema, Docs, Entity, Image, Model, Role, TableNames, actor, cascade, docs, enums,
    extras,
    field::{self, Context},
    inbox,
    keys::{self, Keys},
    modules, on,
    overrides::{self, Overrides},
    relation, rows, shared, table_names,
};
use crate::{
    catalog::{Catalog, Schema, Table},
    config::{Config, Said},
    diagnostic::{Code, Diagnostic, Diagnostics},
    nearest::nearest,
    output::OUTSIDE,
};
use std::collections::{BTreeMap, BTreeSet};

/// Makes every Rust decision, or says why one cannot be made.
///
/// Beside the model come warnings.
pub fn lower(catalog: &Catalog, config: &Config) -> Result<(Model, Vec<Diagnostic>), Diagnostics> {
    if config.schema.only {
        return Ok((schema_only(catalog, config), Vec::new()));
    }
    let empty = Schema::default();
    let public = catalog.schemas.get("public").unwrap_or(&empty);
    let mut found = Vec::new();
    modules::refuse_unnamed(catalog, &config.diesel, &mut found);
    let schemas = schemas(catalog, config);
    modules::refuse_doubles(&schemas, &mut found);
    let rows = rows::of(public, config, &mut found);
    let keys = Keys::of(&rows);
    let context = Context {
        audited: rows::audited(public, &keys, config, &mut found),
        names: table_names::name(&rows, config, &mut found),
        overrides: Overrides::of(public, config, &mut found),
        schema: public,
        printed: &schemas,
        keys,
        config,
    };
    refuse_unused(&context, &mut found);
    let actor = config.audit.as_ref().and_then(|audit| {
        let log = actor::known_table(&audit.table, &context, &mut found)?;
        cascade::refuse_fading_log(log, &mut found);
        actor::lower(log, audit, &context, &mut found)
    });
    let mut entities = Vec::new();
    for table in rows.tables.values() {
        entities.extend(entity(table, &context, &mut found));
    }
    extras::add(&mut entities, public, config, &mut found);
    refuse_double_types(public, &entities, &mut found);
    modules::refuse_undeclared(public, &entities, &schemas, &mut found);
    Diagnostics::unless_error(
        Model {
            stored: shared::stored(&entities, &schemas),
            schemas,
            schema_path: config.schema_path(),
            mounted: true,
            entities,
            actor,
        },
        found,
    )
}

fn schemas(catalog: &Catalog, config: &Config) -> Vec<DieselSchema> {
    let settings = config.diesel.print_schema.values();
    settings
        .map(|settings| DieselSchema::of(catalog, settings).0)
        .collect()
}

/// The first step of an adoption: Diesel's file, and nothing of ours.
fn schema_only(catalog: &Catalog, config: &Config) -> Model {
    let schema_path = config.schema_path();
    Model {
        schemas: schemas(catalog, config),
        mounted: !schema_path.starts_with(OUTSIDE),
        schema_path,
        entities: Vec::new(),
        stored: Vec::new(),
        actor: None,
    }
}

fn entity(table: &Table, context: &Context<'_>, found: &mut Vec<Diagnostic>) -> Option<Entity> {
    let names = context.names.get(&table.name)?.clone();
    table_names::refuse_taken(&names, table.place.as_ref(), found);
    let (mut fields, enums) = field::lower(table, &names, context, found);
    let role = role(table, context, found);
    if let Role::Inbox { columns, .. } = &role {
        inbox::refuse_given(*columns, &fields, context, found);
        if let Some(payload) = fields.get_mut(columns[2]) {
            payload.ty.image = Image::Omit;
        }
    }
    let sealed = matches!(role, Role::Inbox { .. });
    let key = keys::key(table, context, sealed)?;
    Some(Entity {
        relations: relation::lower(table, &fields, context),
        joins: on::lower(table, &names, context),
        docs: docs_of(table),
        names,
        fields,
        key,
        enums,
        role,
        extras: BTreeMap::new(),
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

fn role(table: &Table, context: &Context<'_>, found: &mut Vec<Diagnostic>) -> Role {
    let Some(audit) = &context.config.audit else {
        return Role::Plain;
    };
    if audit.table.value == table.name {
        return Role::AuditLog;
    }
    if !context.audited.contains(table.name.as_str()) {
        return Role::Plain;
    }
    let audited = Role::Audited {
        log: audit.table.value.clone(),
        children: cascade::children(table, context),
        delete: cascade::ends(table, context),
    };
    match &context.config.inbox {
        Some(inbox) if inbox.table.value == table.name => inbox::role(table, audited, found),
        _ => audited,
    }
}

/// Whatever driftless.toml names must exist.
fn refuse_unused(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (config, schema) = (context.config, context.schema);
    let columns = overrides::columns(schema);
    for (name, said) in &config.names {
        if schema.tables.contains_key(name) || columns.contains(name) {
            continue;
        }
        let (what, known) = if name.contains('.') {
            ("column", columns.iter().collect::<Vec<_>>())
        } else {
            ("table", schema.tables.keys().collect())
        };
        found.push(no_such(what, name, said, known.into_iter().cloned()));
    }
    if let Some(inbox) = &config.inbox
        && actor::known_table(&inbox.table, context, found).is_some()
    {
        inbox::refuse_unaudited(inbox, context, found);
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
fn refuse_double_types(schema: &Schema, entities: &[Entity], found: &mut Vec<Diagnostic>) {
    let mut types = Vec::new();
    let mut rows = BTreeSet::new();
    for entity in entities {
        let place = schema
            .tables
            .get(&entity.names.sql)
            .and_then(|table| table.place.as_ref());
        let what = |kind: &str| format!("{kind} table {}", docs::code(&entity.names.sql));
        types.push((entity.names.row.clone(), what("the row of"), place));
        // Two rows of one name say it for all that is named after them.
        if !rows.insert(entity.names.row.as_str()) {
            continue;
        }
        if entity.role != Role::AuditLog {
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
