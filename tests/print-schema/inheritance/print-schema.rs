// @generated automatically by Diesel CLI.

diesel::table! {
    heirs (id) {
        id -> Int4,
        note -> Nullable<Text>,
        extra -> Nullable<Text>,
    }
}

diesel::table! {
    other_heirs (own) {
        id -> Int4,
        parent_id -> Nullable<Int4>,
        own -> Int4,
    }
}

diesel::table! {
    parents (id) {
        id -> Int4,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    refers (id) {
        id -> Int4,
        parent_id -> Nullable<Int4>,
    }
}

diesel::joinable!(refers -> parents (parent_id));

diesel::allow_tables_to_appear_in_same_query!(heirs, other_heirs, parents, refers,);
