//! The rules, one code each, and their pages.

use std::fmt;

macro_rules! codes {
    ($($code:ident: $rule:literal,)*) => {
        /// The code of a rule; `driftless explain` shows its page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $rule] $code,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// The code as messages show it, `D0104`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => stringify!($code),)*
                }
            }

            /// The rule in a few words.
            pub fn rule(self) -> &'static str {
                match self {
                    $(Self::$code => $rule,)*
                }
            }

            /// The rule's page, Markdown.
            pub fn page(self) -> &'static str {
                match self {
                    $(Self::$code => include_str!(concat!("pages/", stringify!($code), ".md")),)*
                }
            }
        }
    };
}

// D00xx: the text. D01xx: names and definitions, as Postgres would refuse them. D02xx: what this compiler
// does not follow. D03xx: driftless.toml and diesel.toml. D04xx: SQL that has no Rust. D05xx: files out of step.
codes! {
    D0001: "the migrations cannot be read",
    D0002: "syntax error",
    D0003: "nested too deeply",
    D0004: "not SQL for a server",
    D0005: "the parser gave up",
    D0006: "file that is no migration",
    D0007: "doubtful order of migrations",
    D0101: "relation does not exist",
    D0102: "relation already exists",
    D0103: "column does not exist",
    D0104: "type does not exist",
    D0105: "column already exists",
    D0106: "object does not exist",
    D0107: "object already exists",
    D0108: "multiple primary keys",
    D0109: "no unique key behind a foreign key",
    D0110: "other objects depend on it",
    D0111: "schema does not exist",
    D0112: "definition contradicts itself",
    D0113: "types do not match",
    D0114: "wrong kind of object",
    D0115: "function does not exist",
    D0116: "expression not allowed here",
    D0117: "raised by the migration itself",
    D0120: "reference is ambiguous",
    D0201: "statement not modelled",
    D0202: "clause not modelled",
    D0203: "session state that changes what names mean",
    D0204: "body that cannot be followed",
    D0205: "call with unknown effects",
    D0206: "schema change in a dev-only migration",
    D0207: "directive that says nothing",
    D0301: "driftless.toml cannot be read",
    D0302: "unknown key in driftless.toml",
    D0303: "wrong or missing value in driftless.toml",
    D0304: "driftless.toml names what does not exist",
    D0305: "not a name for a Rust type",
    D0306: "keys of driftless.toml that contradict each other",
    D0307: "not Rust in driftless.toml",
    D0311: "diesel.toml cannot be read",
    D0312: "unknown key in diesel.toml",
    D0313: "wrong value in diesel.toml",
    D0314: "patch file that does not apply",
    D0401: "table without a primary key",
    D0402: "type without a Rust type",
    D0403: "two things with one name in Rust",
    D0404: "name that Rust or Diesel cannot take",
    D0405: "not an audit log",
    D0406: "not an inbox",
    D0407: "table outside of the schema public",
    D0408: "value that no variant can be named after",
    D0409: "the compiler wrote no Rust",
    D0410: "an audited table changed through one that is not",
    D0501: "generated/ does not match migrations/",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The page of a code written as `D0104`, upper or lower case.
pub fn explain(code: &str) -> Option<&'static str> {
    let found = Code::ALL
        .iter()
        .find(|known| known.as_str().eq_ignore_ascii_case(code.trim()))?;
    Some(found.page())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, fs};

    #[test]
    fn each_page_has_a_code_and_says_so() {
        let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostic/pages");
        let files: BTreeSet<String> = fs::read_dir(pages)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let codes: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
        assert_eq!(files, codes);
        for code in Code::ALL {
            let title = format!("# {code}: {}\n", code.rule());
            assert!(
                code.page().starts_with(&title),
                "{code}.md must start with {title:?}"
            );
            assert!(
                code.page().len() > title.len() + 80,
                "{code}.md says nothing"
            );
        }
    }

    #[test]
    fn explain_ignores_case() {
        assert_eq!(explain("d0104"), Some(Code::D0104.page()));
        assert_eq!(explain("D9999"), None);
    }
}
