//! Enums that are stored as text.

use super::tokens::{doc, docs, extra, ident};
use crate::model::{Entity, EnumDef, Variant};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum, its texts, and what it needs to travel. `column` is `table.column`, for messages.
pub(super) fn items(list: &EnumDef, entity: &Entity, column: &str) -> Vec<TokenStream> {
    let name = ident(&list.name);
    let unknown = list.unknown.then(|| quote!(, Unknown));
    let travel = quote!(driftless::text_enum!(#name: sql_types::Text, #column #unknown););
    vec![definition(list, entity), texts(list), travel]
}

fn definition(list: &EnumDef, entity: &Entity) -> TokenStream {
    let extra = extra(entity, &list.name);
    let name = ident(&list.name);
    let docs = docs(&list.docs);
    let copy = (!list.unknown).then(|| quote!(Copy,));
    let variants = list.variants.iter().map(variant);
    let unknown = list.unknown.then(|| {
        let doc = doc("A value outside the list: it can be read, and not written.");
        quote!(#doc #[serde(untagged)] Unknown(String),)
    });
    quote! {
        #docs
        #[derive(Clone, #copy Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(AsExpression, FromSqlRow, Serialize, Deserialize)]
        #[diesel(sql_type = sql_types::Text)]
        #[serde(crate = "driftless::serde")]
        #extra
        pub enum #name {
            #(#variants,)*
            #unknown
        }
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let docs = docs(&variant.docs);
    let name = ident(&variant.ident.rust);
    let text = &variant.ident.sql;
    quote! {
        #docs
        #[serde(rename = #text)]
        #name
    }
}

/// `ALL` and `as_str`.
fn texts(list: &EnumDef) -> TokenStream {
    let name = ident(&list.name);
    let variants: Vec<_> = list.variants.iter().map(|v| ident(&v.ident.rust)).collect();
    let values = list.variants.iter().map(|v| &v.ident.sql);
    let (receiver, lifetime) = if list.unknown {
        (quote!(&self), quote!())
    } else {
        (quote!(self), quote!('static))
    };
    let unknown = list
        .unknown
        .then(|| quote!(Self::Unknown(value) => value.as_str(),));
    let all_doc = doc("Every value of the list, in its order.");
    let text_doc = doc("The value as it is stored.");
    quote! {
        impl #name {
            #all_doc
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #text_doc
            #[must_use]
            pub const fn as_str(#receiver) -> & #lifetime str {
                match self {
                    #(Self::#variants => #values,)*
                    #unknown
                }
            }
        }
    }
}
