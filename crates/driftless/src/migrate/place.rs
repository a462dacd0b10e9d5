//! Where a byte of a file is, in the numbers an editor shows.

/// A line and a column, both counted from 1, and the line's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'t> {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) text: &'t str,
}

impl<'t> Place<'t> {
    pub(super) fn of(text: &'t str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = &text[start..];
        Self {
            line: before.matches('\n').count() + 1,
            column: before[start..]
                .trim_start_matches('\u{feff}')
                .chars()
                .count()
                + 1,
            text: line
                .split('\n')
                .next()
                .unwrap_or(line)
                .trim_end()
                .trim_start_matches('\u{feff}'),
        }
    }

    /// What to show of a line, and the blanks that bring a caret below its column: tabs stay tabs.
    ///
    /// A line of seed data can be thousands of characters long; then only the neighbourhood is shown.
    pub(super) fn window(line: &str, column: Option<usize>) -> (String, String) {
        const BEFORE: usize = 60;
        const WIDTH: usize = 120;
        let column = column.unwrap_or(1);
        let long = line.chars().count() > WIDTH;
        let skipped = if long {
            (column - 1).saturating_sub(BEFORE)
        } else {
            0
        };
        let mut shown: String = line.chars().skip(skipped).take(WIDTH).collect();
        if long && skipped + WIDTH < line.chars().count() {
            shown.push_str("...");
        }
        let before = line
            .chars()
            .skip(skipped)
            .take(column - 1 - skipped)
            .map(|c| if c == '\t' { '\t' } else { ' ' })
            .collect::<String>();
        if skipped > 0 {
            return (format!("...{shown}"), format!("   {before}"));
        }
        (shown, before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_characters_are_counted_from_one() {
        let text = "\u{feff}a\r\n\tß ;b\n";
        assert_eq!(
            Place::of(text, 3),
            Place {
                line: 1,
                column: 1,
                text: "a"
            }
        );
        let at = text.find(';').unwrap();
        assert_eq!(
            Place::of(text, at),
            Place {
                line: 2,
                column: 4,
                text: "\tß ;b"
            }
        );
        assert_eq!(Place::of(text, text.len()).line, 3);
    }

    #[test]
    fn a_long_line_is_shown_around_its_column() {
        let line = format!("{}x{}", "a".repeat(500), "b".repeat(500));
        let (shown, before) = Place::window(&line, Some(501));
        assert_eq!(shown.chars().nth(before.chars().count()), Some('x'));
        assert!(shown.starts_with("...") && shown.ends_with("...") && shown.len() < 130);
        assert_eq!(
            Place::window("\tx", Some(2)),
            ("\tx".to_owned(), "\t".to_owned())
        );
    }
}
