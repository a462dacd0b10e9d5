//! refinery's files.
//!
//! refinery takes `V<version>__<name>.sql` and `U<version>__<name>.sql`, in folders too, and orders both by
//! the version, an `i32`; a `U` may be applied after a later `V`, which a replay from the start never is. A
//! line `-- refinery:noTransaction` is its marker.

use super::{Body, By, Found, Part, Rules, names::is_number, sections::lines};

pub(super) const RULES: Rules = Rules {
    name: "refinery",
    expects: "V1__users.sql",
    deep: true,
    folder: None,
    by: By::Number,
    looks: |file| {
        let named = split(file.name().strip_suffix(".sql")).is_some();
        named && (is_marked(file) || file.can_be_wrapped())
    },
    part: |_, file| Ok(part(file)),
    foreign: |file| {
        let rust = split(file.name().strip_suffix(".rs")).is_some();
        rust.then_some("a migration in Rust")
    },
    belongs: |file| file.name() == "mod.rs",
};

fn split(stem: Option<&str>) -> Option<(&str, &str)> {
    let (version, name) = stem?.strip_prefix(['V', 'U'])?.split_once("__")?;
    let named = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (named && is_number(version) && version.parse::<i32>().is_ok()).then_some((version, name))
}

fn part(file: &Found) -> Option<Part> {
    let (version, name) = split(file.name().strip_suffix(".sql"))?;
    let mut body = Body::whole(file);
    body.run.no_transaction = is_marked(file);
    let mut part = Part::of_number(version, name);
    part.up = Some(body);
    Some(part)
}

fn is_marked(file: &Found) -> bool {
    lines(&file.text).any(|line| is_marker(line.text))
}

/// Two dashes or more, at most one blank, and nothing after the word.
fn is_marker(line: &str) -> bool {
    let word = line.trim_start_matches('-');
    let dashes = line.len() - word.len();
    dashes >= 2
        && word.strip_prefix(char::is_whitespace).unwrap_or(word) == "refinery:noTransaction"
}
