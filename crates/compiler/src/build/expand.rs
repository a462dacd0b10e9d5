//! What the macros expand to; `driftless-macros` only gives them their names.
//!
//! *Invariant:* nothing is written here, and each thing that is wrong is one `compile_error!` of its own.

use super::{inline, input, outcome::MARKER, outcome::Outcome, workspace};
use driftless_migrations::{Migration, MigrationSet, Run, SqlFile};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::{
    env,
    path::{Path, PathBuf},
};

/// What `check!()` says where no build script has run.
const SETUP: &str = "\
driftless needs one line of build script here: only so does Cargo notice a new migration
  build.rs, beside Cargo.toml:
      fn main() { driftless_compiler::build::run() }
  Cargo.toml:
      [build-dependencies]
      driftless-compiler = \"";

/// `check!()`: reports what the build script found, and adds the test that looks past file dates.
pub fn check(input: &TokenStream) -> TokenStream {
    if !input.is_empty() {
        return error("`check!()` takes nothing: the migrations are those beside Cargo.toml");
    }
    let Some(path) = env::var_os(MARKER) else {
        return error(&format!("{SETUP}{}\"", release()));
    };
    match Outcome::read(Path::new(&path)) {
        Ok(outcome) if outcome.errors.is_empty() => disk_test(&outcome),
        Ok(outcome) => outcome.errors.iter().map(|text| error(text)).collect(),
        Err(sentence) => error(&sentence),
    }
}

/// `0.1`: what a user writes into Cargo.toml.
fn release() -> &'static str {
    let version = env!("CARGO_PKG_VERSION");
    version
        .rsplit_once('.')
        .map_or(version, |(release, _patch)| release)
}

fn disk_test(outcome: &Outcome) -> TokenStream {
    let compiled = outcome
        .compiled()
        .map(|(path, hash)| quote!((#path, #hash)));
    quote! {
        #[cfg(test)]
        #[test]
        fn migrations_are_those_compiled_in() -> ::core::result::Result<(), ::driftless::OutOfStep> {
            ::driftless::compiled_in(::core::env!("CARGO_MANIFEST_DIR"), &[#(#compiled),*])
        }
    }
}

/// `schema!("dir")`: the files of generated/, in place.
///
/// `caller` is the file with the call: a directory that is not below the crate is looked for beside it.
pub fn schema(input: TokenStream, caller: Option<&Path>) -> TokenStream {
    expanded(input, caller, |directory, prefix| {
        let compiled = input::compiled(directory, prefix)?;
        let files = tracked(directory);
        let code = inline::in_place(&compiled.files).map_err(|error| vec![error.to_string()])?;
        Ok(quote!(#code #files))
    })
}

/// `embed_migrations!("dir")`: the migrations as constant data for the migrator.
pub fn embed_migrations(input: TokenStream, caller: Option<&Path>) -> TokenStream {
    expanded(input, caller, |directory, _| {
        let name = directory
            .file_name()
            .unwrap_or(directory.as_os_str())
            .to_string_lossy();
        let set = MigrationSet::read(directory, &name).map_err(|error| vec![error.to_string()])?;
        let parent = directory.parent().unwrap_or(directory);
        let migrations = set
            .migrations
            .iter()
            .map(|migration| embedded(parent, migration));
        Ok(quote!(::driftless::migrate::Migrations::embedded(&[#(#migrations),*])))
    })
}

fn embedded(parent: &Path, migration: &Migration) -> TokenStream {
    let file = |file: &SqlFile| {
        let SqlFile {
            path: shown,
            text,
            run: Run {
                no_transaction,
                copy_data,
            },
        } = file;
        let path = parent.join(shown).display().to_string();
        // What is run need not be all of the file; naming the file makes rustc watch it.
        quote! {
            ::driftless::migrate::EmbeddedFile {
                path: #shown,
                text: { const _: &str = ::core::include_str!(#path); #text },
                no_transaction: #no_transaction,
                copy_data: #copy_data,
            }
        }
    };
    let Migration {
        version,
        name,
        up,
        down,
        directives,
    } = migration;
    let up = file(up);
    let none = || quote!(::core::option::Option::None);
    let some = |down| quote!(::core::option::Option::Some(#down));
    let down = down.as_ref().map(file).map_or_else(none, some);
    let dev_only = directives.dev_only;
    quote! {
        ::driftless::migrate::EmbeddedMigration {
            version: #version,
            name: #name,
            up: #up,
            down: #down,
            dev_only: #dev_only,
        }
    }
}

/// Reads the macro's argument, a directory, and expands it or says what is wrong.
fn expanded(
    input: TokenStream,
    caller: Option<&Path>,
    expand: impl FnOnce(&Path, &str) -> Result<TokenStream, Vec<String>>,
) -> TokenStream {
    let literal: syn::LitStr = match syn::parse2(input) {
        Ok(literal) => literal,
        Err(_) => return error("expected the directory of the migrations, as in `\"migrations\"`"),
    };
    let root = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    let argument = literal.value();
    let places = [Some(root.as_path()), caller.and_then(Path::parent)]
        .into_iter()
        .flatten();
    let mut found = places.filter_map(|place| place.join(&argument).canonicalize().ok());
    let Some(directory) = found.find(|path| path.is_dir()) else {
        return error(&format!(
            "there is no directory `{argument}` beside Cargo.toml"
        ));
    };
    let prefix = directory
        .parent()
        .map(workspace::prefix_of)
        .unwrap_or_default();
    expand(&directory, &prefix)
        .unwrap_or_else(|errors| errors.iter().map(|text| error(text)).collect())
}

/// Makes rustc look at the files again when they change; it has no way to notice an added one.
fn tracked(directory: &Path) -> TokenStream {
    let Ok(set) = MigrationSet::read(directory, &directory.display().to_string()) else {
        return TokenStream::new();
    };
    let settings = [input::CONFIG, input::DIESEL]
        .into_iter()
        .map(str::to_owned);
    let settings = settings
        .chain(input::patch_files(directory))
        .map(|name| directory.with_file_name(name))
        .filter(|path| path.is_file())
        .map(|path| path.display().to_string());
    let paths = set
        .migrations
        .iter()
        .map(|migration| migration.up.path.clone())
        .chain(settings);
    quote!(const _: &[&str] = &[#(::core::include_str!(#paths)),*];)
}

fn error(text: &str) -> TokenStream {
    quote::quote_spanned!(Span::call_site()=> ::core::compile_error!(#text);)
}
