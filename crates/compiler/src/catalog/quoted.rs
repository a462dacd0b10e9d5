//! Names as SQL needs them.

use super::walk::Key;

/// An object's name as an expression has it in the catalog: with its schema, unless that is `public`.
pub(crate) fn quoted_key(key: &Key) -> String {
    if key.0 == "public" {
        quoted(&key.1)
    } else {
        format!("{}.{}", quoted(&key.0), quoted(&key.1))
    }
}

/// A name as SQL needs it.
pub(crate) fn quoted(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
