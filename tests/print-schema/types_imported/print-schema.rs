// @generated automatically by Diesel CLI.

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql::Point;

    plain (id) {
        id -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql::Point;

    shapes (id) {
        id -> Int4,
        a -> Nullable<Point>,
        b -> Nullable<Array<Nullable<Box>>>,
        c -> Tsvector,
        d -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(plain, shapes,);
