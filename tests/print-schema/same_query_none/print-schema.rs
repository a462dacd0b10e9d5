// @generated automatically by Diesel CLI.

diesel::table! {
    #[sql_name = "F odd"]
    F_odd (id) {
        id -> Int4,
        b_id -> Nullable<Int4>,
    }
}

diesel::table! {
    a_root (id) {
        id -> Int4,
    }
}

diesel::table! {
    b_leaf (id) {
        id -> Int4,
        z_id -> Nullable<Int4>,
    }
}

diesel::table! {
    c_alone (id) {
        id -> Int4,
    }
}

diesel::table! {
    d_other (id) {
        id -> Int4,
    }
}

diesel::table! {
    e_far (id) {
        id -> Int4,
        d_id -> Nullable<Int4>,
    }
}

diesel::table! {
    twice (id) {
        id -> Int4,
        one -> Nullable<Int4>,
        two -> Nullable<Int4>,
    }
}

diesel::joinable!(F_odd -> b_leaf (b_id));
diesel::joinable!(b_leaf -> a_root (z_id));
diesel::joinable!(e_far -> d_other (d_id));
