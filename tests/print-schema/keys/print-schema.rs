// @generated automatically by Diesel CLI.

diesel::table! {
    by_code (code) {
        code -> Text,
    }
}

diesel::table! {
    by_pair (id) {
        id -> Int4,
        a -> Nullable<Int4>,
        b -> Nullable<Int4>,
    }
}

diesel::table! {
    good (id) {
        id -> Int4,
        #[sql_name = "type"]
        type_ -> Nullable<Int4>,
    }
}

diesel::table! {
    left_side (id) {
        id -> Int4,
        right_id -> Nullable<Int4>,
    }
}

diesel::table! {
    parents (id) {
        id -> Int4,
        code -> Nullable<Text>,
        a -> Nullable<Int4>,
        b -> Nullable<Int4>,
        self_id -> Nullable<Int4>,
    }
}

diesel::table! {
    right_side (id) {
        id -> Int4,
        left_id -> Nullable<Int4>,
    }
}

diesel::table! {
    twice (id) {
        id -> Int4,
        one -> Nullable<Int4>,
        two -> Nullable<Int4>,
    }
}

diesel::table! {
    z_exactly_one_hundred_columns_wide (id) {
        id -> Int4,
    }
}

diesel::joinable!(good -> parents (type_));

diesel::allow_tables_to_appear_in_same_query!(
    by_code,
    by_pair,
    good,
    left_side,
    parents,
    right_side,
    twice,
    z_exactly_one_hundred_columns_wide,
);
