//! What an update changes: every column is unset until its setter was called.

use super::{
    setters::{Derive, Held, plain, setter, unset_field, values},
    tokens::{doc, extra, ident},
};
use crate::model::{Entity, Field, Role};
use proc_macro2::TokenStream;
use quote::quote;

/// `ListingChanges` and its setters.
pub(super) fn items(entity: &Entity) -> Vec<TokenStream> {
    let fields: Vec<(usize, &Field)> = entity
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.changes)
        .collect();
    let mut items = vec![definition(entity, &fields)];
    if !fields.is_empty() {
        items.push(setters(entity, &fields));
    }
    if entity.role != Role::Plain {
        items.push(values(&entity.names.changes(), &fields, Held::ByChanges));
    }
    items
}

fn definition(entity: &Entity, fields: &[(usize, &Field)]) -> TokenStream {
    let name = ident(&entity.names.changes());
    let extra = extra(entity, &entity.names.changes());
    let shown = entity.names.shown();
    let doc = doc(&format!(
        "What changes in a row of {shown}. A column left out stays as it is."
    ));
    let changeset = plain(entity, Derive::AsChangeset);
    let fields = fields.iter().map(|(_, field)| unset_field(entity, field));
    quote! {
        #doc
        #[derive(Clone, Debug, Default, PartialEq)]
        #changeset
        #extra
        #[must_use]
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn setters(entity: &Entity, fields: &[(usize, &Field)]) -> TokenStream {
    let name = ident(&entity.names.changes());
    let setters = fields.iter().map(|(_, field)| setter(field));
    quote!(impl #name { #(#setters)* })
}
