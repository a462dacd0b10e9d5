//! What the names of files have in common.

/// `001_users` is version `001` and name `users`; a version is digits, and all of the name up to the first
/// `_`.
pub(super) fn numbered(stem: &str) -> Option<(&str, &str)> {
    let (version, name) = stem.split_once('_')?;
    is_number(version).then_some((version, name))
}

pub(super) fn is_number(version: &str) -> bool {
    !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit())
}

/// Which way a file of a pair goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
}

/// `1_users.up` without its direction.
pub(super) fn directed(stem: &str) -> Option<(&str, Direction)> {
    let up = stem.strip_suffix(".up").map(|stem| (stem, Direction::Up));
    up.or_else(|| Some((stem.strip_suffix(".down")?, Direction::Down)))
}

/// A version that identifies a folder or file, short enough for the 50 characters of Diesel's table.
pub(super) fn recordable(name: &str, longest: usize) -> String {
    if name.chars().count() <= longest {
        return name.to_owned();
    }
    let hash = format!("~{:016x}", crate::fingerprint::fingerprint(name));
    let kept: String = name
        .chars()
        .take(longest.saturating_sub(hash.len()))
        .collect();
    kept + &hash
}
