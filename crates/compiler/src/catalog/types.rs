//! The types every Postgres has, by the names SQL gives them.

use super::PgType;

/// `typname` of a type as SQL spells it: `int` is `int4`.
pub(crate) fn builtin_name(name: &str) -> Option<&'static str> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    alias.map(|(_, typname)| *typname).or_else(|| typname(name))
}

/// A type by its name in `pg_type`, which is what quotes around a name mean.
pub(crate) fn typname(name: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|typname| **typname == name).copied()
}

/// `typname` of a type as `format_type` spells it: `timestamp with time zone` is `timestamptz`.
pub(crate) fn spelled(name: &str) -> Option<&'static str> {
    let is_it = |typname: &&&str| PgType::builtin(typname).to_string() == name;
    BUILTIN.iter().find(is_it).copied()
}

/// The spellings that are grammar in Postgres: only unquoted, only without a schema.
const ALIASES: [(&str, &str); 12] = [
    ("bigint", "int8"),
    ("boolean", "bool"),
    ("char", "bpchar"),
    ("character", "bpchar"),
    ("dec", "numeric"),
    ("decimal", "numeric"),
    ("float", "float8"),
    ("int", "int4"),
    ("integer", "int4"),
    ("nchar", "bpchar"),
    ("real", "float4"),
    ("smallint", "int2"),
];

/// What a serial is underneath.
pub(crate) fn serial(name: &str) -> Option<&'static str> {
    match name {
        "smallserial" | "serial2" => Some("int2"),
        "serial" | "serial4" => Some("int4"),
        "bigserial" | "serial8" => Some("int8"),
        _ => None,
    }
}

/// The types that take a modifier in parentheses.
pub(crate) fn takes_modifier(typname: &str) -> bool {
    matches!(
        typname,
        "bit"
            | "bpchar"
            | "interval"
            | "numeric"
            | "time"
            | "timestamp"
            | "timestamptz"
            | "timetz"
            | "varbit"
            | "varchar"
    )
}

/// The nearest type name to one that does not exist, as SQL would spell it.
pub(crate) fn nearest(name: &str, others: impl Iterator<Item = String>) -> Option<String> {
    let known = ALIASES.iter().map(|(alias, _)| (*alias).to_owned());
    let known = known
        .chain(COMMON.iter().map(|name| (*name).to_owned()))
        .chain(others);
    crate::nearest::nearest(name, known)
}

/// What people mean when they mistype; the rest of the types would only be strange suggestions.
const COMMON: [&str; 28] = [
    "bigserial",
    "bool",
    "bytea",
    "char",
    "cidr",
    "date",
    "inet",
    "int2",
    "int4",
    "int8",
    "interval",
    "json",
    "jsonb",
    "macaddr",
    "money",
    "numeric",
    "point",
    "serial",
    "smallserial",
    "text",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsvector",
    "uuid",
    "varchar",
    "xml",
];

/// `typname` of the base types in `pg_catalog`, Postgres 15; pseudo types are not for columns.
pub(crate) const BUILTIN: [&str; 78] = [
    "aclitem",
    "bit",
    "bool",
    "box",
    "bpchar",
    "bytea",
    "char",
    "cid",
    "cidr",
    "circle",
    "date",
    "datemultirange",
    "daterange",
    "float4",
    "float8",
    "gtsvector",
    "inet",
    "int2",
    "int2vector",
    "int4",
    "int4multirange",
    "int4range",
    "int8",
    "int8multirange",
    "int8range",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "pg_lsn",
    "pg_snapshot",
    "point",
    "polygon",
    "refcursor",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "uuid",
    "varbit",
    "varchar",
    "void",
    "trigger",
    "xid",
    "xid8",
    "xml",
];
