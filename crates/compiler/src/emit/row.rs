//! The row: what a select gives.

use super::tokens::{attributes, column_name, docs, extra, ident, primary_key, rust_type};
use crate::model::{Entity, Field, Relation, Role};
use proc_macro2::TokenStream;
use quote::quote;

/// `pub struct Listing { .. }`
pub(super) fn item(entity: &Entity) -> TokenStream {
    let name = ident(&entity.names.row);
    let extra = extra(entity, &entity.names.row);
    let docs = docs(&entity.docs);
    let table = ident(&entity.names.diesel);
    let key = primary_key(entity);
    let relations = entity.relations.iter().map(relation);
    let associations = (!entity.relations.is_empty()).then(|| quote!(, Associations));
    let deserialize = (!matches!(entity.role, Role::Inbox { .. })).then(|| quote!(, Deserialize));
    let fields = entity.fields.iter().map(field);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Serialize #deserialize)]
        #[derive(Queryable, Selectable, Identifiable #associations)]
        #[diesel(table_name = schema::#table, #key)]
        #[diesel(check_for_backend(diesel::pg::Pg))]
        #(#relations)*
        #[serde(crate = "driftless::serde")]
        #extra
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn relation(relation: &Relation) -> TokenStream {
    let parent = ident(&relation.parent);
    let column = ident(&relation.column);
    quote!(#[diesel(belongs_to(#parent, foreign_key = #column))])
}

fn field(field: &Field) -> TokenStream {
    let docs = docs(&field.docs);
    let name = ident(&field.ident.rust);
    let ty = rust_type(&field.ty);
    let column = column_name(field);
    let serde = field.ty.rust.lacks_serde().then(|| {
        let default = field.ty.nullable.then(|| quote!(default,));
        quote!(#[serde(#default with = "driftless::types::diesel_serde")])
    });
    let attributes = attributes(&field.attributes);
    quote! {
        #docs
        #column
        #serde
        #attributes
        pub #name: #ty
    }
}
