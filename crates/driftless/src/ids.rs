//! Typed ids: one key column's value, which no other table's key can stand in for.
//!
//! *Invariant:* the struct itself is written out by the generated code, so that it is read there; this
//! macro adds only what every id has alike.

/// Lets a one-field struct travel to and from Postgres, print as its value and be parsed from it.
///
/// ```
/// use diesel::deserialize::FromSqlRow;
/// use diesel::expression::AsExpression;
/// use driftless::types::Uuid;
///
/// /// Names one row of `listings`.
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
/// #[diesel(sql_type = diesel::sql_types::Uuid)]
/// pub struct ListingId(pub Uuid);
/// driftless::id!(ListingId(Uuid): diesel::sql_types::Uuid);
///
/// let id: ListingId = "00000000-0000-4000-8000-000000000011".parse()?;
/// assert_eq!(id.to_string(), "00000000-0000-4000-8000-000000000011");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// With `private` before the name it is not parsed: such an id comes from the database only.
#[macro_export]
macro_rules! id {
    (private $name:ident($inner:ty): $sql_type:ty) => {
        impl $crate::diesel::serialize::ToSql<$sql_type, $crate::diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut $crate::diesel::serialize::Output<'b, '_, $crate::diesel::pg::Pg>,
            ) -> $crate::diesel::serialize::Result {
                <$inner as $crate::diesel::serialize::ToSql<
                    $sql_type,
                    $crate::diesel::pg::Pg,
                >>::to_sql(&self.0, out)
            }
        }

        impl $crate::diesel::deserialize::FromSql<$sql_type, $crate::diesel::pg::Pg> for $name {
            fn from_sql(
                value: $crate::diesel::pg::PgValue<'_>,
            ) -> $crate::diesel::deserialize::Result<Self> {
                <$inner as $crate::diesel::deserialize::FromSql<
                    $sql_type,
                    $crate::diesel::pg::Pg,
                >>::from_sql(value)
                .map(Self)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
    };
    ($name:ident($inner:ty): $sql_type:ty) => {
        $crate::id!(private $name($inner): $sql_type);

        impl ::core::str::FromStr for $name {
            type Err = <$inner as ::core::str::FromStr>::Err;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}
