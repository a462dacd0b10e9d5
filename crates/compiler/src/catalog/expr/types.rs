//! Types inside expressions: one name for each, and which changes Postgres makes without being asked.

use squawk_syntax::{SyntaxKind, SyntaxNode};

/// The one spelling of a type: `typname`, modifier, `[]`.
pub(super) fn name(node: &SyntaxNode) -> String {
    let (mut words, mut modifier) = (Vec::new(), Vec::new());
    let mut array = false;
    let mut depth = 0;
    for token in super::lower::tokens(node) {
        let text = super::lower::ident(&token);
        match token.kind() {
            SyntaxKind::L_PAREN => depth += 1,
            SyntaxKind::R_PAREN => depth -= 1,
            SyntaxKind::L_BRACK | SyntaxKind::ARRAY_KW => array = true,
            SyntaxKind::R_BRACK | SyntaxKind::COMMA | SyntaxKind::DOT => {}
            // The bound of an array says nothing.
            SyntaxKind::INT_NUMBER if depth == 0 => {}
            _ if depth > 0 => modifier.push(text),
            _ if matches!(&*text, "pg_catalog" | "public") => {}
            _ => words.push(text),
        }
    }
    let mut name = typname(&words.join(" ")).to_owned();
    if !modifier.is_empty() {
        name = format!("{name}({})", modifier.join(","));
    }
    if array {
        name.push_str("[]");
    }
    name
}

/// `typname` for each of the words that SQL has for a type.
pub(super) fn typname(words: &str) -> &str {
    match words {
        "int" | "integer" => "int4",
        "smallint" => "int2",
        "bigint" => "int8",
        "decimal" | "dec" => "numeric",
        "real" => "float4",
        "float" | "double precision" => "float8",
        "boolean" => "bool",
        "character varying" | "char varying" | "national character varying" => "varchar",
        "character" | "char" | "national character" | "nchar" => "bpchar",
        "bit varying" => "varbit",
        "time without time zone" => "time",
        "time with time zone" => "timetz",
        "timestamp without time zone" => "timestamp",
        "timestamp with time zone" => "timestamptz",
        other => other,
    }
}

/// Whether a value changes from one type to the other without a word in the SQL.
pub(super) fn implicit(from: &str, to: &str) -> bool {
    let (from, to) = (bare(from), bare(to));
    if let (Some(from), Some(to)) = (from.strip_suffix("[]"), to.strip_suffix("[]")) {
        return is_text(from) && is_text(to);
    }
    let step = |ladder: &[&str]| {
        let at = |name: &str| ladder.iter().position(|step| *step == name);
        matches!((at(from), at(to)), (Some(from), Some(to)) if from < to)
    };
    (is_text(from) && is_text(to))
        || step(&["int2", "int4", "int8", "numeric", "float4", "float8"])
        || step(&["date", "timestamp", "timestamptz"])
        || (from == "time" && matches!(to, "timetz" | "interval"))
        || (from == "cidr" && to == "inet")
        || (matches!(from, "int2" | "int4" | "int8") && to.starts_with("reg"))
}

/// Whether anything at all changes to this type without a word in the SQL.
pub(super) fn reached_implicitly(to: &str) -> bool {
    let to = bare(to);
    let to = to.strip_suffix("[]").unwrap_or(to);
    is_text(to)
        || matches!(to, "int4" | "int8" | "numeric" | "float4" | "float8")
        || matches!(
            to,
            "timestamp" | "timestamptz" | "timetz" | "interval" | "inet"
        )
}

/// The result of functions that everybody uses: Postgres drops a cast to the type a value already has.
pub(super) fn result(function: &str) -> Option<&'static str> {
    Some(match function {
        "now" | "clock_timestamp" | "statement_timestamp" | "current_timestamp" => "timestamptz",
        "localtimestamp" => "timestamp",
        "current_date" => "date",
        "gen_random_uuid" | "uuid_generate_v4" => "uuid",
        "lower" | "upper" | "md5" | "concat" | "btrim" | "ltrim" | "rtrim" | "replace" => "text",
        "length" | "char_length" | "octet_length" | "jsonb_array_length" => "int4",
        "jsonb_build_object" | "jsonb_build_array" | "to_jsonb" => "jsonb",
        "random" => "float8",
        "nextval" => "int8",
        _ => return None,
    })
}

/// Whether values of the type are numbers.
pub(super) fn is_number(ty: &str) -> bool {
    let ty = bare(ty);
    matches!(
        ty,
        "int2" | "int4" | "int8" | "numeric" | "float4" | "float8" | "oid"
    )
}

fn is_text(ty: &str) -> bool {
    matches!(ty, "text" | "varchar" | "bpchar" | "name" | "citext")
}

/// The type without a modifier. An array keeps its `[]`.
fn bare(ty: &str) -> &str {
    match ty.split_once('(') {
        Some((name, _)) if !ty.ends_with("[]") => name,
        _ => ty,
    }
}
