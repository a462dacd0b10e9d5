//! `Actor` and `Audit`.

use super::tokens::{doc, docs, ident, value_type};
use crate::model::{ActorDef, ActorKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum, its `impl`, and the audit that holds it.
pub(super) fn items(actor: &ActorDef) -> Vec<TokenStream> {
    vec![definition(actor), implementation(actor), audit()]
}

fn definition(actor: &ActorDef) -> TokenStream {
    let docs_of_enum = docs(&actor.docs);
    let kinds = actor.kinds.iter().map(|kind| {
        let docs = docs(&kind.docs);
        let name = ident(&kind.ident.rust);
        let id = kind.id.as_ref().map_or_else(|| quote!(String), value_type);
        quote!(#docs #name(#id))
    });
    quote! {
        #docs_of_enum
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Actor {
            #(#kinds,)*
        }
    }
}

fn implementation(actor: &ActorDef) -> TokenStream {
    let name = |kind: &ActorKind| ident(&kind.ident.rust);
    let kinds = actor.kinds.iter().map(|kind| {
        let (name, text) = (name(kind), &kind.ident.sql);
        quote!(Self::#name(_) => #text)
    });
    let typed: Vec<_> = actor
        .kinds
        .iter()
        .filter(|kind| kind.id.is_some())
        .map(name)
        .collect();
    let text: Vec<_> = actor
        .kinds
        .iter()
        .filter(|kind| kind.id.is_none())
        .map(name)
        .collect();
    let typed = typed
        .iter()
        .map(|name| quote!(Self::#name(id) => id.to_string()));
    let text = (!text.is_empty()).then(|| quote!(#(Self::#text(id))|* => id.clone()));
    quote! {
        impl driftless::Actor for Actor {
            fn kind(&self) -> &'static str {
                match self {
                    #(#kinds,)*
                }
            }

            fn id(&self) -> String {
                match self {
                    #(#typed,)*
                    #text
                }
            }
        }
    }
}

fn audit() -> TokenStream {
    let doc = doc("Who writes, and optionally for which request, why and on whose behalf.");
    quote! {
        #doc
        pub type Audit = driftless::Audit<Actor>;
    }
}
