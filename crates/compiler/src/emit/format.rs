//! From tokens to text that is read by people.
//!
//! Each item is printed on its own by `prettyplease`, which leaves out the blank lines between items and
//! members: those are added here, and nothing else is touched.

use proc_macro2::TokenStream;

/// The items as text, a blank line between them.
pub(super) fn items(items: Vec<TokenStream>) -> Result<String, syn::Error> {
    let printed: Result<Vec<String>, syn::Error> = items.into_iter().map(item).collect();
    Ok(printed?.join("\n"))
}

/// A type, on one line.
pub(super) fn ty(tokens: &TokenStream) -> Result<String, syn::Error> {
    let text = item(quote::quote!(type T = #tokens;))?;
    let text = text
        .trim_start_matches("type T =")
        .trim()
        .trim_end_matches(';');
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn item(tokens: TokenStream) -> Result<String, syn::Error> {
    let item: syn::Item = syn::parse2(tokens)?;
    let is = Is::of(&item);
    let file = syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let text = prettyplease::unparse(&file);
    Ok(match is {
        Is::Impl => spaced(&text),
        Is::MacroCall => text.replacen(" : ", ": ", 1),
        Is::Other => text,
    })
}

/// What prettyplease leaves to do.
enum Is {
    Impl,
    MacroCall,
    Other,
}

impl Is {
    fn of(item: &syn::Item) -> Self {
        match item {
            syn::Item::Impl(_) => Self::Impl,
            syn::Item::Macro(_) => Self::MacroCall,
            _ => Self::Other,
        }
    }
}

/// A blank line between the members of an `impl`.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let next = lines.peek().copied().unwrap_or_default();
        let ends = line == "    }" && next != "}";
        let starts =
            line.ends_with(';') && (next.starts_with("    ///") || next.starts_with("    fn "));
        if ends || (starts && line.starts_with("    ") && !line.starts_with("     ")) {
            out.push('\n');
        }
    }
    out
}
