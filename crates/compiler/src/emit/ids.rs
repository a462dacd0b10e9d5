//! The typed key.

use super::tokens::{docs, extra, ident, not_null_sql_type, value_type};
use crate::model::{Entity, IdDef};
use proc_macro2::TokenStream;
use quote::quote;

/// `pub struct ListingId(pub Uuid);` and what it needs to travel.
pub(super) fn items(id: &IdDef, entity: &Entity) -> Vec<TokenStream> {
    let extra = extra(entity, &id.name);
    let name = ident(&id.name);
    let docs = docs(&id.docs);
    let inner = value_type(&id.inner.rust);
    let sql_type = not_null_sql_type(&id.inner.diesel);
    let copy = id.inner.copy.then(|| quote!(Copy,));
    let deserialize = (!id.sealed).then(|| quote!(, Deserialize));
    let visibility = (!id.sealed).then(|| quote!(pub));
    let private = id.sealed.then(|| quote!(private));
    let item = quote! {
        #docs
        #[derive(Clone, #copy Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(AsExpression, FromSqlRow, Serialize #deserialize)]
        #[diesel(sql_type = #sql_type)]
        #[serde(crate = "driftless::serde", transparent)]
        #extra
        pub struct #name(#visibility #inner);
    };
    vec![
        item,
        quote!(driftless::id!(#private #name(#inner): #sql_type);),
    ]
}
