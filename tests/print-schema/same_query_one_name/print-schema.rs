// @generated automatically by Diesel CLI.

diesel::table! {
    _z (id) {
        id -> Int4,
        j -> Nullable<Int4>,
    }
}

diesel::table! {
    #[sql_name = "a b"]
    a_b (id) {
        id -> Int4,
    }
}

diesel::table! {
    #[sql_name = "a-b"]
    a_b (id) {
        id -> Int4,
        x -> Nullable<Int4>,
    }
}

diesel::table! {
    a_b (id) {
        id -> Int4,
    }
}

diesel::table! {
    #[sql_name = "日本"]
    __ (id) {
        id -> Int4,
    }
}

diesel::joinable!(_z -> __ (j));
diesel::joinable!(a_b -> a_b (x));

diesel::allow_tables_to_appear_in_same_query!(_z, __,);
diesel::allow_tables_to_appear_in_same_query!(a_b, a_b,);
