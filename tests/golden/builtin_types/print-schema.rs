// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "box", schema = "pg_catalog"))]
    pub struct Box;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "circle", schema = "pg_catalog"))]
    pub struct Circle;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "jsonpath", schema = "pg_catalog"))]
    pub struct Jsonpath;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "line", schema = "pg_catalog"))]
    pub struct Line;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "lseg", schema = "pg_catalog"))]
    pub struct Lseg;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "name", schema = "pg_catalog"))]
    pub struct Name;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "path", schema = "pg_catalog"))]
    pub struct Path;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "point", schema = "pg_catalog"))]
    pub struct Point;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "polygon", schema = "pg_catalog"))]
    pub struct Polygon;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "timetz", schema = "pg_catalog"))]
    pub struct Timetz;

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
    use super::sql_types::Varbit;
    use super::sql_types::Timetz;
    use super::sql_types::Name;
    use super::sql_types::Jsonpath;
    use super::sql_types::Xml;
    use super::sql_types::Tsvector;
    use super::sql_types::Point;
    use super::sql_types::Box;

    arrays (id) {
        id -> Int8,
        moments -> Array<Nullable<Timestamptz>>,
        secrets -> Array<Nullable<Bytea>>,
        texts -> Array<Nullable<Json>>,
        intervals -> Array<Nullable<Interval>>,
        amounts -> Array<Nullable<Money>>,
        addresses -> Array<Nullable<Inet>>,
        macs -> Nullable<Array<Nullable<Macaddr>>>,
        bits -> Nullable<Array<Nullable<Varbit>>>,
        zoned_times -> Nullable<Array<Nullable<Timetz>>>,
        names -> Nullable<Array<Nullable<Name>>>,
        letters -> Nullable<Array<Nullable<Char>>>,
        paths -> Nullable<Array<Nullable<Jsonpath>>>,
        documents -> Nullable<Array<Nullable<Xml>>>,
        words -> Nullable<Array<Nullable<Tsvector>>>,
        points -> Nullable<Array<Nullable<Point>>>,
        boxes -> Nullable<Array<Nullable<Box>>>,
        spans -> Array<Nullable<Tstzrange>>,
        calendars -> Nullable<Array<Nullable<Tstzmultirange>>>,
        days -> Nullable<Array<Nullable<Daterange>>>,
    }
}

diesel::table! {
    audit_log (id) {
        id -> Uuid,
        actor_type -> Text,
        actor_id -> Text,
        action -> Text,
        entity -> Text,
        entity_id -> Nullable<Text>,
        payload -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Varbit;

    flags (flag) {
        flag -> Varbit,
        host -> Nullable<Inet>,
        next -> Nullable<Varbit>,
    }
}

diesel::table! {
    hosts (address) {
        address -> Inet,
        seen -> Nullable<Interval>,
    }
}

diesel::table! {
    ranges (id) {
        id -> Int8,
        ints -> Int4range,
        bigints -> Int8range,
        numbers -> Numrange,
        days -> Daterange,
        times -> Tsrange,
        moments -> Tstzrange,
        many_ints -> Int4multirange,
        many_bigints -> Int8multirange,
        many_numbers -> Nummultirange,
        many_days -> Datemultirange,
        many_times -> Tsmultirange,
        many_moments -> Tstzmultirange,
        maybe_moments -> Nullable<Tstzrange>,
        maybe_many -> Nullable<Tstzmultirange>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Varbit;
    use super::sql_types::Timetz;
    use super::sql_types::Name;
    use super::sql_types::Xml;
    use super::sql_types::Jsonpath;
    use super::sql_types::Tsvector;
    use super::sql_types::Tsquery;
    use super::sql_types::Point;
    use super::sql_types::Line;
    use super::sql_types::Lseg;
    use super::sql_types::Box;
    use super::sql_types::Path;
    use super::sql_types::Polygon;
    use super::sql_types::Circle;

    scalars (id) {
        id -> Int8,
        an_interval -> Interval,
        some_money -> Money,
        an_address -> Inet,
        a_network -> Cidr,
        a_mac -> Macaddr,
        a_long_mac -> Macaddr8,
        #[max_length = 9]
        some_bits -> Varbit,
        a_zoned_time -> Timetz,
        a_letter -> Char,
        a_name -> Name,
        a_document -> Xml,
        a_path -> Jsonpath,
        a_place -> PgLsn,
        some_words -> Tsvector,
        a_question -> Tsquery,
        a_point -> Point,
        a_line -> Line,
        a_segment -> Lseg,
        a_box -> Box,
        a_track -> Path,
        a_polygon -> Polygon,
        a_circle -> Circle,
    }
}

diesel::joinable!(flags -> hosts (host));

diesel::allow_tables_to_appear_in_same_query!(arrays, audit_log, flags, hosts, ranges, scalars,);
