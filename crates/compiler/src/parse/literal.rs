//! String literals, decoded.

use super::clauses::{Read, Reader};
use crate::diagnostic::Code;
use squawk_syntax::{
    SyntaxElement,
    SyntaxKind::{DOLLAR_QUOTED_STRING, ESC_STRING, NATIONAL_STRING, STRING, UNICODE_ESC_STRING},
    SyntaxNode,
    decoded_text::DecodedText,
    quote,
    unescape::{decode_esc_string, decode_plain_string},
};

/// The value of a string literal; parts on several lines are one.
pub(super) fn string(reader: &Reader, literal: &SyntaxNode) -> Read<String> {
    let mut value = String::new();
    let mut escaped = false;
    for token in literal
        .children_with_tokens()
        .filter_map(SyntaxElement::into_token)
    {
        if token.kind().is_trivia() {
            continue;
        }
        let text = token.text();
        let start = token.text_range().start();
        let mut decoded = DecodedText::new(start);
        match token.kind() {
            // The parts that follow an E'..' are read like it.
            ESC_STRING => {
                escaped = true;
                decode_esc_string(inner(text, &["E'", "e'"]), start, &mut decoded);
            }
            STRING if escaped => decode_esc_string(inner(text, &["'"]), start, &mut decoded),
            STRING => decode_plain_string(inner(text, &["'"]), start, &mut decoded),
            NATIONAL_STRING => {
                decode_plain_string(inner(text, &["N'", "n'"]), start, &mut decoded);
            }
            DOLLAR_QUOTED_STRING => {
                decoded.push_str(quote::strip_dollar_quotes(text).unwrap_or_default(), start);
            }
            kind => {
                let span = reader.span(&SyntaxElement::Token(token.clone()));
                let error = if kind == UNICODE_ESC_STRING {
                    reader
                        .error(
                            Code::D0202,
                            "U&'..' strings are not modelled here",
                            span,
                            "",
                        )
                        .help("write the characters themselves, or E'\\u00e9'")
                } else {
                    reader.syntax_error(span, "not a string")
                };
                return Err(Box::new(error));
            }
        }
        value.push_str(decoded.text());
    }
    Ok(value)
}

fn inner<'t>(text: &'t str, prefixes: &[&str]) -> &'t str {
    let text = prefixes
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text);
    text.strip_suffix('\'').unwrap_or(text)
}
