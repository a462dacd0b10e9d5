//! Rust types that driftless.toml gives to columns.
//!
//! *Invariant:* the generated code states which type carries which column, so that one that cannot is told by
//! the column's name and the key that gave it, before any of Diesel's errors.

use diesel::{
    deserialize::{self, FromSql, FromSqlRow, FromStaticSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{HasSqlType, Json, Jsonb, SingleValue, SqlType},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    fmt::Debug,
    io::Write as _,
    ops::{Deref, DerefMut},
};

/// A value of any type with Serde's traits, stored as `json` or `jsonb`.
///
/// ```
/// use driftless::{AsJson, serde::{Deserialize, Serialize}};
///
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// #[serde(crate = "driftless::serde")]
/// struct Meta { width: u32 }
///
/// let meta: AsJson<Meta> = Meta { width: 640 }.into();
/// assert_eq!(meta.width, 640);
/// ```
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    AsExpression,
    FromSqlRow,
    Serialize,
    Deserialize,
)]
#[diesel(sql_type = Json)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct AsJson<T>(pub T);

impl<T> From<T> for AsJson<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for AsJson<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for AsJson<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: DeserializeOwned> FromSql<Json, Pg> for AsJson<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(serde_json::from_slice(value.as_bytes())?))
    }
}

/// The version that Postgres sends before the text of a `jsonb`.
const JSONB_VERSION: u8 = 1;

impl<T: DeserializeOwned> FromSql<Jsonb, Pg> for AsJson<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        match value.as_bytes() {
            [JSONB_VERSION, text @ ..] => Ok(Self(serde_json::from_slice(text)?)),
            _ => Err("unknown version of jsonb".into()),
        }
    }
}

impl<T: Serialize + Debug> ToSql<Json, Pg> for AsJson<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        serde_json::to_writer(out, &self.0)?;
        Ok(IsNull::No)
    }
}

impl<T: Serialize + Debug> ToSql<Jsonb, Pg> for AsJson<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(&[JSONB_VERSION])?;
        serde_json::to_writer(out, &self.0)?;
        Ok(IsNull::No)
    }
}

/// A Rust type that can carry a column of the SQL type `ST`: it is read, written and compared.
pub trait ColumnType<ST> {}

// rustc would name the first bound that does not hold; the column is what somebody can look up.
#[diagnostic::do_not_recommend]
impl<T, ST> ColumnType<ST> for T
where
    ST: SqlType + SingleValue,
    Pg: HasSqlType<ST>,
    T: Clone + Debug + PartialEq + AsExpression<ST> + FromStaticSqlRow<ST, Pg> + ToSql<ST, Pg>,
{
}

/// Stops the build, in words about the column, where a type that driftless.toml gives cannot carry it. The SQL
/// type is written as with `use diesel::sql_types`.
///
/// ```compile_fail
/// struct Money;
/// driftless::column_type!(Money: sql_types::Numeric, "`Money` cannot carry `listings.price`", "here");
/// ```
#[macro_export]
macro_rules! column_type {
    ($ty:ty: $sql_type:ty, $message:literal, $label:literal) => {
        const _: () = {
            #[allow(unused_imports, reason = "a declared SQL type is named in another way")]
            use $crate::diesel::sql_types;
            #[diagnostic::on_unimplemented(
                message = $message,
                label = $label,
                note = "it needs Diesel's `AsExpression`, `FromSqlRow`, `FromSql` and `ToSql` for the column's SQL type, and `Clone`, `Debug` and `PartialEq`"
            )]
            trait Carries {}
            #[diagnostic::do_not_recommend]
            impl<T: $crate::ColumnType<$sql_type>> Carries for T {}
            struct Column<T: Carries>(::core::marker::PhantomData<T>);
            // Checked before any function's body, and before what stands below in the file.
            impl Column<$ty> {}
        };
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_what_serde_says() {
        let value: AsJson<Vec<u8>> = vec![1, 2].into();
        assert_eq!(serde_json::to_string(&value).unwrap(), "[1,2]");
        assert_eq!(
            serde_json::from_str::<AsJson<Vec<u8>>>("[1,2]").unwrap(),
            value
        );
        assert_eq!(value.len(), 2);
    }
}
