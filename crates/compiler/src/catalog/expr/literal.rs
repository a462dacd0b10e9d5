//! Constants: their values, not their spellings.

use super::{lower::tokens, node::Node};
use squawk_syntax::{SyntaxKind, SyntaxNode, SyntaxToken};

/// The constant's value. What is not decoded keeps its spelling.
pub(super) fn lower(node: &SyntaxNode) -> Node {
    let tokens: Vec<_> = tokens(node).collect();
    let Some(first) = tokens.first() else {
        return Node::Name(String::new());
    };
    let text: String = tokens.iter().map(SyntaxToken::text).collect();
    match first.kind() {
        SyntaxKind::INT_NUMBER | SyntaxKind::NUMERIC_NUMBER => Node::Number(number(&text)),
        SyntaxKind::STRING => {
            let parts = tokens.iter().map(|token| quoted(token.text()));
            Node::Text(parts.collect())
        }
        SyntaxKind::ESC_STRING if tokens.len() == 1 => match escaped(&text) {
            Some(value) => Node::Text(value),
            None => Node::Name(text),
        },
        SyntaxKind::DOLLAR_QUOTED_STRING => Node::Text(dollar_quoted(&text)),
        // Postgres prints bit strings as `'101'::"bit"`.
        SyntaxKind::BIT_STRING if text.starts_with(['b', 'B']) => {
            Node::Text(quoted(&text[1..])).cast("bit")
        }
        kind if format!("{kind:?}").ends_with("_KW") => Node::Name(text.to_lowercase()),
        _ => Node::Name(text),
    }
}

fn quoted(text: &str) -> String {
    let inner = text
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''));
    inner.unwrap_or(text).replace("''", "'")
}

fn dollar_quoted(text: &str) -> String {
    let tag = text[1..].find('$').map_or(text.len(), |end| end + 2);
    let inner = text.get(tag..text.len().saturating_sub(tag));
    inner.unwrap_or(text).to_owned()
}

/// The value of `E'..'`, or `None` for an escape that is not handled here.
fn escaped(text: &str) -> Option<String> {
    let inner = text.get(2..text.len().checked_sub(1)?)?;
    let mut out = String::new();
    let mut rest = inner.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\'' => {
                rest.next_if_eq(&'\'');
                out.push('\'');
            }
            '\\' => out.push(match rest.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                c @ ('\\' | '\'' | '"') => c,
                _ => return None,
            }),
            other => out.push(other),
        }
    }
    Some(out)
}

/// Whether a string holds a decimal number.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1
}

/// A number in one notation: no leading or trailing point, no exponent if it is small, digits unbroken.
/// Zeros after the point stay, because `numeric` keeps them.
pub(super) fn number(text: &str) -> String {
    let text = text.replace('_', "").to_lowercase();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let digits = expanded(digits).unwrap_or_else(|| digits.to_owned());
    let digits = digits.strip_suffix('.').unwrap_or(&digits);
    let zero = if digits.starts_with('.') { "0" } else { "" };
    format!("{sign}{zero}{digits}")
}

/// `1.5e3` as `1500`.
fn expanded(digits: &str) -> Option<String> {
    let (mantissa, exponent) = digits.split_once('e')?;
    let exponent: usize = exponent
        .strip_prefix('+')
        .unwrap_or(exponent)
        .parse()
        .ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if exponent < fraction.len() || exponent > 300 {
        return None;
    }
    let zeros = "0".repeat(exponent - fraction.len());
    let all = format!("{whole}{fraction}{zeros}");
    let trimmed = all.trim_start_matches('0');
    Some(if trimmed.is_empty() {
        "0".to_owned()
    } else {
        trimmed.to_owned()
    })
}

/// The number with the other sign.
pub(super) fn negated(number: &str) -> String {
    match number.strip_prefix('-') {
        Some(positive) => positive.to_owned(),
        None => format!("-{number}"),
    }
}

/// Whether two constants of a type are the same value.
pub(super) fn same_value(a: &str, b: &str, ty: Option<&str>) -> bool {
    a == b
        || match ty {
            Some("jsonb" | "json") => json(a).is_some_and(|a| Some(a) == json(b)),
            Some("uuid") => uuid(a) == uuid(b),
            Some("date") => moment(a).is_some_and(|a| Some(a) == moment(b)),
            Some("timestamp" | "timestamptz") => same_moment(a, b),
            Some("bool") => boolean(a).is_some_and(|a| Some(a) == boolean(b)),
            Some(ty) if super::types::is_number(ty) => {
                is_number(a.trim()) && is_number(b.trim()) && number(a.trim()) == number(b.trim())
            }
            _ => false,
        }
}

/// A date and a time in ISO's order, and what stands behind them: a zone.
fn moment(text: &str) -> Option<(String, String, String)> {
    let text = text.trim();
    let (date, rest) = match text.split_once([' ', 'T']) {
        Some((date, rest)) => (date, rest),
        None => (text, "00:00:00"),
    };
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let end = rest.find(|c| !is_time(c)).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    let mut parts = date.split('-').map(str::len);
    let lengths = (parts.next(), parts.next(), parts.next(), parts.next());
    let is_date = lengths == (Some(4), Some(2), Some(2), None);
    let digits = date.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    let mut time = time.to_owned();
    while time.len() < 8 && is_date {
        time.push_str(match time.len() {
            2 | 5 => ":00",
            _ => return None,
        });
    }
    let zone = match zone.trim() {
        "Z" | "z" | "UTC" | "+00:00" | "+0" => "+00",
        zone => zone,
    };
    (is_date && digits).then(|| (date.to_owned(), time, zone.to_owned()))
}

/// Without a zone a moment is one of the session's, which is what the server prints too.
fn same_moment(a: &str, b: &str) -> bool {
    match (moment(a), moment(b)) {
        (Some((date, time, zone)), Some((other_date, other_time, other_zone))) => {
            date == other_date && time == other_time && (zone.is_empty() || zone == other_zone)
        }
        _ => false,
    }
}

/// What a word means to `boolin`.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match &*text.trim().to_lowercase() {
        "t" | "true" | "y" | "yes" | "on" | "1" => Some(true),
        "f" | "false" | "n" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

fn uuid(text: &str) -> String {
    text.to_lowercase().replace(['-', '{', '}'], "")
}

/// The document without the white space between its parts: as `jsonb` prints it, less the order of keys.
fn json(text: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        match c {
            ' ' | '\t' | '\n' | '\r' => {}
            '"' => {
                let mut end = None;
                while let Some((at, c)) = rest.next() {
                    match c {
                        '\\' => drop(rest.next()),
                        '"' => {
                            end = Some(at + 1);
                            break;
                        }
                        _ => {}
                    }
                }
                parts.push(text.get(start..end?)?.to_owned());
            }
            '{' | '}' | '[' | ']' | ',' | ':' => parts.push(c.to_string()),
            _ => {
                let mut end = start + c.len_utf8();
                while let Some((at, c)) =
                    rest.next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '.' | '-' | '+'))
                {
                    end = at + c.len_utf8();
                }
                parts.push(text.get(start..end)?.to_owned());
            }
        }
    }
    Some(parts)
}
