// @generated automatically by Diesel CLI.

diesel::table! {
    audit_log (id) {
        id -> Int8,
        actor_type -> Text,
        actor_id -> Text,
        action -> Text,
        entity -> Text,
        entity_id -> Nullable<Text>,
        payload -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    counters (id) {
        id -> Int8,
        hits -> Int4,
    }
}

diesel::table! {
    imports (code) {
        code -> Text,
        id -> Nullable<Int4>,
    }
}

diesel::table! {
    orders (id) {
        id -> Int8,
        user_id -> Uuid,
        state -> Text,
        total -> Numeric,
    }
}

diesel::table! {
    tags (order_id, tag) {
        order_id -> Int8,
        tag -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        email -> Text,
        bio -> Nullable<Text>,
    }
}

diesel::joinable!(orders -> users (user_id));
diesel::joinable!(tags -> orders (order_id));

diesel::allow_tables_to_appear_in_same_query!(audit_log, counters, imports, orders, tags, users,);
