//! Rust enums stored as text: the values of a `CHECK (column IN (..))` or of a Postgres enum.
//!
//! *Invariant:* a value that the list does not know is an error that names it, or the variant
//! `Unknown` where driftless.toml asked for one; that variant is never written.

use std::fmt;

/// A text that is none of a column's values.
///
/// ```
/// let error = driftless::UnknownValue::new("listings.status", "sold");
/// assert_eq!(error.to_string(), "`sold` is not a value of listings.status");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    of: &'static str,
    value: String,
}

impl UnknownValue {
    /// `value` was found where one of `of`'s was expected.
    pub fn new(of: &'static str, value: &str) -> Self {
        Self {
            of,
            value: value.to_owned(),
        }
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a value of {}", self.value, self.of)
    }
}

impl std::error::Error for UnknownValue {}

/// Lets an enum with `ALL` and `as_str` travel to and from Postgres as text, print and be parsed.
///
/// ```
/// use diesel::deserialize::FromSqlRow;
/// use diesel::expression::AsExpression;
///
/// /// The values of `listing_media.kind`.
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, AsExpression, FromSqlRow)]
/// #[diesel(sql_type = diesel::sql_types::Text)]
/// pub enum Kind { Photo, Video }
///
/// impl Kind {
///     /// Every value, in the order of the CHECK.
///     pub const ALL: &'static [Self] = &[Self::Photo, Self::Video];
///
///     /// The value as it is stored.
///     pub const fn as_str(&self) -> &str {
///         match self { Self::Photo => "photo", Self::Video => "video" }
///     }
/// }
/// driftless::text_enum!(Kind: diesel::sql_types::Text, "listing_media.kind");
///
/// assert_eq!("video".parse(), Ok(Kind::Video));
/// assert!("doc".parse::<Kind>().is_err());
/// ```
///
/// With `, Unknown` at the end, a value that `ALL` does not hold becomes the variant
/// `Unknown(String)`.
#[macro_export]
macro_rules! text_enum {
    ($name:ident: $sql_type:ty, $of:literal) => {
        $crate::text_enum!(@common $name, $sql_type);

        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .find(|value| value.as_str() == text)
                    .cloned()
                    .ok_or_else(|| $crate::UnknownValue::new($of, text))
            }
        }

        impl $crate::diesel::serialize::ToSql<$sql_type, $crate::diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut $crate::diesel::serialize::Output<'b, '_, $crate::diesel::pg::Pg>,
            ) -> $crate::diesel::serialize::Result {
                ::std::io::Write::write_all(out, self.as_str().as_bytes())?;
                Ok($crate::diesel::serialize::IsNull::No)
            }
        }
    };
    ($name:ident: $sql_type:ty, $of:literal, Unknown) => {
        $crate::text_enum!(@common $name, $sql_type);

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                Ok(Self::ALL
                    .iter()
                    .find(|value| value.as_str() == text)
                    .cloned()
                    .unwrap_or_else(|| Self::Unknown(text.to_owned())))
            }
        }

        impl $crate::diesel::serialize::ToSql<$sql_type, $crate::diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut $crate::diesel::serialize::Output<'b, '_, $crate::diesel::pg::Pg>,
            ) -> $crate::diesel::serialize::Result {
                if let Self::Unknown(value) = self {
                    return Err($crate::UnknownValue::new($of, value).into());
                }
                ::std::io::Write::write_all(out, self.as_str().as_bytes())?;
                Ok($crate::diesel::serialize::IsNull::No)
            }
        }
    };
    (@common $name:ident, $sql_type:ty) => {
        impl $crate::diesel::deserialize::FromSql<$sql_type, $crate::diesel::pg::Pg> for $name {
            fn from_sql(
                value: $crate::diesel::pg::PgValue<'_>,
            ) -> $crate::diesel::deserialize::Result<Self> {
                Ok(::core::str::from_utf8(value.as_bytes())?.parse()?)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
