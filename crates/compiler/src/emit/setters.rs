//! What inserts and change sets share: optional fields, their setters, and binding them.

use super::tokens::{column_name, docs, ident, position, primary_key, rust_type, sql_type};
use crate::model::{Entity, Field, Role, Write};
use proc_macro2::TokenStream;
use quote::quote;

/// A private field that holds a value once it was set.
pub(super) fn unset_field(entity: &Entity, field: &Field) -> TokenStream {
    let name = ident(&field.ident.rust);
    let ty = rust_type(&field.ty);
    let column = (entity.role == Role::Plain).then(|| column_name(field));
    quote!(#column #name: Option<#ty>)
}

/// What makes the type one of Diesel's own, where the table is written with Diesel itself.
pub(super) fn plain(entity: &Entity, derive: Derive) -> Option<TokenStream> {
    let table = ident(&entity.names.diesel);
    let attributes = match derive {
        Derive::Insertable => quote! {
            #[derive(Insertable)]
            #[diesel(table_name = schema::#table)]
        },
        Derive::AsChangeset => {
            // Diesel changes no column of the key, which it takes for `id` where nothing else is said.
            let key = primary_key(entity);
            quote! {
                #[derive(AsChangeset)]
                #[diesel(table_name = schema::#table, #key)]
            }
        }
    };
    (entity.role == Role::Plain).then_some(attributes)
}

/// What Diesel makes of a type.
#[derive(Clone, Copy)]
pub(super) enum Derive {
    /// `insert_into(t).values(..)`
    Insertable,
    /// `update(t).set(..)`
    AsChangeset,
}

/// A setter of the type that holds the field.
pub(super) fn setter(field: &Field) -> TokenStream {
    let docs = docs(&field.docs);
    let setter = ident(&field.setter);
    let name = ident(&field.ident.rust);
    let ty = rust_type(&field.ty);
    quote! {
        #docs
        pub fn #setter(mut self, value: impl Into<#ty>) -> Self {
            self.#name = Some(value.into());
            self
        }
    }
}

/// Which type holds the fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// An insert: the required ones are always set.
    ByInsert,
    /// A change set: none is.
    ByChanges,
}

impl Held {
    fn always(self, field: &Field) -> bool {
        self == Self::ByInsert && field.insert == Write::Required
    }
}

/// `impl driftless::Values` for a type that holds these fields: the required ones always, the others once
/// they were set.
pub(super) fn values(name: &str, fields: &[(usize, &Field)], held: Held) -> TokenStream {
    let name = ident(name);
    let is_set = is_set(fields, held);
    let arms = fields
        .iter()
        .map(|(index, field)| bind(*index, field, held));
    let (column, out, bind) = if fields.is_empty() {
        (quote!(_column), quote!(_out), quote!(Ok(())))
    } else {
        (
            quote!(column),
            quote!(out),
            quote!(match column { #(#arms,)* _ => Ok(()) }),
        )
    };
    quote! {
        impl driftless::Values for #name {
            fn is_set(&self, #column: usize) -> bool {
                #is_set
            }

            fn bind<'b>(
                &'b self,
                #column: usize,
                #out: &mut diesel::query_builder::AstPass<'_, 'b, diesel::pg::Pg>,
            ) -> diesel::QueryResult<()> {
                #bind
            }
        }
    }
}

/// Whether there is a value for the column at a position.
fn is_set(fields: &[(usize, &Field)], held: Held) -> TokenStream {
    let is_required = |field: &&(usize, &Field)| held.always(field.1);
    let always: Vec<usize> = fields
        .iter()
        .filter(is_required)
        .map(|(at, _)| *at)
        .collect();
    let always = runs(&always);
    let perhaps = fields
        .iter()
        .filter(|field| !is_required(field))
        .map(|(index, field)| {
            let index = position(*index);
            let name = ident(&field.ident.rust);
            quote!(#index => self.#name.is_some())
        });
    let perhaps: Vec<TokenStream> = perhaps.collect();
    match (always.as_slice(), perhaps.as_slice()) {
        ([], []) => quote!(false),
        (always, []) => quote!(matches!(column, #(#always)|*)),
        ([], perhaps) => quote!(match column { #(#perhaps,)* _ => false }),
        (always, perhaps) => {
            quote!(match column { #(#always)|* => true, #(#perhaps,)* _ => false })
        }
    }
}

/// Positions as patterns: `1 | 2 | 7`, and a range where three or more follow each other.
fn runs(positions: &[usize]) -> Vec<TokenStream> {
    let together = positions.chunk_by(|a, b| a + 1 == *b);
    let patterns = together.flat_map(|run| match run {
        [first, _, .., last] => {
            let (first, last) = (position(*first), position(*last));
            vec![quote!(#first..=#last)]
        }
        few => few
            .iter()
            .map(|at| position(*at))
            .map(|at| quote!(#at))
            .collect(),
    });
    patterns.collect()
}

/// The arm of `bind` for a field.
fn bind(index: usize, field: &Field, held: Held) -> TokenStream {
    let index = position(index);
    let name = ident(&field.ident.rust);
    let sql_type = sql_type(&field.ty);
    if held.always(field) {
        quote!(#index => out.push_bind_param::<#sql_type, _>(&self.#name))
    } else {
        quote!(#index => driftless::bind_set::<#sql_type, _>(&self.#name, out))
    }
}
