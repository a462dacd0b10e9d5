//! `mod.rs`: what the schema crate shows.

use super::tokens::ident;
use crate::{
    FORMAT,
    model::{Entity, Model, Role},
};
use proc_macro2::TokenStream;
use quote::quote;

/// The text after the header.
pub(super) fn text(model: &Model) -> Result<String, syn::Error> {
    // rustc reports in the order of the items, so the checks stand before the files that rely on them.
    let mut parts = super::given::checks(model)?;
    parts.extend([files(model), exports(model)?, schema(&model.schema_path)]);
    for entity in &model.entities {
        parts.push(super::format::items(vec![facade(entity)])?);
    }
    parts.push(format!(
        "const _: () = driftless::assert_format({FORMAT});\n"
    ));
    Ok(parts.join("\n"))
}

/// A file module could not have `diesel` shadowed in it; an included file can.
fn schema(path: &str) -> String {
    format!(
        "/// What `diesel print-schema` prints.
#[allow(missing_docs, non_snake_case, unreachable_pub, reason = \"Diesel's own text\")]
#[allow(clippy::all, clippy::pedantic, reason = \"Diesel's own text\")]
pub mod schema {{
    include!(\"{path}\");
}}
"
    )
}

fn files(model: &Model) -> String {
    let actor = model.actor.is_some().then_some(("actor.rs", "actor_table"));
    let names = model.entities.iter().map(|entity| &entity.names);
    let files = names.map(|names| (names.file.as_str(), names.module.as_str()));
    let shared = (!model.stored.is_empty()).then_some(("types.rs", "shared_types"));
    let all = actor.into_iter().chain(shared).chain(files);
    let mounts: Vec<String> = all
        .map(|(file, module)| {
            format!(
                "#[path = \"{file}\"]
mod {module};
"
            )
        })
        .collect();
    mounts.concat()
}

fn exports(model: &Model) -> Result<String, syn::Error> {
    let mut uses = Vec::new();
    if model.actor.is_some() {
        uses.push(quote!(
            pub use actor_table::{Actor, Audit};
        ));
    }
    uses.extend(model.entities.iter().map(types));
    uses.into_iter()
        .map(|tokens| super::format::items(vec![tokens]))
        .collect()
}

fn types(entity: &Entity) -> TokenStream {
    let module = ident(&entity.names.module);
    let names = entity.types();
    let names = names.iter().map(|name| ident(name));
    quote!(pub use #module::{#(#names),*};)
}

/// Columns come by a glob, functions by name: an explicit name wins over a column of that name.
fn facade(entity: &Entity) -> TokenStream {
    let facade = ident(&entity.names.facade);
    let table = ident(&entity.names.diesel);
    let mut functions = functions(entity);
    functions.extend(entity.joins.iter().map(|on| on.name.as_str()));
    let module = ident(&entity.names.module);
    let writes = (!functions.is_empty()).then(|| {
        let functions = functions.iter().map(|name| ident(name));
        quote!(pub use super::#module::{#(#functions),*};)
    });
    let what = match entity.role {
        Role::Audited { .. } | Role::Inbox { .. } => "Diesel's columns, and its audited writes",
        Role::AuditLog => "Diesel's columns, and the trail",
        Role::Plain => "Diesel's columns",
    };
    let doc = super::tokens::doc(&format!("The table {}: {what}.", entity.names.shown()));
    quote! {
        #doc
        pub mod #facade {
            pub use super::schema::#table::*;
            #writes
        }
    }
}

fn functions(entity: &Entity) -> Vec<&str> {
    let (insert, delete) = match entity.role {
        Role::Audited { delete, .. } => ("insert", delete),
        Role::Inbox { delete, .. } => ("event", delete),
        Role::AuditLog => return vec!["trail"],
        Role::Plain => return Vec::new(),
    };
    let update = entity.has_changes().then_some("update");
    let delete = delete.then_some("delete");
    [insert]
        .into_iter()
        .chain(update)
        .chain(delete)
        .chain(["history"])
        .collect()
}
