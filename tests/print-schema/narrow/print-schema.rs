// @generated automatically by Diesel CLI.

diesel::table! {
    a (id) {
        id -> Int4,
    }
}

diesel::table! {
    bb (id) {
        id -> Int4,
        a_id -> Nullable<Int4>,
    }
}

diesel::joinable!(bb -> a (a_id));

diesel::allow_tables_to_appear_in_same_query!(a, bb,);
