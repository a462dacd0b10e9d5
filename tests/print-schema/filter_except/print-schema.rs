// @generated automatically by Diesel CLI.

diesel::table! {
    order_lines (id) {
        id -> Int4,
        order_id -> Nullable<Int4>,
    }
}

diesel::table! {
    orders (id) {
        B -> Nullable<Int4>,
        a -> Nullable<Int4>,
        b -> Nullable<Int4>,
        id -> Int4,
        user_id -> Nullable<Int4>,
        z -> Nullable<Int4>,
    }
}

diesel::table! {
    user_names (id) {
        id -> Int4,
        user_id -> Nullable<Int4>,
    }
}

diesel::table! {
    users (id) {
        id -> Int4,
    }
}

diesel::joinable!(order_lines -> orders (order_id));
diesel::joinable!(orders -> users (user_id));
diesel::joinable!(user_names -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(order_lines, orders, user_names, users,);
