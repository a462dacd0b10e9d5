//! The conditions of PL/pgSQL and their SQLSTATEs, from Postgres' `errcodes.txt`.

/// The SQLSTATE of a condition's name.
pub(super) fn state_of(name: &str) -> Option<&'static str> {
    let mut all = all();
    all.find(|(known, _)| *known == name)
        .map(|(_, state)| state)
}

/// A SQLSTATE that some condition has.
pub(super) fn known(state: &str) -> Option<&'static str> {
    let mut all = all();
    all.find(|(_, known)| *known == state)
        .map(|(_, state)| state)
}

/// Whether a condition holds for a SQLSTATE: its own, or any of a class if it ends in three zeros.
pub(super) fn is_in(state: &str, condition: &str) -> bool {
    let class = condition.strip_suffix("000");
    state == condition || class.is_some_and(|class| state.starts_with(class))
}

fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../data/conditions.txt").lines();
    lines.filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_holds_its_conditions() {
        let state = state_of("duplicate_object").unwrap();
        assert_eq!(state, "42710");
        assert!(is_in(
            state,
            state_of("syntax_error_or_access_rule_violation").unwrap()
        ));
        assert!(!is_in(state, state_of("duplicate_table").unwrap()));
    }
}
