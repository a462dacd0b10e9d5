//! The rows of a `COPY .. FROM stdin` as the INSERTs that say the same.
//!
//! Diesel's connections have no common way to stream rows, and a dump that serves as the first migration holds
//! few. `COPY` writes what a generated identity column would refuse, hence `OVERRIDING SYSTEM VALUE`.

use driftless_migrations::statements::Statement;

/// Rows of one INSERT.
const ROWS: usize = 500;

/// Why rows cannot be written as INSERTs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CopyError {
    /// Another format than the one `pg_dump` writes.
    Options,
    /// A row whose escapes give no UTF-8, counted from 1.
    NoText(usize),
}

/// The texts to send for a statement: itself, or its rows.
pub(super) fn texts(statement: &Statement<'_>) -> Result<Vec<String>, CopyError> {
    let Some(rows) = statement.rows else {
        return Ok(vec![statement.text.to_owned()]);
    };
    let target = target(statement.text).ok_or(CopyError::Options)?;
    let rows = rows
        .lines()
        .enumerate()
        .map(|(index, row)| values(row).ok_or(CopyError::NoText(index + 1)))
        .collect::<Result<Vec<String>, _>>()?;
    let insert = |rows: &[String]| {
        format!(
            "INSERT INTO {target} OVERRIDING SYSTEM VALUE VALUES {}",
            rows.join(", ")
        )
    };
    Ok(rows.chunks(ROWS).map(insert).collect())
}

/// `public.users (id, name)` of `COPY public.users (id, name) FROM stdin`.
fn target(text: &str) -> Option<&str> {
    let (command, rest) = text.split_at_checked(4)?;
    let rest = rest.trim_end();
    let (rest, stdin) = rest.split_at_checked(rest.len().checked_sub(5)?)?;
    let rest = rest.trim_end();
    let (target, from) = rest.split_at_checked(rest.len().checked_sub(4)?)?;
    let is_plain = command.eq_ignore_ascii_case("copy")
        && stdin.eq_ignore_ascii_case("stdin")
        && from.eq_ignore_ascii_case("from");
    is_plain.then_some(target.trim())
}

fn values(row: &str) -> Option<String> {
    let row = row.strip_suffix('\r').unwrap_or(row);
    let values: Option<Vec<String>> = row.split('\t').map(value).collect();
    values.map(|values| format!("({})", values.join(", ")))
}

/// A field as a literal without a type, which takes that of its column.
fn value(field: &str) -> Option<String> {
    if field == "\\N" {
        return Some("NULL".to_owned());
    }
    let text = String::from_utf8(unescaped(field.as_bytes())).ok()?;
    let quoted = text.replace('\'', "''");
    Some(if quoted.contains('\\') {
        format!("E'{}'", quoted.replace('\\', "\\\\"))
    } else {
        format!("'{quoted}'")
    })
}

/// The escapes of COPY's text format.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some((&letter, after)) = rest.split_first() else {
            out.push(b'\\');
            break;
        };
        let (escaped, length) = match letter {
            b'b' => (0x08, 1),
            b'f' => (0x0c, 1),
            b'n' => (b'\n', 1),
            b'r' => (b'\r', 1),
            b't' => (b'\t', 1),
            b'v' => (0x0b, 1),
            b'0'..=b'7' => number(rest, 8, 3),
            b'x' => match number(after, 16, 2) {
                (_, 0) => (b'x', 1),
                (byte, digits) => (byte, digits + 1),
            },
            other => (other, 1),
        };
        out.push(escaped);
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// The number that the first digits give, at most so many, and how many there are.
fn number(text: &[u8], radix: u32, longest: usize) -> (u8, usize) {
    let digits = text
        .iter()
        .take(longest)
        .map_while(|&byte| char::from(byte).to_digit(radix));
    let (number, count) = digits.fold((0, 0), |(number, count), digit| {
        (number * radix + digit, count + 1)
    });
    // Octal digits beyond a byte are cut, as the server cuts them.
    (u8::try_from(number & 0xff).unwrap_or_default(), count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use driftless_migrations::statements::split;

    #[test]
    fn rows_become_literals() {
        let sql =
            "COPY public.\"T\" (a, b)\n FROM stdin;\n1\t\\N\nit's\ta\\tb\\\\c\\x41\\101\\q\n\\.\n";
        let statements = split(sql, true).unwrap();
        assert_eq!(
            texts(&statements[0]).unwrap(),
            [
                "INSERT INTO public.\"T\" (a, b) OVERRIDING SYSTEM VALUE VALUES ('1', NULL), ('it''s', E'a\tb\\\\cAAq')"
            ]
        );
    }

    #[test]
    fn no_rows_are_nothing_and_options_are_refused() {
        let of = |sql| texts(&split(sql, true).unwrap()[0]);
        assert_eq!(of("COPY t FROM stdin;\n\\.\n"), Ok(Vec::new()));
        assert_eq!(
            of("COPY t FROM stdin WITH (FORMAT csv);\n1\n\\.\n"),
            Err(CopyError::Options)
        );
        assert_eq!(
            of("COPY t FROM stdin;\na\n\\xff\n\\.\n"),
            Err(CopyError::NoText(2))
        );
    }
}
