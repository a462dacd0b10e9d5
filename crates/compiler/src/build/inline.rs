//! The generated files as one stream of tokens: each `mod x;` and `include!` with its file in place.

use crate::OutputFile;
use proc_macro2::{Delimiter, Group, Ident, LexError, Literal, Punct, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// Why the files cannot be put together. Files that we have emitted ourselves always can.
#[derive(Debug)]
pub(super) enum InlineError {
    /// A file is named that is not among them.
    NoFile(String),
    /// A file is no Rust.
    Lex(String, LexError),
}

impl std::fmt::Display for InlineError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoFile(path) => write!(f, "generated code names {path}, which was not generated"),
            Self::Lex(path, error) => write!(f, "generated {path} is no Rust: {error}"),
        }
    }
}

/// What `mod generated; pub use generated::*;` means, without any file.
pub(super) fn in_place(files: &[OutputFile]) -> Result<TokenStream, InlineError> {
    // Where only schema.rs is wanted there is nothing to mount it.
    let body = match files {
        [schema] if schema.path != "mod.rs" => {
            let schema = file(files, &schema.path)?;
            quote!(pub mod schema { #schema })
        }
        _ => file(files, "mod.rs")?,
    };
    // The module is needed: mod.rs may start with inner attributes.
    let name = format_ident!("generated");
    Ok(quote!(mod #name { #body } pub use self::#name::*;))
}

fn file(files: &[OutputFile], path: &str) -> Result<TokenStream, InlineError> {
    let file = files
        .iter()
        .find(|file| file.path == path)
        .ok_or_else(|| InlineError::NoFile(path.to_owned()))?;
    let tokens: TokenStream = file
        .text
        .parse()
        .map_err(|error| InlineError::Lex(path.to_owned(), error))?;
    expand(files, tokens)
}

fn expand(files: &[OutputFile], tokens: TokenStream) -> Result<TokenStream, InlineError> {
    let mut out: Vec<TokenTree> = Vec::new();
    let mut path = None;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(end) if end.as_char() == ';' && module(&out).is_some() => {
                let path = path.take().or_else(|| module(&out)).unwrap_or_default();
                out.push(Group::new(Delimiter::Brace, file(files, &path)?).into());
            }
            TokenTree::Group(group) if is_attribute(&out, &group) => match path_of(&group) {
                // The file comes in place, so its path goes.
                Some(found) => {
                    out.pop();
                    path = Some(found);
                }
                None => out.push(group.into()),
            },
            TokenTree::Group(group) if is_include(&out) => {
                out.truncate(out.len() - 2);
                let path = group
                    .stream()
                    .into_iter()
                    .find_map(string)
                    .unwrap_or_default();
                out.extend(file(files, &path)?);
                tokens
                    .next_if(|next| matches!(next, TokenTree::Punct(end) if end.as_char() == ';'));
            }
            TokenTree::Group(group) => {
                out.push(Group::new(group.delimiter(), expand(files, group.stream())?).into());
            }
            other => out.push(other),
        }
    }
    Ok(out.into_iter().collect())
}

/// `.. mod name`: the file that a `;` here stands for.
fn module(out: &[TokenTree]) -> Option<String> {
    match out {
        [.., TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "mod" => {
            Some(format!("{name}.rs"))
        }
        _ => None,
    }
}

fn is_attribute(out: &[TokenTree], group: &Group) -> bool {
    let sign = |punct: &Punct| punct.as_char() == '#';
    group.delimiter() == Delimiter::Bracket
        && matches!(out, [.., TokenTree::Punct(punct)] if sign(punct))
}

fn is_include(out: &[TokenTree]) -> bool {
    let named = |ident: &Ident| ident == "include";
    matches!(out, [.., TokenTree::Ident(ident), TokenTree::Punct(punct)]
        if named(ident) && punct.as_char() == '!')
}

/// The file of `#[path = "file"]`.
fn path_of(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    match tokens.next() {
        Some(TokenTree::Ident(name)) if name == "path" => tokens.find_map(string),
        _ => None,
    }
}

fn string(token: TokenTree) -> Option<String> {
    let literal: Literal = match token {
        TokenTree::Literal(literal) => literal,
        _ => return None,
    };
    syn::parse2::<syn::LitStr>(TokenTree::Literal(literal).into())
        .ok()
        .map(|text| text.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Vec<OutputFile> {
        let file = |(path, text): &(&str, &str)| OutputFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        files.iter().map(file).collect()
    }

    #[test]
    fn each_file_comes_where_it_is_named() {
        let files = files(&[
            (
                "mod.rs",
                "#![allow(x)] mod actor; #[doc = \"d\"] #[path = \"pets.rs\"] #[y] mod pets_table;
                 pub mod schema { use z as diesel; include!(\"schema.rs\"); } mod here { fn f() {} }",
            ),
            ("actor.rs", "//! Actors.\npub enum Actor {}"),
            ("pets.rs", "pub struct Pet;"),
            ("schema.rs", "diesel::table! { pets (id) { id -> Int4, } }"),
        ]);
        let expected: TokenStream = "\
            mod generated {
                #![allow(x)]
                mod actor {
                    //! Actors.
                    pub enum Actor {}
                }
                #[doc = \"d\"]
                #[y]
                mod pets_table { pub struct Pet; }
                pub mod schema { use z as diesel; diesel::table! { pets (id) { id -> Int4, } } }
                mod here { fn f() {} }
            }
            pub use self::generated:: * ;"
            .parse()
            .unwrap();
        assert_eq!(in_place(&files).unwrap().to_string(), expected.to_string());
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = in_place(&files(&[("mod.rs", "mod actor;")])).unwrap_err();
        assert!(error.to_string().contains("actor.rs"), "{error}");
    }
}
