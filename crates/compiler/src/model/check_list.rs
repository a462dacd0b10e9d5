//! The values a CHECK constraint allows, where it is nothing but a list.
//!
//! `col IN ('a', 'b')`, `col = 'a'` and what Postgres makes of them, `col = ANY (ARRAY['a'::text, ..])`,
//! with or without `col IS NULL OR` in front. Anything else is no list and stays what it is: a check.

/// The column and the values of a list, in the order in which SQL says them.
pub(super) fn values(condition: &str) -> Option<(String, Vec<String>)> {
    let tokens = tokens(condition)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
    };
    let list = parser.condition()?;
    (parser.at == tokens.len()).then_some(list)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// An unquoted word, in lower case.
    Word(String),
    /// A quoted identifier.
    Quoted(String),
    /// A string literal.
    Text(String),
    /// `(`, `)`, `[`, `]`, `,`, `=`, `::`, a number.
    Other(String),
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let (token, after) = match c {
            '\'' => quoted(rest, '\'').map(|(text, after)| (Token::Text(text), after))?,
            '"' => quoted(rest, '"').map(|(text, after)| (Token::Quoted(text), after))?,
            _ if c.is_alphabetic() || c == '_' => word(rest),
            _ if c.is_ascii_digit() => run(rest, |c| c.is_ascii_digit()),
            ':' if rest.starts_with("::") => (Token::Other("::".to_owned()), &rest[2..]),
            '(' | ')' | '[' | ']' | ',' | '=' => (Token::Other(c.to_string()), &rest[1..]),
            _ => return None,
        };
        // `E'..'` and `U&'..'` are strings of another kind: no list of ours.
        if matches!(token, Token::Word(_)) && after.starts_with('\'') {
            return None;
        }
        tokens.push(token);
        rest = after.trim_start();
    }
    Some(tokens)
}

fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c != quote {
            value.push(c);
        } else if chars.next_if(|(_, next)| *next == quote).is_some() {
            value.push(quote);
        } else {
            return Some((value, &text[at + 1..]));
        }
    }
    None
}

fn word(text: &str) -> (Token, &str) {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
        .unwrap_or(text.len());
    (Token::Word(text[..end].to_lowercase()), &text[end..])
}

