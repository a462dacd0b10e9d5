//! How SQL names become Rust names. Every casing rule and every keyword of the compiler is here.
//!
//! Three kinds of names: Diesel's (what `diesel print-schema` calls a table or a column), ours for types
//! (`listing_media` → `ListingMedia`) and ours for fields (`type` → `r#type`).

use heck::{ToSnakeCase, ToUpperCamelCase};

/// The words Diesel 2.3 refuses as identifiers: those of `syn` 2.
const KEYWORDS: &[&str] = &[
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "Self", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written `r#keyword` either.
const NEVER_RAW: &[&str] = &["_", "crate", "self", "Self", "super"];

/// Names `diesel::table!` makes for itself inside a table's module.
const DIESEL_RESERVED: &[&str] = &["table", "columns", "is_nullable"];

/// What `diesel print-schema` calls a table.
pub(super) fn diesel_table(sql: &str) -> String {
    diesel_name(sql, None)
}

/// The public module of a table: Diesel's name, in snake case.
pub(super) fn facade(diesel: &str) -> String {
    if diesel.chars().any(|c| c.is_ascii_uppercase()) {
        diesel_name(&diesel.to_snake_case(), None)
    } else {
        diesel.to_owned()
    }
}

/// What `diesel print-schema` calls a type.
pub(super) fn diesel_type(typname: &str) -> String {
    typname.to_upper_camel_case()
}

/// What `diesel print-schema` calls a column of the table it calls `table`.
pub(super) fn diesel_column(sql: &str, table: &str) -> String {
    diesel_name(sql, Some(table))
}

/// `rust_name_for_sql_name` of `diesel_cli`: unmappable characters become `_`, reserved names get one more.
fn diesel_name(sql: &str, table: Option<&str>) -> String {
    let name = mappable(sql);
    let reserved = name.is_empty()
        || KEYWORDS.contains(&name.as_str())
        || DIESEL_RESERVED.contains(&name.as_str())
        || (name.starts_with("__") && !name.ends_with('_'));
    if reserved || Some(name.as_str()) == table {
        format!("{name}_")
    } else {
        name
    }
}

/// Each run of characters outside `[A-Za-z0-9_]` becomes one `_`; a leading digit gets one in front.
///
/// Diesel looks at a leading digit only before it has met another unmappable character, which at the
/// first character is the same.
fn mappable(sql: &str) -> String {
    let mut name = String::with_capacity(sql.len());
    let mut in_run = false;
    for (index, c) in sql.chars().enumerate() {
        if c.is_ascii_alphanumeric() || c == '_' {
            if index == 0 && c.is_ascii_digit() {
                name.push('_');
            }
            name.push(c);
            in_run = false;
        } else if !in_run {
            name.push('_');
            in_run = true;
        }
    }
    name
}

/// A field, a parameter or a method for a column: snake case, a keyword as a raw identifier.
pub(super) fn field(sql: &str) -> String {
    let name = mappable(sql);
    let name = if name.chars().any(|c| c.is_ascii_uppercase()) {
        name.to_snake_case()
    } else {
        name
    };
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if is_keyword(&name) {
        format!("r#{name}")
    } else if starts_well {
        name
    } else {
        format!("_{name}")
    }
}

/// The field that driftless.toml names, with `r#` where it needs it; `None` if it can be none.
pub(super) fn given_field(name: &str) -> Option<String> {
    let rust = field(name);
    (rust.strip_prefix("r#").unwrap_or(&rust) == name).then_some(rust)
}

/// Whether any edition up to 2024 reserves the word.
pub(super) fn is_keyword(name: &str) -> bool {
    name == "gen" || KEYWORDS.contains(&name)
}

/// A table's struct: its words in camel case, the last one singular.
pub(super) fn row(table: &str) -> String {
    let name = mappable(table);
    let words = name.to_snake_case();
    let (head, last) = match words.rsplit_once('_') {
        Some((head, last)) => (head, last),
        None => ("", words.as_str()),
    };
    type_name(&format!("{head}_{}", singular(last)))
}

/// A type's name: camel case, and `T` in front of a digit.
pub(super) fn type_name(words: &str) -> String {
    let name = mappable(words).to_upper_camel_case();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("T{name}")
    } else {
        name
    }
}

