//! The named join conditions.

use super::tokens::{docs, ident};
use crate::model::{Entity, Equal, On};
use proc_macro2::TokenStream;
use quote::quote;

/// A function for each foreign key without a `joinable!`.
pub(super) fn items(entity: &Entity) -> impl Iterator<Item = TokenStream> {
    entity.joins.iter().map(|on| item(on, &entity.names.diesel))
}

fn item(on: &On, child: &str) -> TokenStream {
    let name = ident(&on.name);
    let docs = docs(&on.docs);
    let equal = on
        .columns
        .iter()
        .map(|equal| Sides::of(equal, child, &on.parent));
    let (types, values): (Vec<TokenStream>, Vec<TokenStream>) =
        equal.map(|sides| (sides.ty(), sides.value())).unzip();
    let ty = types
        .into_iter()
        .reduce(|all, ty| quote!(diesel::dsl::And<#all, #ty>));
    let value = values
        .into_iter()
        .reduce(|all, value| quote!(#all.and(#value)));
    quote! {
        #docs
        #[must_use]
        pub fn #name() -> #ty {
            #value
        }
    }
}

/// Both columns, and whether each must be made nullable.
struct Sides {
    columns: [TokenStream; 2],
    lack_null: [bool; 2],
}

impl Sides {
    fn of(equal: &Equal, child: &str, parent: &str) -> Self {
        let column = |table: &str, column: &str| {
            let (table, column) = (ident(table), ident(column));
            quote!(schema::#table::#column)
        };
        Self {
            columns: [column(child, &equal.child), column(parent, &equal.parent)],
            lack_null: [equal.child_lacks_null, equal.parent_lacks_null],
        }
    }

    fn ty(&self) -> TokenStream {
        let [child, parent] = self.each(|column| quote!(diesel::dsl::Nullable<#column>));
        quote!(diesel::dsl::Eq<#child, #parent>)
    }

    fn value(&self) -> TokenStream {
        let [child, parent] = self.each(|column| quote!(#column.nullable()));
        quote!(#child.eq(#parent))
    }

    fn each(&self, nullable: impl Fn(&TokenStream) -> TokenStream) -> [TokenStream; 2] {
        [0, 1].map(|at| {
            let column = &self.columns[at];
            if self.lack_null[at] {
                nullable(column)
            } else {
                column.clone()
            }
        })
    }
}
