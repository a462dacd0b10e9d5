//! One table's file.

use super::{
    ALLOW_WORDS, changes, enums, format, ids, insert, on, row,
    statements::{self, Doors},
    tokens::ident,
};
use crate::model::{Child, Entity, Field, Role, RustType};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The text after the header.
pub(super) fn text(entity: &Entity) -> Result<String, syn::Error> {
    let mut items = vec![row::item(entity)];
    if let Some(id) = &entity.key.id {
        items.extend(ids::items(id, entity));
    }
    for list in &entity.enums {
        items.extend(enums::items(list, entity, &column_of(entity, &list.name)));
    }
    match &entity.role {
        Role::Audited {
            log,
            children,
            delete,
        } => {
            let doors = Doors {
                insert: true,
                delete: *delete,
            };
            items.extend(writes(entity, log, children, doors));
        }
        Role::Inbox {
            log,
            children,
            delete,
            columns,
        } => {
            let doors = Doors {
                insert: false,
                delete: *delete,
            };
            items.extend(writes(entity, log, children, doors));
            items.extend(super::inbox::items(entity, *columns));
        }
        Role::AuditLog => items.extend(super::trail::items(entity)),
        Role::Plain => {
            items.extend(insert::items(entity));
            items.extend(
                entity
                    .has_changes()
                    .then(|| changes::items(entity))
                    .into_iter()
                    .flatten(),
            );
        }
    }
    items.extend(on::items(entity));
    let imports = imports(entity)
        .into_iter()
        .map(import)
        .collect::<Result<String, _>>()?;
    let allowed = allowed(entity);
    Ok(format!(
        "{ALLOW_WORDS}{allowed}\n{imports}\n{}",
        format::items(items)?
    ))
}

/// What a table that is written to has: the types of a write, and its statements.
fn writes(entity: &Entity, log: &str, children: &[Child], doors: Doors) -> Vec<TokenStream> {
    let mut items = insert::items(entity);
    items.extend(changes::items(entity));
    items.extend(statements::items(entity, log, children, doors));
    items
}

/// What pedantic clippy says of what SQL leaves no choice about.
fn allowed(entity: &Entity) -> String {
    let writes = matches!(entity.role, Role::Audited { .. } | Role::Inbox { .. });
    let mut allowed = String::new();
    if writes || entity.role == Role::Plain {
        allowed.push_str("#![allow(clippy::option_option, reason = \"unset is not NULL\")]\n");
    }
    // `bind` has an arm of at most five lines for each column.
    if writes && entity.fields.len() > 16 {
        allowed.push_str("#![allow(clippy::too_many_lines, reason = \"one arm per column\")]\n");
    }
    if entity.fields.iter().any(|field| is_deep(&field.ty.rust)) {
        allowed
            .push_str("#![allow(clippy::type_complexity, reason = \"arrays of multiranges\")]\n");
    }
    if entity
        .fields
        .iter()
        .any(|field| field.ident.rust.starts_with('_'))
    {
        allowed
            .push_str("#![allow(clippy::pub_underscore_fields, clippy::used_underscore_binding, ");
        allowed.push_str("clippy::used_underscore_items, reason = \"columns are called so\")]\n");
    }
    allowed
}

fn is_deep(ty: &RustType) -> bool {
    matches!(ty, RustType::List(element) if matches!(**element, RustType::Multirange(_)))
}

/// `table.column` of an enum.
fn column_of(entity: &Entity, list: &str) -> String {
    let is_it = |field: &&Field| field.ty.rust == RustType::Enum(list.to_owned());
    let column = entity
        .fields
        .iter()
        .find(is_it)
        .map_or("", |field| field.ident.sql.as_str());
    format!("{}.{column}", entity.names.sql)
}

fn import(tokens: TokenStream) -> Result<String, syn::Error> {
    format::items(vec![tokens])
}

fn imports(entity: &Entity) -> Vec<TokenStream> {
    let writes = matches!(entity.role, Role::Audited { .. } | Role::Inbox { .. });
    let mut ours: BTreeSet<String> = BTreeSet::from(["schema".to_owned()]);
    ours.extend(
        entity
            .relations
            .iter()
            .map(|relation| relation.parent.clone()),
    );
    let own = entity.key.id.as_ref().map(|id| id.name.as_str());
    let mut carried: BTreeSet<&str> = BTreeSet::new();
    for field in &entity.fields {
        if let RustType::Id(name) = field.ty.rust.innermost()
            && Some(name.as_str()) != own
        {
            ours.insert(name.clone());
        }
        carry(&field.ty.rust, &mut carried);
    }
    if let Some(id) = &entity.key.id {
        carry(&id.inner.rust, &mut carried);
    }
    if writes {
        ours.insert("Actor".to_owned());
    }
    used(entity, writes, &ours, &carried)
}

fn used(
    entity: &Entity,
    writes: bool,
    ours: &BTreeSet<String>,
    carried: &BTreeSet<&str>,
) -> Vec<TokenStream> {
    let travels = entity.key.id.is_some() || !entity.enums.is_empty();
    let ours = ours.iter().map(|name| ident(name));
    let carried: Vec<_> = carried.iter().map(|name| ident(name)).collect();
    let sealed = matches!(entity.role, Role::Inbox { .. }) && entity.enums.is_empty();
    let deserialize = (!sealed).then(|| quote!(Deserialize,));
    let mut uses = vec![quote!(use super::{#(#ours),*};)];
    if travels {
        uses.push(quote!(
            use diesel::{deserialize::FromSqlRow, expression::AsExpression};
        ));
    }
    uses.push(quote!(
        use diesel::prelude::*;
    ));
    if travels || writes {
        uses.push(quote!(
            use diesel::sql_types;
        ));
    }
    uses.push(quote!(use driftless::serde::{#deserialize Serialize};));
    if !carried.is_empty() {
        uses.push(quote!(use driftless::types::{#(#carried),*};));
    }
    uses
}

/// The names of `driftless::types` that a type is spelled with.
fn carry<'t>(ty: &'t RustType, carried: &mut BTreeSet<&'t str>) {
    match ty {
        RustType::Carried(name) => {
            carried.insert(name);
        }
        RustType::UtcTime => carried.extend(["DateTime", "Utc"]),
        RustType::Range(_) => {
            carried.insert("PgRange");
        }
        RustType::Multirange(_) => {
            carried.insert("PgMultirange");
        }
        _ => {}
    }
    if let RustType::List(inner) | RustType::Range(inner) | RustType::Multirange(inner) = ty {
        carry(inner, carried);
    }
}
