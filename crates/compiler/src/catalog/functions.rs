//! The functions and types Postgres 15 and its extensions bring, by name.

use super::recorded::{self, Kind};

/// Whether Postgres itself has a function of this name.
pub(crate) fn is_builtin(name: &str) -> bool {
    GRAMMAR.contains(&name) || recorded::rows(Kind::Function, name).next().is_some()
}

/// The functions of Postgres itself.
pub(crate) fn builtin() -> impl Iterator<Item = &'static str> {
    recorded::names(Kind::Function).chain(GRAMMAR)
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
    name == "plpgsql" || recorded::extensions().any(|extension| extension == name)
}

/// The names of one kind that an extension brings.
pub(crate) fn of_extension(name: &str, kind: Brings) -> impl Iterator<Item = &'static str> + use<> {
    let kind = match kind {
        Brings::Types => Kind::Type,
        Brings::Functions => Kind::Function,
    };
    recorded::extension_names(name, kind)
}

/// The extension that brings a name.
pub(crate) fn extension_with(wanted: &str, kind: Brings) -> Option<&'static str> {
    recorded::extensions()
        .find(|extension| of_extension(extension, kind).any(|name| name == wanted))
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
