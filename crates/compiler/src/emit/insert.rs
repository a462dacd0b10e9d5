//! What an insert says: the required columns as a struct, the others as setters.
//!
//! Of a table that is written with Diesel itself both are `Insertable`: the step to audited writes changes the
//! call, not the values.

use super::{
    setters::{Derive, Held, plain, setter, unset_field, values},
    tokens::{column_name, doc, docs, extra, ident, rust_type},
};
use crate::model::{Entity, Field, Role, Write};
use proc_macro2::TokenStream;
use quote::quote;

/// `NewListing`, `ListingInsert` and how one becomes the other; of the inbox only what its door needs.
pub(super) fn items(entity: &Entity) -> Vec<TokenStream> {
    let columns = Columns::of(entity);
    if matches!(entity.role, Role::Inbox { .. }) {
        return vec![insert_struct(entity, &columns), insert_values(entity)];
    }
    let mut items = vec![required_struct(entity, &columns)];
    if !columns.optional.is_empty() {
        items.push(new_setters(entity, &columns));
    }
    items.push(insert_struct(entity, &columns));
    if !columns.optional.is_empty() {
        items.push(insert_setters(entity, &columns));
    }
    items.push(conversion(entity, &columns));
    items.extend((entity.role != Role::Plain).then(|| insert_values(entity)));
    items
}

struct Columns<'e> {
    required: Vec<(usize, &'e Field)>,
    optional: Vec<(usize, &'e Field)>,
}

impl<'e> Columns<'e> {
    fn of(entity: &'e Entity) -> Self {
        let of = |write: Write| {
            let fields = entity.fields.iter().enumerate();
            fields.filter(|(_, field)| field.insert == write).collect()
        };
        Self {
            required: of(Write::Required),
            optional: of(Write::Optional),
        }
    }
}

fn required_struct(entity: &Entity, columns: &Columns<'_>) -> TokenStream {
    let name = ident(&entity.names.new_row());
    let extra = extra(entity, &entity.names.new_row());
    let doc = doc(&format!(
        "What a new row of {} must say.",
        entity.names.shown()
    ));
    let default = columns.required.is_empty().then(|| quote!(Default,));
    // Diesel has no insert of no column at all.
    let insertable = (!columns.required.is_empty()).then(|| plain(entity, Derive::Insertable));
    let plain = entity.role == Role::Plain;
    let fields = columns.required.iter().map(|(_, field)| {
        let docs = docs(&field.docs);
        let name = ident(&field.ident.rust);
        let ty = rust_type(&field.ty);
        let column = plain.then(|| column_name(field));
        quote!(#docs #column pub #name: #ty)
    });
    quote! {
        #doc
        #[derive(Clone, Debug, #default PartialEq)]
        #insertable
        #extra
        pub struct #name {
            #(#fields,)*
        }
    }
}

/// The first setter turns the required columns into an insert.
fn new_setters(entity: &Entity, columns: &Columns<'_>) -> TokenStream {
    let name = ident(&entity.names.new_row());
    let insert = ident(&entity.names.insert());
    let setters = columns.optional.iter().map(|(_, field)| {
        let docs = docs(&field.docs);
        let setter = ident(&field.setter);
        let ty = rust_type(&field.ty);
        quote! {
            #docs
            pub fn #setter(self, value: impl Into<#ty>) -> #insert {
                Into::<#insert>::into(self).#setter(value)
            }
        }
    });
    quote!(impl #name { #(#setters)* })
}

fn insert_struct(entity: &Entity, columns: &Columns<'_>) -> TokenStream {
    let name = ident(&entity.names.insert());
    let extra = extra(entity, &entity.names.insert());
    let doc = doc(&format!(
        "A new row of {}. A column left out gets the database's default.",
        entity.names.shown()
    ));
    let insertable = plain(entity, Derive::Insertable);
    let plain = entity.role == Role::Plain;
    let required = columns.required.iter().map(|(_, field)| {
        let name = ident(&field.ident.rust);
        let ty = rust_type(&field.ty);
        let column = plain.then(|| column_name(field));
        quote!(#column #name: #ty)
    });
    let optional = columns
        .optional
        .iter()
        .map(|(_, field)| unset_field(entity, field));
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #insertable
        #extra
        #[must_use]
        pub struct #name {
            #(#required,)*
            #(#optional,)*
        }
    }
}

fn insert_setters(entity: &Entity, columns: &Columns<'_>) -> TokenStream {
    let name = ident(&entity.names.insert());
    let setters = columns.optional.iter().map(|(_, field)| setter(field));
    quote!(impl #name { #(#setters)* })
}

fn conversion(entity: &Entity, columns: &Columns<'_>) -> TokenStream {
    let new = ident(&entity.names.new_row());
    let insert = ident(&entity.names.insert());
    let name = |(_, field): &(usize, &Field)| ident(&field.ident.rust);
    let required: Vec<_> = columns.required.iter().map(name).collect();
    let optional = columns.optional.iter().map(name);
    let row = if required.is_empty() {
        quote!(_)
    } else {
        quote!(row)
    };
    quote! {
        impl From<#new> for #insert {
            fn from(#row: #new) -> Self {
                Self {
                    #(#required: row.#required,)*
                    #(#optional: None,)*
                }
            }
        }
    }
}

fn insert_values(entity: &Entity) -> TokenStream {
    let fields: Vec<(usize, &Field)> = entity
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.insert != Write::Never)
        .collect();
    values(&entity.names.insert(), &fields, Held::ByInsert)
}
