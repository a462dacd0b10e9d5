//! Types as a user has them, for the golden that gives them to columns.

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    serialize::{self, Output, ToSql},
    sql_types::{BigInt, Citext, Text, Uuid as SqlUuid},
};
use driftless::types::Uuid;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A newtype that travels as what it holds.
macro_rules! travels {
    ($name:ident($inner:ty): $sql_type:ty) => {
        impl FromSql<$sql_type, Pg> for $name {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                <$inner as FromSql<$sql_type, Pg>>::from_sql(value).map(Self)
            }
        }

        impl ToSql<$sql_type, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                <$inner as ToSql<$sql_type, Pg>>::to_sql(&self.0, out)
            }
        }
    };
}

/// A key of one's own.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = SqlUuid)]
pub struct PersonKey(pub Uuid);
travels!(PersonKey(Uuid): SqlUuid);

impl fmt::Display for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The values of a type that an extension brings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Citext)]
pub struct Email(pub String);
travels!(Email(String): Citext);

/// A status that is no list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Status(pub String);
travels!(Status(String): Text);

/// Square metres.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = BigInt)]
pub struct Area(pub i64);
travels!(Area(i64): BigInt);

/// What Serde makes JSON of, and Diesel knows nothing about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Rooms.
    pub rooms: u8,
}
