//! From the model to the text of `generated/`, one artifact a file.
//!
//! *Invariant:* nothing is decided here. What the emitted code can leave to the crate `driftless` it leaves
//! there; what is emitted reads as if a user of Diesel had written it.

mod actor;
mod changes;
mod enums;
mod format;
mod given;
mod ids;
mod inbox;
mod insert;
mod module;
mod on;
mod row;
pub mod schema;
mod setters;
mod shared;
mod statements;
mod table;
mod tokens;
mod trail;

use crate::{
    model::{ActorDef, Model, RustType},
    output::{HEADER, OUTSIDE, OutputFile},
};
use quote::quote;
pub use schema::PatchError;
use std::collections::BTreeSet;

/// Why there are no files.
#[derive(Debug)]
pub enum EmitError {
    /// The emitters made something that is no Rust: a mistake of this crate.
    NoRust(syn::Error),
    /// A patch file of `diesel.toml`.
    Patch(PatchError),
}

impl From<syn::Error> for EmitError {
    fn from(error: syn::Error) -> Self {
        Self::NoRust(error)
    }
}

impl From<PatchError> for EmitError {
    fn from(error: PatchError) -> Self {
        Self::Patch(error)
    }
}

/// The files of `generated/`.
pub fn emit(model: &Model) -> Result<Vec<OutputFile>, EmitError> {
    let mut files = vec![schema_file(model)?];
    if model.mounted {
        files.push(file("mod.rs", &module::text(model)?));
    }
    if let Some(actor) = &model.actor {
        files.push(file("actor.rs", &actor_text(actor)?));
    }
    if let Some(text) = shared::text(model)? {
        files.push(file("types.rs", &text));
    }
    for entity in &model.entities {
        files.push(file(&entity.names.file, &table::text(entity)?));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Pedantic clippy reads comments as Markdown and finds back-ticks missing.
const ALLOW_WORDS: &str = "#![allow(clippy::doc_markdown, rustdoc::bare_urls, reason = \"comments are the SQL's own words\")]\n";

fn actor_text(actor: &ActorDef) -> Result<String, syn::Error> {
    let ids: BTreeSet<&str> = actor
        .kinds
        .iter()
        .filter_map(|kind| match &kind.id {
            Some(RustType::Id(name)) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let mut items = Vec::new();
    if !ids.is_empty() {
        let ids = ids.iter().map(|id| tokens::ident(id));
        items.push(quote!(use super::{#(#ids),*};));
    }
    items.extend(actor::items(actor));
    Ok(format!("{ALLOW_WORDS}\n{}", format::items(items)?))
}

/// Outside of `generated/` it is Diesel's file, and there its text is Diesel's to the last byte.
fn schema_file(model: &Model) -> Result<OutputFile, PatchError> {
    let (path, text) = (&model.schema_path, schema::text(&model.schemas)?);
    if path.starts_with(OUTSIDE) {
        let path = path.clone();
        return Ok(OutputFile { path, text });
    }
    Ok(file(path, &text))
}

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile {
        path: path.to_owned(),
        text: format!("{HEADER}\n{text}"),
    }
}
