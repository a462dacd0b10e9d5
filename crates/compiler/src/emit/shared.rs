//! `types.rs`: what the SQL types that schema.rs declares are in Rust.

use super::{format, tokens::ident};
use crate::model::{Model, Stored};
use proc_macro2::TokenStream;
use quote::quote;

/// The text after the header, or `None` if no type is declared.
pub(super) fn text(model: &Model) -> Result<Option<String>, syn::Error> {
    if model.stored.is_empty() {
        return Ok(None);
    }
    let imports = [
        quote!(
            use super::schema;
        ),
        quote!(
            use driftless::types;
        ),
    ];
    let imports = imports
        .into_iter()
        .map(|import| format::items(vec![import]))
        .collect::<Result<String, _>>()?;
    let items = model.stored.iter().flat_map(stored).collect();
    Ok(Some(format!("{imports}\n{}", format::items(items)?)))
}

/// Without a `QueryId` no filter can hold a value of the type.
fn stored(stored: &Stored) -> Vec<TokenStream> {
    let sql = ident(&stored.sql);
    let rust = ident(stored.rust);
    let mut items = vec![quote!(impl types::Stores<types::#rust> for schema::sql_types::#sql {})];
    items.extend(stored.no_query_id.then(|| {
        quote! {
            impl diesel::query_builder::QueryId for schema::sql_types::#sql {
                type QueryId = Self;
            }
        }
    }));
    items
}
