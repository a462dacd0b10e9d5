//! The type table: which Rust type carries a Postgres type, and how its value is compared and audited.

use super::naming;
use crate::{catalog::PgType, config::Rust};

/// A Rust type in the generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// A type of the prelude, `i32`, `String`, `Vec<u8>`.
    Std(&'static str),
    /// A type that `driftless::types` passes on or defines, `Uuid`.
    Carried(&'static str),
    /// `DateTime<Utc>`.
    UtcTime,
    /// So many bytes, `[u8; 6]`.
    Bytes(usize),
    /// `PgRange<NaiveDate>`.
    Range(Box<RustType>),
    /// `PgMultirange<NaiveDate>`.
    Multirange(Box<RustType>),
    /// A key's own type, `ListingId`.
    Id(String),
    /// The enum of a CHECK list, `ListingStatus`.
    Enum(String),
    /// A type that driftless.toml gives.
    Given(Rust),
    /// A type that driftless.toml gives and that travels as JSON, by Serde's traits.
    AsJson(Rust),
    /// An array: Postgres lets each element be NULL.
    List(Box<RustType>),
}

impl RustType {
    /// The type whose name is written out inside this one: an array's element, a range's bound.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Range(inner) | Self::Multirange(inner) => inner.innermost(),
            other => other,
        }
    }

    /// Whether Diesel's type has no serde, and `driftless::types::diesel_serde` stands in.
    pub fn lacks_serde(&self) -> bool {
        let without = ["PgInterval", "PgLsn", "PgMoney"];
        matches!(self.innermost(), Self::Carried(name) if without.contains(name))
    }
}

/// A type of SQL as Diesel's columns name it, without `Nullable`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DieselType {
    /// Of `diesel::sql_types`, `Integer`.
    Provided(&'static str),
    /// Of `sql_types` in schema.rs, `Tsvector`.
    Declared(String),
    /// `Array<Nullable<..>>`.
    Array(Box<DieselType>),
}

impl DieselType {
    /// The declaration in schema.rs that it, or its element, comes from.
    pub fn declared(&self) -> Option<&str> {
        match self {
            Self::Provided(_) => None,
            Self::Declared(name) => Some(name),
            Self::Array(element) => element.declared(),
        }
    }
}

/// How a value goes into the audit trail. No form depends on the settings of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Image {
    /// As `to_jsonb` writes it.
    Value,
    /// A moment, in UTC whatever the session's zone.
    Utc,
    /// Bytes, in hex whatever `bytea_output`.
    Hex,
    /// As text, byte for byte: `json` keeps its blanks and doubled keys.
    Text,
    /// An interval, in ISO 8601 whatever `IntervalStyle`.
    Interval,
    /// An amount of money, in its smallest unit whatever `lc_monetary`.
    Money,
    /// An array, element by element.
    Each(Box<Image>),
    /// A range, bound by bound.
    Range(Box<Image>),
    /// A multirange, range by range.
    Multirange(Box<Image>),
    /// Not at all.
    Omit,
}

/// The type of a column on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldType {
    /// The Rust type of a value that is not NULL.
    pub rust: RustType,
    /// The SQL type, without `Nullable`.
    pub diesel: DieselType,
    /// Whether NULL is possible.
    pub nullable: bool,
    /// The type as a cast names it, without the length that a cast would silently cut to.
    pub cast: String,
    /// How the audit trail shows it.
    pub image: Image,
    /// Whether the Rust type is `Copy`.
    pub copy: bool,
    /// Whether the Rust type has `Eq`, `Ord` and `Hash`, as keys need.
    pub keyable: bool,
}

/// One line of the type table.
struct Row {
    pg: &'static str,
    diesel: Sql,
    rust: Scalar,
    traits: Traits,
    image: Shown,
}

