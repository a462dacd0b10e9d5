//! Reading the audit log.

use super::tokens::doc;
use crate::model::Entity;
use proc_macro2::TokenStream;
use quote::quote;

/// `trail`
pub(super) fn items(entity: &Entity) -> Vec<TokenStream> {
    let log = &entity.names.sql;
    let doc = doc("What was written, to all tables, oldest first.");
    vec![quote! {
        #doc
        pub fn trail() -> driftless::Trail {
            driftless::Trail::of(driftless::Name::new(#log))
        }
    }]
}
