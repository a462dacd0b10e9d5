//! What Postgres 15 and its contrib extensions bring, as `scripts/record-catalog` read it from a server.
//!
//! *Invariant:* nothing is loaded before it is asked for. The files are sorted text; a name is found by halving,
//! so a project that never calls a function pays for none.

use std::{collections::BTreeMap, sync::LazyLock};

/// What a row describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Type,
    Cast,
    Operator,
    Function,
    Relation,
}

impl Kind {
    fn text(self) -> &'static str {
        match self {
            Self::Type => include_str!("data/types.txt"),
            Self::Cast => include_str!("data/casts.txt"),
            Self::Operator => include_str!("data/operators.txt"),
            Self::Function => include_str!("data/functions.txt"),
            Self::Relation => include_str!("data/relations.txt"),
        }
    }

    /// The word an extension's rows of the kind start with.
    fn word(self) -> &'static str {
        match self {
            Self::Type => "type ",
            Self::Cast => "cast ",
            Self::Operator => "operator ",
            Self::Function => "function ",
            Self::Relation => "relation ",
        }
    }
}

/// The rows of one name that Postgres itself has, without the name.
pub(crate) fn rows(kind: Kind, name: &str) -> impl Iterator<Item = &'static str> + use<> {
    starting_with(kind.text(), format!("{name} "))
}

/// The names of a kind that Postgres itself has, each once.
pub(crate) fn names(kind: Kind) -> impl Iterator<Item = &'static str> {
    distinct(kind.text().lines())
}

/// The rows of one name that an extension brings, without the name.
pub(crate) fn extension_rows(
    extension: &str,
    kind: Kind,
    name: &str,
) -> impl Iterator<Item = &'static str> + use<> {
    starting_with(section(extension), format!("{}{name} ", kind.word()))
}

/// The names of a kind that an extension brings, each once; `*` stands for those that were not at hand.
pub(crate) fn extension_names(
    extension: &str,
    kind: Kind,
) -> impl Iterator<Item = &'static str> + use<> {
    distinct(starting_with(section(extension), kind.word().to_owned()))
}

/// The extensions whose rows were recorded.
pub(crate) fn extensions() -> impl Iterator<Item = &'static str> {
    SECTIONS.keys().copied()
}

/// Each extension's rows.
static SECTIONS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let text = include_str!("data/extensions.txt");
    let sections = text.trim_start_matches('[').split("\n[");
    sections
        .filter_map(|section| section.split_once(']'))
        .map(|(name, rows)| (name, rows.trim_start_matches('\n')))
        .collect()
});

fn section(extension: &str) -> &'static str {
    SECTIONS.get(extension).copied().unwrap_or_default()
}

/// The lines of a sorted text that start with a prefix, without it.
fn starting_with(text: &'static str, prefix: String) -> impl Iterator<Item = &'static str> {
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = text[low..middle].rfind('\n').map_or(low, |at| low + at + 1);
        let end = text[middle..].find('\n').map_or(high, |at| middle + at + 1);
        if text.as_bytes()[start..] < *prefix.as_bytes() {
            low = end;
        } else {
            high = start;
        }
    }
    text[low..]
        .lines()
        .map_while(move |line| line.strip_prefix(&*prefix))
}

/// The first field of each line, each once.
fn distinct(lines: impl Iterator<Item = &'static str>) -> impl Iterator<Item = &'static str> {
    let mut last = "";
    lines.filter_map(move |line| {
        let name = line.split(' ').next().unwrap_or_default();
        (name != std::mem::replace(&mut last, name)).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_found() {
        for kind in [
            Kind::Type,
            Kind::Cast,
            Kind::Operator,
            Kind::Function,
            Kind::Relation,
        ] {
            let mut found = 0;
            for name in names(kind) {
                found += rows(kind, name).count();
            }
            assert_eq!(found, kind.text().lines().count(), "{kind:?}");
            assert_eq!(rows(kind, "").count(), 0);
            assert_eq!(rows(kind, "zzz").count(), 0);
        }
    }

    #[test]
    fn each_extension_is_found_with_what_it_brings() {
        let mut found = 0;
        for extension in extensions() {
            for kind in [
                Kind::Type,
                Kind::Cast,
                Kind::Operator,
                Kind::Function,
                Kind::Relation,
            ] {
                for name in extension_names(extension, kind) {
                    let rows = extension_rows(extension, kind, name).count();
                    found += if name == "*" { 1 } else { rows };
                }
            }
        }
        let text = include_str!("data/extensions.txt");
        let rows = text.lines().filter(|line| !line.starts_with('['));
        assert_eq!(found, rows.count());
    }
}
