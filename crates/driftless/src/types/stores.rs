//! How a type of this crate travels as an SQL type that only the user's `schema.rs` declares.
//!
//! *Invariant:* which SQL type stores which Rust type is said once, by the generated code; everything that
//! Diesel then asks for is here.

use diesel::sql_types::{SingleValue, SqlType, is_nullable::NotNull};

/// An SQL type declared by `schema.rs` whose values are `T` in Rust.
///
/// ```
/// use driftless::types::{Stores, TsVector};
///
/// #[derive(diesel::sql_types::SqlType)]
/// #[diesel(postgres_type(name = "tsvector", schema = "pg_catalog"))]
/// pub struct Tsvector;
///
/// impl Stores<TsVector> for Tsvector {}
/// ```
pub trait Stores<T>: SqlType<IsNull = NotNull> + SingleValue {}

/// Lets a type with `Wire` be read and written as each SQL type that stores it.
macro_rules! travels {
    ($name:ident) => {
        impl<ST> diesel::deserialize::FromSql<ST, diesel::pg::Pg> for $name
        where
            ST: $crate::types::Stores<Self>,
        {
            fn from_sql(value: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                let mut bytes = $crate::types::wire::Bytes::of(value.as_bytes());
                let read = $crate::types::wire::Wire::read(&mut bytes)?;
                bytes.end()?;
                Ok(read)
            }
        }

        impl<ST> diesel::serialize::ToSql<ST, diesel::pg::Pg> for $name
        where
            ST: $crate::types::Stores<Self>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                $crate::types::wire::Wire::write(self, out)?;
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl<ST> diesel::serialize::ToSql<diesel::sql_types::Nullable<ST>, diesel::pg::Pg> for $name
        where
            ST: $crate::types::Stores<Self>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                diesel::serialize::ToSql::<ST, diesel::pg::Pg>::to_sql(self, out)
            }
        }

        $crate::types::stores::travels!(@expression $name, ST);
        $crate::types::stores::travels!(@expression $name, diesel::sql_types::Nullable<ST>);
    };
    (@expression $name:ident, $sql:ty) => {
        impl<ST> diesel::expression::AsExpression<$sql> for $name
        where
            ST: $crate::types::Stores<Self>,
        {
            type Expression = diesel::internal::derives::as_expression::Bound<$sql, Self>;

            fn as_expression(self) -> Self::Expression {
                Self::Expression::new(self)
            }
        }

        impl<'a, ST> diesel::expression::AsExpression<$sql> for &'a $name
        where
            ST: $crate::types::Stores<$name>,
        {
            type Expression = diesel::internal::derives::as_expression::Bound<$sql, Self>;

            fn as_expression(self) -> Self::Expression {
                Self::Expression::new(self)
            }
        }
    };
}

pub(crate) use travels;