fn run(text: &str, of: impl Fn(char) -> bool) -> (Token, &str) {
    let end = text.find(|c| !of(c)).unwrap_or(text.len());
    (Token::Other(text[..end].to_owned()), &text[end..])
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl Parser<'_> {
    fn condition(&mut self) -> Option<(String, Vec<String>)> {
        let start = self.at;
        for form in [Self::or_null, Self::list, Self::in_parentheses] {
            self.at = start;
            if let Some(found) = form(self) {
                return Some(found);
            }
        }
        None
    }

    fn in_parentheses(&mut self) -> Option<(String, Vec<String>)> {
        self.symbol("(")?;
        let found = self.condition()?;
        self.symbol(")")?;
        Some(found)
    }

    /// `col IS NULL OR list`
    fn or_null(&mut self) -> Option<(String, Vec<String>)> {
        let inner = self.symbol("(").is_some();
        let column = self.column()?;
        self.words(&["is", "null"])?;
        if inner {
            self.symbol(")")?;
        }
        self.words(&["or"])?;
        let list = self.condition()?;
        (list.0 == column).then_some(list)
    }

    fn list(&mut self) -> Option<(String, Vec<String>)> {
        let column = self.column()?;
        if self.words(&["in"]).is_some() {
            return Some((column, self.values("(", ")")?));
        }
        self.symbol("=")?;
        if self.words(&["any"]).is_none() {
            return Some((column, vec![self.value()?]));
        }
        self.symbol("(")?;
        let values = self.array()?;
        self.symbol(")")?;
        Some((column, values))
    }

    /// `ARRAY[..]`, possibly in parentheses and cast.
    fn array(&mut self) -> Option<Vec<String>> {
        let values = if self.symbol("(").is_some() {
            let values = self.array()?;
            self.symbol(")")?;
            values
        } else {
            self.words(&["array"])?;
            self.values("[", "]")?
        };
        self.casts()?;
        Some(values)
    }

    fn values(&mut self, open: &str, close: &str) -> Option<Vec<String>> {
        self.symbol(open)?;
        let mut values = vec![self.value()?];
        while self.symbol(",").is_some() {
            values.push(self.value()?);
        }
        self.symbol(close)?;
        Some(values)
    }

    fn value(&mut self) -> Option<String> {
        if self.symbol("(").is_some() {
            let value = self.value()?;
            self.symbol(")")?;
            self.casts()?;
            return Some(value);
        }
        let Token::Text(value) = self.tokens.get(self.at)? else {
            return None;
        };
        self.at += 1;
        self.casts()?;
        Some(value.clone())
    }

    fn column(&mut self) -> Option<String> {
        if self.symbol("(").is_some() {
            let column = self.column()?;
            self.symbol(")")?;
            self.casts()?;
            return Some(column);
        }
        let (Token::Word(name) | Token::Quoted(name)) = self.tokens.get(self.at)? else {
            return None;
        };
        self.at += 1;
        self.casts()?;
        Some(name.clone())
    }

    /// `::character varying(20)[]`, any number of times, to a type of text.
    fn casts(&mut self) -> Option<()> {
        while self.symbol("::").is_some() {
            let known = self.words(&["text"]).or_else(|| self.words(&["varchar"]));
            known.or_else(|| self.words(&["character", "varying"]))?;
            if self.symbol("(").is_some() {
                self.at += 1;
                self.symbol(")")?;
            }
            if self.symbol("[").is_some() {
                self.symbol("]")?;
            }
        }
        Some(())
    }

    fn symbol(&mut self, symbol: &str) -> Option<()> {
        self.next_if(|token| matches!(token, Token::Other(found) if found == symbol))
    }

    fn words(&mut self, words: &[&str]) -> Option<()> {
        let start = self.at;
        for word in words {
            if self
                .next_if(|t| matches!(t, Token::Word(found) if found == word))
                .is_none()
            {
                self.at = start;
                return None;
            }
        }
        Some(())
    }

    fn next_if(&mut self, wanted: impl Fn(&Token) -> bool) -> Option<()> {
        self.tokens.get(self.at).filter(|token| wanted(token))?;
        self.at += 1;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_in_every_spelling() {
        let spellings = [
            "kind IN ('a', 'b')",
            "\"kind\" in ('a','b')",
            "(kind IN ('a', 'b'))",
            "kind = ANY (ARRAY['a', 'b'])",
            "kind = ANY (ARRAY['a'::text, 'b'::text])",
            "((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
            "(kind)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::varchar(9))::text])",
            "kind IS NULL OR kind IN ('a', 'b')",
            "((kind IS NULL) OR (kind = ANY (ARRAY['a'::text, 'b'::text])))",
        ];
        for spelling in spellings {
            let (column, values) = values(spelling).unwrap_or_else(|| panic!("{spelling}"));
            assert_eq!(
                (column.as_str(), values),
                ("kind", vec!["a".into(), "b".into()]),
                "{spelling}"
            );
        }
        assert_eq!(
            values("k = 'it''s'"),
            Some(("k".into(), vec!["it's".into()]))
        );
    }

    #[test]
    fn other_checks_are_no_lists() {
        let others = [
            "kind IN ('a', 'b') AND n > 0",
            "kind NOT IN ('a')",
            "n IN (1, 2)",
            "lower(kind) IN ('a')",
            "kind IN ('a', other)",
            "kind IN (E'a\\n')",
            "kind <> 'a'",
            "other IS NULL OR kind IN ('a')",
            "kind IN ('a'",
            "kind = ANY ('{a,b}'::text[])",
            "",
        ];
        for other in others {
            assert_eq!(values(other), None, "{other}");
        }
    }
}
