//! A change as a person reads it.

use std::collections::BTreeSet;
use std::fmt;

use crate::types::Json;

/// The columns of a change whose value differs before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff(Vec<Difference>);

/// One column's value before and after; `None` where the row was not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The column.
    pub column: String,
    /// What it was.
    pub before: Option<Json>,
    /// What it is since.
    pub after: Option<Json>,
}

impl Diff {
    pub(super) fn between(before: Option<&Json>, after: Option<&Json>) -> Self {
        let columns: BTreeSet<&String> = [before, after]
            .into_iter()
            .flatten()
            .filter_map(Json::as_object)
            .flat_map(serde_json::Map::keys)
            .collect();
        let value = |image: Option<&Json>, column: &str| image?.get(column).cloned();
        let all = columns.into_iter().map(|column| Difference {
            column: column.clone(),
            before: value(before, column),
            after: value(after, column),
        });
        Self(all.filter(|one| one.before != one.after).collect())
    }

    /// The differences, by column.
    pub fn iter(&self) -> std::slice::Iter<'_, Difference> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Diff {
    type Item = &'a Difference;
    type IntoIter = std::slice::Iter<'a, Difference>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = self.0.iter().filter(|one| !one.is_absence());
        for (index, difference) in said.enumerate() {
            f.write_str(if index > 0 { ", " } else { "" })?;
            difference.fmt(f)?;
        }
        Ok(())
    }
}

impl Difference {
    /// A column of a new or deleted row that is NULL: true, and not worth a word.
    fn is_absence(&self) -> bool {
        matches!(
            (&self.before, &self.after),
            (None, Some(Json::Null)) | (Some(Json::Null), None)
        )
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.column)?;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "{} → {}", Shown(before), Shown(after)),
            (Some(only), None) | (None, Some(only)) => Shown(only).fmt(f),
            (None, None) => Ok(()),
        }
    }
}

/// A single word stands bare; every other text is quoted, as JSON quotes it.
struct Shown<'a>(&'a Json);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Json::String(text) if is_word(text) => f.write_str(text),
            value => write!(f, "{value}"),
        }
    }
}

fn is_word(text: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | ',' | '→');
    !text.is_empty() && text != "null" && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_update_says_from_what_to_what() {
        let diff = Diff::between(
            Some(&json!({"status": "draft", "title": "Two rooms", "bedrooms": 2})),
            Some(&json!({"status": "published", "title": "Three, with a view", "bedrooms": 2})),
        );
        assert_eq!(
            diff.to_string(),
            r#"status draft → published, title "Two rooms" → "Three, with a view""#
        );
    }

    #[test]
    fn null_and_the_text_null_are_told_apart() {
        let diff = Diff::between(
            Some(&json!({"notes": null})),
            Some(&json!({"notes": "null"})),
        );
        assert_eq!(diff.to_string(), r#"notes null → "null""#);
    }

    #[test]
    fn a_new_row_shows_what_is_there() {
        let diff = Diff::between(None, Some(&json!({"bedrooms": null, "status": "draft"})));
        assert_eq!(diff.to_string(), "status draft");
        assert_eq!(diff.iter().count(), 2);
    }
}
