//! The text of an array, `{sad,"so so"}`, of one dimension: what `array_in` reads and `array_out` writes.

/// The elements; `None` is NULL. No answer for what is no such text.
pub(super) fn elements(text: &str) -> Option<Vec<Option<String>>> {
    let inside = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    if inside.trim().is_empty() {
        return Some(Vec::new());
    }
    let mut elements = Vec::new();
    let mut rest = inside.chars();
    let (mut element, mut quoted, mut open) = (String::new(), false, false);
    while let Some(c) = rest.next() {
        match c {
            '\\' => element.push(rest.next()?),
            '"' => {
                quoted = true;
                open = !open;
            }
            c if open => element.push(c),
            ',' => {
                elements.push(finished(&element, quoted));
                (element, quoted) = (String::new(), false);
            }
            '{' | '}' => return None,
            c => element.push(c),
        }
    }
    elements.push(finished(&element, quoted));
    (!open).then_some(elements)
}

fn finished(element: &str, quoted: bool) -> Option<String> {
    if quoted {
        return Some(element.to_owned());
    }
    let element = element.trim();
    (!element.eq_ignore_ascii_case("null")).then(|| element.to_owned())
}

/// The text of the array with one value in place of another.
pub(super) fn replaced(elements: Vec<Option<String>>, from: &str, to: &str) -> String {
    let elements = elements.into_iter().map(|element| match element {
        None => "NULL".to_owned(),
        Some(element) if element == from => written(to),
        Some(element) => written(&element),
    });
    format!("{{{}}}", elements.collect::<Vec<_>>().join(","))
}

fn written(element: &str) -> String {
    let special = |c: char| c.is_ascii_whitespace() || "{}\",\\".contains(c);
    if element.is_empty() || element.eq_ignore_ascii_case("null") || element.contains(special) {
        let escaped = element.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{escaped}\"")
    } else {
        element.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{elements, replaced};

    #[test]
    fn values_are_replaced_as_the_server_writes_them() {
        let text = |text: &str| replaced(elements(text).unwrap(), "a", "it's, so");
        assert_eq!(
            text("{a, b ,NULL,\"a\"}"),
            "{\"it's, so\",b,NULL,\"it's, so\"}"
        );
        assert_eq!(text("{}"), "{}");
        assert_eq!(elements("{{a},{b}}"), None);
        assert_eq!(elements("a"), None);
    }
}
