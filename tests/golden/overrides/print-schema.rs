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
    listings (id) {
        id -> Int8,
        poster_id -> Uuid,
        #[sql_name = "type"]
        type_ -> Text,
        status -> Text,
        price -> Numeric,
        deposit -> Nullable<Numeric>,
        instalments -> Nullable<Array<Nullable<Numeric>>>,
        area -> Int8,
        meta -> Jsonb,
        draft_meta -> Nullable<Json>,
        raw -> Nullable<Jsonb>,
        tags -> Array<Nullable<Text>>,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        email -> Citext,
        password_hash -> Text,
        nickname -> Nullable<Text>,
    }
}

diesel::joinable!(listings -> users (poster_id));

diesel::allow_tables_to_appear_in_same_query!(audit_log, listings, users,);