/// Whether a name that driftless.toml gives can be a type or a variant.
pub(super) fn is_type_name(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric());
    plain && name.starts_with(|c: char| c.is_ascii_uppercase()) && name != "Self"
}

/// The variant of a value in a CHECK list, `under_review` → `UnderReview`; `None` if no letter or digit
/// is left to make a name of.
pub(super) fn variant(value: &str) -> Option<String> {
    if value.is_empty() {
        return Some("Empty".to_owned());
    }
    let name = mappable(value).to_upper_camel_case();
    match name.chars().next() {
        None => None,
        Some(c) if c.is_ascii_digit() => Some(format!("V{name}")),
        Some(_) if name == "Self" => Some("Self_".to_owned()),
        Some(_) => Some(name),
    }
}

/// The singular of an English plural, by its ending alone.
///
/// `ies` → `y` in words longer than four letters, `ses` `shes` `ches` `xes` `zes` lose `es`, any other `s`
/// goes unless the word ends in `ss`, `us` or `is`. Everything else stays: `media`, `audit_log`. Words the
/// rule gets wrong are named in `[names]` of driftless.toml.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|_| word.len() > 4) {
        return format!("{stem}y");
    }
    let es = ["ses", "shes", "ches", "xes", "zes"];
    if es.iter().any(|ending| word.ends_with(ending)) && word.len() > 4 {
        return word[..word.len() - 2].to_owned();
    }
    let keeps = ["ss", "us", "is"];
    match word.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !keeps.iter().any(|ending| word.ends_with(ending)) => {
            stem.to_owned()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structs_are_the_singular_of_the_last_word() {
        let cases = [
            ("users", "User"),
            ("listings", "Listing"),
            ("listing_media", "ListingMedia"),
            ("reviews", "Review"),
            ("seeker_profiles", "SeekerProfile"),
            ("matches", "Match"),
            ("viewings", "Viewing"),
            ("chat_sessions", "ChatSession"),
            ("audit_log", "AuditLog"),
            ("inbound_events", "InboundEvent"),
            ("categories", "Category"),
            ("boxes", "Box"),
            ("addresses", "Address"),
            ("ties", "Tie"),
            ("yes", "Ye"),
            ("status", "Status"),
            ("analysis", "Analysis"),
            ("glass", "Glass"),
            ("userData", "UserData"),
            ("UserDatas", "UserData"),
            ("2fa_keys", "T2faKey"),
            ("s", "S"),
            ("a-b c", "ABC"),
        ];
        for (table, expected) in cases {
            assert_eq!(row(table), expected, "{table}");
        }
    }

    #[test]
    fn fields_are_snake_case_and_raw_where_they_must_be() {
        let cases = [
            ("title", "title"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("createdAt", "created_at"),
            ("table", "table"),
            ("größe", "gr_e"),
            ("2nd", "_2nd"),
            ("a b", "a_b"),
            ("日本", "__"),
        ];
        for (sql, expected) in cases {
            let expected = if sql == "日本" { "__" } else { expected };
            assert_eq!(field(sql), expected, "{sql}");
        }
    }

    #[test]
    fn diesel_names_are_those_of_print_schema() {
        assert_eq!(diesel_column("type", "listings"), "type_");
        assert_eq!(diesel_column("status", "status"), "status_");
        assert_eq!(diesel_table("table"), "table_");
        assert_eq!(diesel_table("__x"), "__x_");
        assert_eq!(diesel_table("2fa"), "_2fa");
        assert_eq!(diesel_table("a - b"), "a_b");
        assert_eq!(diesel_table("日本"), "__");
    }

    #[test]
    fn variants_are_camel_case() {
        let cases = [
            ("draft", Some("Draft")),
            ("under_review", Some("UnderReview")),
            ("needs changes", Some("NeedsChanges")),
            ("USD", Some("Usd")),
            ("", Some("Empty")),
            ("1st", Some("V1st")),
            ("self", Some("Self_")),
            ("+", None),
        ];
        for (value, expected) in cases {
            assert_eq!(variant(value).as_deref(), expected, "{value}");
        }
    }
}
