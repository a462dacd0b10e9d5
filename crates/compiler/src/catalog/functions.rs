//! The functions Postgres 15 and its contrib extensions bring, by name.
//!
//! The lists in `data/` were read from `pg_proc` and `pg_depend` of a 15.18 server.

/// Whether Postgres itself has a function of this name.
pub(crate) fn is_builtin(name: &str) -> bool {
    builtin().any(|known| known == name)
}

/// The functions of Postgres itself.
pub(crate) fn builtin() -> impl Iterator<Item = &'static str> {
    include_str!("data/functions.txt")
        .split_whitespace()
        .chain(GRAMMAR)
}

/// Functions that are grammar rather than rows of `pg_proc`.
const GRAMMAR: [&str; 14] = [
    "coalesce",
    "greatest",
    "grouping",
    "least",
    "nullif",
    "overlay",
    "position",
    "row",
    "substring",
    "treat",
    "trim",
    "xmlconcat",
    "xmlelement",
    "xmlforest",
];

/// What an extension brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Brings {
    Types,
    Functions,
}

/// Whether the lists know this extension at all.
pub(crate) fn knows_extension(name: &str) -> bool {
    name == "plpgsql" || extensions().any(|(extension, _)| extension == name)
}

/// The names of one kind that an extension brings.
pub(crate) fn of_extension(name: &str, kind: Brings) -> impl Iterator<Item = &'static str> {
    let prefix = match kind {
        Brings::Types => "types: ",
        Brings::Functions => "functions: ",
    };
    extensions()
        .filter(move |(extension, _)| *extension == name)
        .filter_map(move |(_, line)| line.strip_prefix(prefix))
        .flat_map(str::split_whitespace)
}

/// The extension that brings a name.
pub(crate) fn extension_with(wanted: &str, kind: Brings) -> Option<&'static str> {
    extensions()
        .map(|(extension, _)| extension)
        .find(|extension| of_extension(extension, kind).any(|name| name == wanted))
}

/// Each line of the list with the extension it belongs to.
fn extensions() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("data/extensions.txt")
        .lines()
        .scan("", |extension, line| {
            if !line.starts_with(' ') {
                *extension = line;
            }
            Some((*extension, line.trim()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_answer() {
        assert!(is_builtin("gen_random_uuid"));
        assert!(!is_builtin("gen_random_uid"));
        assert_eq!(extension_with("citext", Brings::Types), Some("citext"));
        assert_eq!(
            extension_with("uuid_generate_v4", Brings::Functions),
            Some("uuid-ossp")
        );
        assert!(knows_extension("pgcrypto"));
        assert!(!knows_extension("frobnicate"));
    }
}
