//! Rust that the file holds: a type, a derive, an attribute.
//!
//! *Invariant:* what is kept here has been parsed as what it stands for, so whoever emits it cannot fail.

/// A piece of Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rust(String);

impl Rust {
    /// A type, `rust_decimal::Decimal`.
    pub(super) fn ty(text: &str) -> Option<Self> {
        parsed::<syn::Type>(text)
    }

    /// What stands in `#[derive(..)]`, `strum::EnumIter`.
    pub(super) fn derive(text: &str) -> Option<Self> {
        parsed::<syn::Path>(text)
    }

    /// What stands between the brackets of an attribute, `serde(rename_all = "camelCase")`.
    pub(super) fn attribute(text: &str) -> Option<Self> {
        parsed::<syn::Meta>(text)
    }

    /// The text, as the file has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn parsed<T: syn::parse::Parse>(text: &str) -> Option<Rust> {
    syn::parse_str::<T>(text)
        .is_ok()
        .then(|| Rust(text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rust_is_taken() {
        assert!(Rust::ty("Vec<crate::Tag>").is_some() && Rust::ty("crate::").is_none());
        assert!(Rust::derive("ts_rs::TS").is_some() && Rust::derive("#[derive(Eq)]").is_none());
        assert!(Rust::attribute("serde(rename_all = \"camelCase\")").is_some());
        assert!(Rust::attribute("#[non_exhaustive]").is_none());
    }
}
