// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "point", schema = "pg_catalog"))]
    pub struct Point;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "polygon", schema = "pg_catalog"))]
    pub struct Polygon;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsquery", schema = "pg_catalog"))]
    pub struct Tsquery;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsvector", schema = "pg_catalog"))]
    pub struct Tsvector;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "varbit", schema = "pg_catalog"))]
    pub struct Varbit;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "xml", schema = "pg_catalog"))]
    pub struct Xml;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;
    use super::sql_types::Point;
    use super::sql_types::Polygon;
    use super::sql_types::Varbit;
    use super::sql_types::Xml;
    use super::sql_types::Tsquery;

    documents (id) {
        id -> Uuid,
        words -> Tsvector,
        position -> Nullable<Point>,
        shape -> Nullable<Polygon>,
        network -> Nullable<Cidr>,
        address -> Nullable<Inet>,
        mac -> Nullable<Macaddr>,
        mac8 -> Nullable<Macaddr8>,
        price -> Nullable<Money>,
        duration -> Nullable<Interval>,
        log -> Nullable<PgLsn>,
        #[max_length = 8]
        bits -> Nullable<Bit>,
        #[max_length = 12]
        varied -> Nullable<Varbit>,
        page -> Nullable<Xml>,
        during -> Nullable<Tstzrange>,
        counts -> Nullable<Int4range>,
        search -> Nullable<Tsquery>,
        points -> Nullable<Array<Nullable<Point>>>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    indexes (id) {
        id -> Int4,
        words -> Nullable<Tsvector>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(documents, indexes,);
