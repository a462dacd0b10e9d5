// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "int2vector", schema = "pg_catalog"))]
    pub struct Int2vector;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "name", schema = "pg_catalog"))]
    pub struct Name;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "point", schema = "pg_catalog"))]
    pub struct Point;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "varbit", schema = "pg_catalog"))]
    pub struct Varbit;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Point;
    use super::sql_types::Name;
    use super::sql_types::Varbit;
    use super::sql_types::Int2vector;

    arrays (id) {
        id -> Int4,
        a -> Array<Nullable<Int4>>,
        b -> Nullable<Array<Nullable<Text>>>,
        c -> Nullable<Array<Nullable<Varchar>>>,
        d -> Nullable<Array<Nullable<Numeric>>>,
        e -> Array<Nullable<Timestamptz>>,
        f -> Nullable<Array<Nullable<Point>>>,
        g -> Nullable<Array<Nullable<Char>>>,
        h -> Nullable<Char>,
        i -> Nullable<Name>,
        j -> Nullable<Bpchar>,
        #[max_length = 3]
        k -> Nullable<Bpchar>,
        #[max_length = 1]
        l -> Nullable<Bit>,
        m -> Nullable<Varbit>,
        n -> Nullable<Varchar>,
        o -> Nullable<Oid>,
        p -> Nullable<Int2vector>,
        q -> Nullable<Json>,
        r -> Nullable<Array<Nullable<Jsonb>>>,
    }
}
