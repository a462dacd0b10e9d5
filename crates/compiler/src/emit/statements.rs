//! The audited statements: what the runtime must know of a table, and the functions that start a write.

use super::tokens::{doc, ident, not_null_sql_type, position, positions, value_type};
use crate::model::{Child, ChildAction, Entity, Field, Image};
use proc_macro2::TokenStream;
use quote::quote;

/// The table, `impl Audited`, and `insert`, `update`, `delete`, `history` as the table's role allows.
pub(super) fn items(
    entity: &Entity,
    log: &str,
    children: &[Child],
    doors: Doors,
) -> Vec<TokenStream> {
    let mut items = vec![table(entity, log, children), audited(entity)];
    if doors.insert {
        items.push(insert(entity));
    }
    if entity.has_changes() {
        items.push(update(entity));
    }
    if doors.delete {
        items.push(delete(entity, children));
    }
    items.push(history(entity));
    items
}

/// Which functions a table's role opens.
#[derive(Clone, Copy)]
pub(super) struct Doors {
    /// Whether rows are inserted by `insert`.
    pub(super) insert: bool,
    /// Whether a delete can be followed to its end.
    pub(super) delete: bool,
}

fn table(entity: &Entity, log: &str, children: &[Child]) -> TokenStream {
    let name = &entity.names.sql;
    let columns = entity.fields.iter().map(column);
    let key = positions(&entity.key.fields);
    let children = (!children.is_empty()).then(|| {
        let children = children.iter().map(child);
        quote!(.children(&[#(#children),*]))
    });
    quote! {
        pub(super) static TABLE: driftless::Table = driftless::Table::new(
            driftless::Name::new(#name),
            &[#(#columns),*],
            #key,
            driftless::Name::new(#log),
        ) #children;
    }
}

fn column(field: &Field) -> TokenStream {
    let name = &field.ident.sql;
    let cast = &field.ty.cast;
    let image = (field.ty.image != Image::Value).then(|| {
        let image = image(&field.ty.image);
        quote!(.image(#image))
    });
    quote!(driftless::Column::new(#name, #cast) #image)
}

fn image(image: &Image) -> TokenStream {
    let of = |name: &str, inner: &Image| {
        let (name, inner) = (ident(name), self::image(inner));
        quote!(driftless::Image::#name(&#inner))
    };
    match image {
        Image::Value => quote!(driftless::Image::Value),
        Image::Utc => quote!(driftless::Image::Utc),
        Image::Hex => quote!(driftless::Image::Hex),
        Image::Text => quote!(driftless::Image::Text),
        Image::Interval => quote!(driftless::Image::Interval),
        Image::Money => quote!(driftless::Image::Money),
        Image::Omit => quote!(driftless::Image::Omit),
        Image::Each(inner) => of("Each", inner),
        Image::Range(inner) => of("Range", inner),
        Image::Multirange(inner) => of("Multirange", inner),
    }
}

fn child(child: &Child) -> TokenStream {
    let module = ident(&child.module);
    let columns = positions(&child.columns);
    let references = positions(&child.references);
    let table = quote!(&super::#module::TABLE, #columns, #references);
    match &child.action {
        ChildAction::Cascade => quote!(driftless::Child::cascade(#table)),
        ChildAction::SetNull(set) => {
            let set = positions(set);
            quote!(driftless::Child::set_null(#table, #set))
        }
        ChildAction::SetDefault(set) => {
            let set = positions(set);
            quote!(driftless::Child::set_default(#table, #set))
        }
    }
}

/// The key's fields, in the key's order.
fn key_fields(entity: &Entity) -> Vec<&Field> {
    entity
        .key
        .fields
        .iter()
        .filter_map(|at| entity.fields.get(*at))
        .collect()
}

/// The type of a key: the one column's, or a tuple.
fn key_type(entity: &Entity) -> TokenStream {
    let types: Vec<TokenStream> = key_fields(entity)
        .iter()
        .map(|field| value_type(&field.ty.rust))
        .collect();
    if let [one] = types.as_slice() {
        one.clone()
    } else {
        quote!((#(#types),*))
    }
}

fn audited(entity: &Entity) -> TokenStream {
    let row = ident(&entity.names.row);
    let key = key_type(entity);
    let insert = ident(&entity.names.insert());
    let changes = ident(&entity.names.changes());
    let (index, bind) = bind_key(entity);
    quote! {
        impl driftless::Audited for #row {
            type Key = #key;
            type Insert = #insert;
            type Changes = #changes;
            type Actor = Actor;

            fn table() -> &'static driftless::Table {
                &TABLE
            }

            fn bind_key<'b>(
                key: &'b Self::Key,
                #index: usize,
                out: &mut diesel::query_builder::AstPass<'_, 'b, diesel::pg::Pg>,
            ) -> diesel::QueryResult<()> {
                #bind
            }
        }
    }
}

fn bind_key(entity: &Entity) -> (TokenStream, TokenStream) {
    let fields = key_fields(entity);
    if let [field] = fields.as_slice() {
        let sql_type = not_null_sql_type(&field.ty.diesel);
        return (
            quote!(_index),
            quote!(out.push_bind_param::<#sql_type, _>(key)),
        );
    }
    let arms = fields.iter().enumerate().map(|(index, field)| {
        let index = position(index);
        let sql_type = not_null_sql_type(&field.ty.diesel);
        quote!(#index => out.push_bind_param::<#sql_type, _>(&key.#index))
    });
    (
        quote!(index),
        quote!(match index { #(#arms,)* _ => Ok(()) }),
    )
}

fn insert(entity: &Entity) -> TokenStream {
    let row = ident(&entity.names.row);
    let insert = ident(&entity.names.insert());
    let doc = doc(&format!(
        "Inserts a row into {} and returns it.",
        entity.names.shown()
    ));
    quote! {
        #doc
        pub fn insert(row: impl Into<#insert>) -> driftless::Insert<#row> {
            driftless::Insert::new(row.into())
        }
    }
}

fn update(entity: &Entity) -> TokenStream {
    let row = ident(&entity.names.row);
    let changes = ident(&entity.names.changes());
    let key = key_type(entity);
    let doc = doc(&format!(
        "Changes a row of {} and returns it as it then stands.",
        entity.names.shown()
    ));
    quote! {
        #doc
        pub fn update(id: #key, changes: #changes) -> driftless::Update<#row> {
            driftless::Update::new(id, changes)
        }
    }
}

/// A delete that acts on children needs two statements, and so is another type.
fn delete(entity: &Entity, children: &[Child]) -> TokenStream {
    let row = ident(&entity.names.row);
    let key = key_type(entity);
    let shown = entity.names.shown();
    let (text, statement) = if children.is_empty() {
        (
            format!("Deletes a row of {shown} and returns it as it was."),
            quote!(Delete),
        )
    } else {
        let text = format!(
            "Deletes a row of {shown}, with whatever its foreign keys take along, and returns it as it was."
        );
        (text, quote!(CascadingDelete))
    };
    let doc = doc(&text);
    quote! {
        #doc
        pub fn delete(id: #key) -> driftless::#statement<#row> {
            driftless::#statement::new(id)
        }
    }
}

fn history(entity: &Entity) -> TokenStream {
    let row = ident(&entity.names.row);
    let key = key_type(entity);
    let doc = doc(&format!(
        "What was written to a row of {}, oldest first.",
        entity.names.shown()
    ));
    quote! {
        #doc
        pub fn history(id: #key) -> driftless::History<#row> {
            driftless::History::of(id)
        }
    }
}
