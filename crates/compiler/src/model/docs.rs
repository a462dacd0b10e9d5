//! What the doc comments say: the SQL's own comment, and where the thing was stated.

use crate::catalog::{Place, Rename};

/// The lines of a doc comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The lines, without a leading blank.
    pub lines: Vec<String>,
}

impl Docs {
    /// One sentence.
    pub fn line(text: impl Into<String>) -> Self {
        Self {
            lines: vec![text.into()],
        }
    }

    /// `COMMENT ON`, then a paragraph with what the thing is and where it was stated.
    pub fn of(
        comment: Option<&str>,
        what: &str,
        place: Option<&Place>,
        renames: &[Rename],
    ) -> Self {
        let mut lines: Vec<String> = comment.map(markdown).unwrap_or_default();
        let mut provenance: Vec<String> = Vec::new();
        if !what.is_empty() {
            provenance.push(what.to_owned());
        }
        provenance.extend(place.map(short));
        for rename in renames.iter().rev() {
            let at = rename.at.as_ref().map(|at| format!(" in {}", short(at)));
            let from = code(&rename.from);
            provenance.push(format!("renamed from {from}{}", at.unwrap_or_default()));
        }
        if !provenance.is_empty() {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(provenance.join(", "));
        }
        Self { lines }
    }
}

/// A place without its column: `migrations/003_tables.sql:12`.
pub(super) fn short(place: &Place) -> String {
    format!("{}:{}", plain(&place.file), place.line)
}

/// Text as inline code, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(if longest == 0 { 1 } else { longest + 1 });
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// A comment's lines as Markdown that rustdoc neither runs, nor links, nor takes for HTML.
fn markdown(comment: &str) -> Vec<String> {
    let mut lines: Vec<String> = comment.lines().map(|line| plain(&one_line(line))).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    if lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    lines
}

/// Without line breaks, control characters and characters that turn text around; trimmed.
fn one_line(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let text: String = text
        .chars()
        .map(|c| if hidden(c) { ' ' } else { c })
        .collect();
    text.trim().to_owned()
}

/// Escapes what Markdown would take for links, HTML or a block.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let fence = line.starts_with("```") || line.starts_with("~~~");
    let list = line.starts_with(['-', '+', '*', '#', '=', '>', '|']);
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = numbered.len() < line.len() && numbered.starts_with(['.', ')']);
    if fence || list {
        out.push('\\');
    }
    for (index, c) in line.char_indices() {
        let first_stop = numbered && matches!(c, '.' | ')') && !out.contains(['.', ')']);
        let markup =
            matches!(c, '[' | ']' | '<') || (c == '>' && index > 0) || c == '\\' || c == '`';
        if (markup || first_stop) && !(index == 0 && fence) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn place(line: u32) -> Place {
        Place {
            file: Arc::from("m/1.sql"),
            line,
            column: 3,
        }
    }

    #[test]
    fn comment_then_place_then_former_names() {
        let renames = [
            Rename {
                from: "name".into(),
                at: Some(place(7)),
            },
            Rename {
                from: "title".into(),
                at: Some(place(9)),
            },
        ];
        let docs = Docs::of(Some("The headline.\n"), "", Some(&place(2)), &renames);
        assert_eq!(
            docs.lines,
            [
                "The headline.",
                "",
                "m/1.sql:2, renamed from `title` in m/1.sql:9, renamed from `name` in m/1.sql:7"
            ]
        );
    }

    #[test]
    fn comments_stay_text() {
        let cases = [
            ("a */ b", "a */ b"),
            ("```rust", "\\`\\`\\`rust"),
            ("see [x](y) <b>", "see \\[x\\](y) \\<b\\>"),
            ("    indented", "indented"),
            ("1. one", "1\\. one"),
            ("- item", "\\- item"),
            ("\u{202e}abc", "abc"),
        ];
        for (comment, expected) in cases {
            assert_eq!(markdown(comment), [expected], "{comment}");
        }
    }

    #[test]
    fn code_survives_backticks() {
        assert_eq!(code("draft"), "`draft`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }
}
