//! The type table: which Rust type carries a Postgres type, and how its value is compared and audited.

use crate::catalog::PgType;

/// A Rust type in the generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// A type of the prelude, `i32`, `String`, `Vec<u8>`.
    Std(&'static str),
    /// A type that `driftless::types` passes on, `Uuid`.
    Carried(&'static str),
    /// `DateTime<Utc>`.
    UtcTime,
    /// A key's own type, `ListingId`.
    Id(String),
    /// The enum of a CHECK list, `ListingStatus`.
    Enum(String),
    /// An array: Postgres lets each element be NULL.
    List(Box<RustType>),
}

/// How a value goes into the audit trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Image {
    /// As `to_jsonb` writes it.
    Value,
    /// A moment, in UTC whatever the session's zone.
    Utc,
    /// Bytes, in hex whatever `bytea_output`.
    Hex,
    /// As text, byte for byte: `json` keeps its blanks and doubled keys.
    Text,
    /// Not at all.
    Omit,
}

/// The type of a column on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldType {
    /// The Rust type of a value that is not NULL.
    pub rust: RustType,
    /// The type of `diesel::sql_types`, without `Nullable`: `Integer`, `Array<Nullable<Text>>`.
    pub diesel: String,
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
    diesel: &'static str,
    rust: Scalar,
    traits: Traits,
}

#[derive(Clone, Copy)]
enum Scalar {
    Std(&'static str),
    Carried(&'static str),
    UtcTime,
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

const TYPES: &[Row] = {
    use Scalar::{Carried, Std, UtcTime};
    use Traits::{Copy, CopyKey, Key, None};
    const fn row(pg: &'static str, diesel: &'static str, rust: Scalar, traits: Traits) -> Row {
        Row {
            pg,
            diesel,
            rust,
            traits,
        }
    }
    &[
        row("bool", "Bool", Std("bool"), CopyKey),
        row("int2", "SmallInt", Std("i16"), CopyKey),
        row("int4", "Integer", Std("i32"), CopyKey),
        row("int8", "BigInt", Std("i64"), CopyKey),
        row("float4", "Float", Std("f32"), Copy),
        row("float8", "Double", Std("f64"), Copy),
        row("numeric", "Numeric", Carried("BigDecimal"), Key),
        row("text", "Text", Std("String"), Key),
        row("varchar", "Text", Std("String"), Key),
        row("bpchar", "Text", Std("String"), Key),
        row("citext", "Citext", Std("String"), Key),
        row("bytea", "Binary", Std("Vec<u8>"), None),
        row("uuid", "Uuid", Carried("Uuid"), CopyKey),
        row("date", "Date", Carried("NaiveDate"), CopyKey),
        row("time", "Time", Carried("NaiveTime"), CopyKey),
        row("timestamp", "Timestamp", Carried("NaiveDateTime"), CopyKey),
        row("timestamptz", "Timestamptz", UtcTime, CopyKey),
        row("oid", "Oid", Std("u32"), CopyKey),
        row("json", "Json", Carried("Json"), None),
        row("jsonb", "Jsonb", Carried("Json"), None),
    ]
};

impl Scalar {
    fn to_rust(self) -> RustType {
        match self {
            Self::Std(name) => RustType::Std(name),
            Self::Carried(name) => RustType::Carried(name),
            Self::UtcTime => RustType::UtcTime,
        }
    }
}

/// The names of all types that have a Rust type, as SQL spells them.
pub(super) fn known() -> impl Iterator<Item = String> {
    TYPES.iter().map(|row| PgType::builtin(row.pg).to_string())
}

/// The type of a column, or `None` if no Rust type carries it yet.
pub(super) fn field_type(ty: &PgType, nullable: bool) -> Option<FieldType> {
    let row = TYPES.iter().find(|row| row.pg == ty.name)?;
    // citext is the one type here that an extension brings.
    if ty.schema.is_some() != (row.pg == "citext") {
        return None;
    }
    let image = match row.pg {
        "timestamptz" => Image::Utc,
        "bytea" => Image::Hex,
        "json" => Image::Text,
        _ => Image::Value,
    };
    if !ty.array {
        return Some(FieldType {
            rust: row.rust.to_rust(),
            diesel: row.diesel.to_owned(),
            nullable,
            cast: cast(ty),
            image,
            copy: matches!(row.traits, Traits::Copy | Traits::CopyKey),
            keyable: matches!(row.traits, Traits::Key | Traits::CopyKey),
        });
    }
    // An array's image would follow the session's settings, element by element.
    (image == Image::Value).then(|| FieldType {
        rust: RustType::List(Box::new(row.rust.to_rust())),
        diesel: format!("Array<Nullable<{}>>", row.diesel),
        nullable,
        cast: cast(ty),
        image,
        copy: false,
        keyable: false,
    })
}

/// An explicit cast to `varchar(3)` cuts a value that an assignment refuses: such casts go without length.
fn cast(ty: &PgType) -> String {
    let brackets = if ty.array { "[]" } else { "" };
    match ty.name.as_str() {
        "varchar" => format!("character varying{brackets}"),
        "bpchar" => format!("bpchar{brackets}"),
        _ => ty.to_string(),
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
    fn what_has_no_rust_type_says_so() {
        assert_eq!(field_type(&PgType::builtin("tsvector"), false), None);
        let moments = PgType {
            array: true,
            ..PgType::builtin("timestamptz")
        };
        assert_eq!(field_type(&moments, false), None);
    }
}
