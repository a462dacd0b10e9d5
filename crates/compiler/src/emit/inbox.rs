//! The one door to the inbox.

use super::tokens::{doc, ident};
use crate::model::{Entity, Field, Write};
use proc_macro2::TokenStream;
use quote::quote;

/// `event`; `columns` are the positions of id, source and payload.
pub(super) fn items(entity: &Entity, columns: [usize; 3]) -> Vec<TokenStream> {
    let row = ident(&entity.names.row);
    let insert = ident(&entity.names.insert());
    let fields = entity.fields.iter().enumerate();
    let fields = fields.filter_map(|(index, field)| value(entity, index, field, columns));
    let nullable = entity
        .fields
        .get(columns[2])
        .is_some_and(|field| field.ty.nullable);
    let payload = if nullable {
        quote!(impl Into<Option<Json>>)
    } else {
        quote!(Json)
    };
    let payload_value = nullable.then(|| quote!(let payload = payload.into();));
    let doc = doc(
        "An event, to be processed once: a second delivery of the same id from the same source is told.",
    );
    vec![quote! {
        #doc
        pub fn event(source: &str, event_id: &str, payload: #payload) -> driftless::InboundEvent<#row> {
            #payload_value
            driftless::InboundEvent::new(source, event_id, |id| #insert { #(#fields),* })
        }
    }]
}

/// What the inserted row holds in a field.
fn value(
    entity: &Entity,
    index: usize,
    field: &Field,
    [id, source, payload]: [usize; 3],
) -> Option<TokenStream> {
    let name = ident(&field.ident.rust);
    let value = if index == id {
        let id = ident(&entity.key.id.as_ref()?.name);
        quote!(#id(id))
    } else if index == source {
        quote!(source.to_owned())
    } else if index == payload {
        quote!(payload)
    } else {
        quote!(None)
    };
    let given = index == id || index == source || index == payload;
    Some(match field.insert {
        Write::Optional if given => quote!(#name: Some(#value)),
        Write::Required | Write::Optional => quote!(#name: #value),
        Write::Never => return None,
    })
}
