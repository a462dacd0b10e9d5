//! The words of the model as tokens.

use crate::{
    config::Rust,
    model::{DieselType, Docs, Entity, Field, FieldType, RustType},
};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// An identifier as the model spells it, `r#` included.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Rust that driftless.toml holds.
pub(super) fn rust(rust: &Rust) -> TokenStream {
    // It was parsed as what it stands for.
    rust.as_str().parse().unwrap_or_default()
}

/// What driftless.toml adds to a type.
pub(super) fn extra(entity: &Entity, name: &str) -> TokenStream {
    let Some(extra) = entity.extras.get(name) else {
        return TokenStream::new();
    };
    let derives = extra.derives.iter().map(rust);
    let derives = (!extra.derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
    let attributes = attributes(&extra.attributes);
    quote!(#derives #attributes)
}

/// Attributes that driftless.toml adds.
pub(super) fn attributes(attributes: &[Rust]) -> TokenStream {
    let attributes = attributes.iter().map(rust);
    quote!(#(#[#attributes])*)
}

/// Doc comments, one per line.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// One line of documentation.
pub(super) fn doc(text: &str) -> TokenStream {
    docs(&Docs::line(text))
}

/// `#[diesel(column_name = ..)]`, where the field is not called as the column in `schema.rs`.
pub(super) fn column_name(field: &Field) -> Option<TokenStream> {
    let column = ident(&field.diesel);
    (field.diesel != field.ident.rust).then(|| quote!(#[diesel(column_name = #column)]))
}

/// `primary_key(id)`, as Diesel's derives take it.
pub(super) fn primary_key(entity: &Entity) -> TokenStream {
    let fields = &entity.key.fields;
    let key = fields.iter().filter_map(|at| entity.fields.get(*at));
    let key = key.map(|field| ident(&field.ident.rust));
    quote!(primary_key(#(#key),*))
}

/// A position, without a suffix.
pub(super) fn position(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

/// Positions, `&[0, 2]`.
pub(super) fn positions(indices: &[usize]) -> TokenStream {
    let indices = indices.iter().map(|index| position(*index));
    quote!(&[#(#indices),*])
}

/// The Rust type of a value that is not NULL.
pub(super) fn value_type(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Std("Vec<u8>") => quote!(Vec<u8>),
        RustType::Std(name) | RustType::Carried(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::Id(name) | RustType::Enum(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::Given(rust) => self::rust(rust),
        RustType::AsJson(value) => {
            let value = self::rust(value);
            quote!(driftless::AsJson<#value>)
        }
        RustType::UtcTime => quote!(DateTime<Utc>),
        RustType::Bytes(count) => {
            let count = position(*count);
            quote!([u8; #count])
        }
        RustType::Range(bound) => {
            let bound = value_type(bound);
            quote!(PgRange<#bound>)
        }
        RustType::Multirange(bound) => {
            let bound = value_type(bound);
            quote!(PgMultirange<#bound>)
        }
        RustType::List(element) => {
            let element = value_type(element);
            quote!(Vec<Option<#element>>)
        }
    }
}

/// The Rust type of a column, `Option` where NULL is possible.
pub(super) fn rust_type(ty: &FieldType) -> TokenStream {
    let value = value_type(&ty.rust);
    if ty.nullable {
        quote!(Option<#value>)
    } else {
        value
    }
}

/// The type of `diesel::sql_types`, `Nullable` where NULL is possible.
pub(super) fn sql_type(ty: &FieldType) -> TokenStream {
    let value = not_null_sql_type(&ty.diesel);
    if ty.nullable {
        quote!(sql_types::Nullable<#value>)
    } else {
        value
    }
}

/// The SQL type of a value that is not NULL.
pub(super) fn not_null_sql_type(ty: &DieselType) -> TokenStream {
    match ty {
        DieselType::Provided(name) => {
            let name = ident(name);
            quote!(sql_types::#name)
        }
        DieselType::Declared(name) => {
            let name = ident(name);
            quote!(schema::sql_types::#name)
        }
        DieselType::Array(element) => {
            let element = not_null_sql_type(element);
            quote!(sql_types::Array<sql_types::Nullable<#element>>)
        }
    }
}
