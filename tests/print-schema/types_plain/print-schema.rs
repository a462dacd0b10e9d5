// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "box", schema = "pg_catalog"))]
    pub struct Box;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "point", schema = "pg_catalog"))]
    pub struct Point;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsvector", schema = "pg_catalog"))]
    pub struct Tsvector;
}

diesel::table! {
    plain (id) {
        id -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Point;
    use super::sql_types::Box;
    use super::sql_types::Tsvector;

    shapes (id) {
        id -> Int4,
        a -> Nullable<Point>,
        b -> Nullable<Array<Nullable<Box>>>,
        c -> Tsvector,
        d -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(plain, shapes,);