/// Where the SQL type comes from.
#[derive(Clone, Copy)]
enum Sql {
    /// Of `diesel::sql_types`.
    Provided(&'static str),
    /// Declared by schema.rs, under the name that `diesel print-schema` makes of it.
    Declared,
}

#[derive(Clone, Copy)]
enum Scalar {
    Std(&'static str),
    Carried(&'static str),
    UtcTime,
    Bytes(usize),
    Range(&'static Scalar),
    Multirange(&'static Scalar),
}

/// What the Rust type implements beside `Clone`, `Debug` and `PartialEq`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Traits {
    /// `Copy`, and all that a key needs.
    CopyKey,
    /// `Eq`, `Ord`, `Hash`, `Display` and `FromStr`.
    Key,
    /// `Copy`.
    Copy,
    /// Nothing.
    None,
}

/// The image of one value.
#[derive(Clone, Copy)]
enum Shown {
    Value,
    Utc,
    Hex,
    Text,
    Interval,
    Money,
    /// A range whose bounds look otherwise in a range than alone.
    Bounds(&'static Shown),
    /// A multirange of such.
    Ranges(&'static Shown),
}

const TYPES: &[Row] = {
    use Scalar::{Bytes, Carried, Multirange, Range, Std, UtcTime};
    use Shown::{Bounds, Hex, Interval, Money, Ranges, Text, Utc, Value};
    use Sql::{Declared, Provided};
    use Traits::{Copy, CopyKey, Key, None};
    const fn row(pg: &'static str, diesel: Sql, rust: Scalar, traits: Traits, image: Shown) -> Row {
        Row {
            pg,
            diesel,
            rust,
            traits,
            image,
        }
    }
    const NUMERIC: &Scalar = &Carried("BigDecimal");
    const DATE: &Scalar = &Carried("NaiveDate");
    const TIMESTAMP: &Scalar = &Carried("NaiveDateTime");
    &[
        row("bool", Provided("Bool"), Std("bool"), CopyKey, Value),
        row("int2", Provided("SmallInt"), Std("i16"), CopyKey, Value),
        row("int4", Provided("Integer"), Std("i32"), CopyKey, Value),
        row("int8", Provided("BigInt"), Std("i64"), CopyKey, Value),
        row("float4", Provided("Float"), Std("f32"), Copy, Value),
        row("float8", Provided("Double"), Std("f64"), Copy, Value),
        row("numeric", Provided("Numeric"), *NUMERIC, Key, Value),
        row("money", Provided("Money"), Carried("PgMoney"), Copy, Money),
        row("text", Provided("Text"), Std("String"), Key, Value),
        row("varchar", Provided("Text"), Std("String"), Key, Value),
        row("bpchar", Provided("Text"), Std("String"), Key, Value),
        row("char", Provided("Text"), Std("String"), Key, Value),
        row("name", Declared, Carried("PgName"), Key, Value),
        row("citext", Provided("Citext"), Std("String"), Key, Value),
        row("bytea", Provided("Binary"), Std("Vec<u8>"), None, Hex),
        row("varbit", Declared, Carried("Bits"), Key, Value),
        row("uuid", Provided("Uuid"), Carried("Uuid"), CopyKey, Value),
        row("date", Provided("Date"), *DATE, CopyKey, Value),
        row(
            "time",
            Provided("Time"),
            Carried("NaiveTime"),
            CopyKey,
            Value,
        ),
        row("timetz", Declared, Carried("TimeTz"), Copy, Value),
        row(
            "timestamp",
            Provided("Timestamp"),
            *TIMESTAMP,
            CopyKey,
            Value,
        ),
        row(
            "timestamptz",
            Provided("Timestamptz"),
            UtcTime,
            CopyKey,
            Utc,
        ),
        row(
            "interval",
            Provided("Interval"),
            Carried("PgInterval"),
            Copy,
            Interval,
        ),
        row(
            "inet",
            Provided("Inet"),
            Carried("IpNetwork"),
            CopyKey,
            Value,
        ),
        row(
            "cidr",
            Provided("Cidr"),
            Carried("IpNetwork"),
            CopyKey,
            Value,
        ),
        row("macaddr", Provided("MacAddr"), Bytes(6), Copy, Value),
        row("macaddr8", Provided("MacAddr8"), Bytes(8), Copy, Value),
        row(
            "int4range",
            Provided("Int4range"),
            Range(&Std("i32")),
            Copy,
            Value,
        ),
        row(
            "int8range",
            Provided("Int8range"),
            Range(&Std("i64")),
            Copy,
            Value,
        ),
        row(
            "numrange",
            Provided("Numrange"),
            Range(NUMERIC),
            None,
            Value,
        ),
        row(
            "daterange",
            Provided("Daterange"),
            Range(DATE),
            Copy,
            Bounds(&Value),
        ),
        row(
            "tsrange",
            Provided("Tsrange"),
            Range(TIMESTAMP),
            Copy,
            Bounds(&Value),
        ),
        row(
            "tstzrange",
            Provided("Tstzrange"),
            Range(&UtcTime),
            Copy,
            Bounds(&Utc),
        ),
        row(
            "int4multirange",
            Provided("Int4multirange"),
            Multirange(&Std("i32")),
            None,
            Value,
        ),
        row(
            "int8multirange",
            Provided("Int8multirange"),
            Multirange(&Std("i64")),
            None,
            Value,
        ),
        row(
            "nummultirange",
            Provided("Nummultirange"),
            Multirange(NUMERIC),
            None,
            Value,
        ),
        row(
            "datemultirange",
            Provided("Datemultirange"),
            Multirange(DATE),
            None,
            Ranges(&Value),
        ),
        row(
            "tsmultirange",
            Provided("Tsmultirange"),
            Multirange(TIMESTAMP),
            None,
            Ranges(&Value),
        ),
        row(
            "tstzmultirange",
            Provided("Tstzmultirange"),
            Multirange(&UtcTime),
            None,
            Ranges(&Utc),
        ),
        row("oid", Provided("Oid"), Std("u32"), CopyKey, Value),
        row("pg_lsn", Provided("PgLsn"), Carried("PgLsn"), Copy, Value),
        row("json", Provided("Json"), Carried("Json"), None, Text),
        row("jsonb", Provided("Jsonb"), Carried("Json"), None, Value),
        row("jsonpath", Declared, Carried("JsonPath"), Key, Value),
        row("xml", Declared, Carried("Xml"), None, Value),
        row("tsvector", Declared, Carried("TsVector"), None, Value),
        row("tsquery", Declared, Carried("TsQuery"), None, Value),
        row("point", Declared, Carried("Point"), Copy, Value),
        row("line", Declared, Carried("Line"), Copy, Value),
        row("lseg", Declared, Carried("Segment"), Copy, Value),
        row("box", Declared, Carried("PgBox"), Copy, Value),
        row("path", Declared, Carried("PgPath"), None, Value),
        row("polygon", Declared, Carried("Polygon"), None, Value),
        row("circle", Declared, Carried("Circle"), Copy, Value),
    ]
};

/// The types of `pg_catalog` that no row can hold, each with what to do instead.
const WITHOUT: &[(&[&str], &str)] = &[
    (
        &["bit"],
        "`diesel print-schema` calls it `Bit`, which Diesel has not: `bit varying` is carried",
    ),
    (
        &["aclitem", "gtsvector"],
        "Postgres sends no binary form of it, which Diesel reads: store `text`",
    ),
    (
        &["int2vector", "oidvector"],
        "it is the catalog's own: store `smallint[]` or `oid[]`",
    ),
    (
        &["cid", "tid", "xid", "xid8", "pg_snapshot", "txid_snapshot"],
        "it means nothing outside of the server that made it: store `bigint` or `text`",
    ),
    (
        &[
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
        ],
        "its number changes with a dump and restore, its text with the search path: store the name as `text`",
    ),
    (&["refcursor"], "it is the name of a cursor: store `text`"),
];

impl Scalar {
    fn to_rust(self) -> RustType {
        match self {
            Self::Std(name) => RustType::Std(name),
            Self::Carried(name) => RustType::Carried(name),
            Self::UtcTime => RustType::UtcTime,
            Self::Bytes(count) => RustType::Bytes(count),
            Self::Range(bound) => RustType::Range(Box::new(bound.to_rust())),
            Self::Multirange(bound) => RustType::Multirange(Box::new(bound.to_rust())),
        }
    }
}

impl Shown {
    fn to_image(self) -> Image {
        match self {
            Self::Value => Image::Value,
            Self::Utc => Image::Utc,
            Self::Hex => Image::Hex,
            Self::Text => Image::Text,
            Self::Interval => Image::Interval,
            Self::Money => Image::Money,
            Self::Bounds(of) => Image::Range(Box::new(of.to_image())),
            Self::Ranges(of) => Image::Multirange(Box::new(of.to_image())),
        }
    }
}

/// What to do about a type that no Rust type carries.
pub(super) fn way_out(ty: &PgType) -> String {
    let known = WITHOUT
        .iter()
        .find(|(names, _)| ty.schema.is_none() && names.contains(&ty.name.as_str()));
    if let Some((_, help)) = known {
        return (*help).to_owned();
    }
    "the types of Postgres itself have one, and `citext`".to_owned()
}

/// The type of a column, or `None` if no Rust type carries it yet.
pub(super) fn field_type(ty: &PgType, nullable: bool) -> Option<FieldType> {
    let row = TYPES.iter().find(|row| row.pg == ty.name)?;
    // citext is the one type here that an extension brings.
    if ty.schema.is_some() != (row.pg == "citext") {
        return None;
    }
    let scalar = FieldType {
        rust: row.rust.to_rust(),
        diesel: match row.diesel {
            Sql::Provided(name) => DieselType::Provided(name),
            Sql::Declared => DieselType::Declared(naming::diesel_type(&ty.name)),
        },
        nullable,
        cast: cast(ty),
        image: row.image.to_image(),
        copy: matches!(row.traits, Traits::Copy | Traits::CopyKey),
        keyable: matches!(row.traits, Traits::Key | Traits::CopyKey),
    };
    Some(if ty.array { array(scalar) } else { scalar })
}

/// The type of an array of such values.
fn array(element: FieldType) -> FieldType {
    FieldType {
        rust: RustType::List(Box::new(element.rust)),
        diesel: DieselType::Array(Box::new(element.diesel)),
        image: match element.image {
            Image::Value => Image::Value,
            other => Image::Each(Box::new(other)),
        },
        copy: false,
        keyable: false,
        ..element
    }
}

/// An explicit cast to `varchar(3)` cuts a value that an assignment refuses: such casts go without length.
fn cast(ty: &PgType) -> String {
    let brackets = if ty.array { "[]" } else { "" };
    match ty.name.as_str() {
        "varchar" => format!("character varying{brackets}"),
        "bpchar" => format!("bpchar{brackets}"),
        "varbit" => format!("bit varying{brackets}"),
        _ => ty.qualified(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cast_of(name: &str, modifier: Option<&str>, array: bool) -> String {
        let ty = PgType {
            modifier: modifier.map(str::to_owned),
            array,
            ..PgType::builtin(name)
        };
        field_type(&ty, false).unwrap().cast
    }

    #[test]
    fn casts_keep_the_scale_and_drop_the_length() {
        assert_eq!(cast_of("numeric", Some("10,2"), false), "numeric(10,2)");
        assert_eq!(cast_of("varchar", Some("20"), false), "character varying");
        assert_eq!(cast_of("bpchar", Some("3"), true), "bpchar[]");
        assert_eq!(
            cast_of("timestamptz", Some("3"), false),
            "timestamp(3) with time zone"
        );
    }

    #[test]
    fn every_type_of_postgres_has_a_rust_type_or_a_way_out() {
        let pseudo = ["trigger", "void"];
        for name in crate::catalog::BUILTIN {
            if pseudo.contains(&name) {
                continue;
            }
            let ty = PgType::builtin(name);
            let carried = field_type(&ty, false).is_some();
            let refused = WITHOUT.iter().any(|(names, _)| names.contains(&name));
            assert!(carried != refused, "{name}");
        }
        assert!(way_out(&PgType::builtin("regclass")).contains("store the name"));
    }
}
