// @generated automatically by Diesel CLI.

diesel::table! {
    plain (id) {
        id -> Int4,
        r_id -> Nullable<Int4>,
    }
}

diesel::table! {
    r (id) {
        id -> Int4,
    }
}

diesel::table! {
    r_0 (id) {
        id -> Int4,
    }
}

diesel::table! {
    r_0_0 (id) {
        id -> Int4,
    }
}

diesel::table! {
    r_1 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t (id) {
        id -> Int4,
        r_id -> Nullable<Int4>,
    }
}

diesel::table! {
    t_0 (id) {
        id -> Int4,
        r_id -> Nullable<Int4>,
    }
}

diesel::table! {
    t_1 (id) {
        id -> Int4,
        r_id -> Nullable<Int4>,
    }
}

diesel::table! {
    t_1_0 (id) {
        id -> Int4,
        r_id -> Nullable<Int4>,
    }
}

diesel::joinable!(plain -> r (r_id));
diesel::joinable!(plain -> r_0 (r_id));
diesel::joinable!(plain -> r_0_0 (r_id));
diesel::joinable!(plain -> r_1 (r_id));
diesel::joinable!(t -> r (r_id));
diesel::joinable!(t -> r_0 (r_id));
diesel::joinable!(t -> r_0_0 (r_id));
diesel::joinable!(t -> r_1 (r_id));
diesel::joinable!(t_0 -> r (r_id));
diesel::joinable!(t_1 -> r (r_id));
diesel::joinable!(t_1_0 -> r (r_id));

diesel::allow_tables_to_appear_in_same_query!(plain, r, r_0, r_0_0, r_1, t, t_0, t_1, t_1_0,);
