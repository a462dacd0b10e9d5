//! What versions are compared by.

/// A version's place among others; only keys made the same way are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(Vec<(usize, String)>);

impl Key {
    /// By the text itself.
    pub fn text(text: &str) -> Self {
        Self(vec![(0, text.to_owned())])
    }

    /// Each run of digits by its number, whatever stands between them by its text. Leading zeros do not
    /// count, and no number is too large.
    pub fn number(version: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = version;
        while let Some(first) = rest.chars().next() {
            let digits = first.is_ascii_digit();
            let end = rest
                .find(|c: char| c.is_ascii_digit() != digits)
                .unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            parts.push(if digits {
                let number = run.trim_start_matches('0');
                (number.len(), number.to_owned())
            } else {
                (0, run.to_owned())
            });
        }
        Self(parts)
    }

    /// After all keys that were not told so.
    pub(crate) fn last(mut self) -> Self {
        self.0.insert(0, (usize::MAX, String::new()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_leading_zeros_and_no_end() {
        assert_eq!(Key::number("01"), Key::number("1"));
        assert!(Key::number("9") < Key::number("10"));
        assert!(Key::number("1.9") < Key::number("1.10"));
        assert!(Key::number("1.1") > Key::number("1"));
        assert!(Key::number(&"9".repeat(99)) < Key::number(&format!("1{}", "0".repeat(99))));
        assert!(Key::text("9") > Key::text("10"));
        assert!(Key::number(&"9".repeat(99)) < Key::text("a").last());
    }
}
