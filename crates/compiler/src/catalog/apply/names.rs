//! The names Postgres makes up: `listings_type_check`, `users_email_key1`, cut to 63 bytes.

use crate::catalog::{Schema, Table};

/// `NAMEDATALEN - 1`.
const MAX_BYTES: usize = 63;

/// `makeObjectName`: the two names give way, the longer one first, the label stays whole.
pub(super) fn object_name(first: &str, second: Option<&str>, label: &str) -> String {
    let overhead = label.len() + 1 + usize::from(second.is_some());
    let room = MAX_BYTES.saturating_sub(overhead);
    let (mut left, mut right) = (first.len(), second.map_or(0, str::len));
    while left + right > room {
        if left > right {
            left -= 1;
        } else {
            right -= 1;
        }
    }
    let first = clip(first, left);
    match second {
        Some(second) => format!("{first}_{}_{label}", clip(second, right)),
        None => format!("{first}_{label}"),
    }
}

/// `makeArrayTypeName`, while nothing else has that name.
pub(super) fn array_name(ty: &str) -> String {
    format!("_{}", clip(ty, MAX_BYTES - 1))
}

/// `makeMultirangeTypeName`.
pub(super) fn multirange_name(range: &str) -> String {
    let name = match range.find("range") {
        Some(at) => format!("{}multi{}", &range[..at], &range[at..]),
        None => format!("{}_multirange", clip(range, MAX_BYTES + 1 - 12)),
    };
    clip(&name, MAX_BYTES).to_owned()
}

fn clip(name: &str, bytes: usize) -> &str {
    let mut end = bytes.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// Columns joined for a name, no longer than a name may be.
pub(super) fn addition<'n>(columns: impl IntoIterator<Item = &'n str>) -> String {
    let mut joined = String::new();
    for column in columns {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(column);
        if joined.len() > MAX_BYTES {
            break;
        }
    }
    clip(&joined, MAX_BYTES).to_owned()
}

/// Numbers the label until the name is free: `key`, `key1`, `key2`.
pub(super) fn choose(
    first: &str,
    second: Option<&str>,
    label: &str,
    taken: impl Fn(&str) -> bool,
) -> String {
    let mut name = object_name(first, second, label);
    let mut pass = 0u32;
    while taken(&name) {
        pass += 1;
        name = object_name(first, second, &format!("{label}{pass}"));
    }
    name
}

impl Schema {
    /// Whether a relation has this name.
    pub(super) fn has_relation(&self, name: &str) -> bool {
        self.relation(name).is_some()
    }

    fn has_constraint(&self, name: &str) -> bool {
        let mut domains = self.domains.values().flat_map(|domain| &domain.checks);
        self.tables.values().any(|table| table.has_constraint(name))
            || domains.any(|check| check.name == name)
    }

    /// `ChooseConstraintName`: free among the constraints of the schema.
    pub(super) fn choose_constraint(
        &self,
        table: &str,
        column: Option<&str>,
        label: &str,
        others: &[String],
    ) -> String {
        choose(table, column, label, |name| {
            self.has_constraint(name) || others.iter().any(|other| other == name)
        })
    }

    /// `ChooseRelationName`: free among the relations of the schema.
    pub(super) fn choose_relation(&self, table: &str, column: Option<&str>, label: &str) -> String {
        choose(table, column, label, |name| self.has_relation(name))
    }

    /// The same for the index of a constraint, which needs both to be free.
    pub(super) fn choose_key(&self, table: &str, column: Option<&str>, label: &str) -> String {
        choose(table, column, label, |name| {
            self.has_relation(name) || self.has_constraint(name)
        })
    }
}

impl Table {
    /// Whether an index has this name, a constraint's own included.
    pub(super) fn has_index(&self, name: &str) -> bool {
        self.indexes.iter().any(|index| index.name == name)
            || self.uniques.iter().any(|unique| unique.name == name)
            || self.exclusions.iter().any(|it| it.name == name)
            || self
                .primary_key
                .as_ref()
                .is_some_and(|key| key.name == name)
    }

    /// Whether a constraint has this name.
    pub(super) fn has_constraint(&self, name: &str) -> bool {
        self.checks.iter().any(|check| check.name == name)
            || self.foreign_keys.iter().any(|key| key.name == name)
            || self.exclusions.iter().any(|it| it.name == name)
            || self.uniques.iter().any(|unique| unique.name == name)
            || self
                .primary_key
                .as_ref()
                .is_some_and(|key| key.name == name)
    }

    /// Puts what has a name in order: by name, as the catalog promises.
    pub(super) fn sort(&mut self) {
        self.uniques.sort_by(|a, b| a.name.cmp(&b.name));
        self.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        self.checks.sort_by(|a, b| a.name.cmp(&b.name));
        self.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        self.triggers.sort_by(|a, b| a.name.cmp(&b.name));
        self.exclusions.sort_by(|a, b| a.name.cmp(&b.name));
        self.policies.sort_by(|a, b| a.name.cmp(&b.name));
        self.rules.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

#[cfg(test)]
mod tests {
    use super::object_name;

    #[test]
    fn the_longer_name_gives_way() {
        let long = "a".repeat(60);
        assert_eq!(object_name("t", Some("c"), "key"), "t_c_key");
        let name = object_name(&long, Some("column"), "check");
        assert_eq!(name.len(), 63);
        assert!(name.ends_with("a_column_check"));
        assert!(object_name(&"é".repeat(40), None, "pkey").len() <= 63);
    }
}
