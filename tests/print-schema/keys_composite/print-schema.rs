// @generated automatically by Diesel CLI.

diesel::table! {
    borrowed (b) {
        a -> Nullable<Int4>,
        b -> Nullable<Int4>,
    }
}

diesel::table! {
    covering (id) {
        id -> Int4,
        extra -> Nullable<Int4>,
    }
}

diesel::table! {
    half (id) {
        id -> Int4,
        c -> Nullable<Int4>,
    }
}

diesel::table! {
    key (table_, key_) {
        #[sql_name = "table"]
        table_ -> Int4,
        #[sql_name = "key"]
        key_ -> Int4,
    }
}

diesel::table! {
    members (person, org) {
        org -> Int4,
        person -> Int4,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    ping (id) {
        id -> Int4,
        pong_id -> Nullable<Int4>,
    }
}

diesel::table! {
    pong (id) {
        id -> Int4,
        ping_id -> Nullable<Int4>,
    }
}

diesel::table! {
    refers (id) {
        id -> Int4,
        person -> Nullable<Int4>,
        org -> Nullable<Int4>,
    }
}

diesel::table! {
    tree (id) {
        id -> Int4,
        parent -> Nullable<Int4>,
        other -> Nullable<Int4>,
    }
}

diesel::joinable!(borrowed -> half (b));
diesel::joinable!(half -> covering (c));

diesel::allow_tables_to_appear_in_same_query!(
    borrowed, covering, half, key, members, ping, pong, refers, tree,
);
